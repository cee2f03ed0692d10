using RecipePicks.Engines;
using RecipePicks.Letters;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Cases;

/// <summary>
/// Brings a lead down to the identities and resources that the evidence knows, and says each step: from a resource to
/// those who touched it, from a key to its principal, from an event to its caller and its resources.
/// </summary>
/// <param name="inquiry">Whom to ask; its leads are not known yet.</param>
internal sealed class Resolver(Inquiry inquiry)
{
    /// <summary>How many identities are followed from one lead.</summary>
    public const int MostIdentities = 100;

    /// <summary>Resolves a lead.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="kind">How it must be read; null to tell from its form, and for a bare name from the evidence.</param>
    public Resolved Resolve(string text, LeadKind? kind)
    {
        var value = text.Trim();
        if (LeadForm.Meant(value) is { } meant && (kind is null || kind == meant.Kind) && !IsKnown(value))
        {
            var read = As(meant.Value, kind);
            return read with
            {
                Reading =
                [
                    $"{value} was read as {meant.Value}: AWS writes such ids in {(meant.Kind is LeadKind.Event || char.IsAsciiLetterLower(meant.Value[0]) ? "lower" : "upper")} case only.",
                    .. read.Reading,
                ],
            };
        }

        return As(value, kind);
    }

    // A name may look like an id in the wrong case: then the evidence has it as it is.
    private bool IsKnown(string value)
    {
        var bare = new BareName(inquiry, value);
        return bare.IsIdentity
            || bare.IsAddress
            || NamedSearch.For(inquiry, ResourceName.Of(value), mayAct: true).Events.Count > 0;
    }

    private Resolved As(string value, LeadKind? kind)
    {
        var form = LeadForm.Recognise(value);
        return (kind ?? form?.Kind) switch
        {
            LeadKind.Principal when form?.Kind == LeadKind.Principal => Principal(value),
            LeadKind.AccessKey => AccessKey(value),
            LeadKind.Ip => Address(value),
            LeadKind.Event => Event(value, certain: kind is not null),
            LeadKind.Resource => Resource(value, $"{value} was read as a resource{By(kind)}."),
            LeadKind.Principal => new BareName(inquiry, value).As(LeadKind.Principal),
            _ => BareNameOrResource(value),
        };
    }

    private static string By(LeadKind? kind) => kind is null ? " by its form" : ", as asked";

    private Resolved BareNameOrResource(string value)
    {
        var bare = new BareName(inquiry, value);
        return bare.IsIdentity ? bare.As(null)
            : bare.IsAddress ? Address(value)
            : LeadForm.MayBeRequest(value) && OfRequest(value) is { } requested ? requested
            : EndOfArn(value) ?? Resource(value, bare.WhyResource);
    }

    // As consoles and alerts write a resource: instance/i-…, trail/main, table:orders. Calls take what follows the type.
    private Resolved? EndOfArn(string value)
    {
        var at = value.AsSpan().IndexOfAny('/', ':');
        if (at <= 0 || at == value.Length - 1 || !value[..at].All(c => char.IsAsciiLetterLower(c) || c == '-'))
        {
            return null;
        }

        var rest = value[(at + 1)..];
        var isId = LeadForm.Recognise(rest)?.Kind == LeadKind.Resource;
        var whole = NamedSearch.For(inquiry, ResourceName.Of(value), mayAct: false);
        return !whole.Events.Any(IsTouch) && (isId || (whole.Total > 0 && IsTouched(rest)))
            ? Resource(rest, $"{value} was read as the end of an ARN: calls name {rest}.")
            : null;
    }

    private bool IsTouched(string name) =>
        NamedSearch.For(inquiry, ResourceName.Of(name), mayAct: false).Events.Any(IsTouch);

    private static bool IsTouch(NamedEvent named) => named.Role is NamingRole.Request or NamingRole.Response;

    private Resolved Principal(string value)
    {
        var callers = Callers.Of(value);
        inquiry.Aside?.Put(callers);
        var uses = inquiry
            .Ask(Question.Load("Identity/identities"), callers.Parameters, Inquiry.MostRows)
            .Rows.Select(IdentityUse.Of)
            .ToList();
        return new Resolved(new Lead(LeadKind.Principal, value))
        {
            Callers = callers,
            UniqueIds = UniqueIds(uses, value),
            Resources = [ResourceName.Of(value)],
            Reading = [$"{value} was read as an identity by its form.", .. KnownAs(value, uses, inquiry.Ground)],
        };
    }

    private Resolved AccessKey(string value)
    {
        var callers = new Callers { Keys = [value] };
        inquiry.Aside?.Put(callers);
        var owners = inquiry
            .Ask(Question.Load("Identity/identities"), callers.Parameters, Inquiry.MostRows)
            .Rows.Select(IdentityUse.Of)
            .ToList();
        return new Resolved(new Lead(LeadKind.AccessKey, value))
        {
            Callers = callers,
            Resources = [ResourceName.Of(value)],
            Reading =
            [
                $"{value} was read as an access key.",
                owners.Count == 0
                    ? $"No call with {value} is in {inquiry.Ground}{(IssuedKey.Of(inquiry, [value]).GetValueOrDefault(value) is { } issued ? $": {issued.Words}." : ", which does not say whose key it is.")}"
                    : $"{value} belongs to {Listed(owners.Select(o => o.Words).Distinct())}, which made {Counted(owners.Sum(o => o.Calls), "call")} with it. "
                        + $"What it did with other keys: investigate {Listed(owners.Select(o => o.Identity ?? "it").Distinct())}.",
            ],
        };
    }

    private Resolved Address(string value)
    {
        var rows = inquiry
            .Ask(
                Question.Load("Ip/addresses"),
                new Dictionary<string, object?> { ["addresses"] = LeadForm.Spellings(value) },
                Inquiry.MostRows
            )
            .Rows.ToList();
        var logged = rows.Select(r => r.Text("address")!).Distinct().Order(StringComparer.Ordinal).ToList();
        var identities = rows.GroupBy(r => r.Text("identity"))
            .OrderByDescending(g => g.Sum(r => r.Count("calls")))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{Who.Short(g.Key)} ({Counted(g.Sum(r => r.Count("calls")), "call")})")
            .ToList();
        return new Resolved(new Lead(LeadKind.Ip, value))
        {
            Callers = new Callers { Addresses = logged.Count > 0 ? logged : [value] },
            Resources = [.. logged.Prepend(value).Distinct().Select(ResourceName.Of)],
            Reading =
            [
                $"{value} was read as a source address{(logged.Exists(a => a != value) ? $", logged as {Listed(logged)}" : "")}.",
                identities.Count switch
                {
                    0 => $"No call from {value} is in {inquiry.Ground}.",
                    1 => $"One identity called from {value}: {identities[0]}.",
                    _ =>
                        $"{identities.Count} identities called from {value} and are kept apart: {Listed(identities, 8)}.",
                },
            ],
        };
    }

    private Resolved Event(string value, bool certain)
    {
        var row = inquiry
            .Ask(Question.Load("Events/event"), new Dictionary<string, object?> { ["event"] = value })
            .Rows.Cast<QueryRow?>()
            .FirstOrDefault();
        if (row is not { } found)
        {
            if (OfRequest(value) is { } requested)
            {
                return requested;
            }

            const string Unknown = "No event of the evidence has the eventID";
            return certain
                ? new Resolved(new Lead(LeadKind.Event, value)) { Reading = [$"{Unknown} {value}."] }
                : Resource(
                    value,
                    $"{Unknown} {value}; it was read as a resource's id instead (KMS keys have ids of that form)."
                );
        }

        var caller = EventCaller(found);
        var resources = EventResources.Of(found);
        return new Resolved(new Lead(LeadKind.Event, value))
        {
            Callers = caller,
            Resources = [.. resources.Select(ResourceName.Of)],
            Reading =
            [
                $"{value} was read as an event: {found.Text("eventname")} at {found.Text("eventtime")}.",
                $"Its caller is {Who.Is(found.Text("type"), found.Text("arn"), found.Text("principalid"), found.Text("accountid"), found.Text("username"), found.Text("invokedby"))}"
                    + $"{(caller.IsEmpty ? ", who cannot be followed" : "")}; it names {Listed(resources, 8)}.",
            ],
        };
    }

    // What an application's own log has of a call.
    private Resolved? OfRequest(string value)
    {
        var events = inquiry
            .Ask(
                Question.Load("Scope/events-of-request"),
                new Dictionary<string, object?> { ["event"] = value },
                Inquiry.MostRows
            )
            .Rows.DistinctBy(r => r.Text("eventid"))
            .ToList();
        if (events.Count == 0)
        {
            return null;
        }

        var what = events.Exists(e => e.Text("requestid") == value) ? "requestID" : "sharedEventID";
        var first = Event(events[0].Text("eventid")!, certain: true);
        var others = events.Skip(1).Select(e => $"{e.Text("eventname")} {e.Text("eventid")}").ToList();
        return first with
        {
            Reading =
            [
                $"{value} is the {what} of {Counted(events.Count, "event")}"
                    + (others.Count == 0 ? "." : $"; the first is followed, and the others are {Listed(others)}."),
                .. first.Reading,
            ],
        };
    }

    private static Callers EventCaller(QueryRow row) =>
        row.Text("arn") is { } arn ? new Callers { Arns = [arn] }
        : row.Text("type") == "AWSService" ? Callers.None
        : row.Text("accesskeyid") is { Length: > 0 } key ? new Callers { Keys = [key] }
        : row.Text("principalid") is { Length: > 0 } id ? new Callers { Principals = [id] }
        : row.Text("sourceipaddress") is { } address && LeadForm.IsAddress(address)
            ? new Callers { Addresses = [address] }
        : Callers.None;

    private Resolved Resource(string value, string reading)
    {
        var name = ResourceName.Of(value);
        var named = NamedSearch.For(inquiry, name, mayAct: true);
        var touching = IdentityUse.Of(named.Events.Where(e => e.MadeByIt || IsTouch(e)));
        var uses = named.IsCapped
            ? inquiry
                .Ask(Question.Load("Identity/touched-by"), Letter.ResourceParameters(name.Name), Inquiry.MostRows)
                .Rows.Select(IdentityUse.Of)
                .Concat(touching)
                .ToList()
            : touching.ToList();
        var people = uses.Where(u => u.Arn is not null && !IsServiceRole(u.Arn))
            .GroupBy(u => u.Arn!)
            .OrderByDescending(g => g.Sum(u => u.Calls))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        var strangers = uses.Where(u => u is { Arn: null, PrincipalId: not null } && u.Type != "AWSService")
            .Select(u => u.PrincipalId!)
            .Distinct()
            .ToList();
        var services = uses.Where(u => u.Type == "AWSService" || IsServiceRole(u.Arn))
            .Select(u => u.Arn is null ? Listed(u.InvokedBy) : Who.Short(u.Arn))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return new Resolved(new Lead(LeadKind.Resource, value))
        {
            Callers = new Callers
            {
                Arns = [.. people.Take(MostIdentities).Select(p => p.Key).Order(StringComparer.Ordinal)],
                Principals = [.. strangers.Take(MostIdentities).Order(StringComparer.Ordinal)],
            },
            Resources = [name],
            Reading =
            [
                reading,
                people.Count + strangers.Count == 0
                    ? $"No identity touched {value} in {inquiry.Ground}."
                    : $"{Counted(people.Count + strangers.Count, "identity", "identities")} touched {value} or acted as it, and {(people.Count + strangers.Count == 1 ? "is" : "are")} followed: "
                        + $"{Listed(people.Select(p => $"{Who.Short(p.Key)} ({Counted(p.Sum(u => u.Calls), "call")})").Concat(strangers), 8)}.",
                .. services.Count == 0
                    ? []
                    : new[] { $"AWS services that touched it are not followed: {Listed(services)}." },
                .. people.Count <= MostIdentities
                    ? []
                    : new[] { $"Only the {MostIdentities} with the most calls are followed." },
            ],
        };
    }

    private static bool IsServiceRole(string? arn) =>
        Arn.TryParse(arn) is { ResourceType: "assumed-role" } session
        && session.ResourceId.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal);

    private static IEnumerable<string> KnownAs(string value, List<IdentityUse> uses, string ground)
    {
        if (uses.Count == 0)
        {
            yield return $"No call by {value} is in {ground}.";
            yield break;
        }

        var ids = uses.Select(u => u.PrincipalId?.Split(':')[0])
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var names = uses.Select(u => u.Arn).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        yield return $"It made {Counted(uses.Sum(u => u.Calls), "call")} as {Listed(names.Count == 0 ? ids : names, 4)} "
            + $"(unique id {Listed(ids, 3)}) with {Counted(uses.Select(u => u.Key).OfType<string>().Distinct().Count(), "access key")}.";
    }

    /// <summary>Unique ids of users who are known by ARN: their sign-ins may carry the id alone.</summary>
    internal static IReadOnlyList<string> UniqueIds(IEnumerable<IdentityUse> uses, string arn) =>
        [
            .. uses.Where(u => u.Type == "IAMUser" && u.Arn == arn)
                .Select(u => u.PrincipalId)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
