using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>A stretch of time in which a resource was, or may have been, open to somebody.</summary>
internal sealed record Exposed
{
    private const string Bucket = "AWS::S3::Bucket";
    private const string Object = "AWS::S3::Object";

    /// <summary>The resource's type: <c>AWS::EC2::Snapshot</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The resource's name, as calls take it.</summary>
    public required string Name { get; init; }

    /// <summary>Every name that the evidence has for it.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Its account.</summary>
    public string? Account { get; init; }

    /// <summary>Its region; null when its name is unique without.</summary>
    public string? Region { get; init; }

    /// <summary>By what it is open: <c>bucket policy</c>.</summary>
    public required string What { get; init; }

    /// <summary>The number of the check that reads it, on the sheet; null for what is on none.</summary>
    public int? Sheet { get; init; }

    /// <summary>Which value of the resource it is, where one check reads several: <c>grants</c>.</summary>
    public string? Aspect { get; init; }

    /// <summary>The path of the value that opens it, in its state: <c>createVolumePermission</c>; null when only AWS's own answer tells.</summary>
    public string? Path { get; init; }

    /// <summary>The member of that value: an account, a rule, a statement's id; null for a value that is one.</summary>
    public string? Member { get; init; }

    /// <summary>The value as it stood last, JSON text; null when it is not known.</summary>
    public string? Value { get; init; }

    /// <summary>How far.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>To whom; null when that is not known.</summary>
    public string? SharedWith { get; init; }

    /// <summary>What says so.</summary>
    public required string Why { get; init; }

    /// <summary>Since when, UTC; null when it was so before the log tells.</summary>
    public DateTime? From { get; init; }

    /// <summary>Until when, UTC; null when nothing in the log ends it.</summary>
    public DateTime? To { get; init; }

    /// <summary>Whether what opened it stands when it ends: a gate was seen shut, and nothing was taken back.</summary>
    public bool IsStanding { get; init; }

    /// <summary>The call that opened it; null when none of the log did.</summary>
    public StateCall? OpenedBy { get; init; }

    /// <summary>The call that ended it.</summary>
    public StateCall? EndedBy { get; init; }

    /// <summary>How sure the stretch is.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>What of the lead it is linked to; null when it is the lead's own.</summary>
    public string? Link { get; init; }

    /// <summary>A request by which a stranger gets in; null when the document itself is the proof.</summary>
    public string? Witness { get; init; }

    /// <summary>AWS's own word by its rule of fixed values; null where it has none.</summary>
    public string? Aws { get; init; }

    /// <summary>The number of the check by which AWS's own answer was judged; null when only the log tells.</summary>
    public int? Check { get; init; }

    /// <summary>AWS's own answer, or what AWS Config recorded; null when only the log tells.</summary>
    public Document? By { get; init; }

    /// <summary>When AWS itself said so, UTC; null when only the log tells, or nothing says when AWS was asked.</summary>
    public DateTime? Asked => By?.Time;

    /// <summary>Where AWS's own answer lies; null when only the log tells, or nothing says where.</summary>
    public EvidenceRef? Document => By is { File.Length: > 0 } ? new EvidenceRef("", By.File, By.Record) : null;

    /// <summary>How it is open, in words: <c>is public</c>, <c>was shared with 999988887777</c>.</summary>
    public string How =>
        (Verdict, To is null) switch
        {
            (Verdict.Private, _) => "is closed to others",
            (Verdict.Public, true) => "is public",
            (Verdict.Public, false) => "was public",
            (Verdict.PublicAuth, true) => "is open to everyone who has a login",
            (Verdict.PublicAuth, false) => "was open to everyone who has a login",
            (Verdict.PublicViaLink, true) => "is reached through something public",
            (Verdict.PublicViaLink, false) => "was reached through something public",
            (Verdict.Latent, true) => "is open but for a gate",
            (Verdict.Latent, false) => "was open but for a gate",
            (Verdict.External, true) => $"is shared with {SharedWith}",
            (Verdict.External, false) => $"was shared with {SharedWith}",
            (_, true) => "may be open to others",
            _ => "may have been open to others",
        };

    /// <summary>The events that prove it.</summary>
    public IEnumerable<string> EventIds => new[] { OpenedBy?.EventId, EndedBy?.EventId }.OfType<string>();

    /// <summary>All that was open at any time, of what an inquiry is about.</summary>
    public static List<Exposed> About(Inquiry inquiry, SharingCalls calls)
    {
        var asksForCallers = inquiry.Leads.Any(l => l.Kind is LeadKind.Principal or LeadKind.AccessKey or LeadKind.Ip);
        var links = Links(inquiry);
        var gates = new GateHistory(calls.Histories);
        var accounts = calls
            .Histories.Where(h =>
                h.Resource.Type is Bucket or Object && inquiry.Resources.Any(r => IsNamed(r, h.Resource))
            )
            .Select(h => h.Resource.Account)
            .ToHashSet();
        return
        [
            .. calls
                .Histories.SelectMany(h =>
                {
                    var named = inquiry.Resources.Any(r => IsNamed(r, h.Resource));
                    var link =
                        named ? null
                        : h.Resource.Type == "AWS::S3::AccountPublicAccessBlock"
                        && accounts.Contains(h.Resource.Account)
                            ? "It holds for every bucket of the account"
                        : h.Resource.Names.Select(links.GetValueOrDefault).FirstOrDefault(l => l is not null);
                    return Of(h)
                        .Where(e => named || link is not null || (asksForCallers && calls.IsByLead(e.OpenedBy)))
                        .SelectMany(gates.Of)
                        .Select(e => e with { Link = link });
                })
                .OrderBy(e => e.From)
                .ThenBy(e => e.Name, StringComparer.Ordinal)
                .ThenBy(e => e.What, StringComparer.Ordinal)
                .ThenBy(e => e.SharedWith, StringComparer.Ordinal)
                .ThenBy(e => e.OpenedBy?.EventId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether it was open at some time of a window, as far as its ends are known.</summary>
    public bool IsIn(TimeWindow window) =>
        (window.From is not { } from || To is null || To >= from)
        && (window.To is not { } to || From is null || From <= to);

    /// <summary>The stretches in which a resource was open, by any check.</summary>
    public static IEnumerable<Exposed> Of(ResourceHistory history)
    {
        var gone = history
            .Of(StatePath.Existence)
            .Where(s => s is { Value.Known: StateKnown.Absent, Since: not null })
            .ToList();
        return ExposureChecks
            .All.Where(c => c.Type == history.Resource.Type)
            .SelectMany(c =>
                history
                    .Spans.Where(s => string.Equals(s.Path, c.Path, StringComparison.OrdinalIgnoreCase))
                    .GroupBy(s => s.Member, StringComparer.Ordinal)
                    .SelectMany(g =>
                        Joined([.. Stood([.. g.OrderBy(s => s.From)]).SelectMany(s => One(history.Resource, c, s))])
                    )
            )
            .Where(e => !gone.Exists(g => g.Since!.EventId == e.OpenedBy?.EventId))
            .Select(e => WhileItWas(e, gone));
    }

    // What another call of the same second ended may as well have been the last: then it stood for as long as what did end it.
    private static IEnumerable<StateSpan> Stood(List<StateSpan> spans) =>
        spans.Select(span =>
            span is { Certainty: Certainty.Ambiguous, From: { } from }
            && span.To == from
            && spans.FindLast(s => s.From == from) is { } last
                ? span with
                {
                    To = last.To,
                    Until = last.Until,
                }
                : span
        );

    // What is gone is open no more; a gate that was taken away says nothing of it.
    private static Exposed WhileItWas(Exposed stretch, List<StateSpan> gone) =>
        gone.Find(g => g.From >= (stretch.From ?? DateTime.MinValue) && (stretch.To is null || g.From < stretch.To))
            is { } end
            ? stretch with
            {
                To = end.From,
                EndedBy = end.Since,
            }
            : stretch;

    private static IEnumerable<Exposed> One(StateResource resource, ExposureCheck check, StateSpan span) =>
        Grants(check, span, new ExposureContext(resource.Account))
            .Where(g => g.Verdict != Verdict.Private)
            .Select(g => new Exposed
            {
                Type = resource.Type,
                Name = resource.Id,
                Names = resource.Names,
                Account = resource.Account,
                Region = resource.Region,
                What = check.Words,
                Path = check.Path,
                Member = span.Member,
                Value = span.Value.Json,
                Sheet = check.Number,
                Aspect = check.Aspect,
                Verdict = g.Verdict,
                SharedWith = g.To,
                Why =
                    span.Certainty == Certainty.Ambiguous
                        ? $"{g.Why}; another call of the same second says otherwise, and the log tells no order"
                        : g.Why,
                From = span.From,
                To = span.To,
                OpenedBy = span.Since,
                EndedBy = span.Until,
                Certainty = span.Certainty,
            });

    private static IReadOnlyList<Grant> Grants(ExposureCheck check, StateSpan span, ExposureContext about) =>
        span switch
        {
            { Member: StatePath.Others } => [],
            { Value.Known: StateKnown.Absent, Since: not null } when check.IsGate =>
            [
                Grant.Unclear($"{check.Words} was removed: policies, ACLs and permissions decide who gets in"),
            ],
            { Value.IsThere: false } => [],
            { Member: { } member } when check.IsOfMember => check.Judge(JsonWalk.Quoted(member), about),
            { Value.Json: { } json } => check.Judge(JsonWalk.Parse(json), about),
            _ => [Grant.Unclear($"the record does not hold the {check.Words}")],
        };

    /// <summary>Who stays in when a document is replaced has been in all the time.</summary>
    private static IEnumerable<Exposed> Joined(List<Exposed> stretches)
    {
        foreach (var same in stretches.GroupBy(e => (e.Verdict, e.SharedWith)))
        {
            Exposed? open = null;
            foreach (var next in same)
            {
                if (open is { To: { } end } && end == next.From || (open is { From: { } from } && from == next.From))
                {
                    open = open with { To = next.To, EndedBy = next.EndedBy, Value = next.Value };
                    continue;
                }

                if (open is not null)
                {
                    yield return open;
                }

                open = next;
            }

            yield return open!;
        }
    }

    private static bool IsNamed(ResourceName lead, StateResource resource)
    {
        var member = resource.Type == "AWS::IAM::Role" ? "roleName" : "";
        return resource.Names.Any(n => lead.IsNamedBy(n, member, resource.Account, resource.Region))
            || (
                resource.Type == Object
                && resource.Names.Any(n =>
                    n.Split('/', 2) is [var bucket, var key]
                    && (lead.Container is { } container ? container == bucket && lead.Name == key : lead.Name == bucket)
                )
            );
    }

    /// <summary>Security groups that what was asked about carries, each with what carries it.</summary>
    private static Dictionary<string, string> Links(Inquiry inquiry)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        var calls = inquiry.Named.Events.Where(e => e.IsWrite).Select(e => SharingCalls.One(e.Row)).OfType<StateCall>();
        foreach (var history in Replay.Of(calls).Where(h => inquiry.Resources.Any(r => IsNamed(r, h.Resource))))
        {
            foreach (
                var group in history.Of("securityGroups").Where(s => s.Value.IsThere && s.Member is { } m && m != "*")
            )
            {
                links.TryAdd(group.Member!, $"{history.Resource.Id} is in this security group");
            }
        }

        return links;
    }
}
