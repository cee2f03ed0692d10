using RecipePicks.Engines;
using RecipePicks.Letters;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Cases;

/// <summary>A lead whose form says nothing: what the evidence knows by that name.</summary>
internal sealed class BareName
{
    private readonly Inquiry _inquiry;
    private readonly string _name;
    private readonly List<QueryRow> _readings;

    /// <summary>Looks a name up: as it is, or else as ARNs end, with the type before it: <c>user/bob</c>.</summary>
    /// <param name="inquiry">Whom to ask.</param>
    /// <param name="name">The name.</param>
    public BareName(Inquiry inquiry, string name)
    {
        _inquiry = inquiry;
        _name = name;
        // No user's, role's or session's own name holds a slash.
        var ends =
            name.IndexOf('/') > 0
                ? Known(name[(name.LastIndexOf('/') + 1)..]).Where(r => Ends(Arn.TryParse(r.Text("arn")))).ToList()
                : [];
        _readings = ends.Count > 0 ? ends : [.. Known(name)];
    }

    private IEnumerable<QueryRow> Known(string name) =>
        _inquiry
            .Ask(
                Question.Load("Identity/known-as"),
                new Dictionary<string, object?> { ["name"] = name },
                Inquiry.MostRows
            )
            .Rows;

    // A user's or role's path may be left out.
    private bool Ends(Arn? arn) =>
        arn is not null && (arn.Resource == _name || $"{arn.ResourceType}/{arn.ResourceName}" == _name);

    /// <summary>Whether somebody of that name called.</summary>
    public bool IsIdentity => !LeadForm.IsMangledAccount(_name) && _readings.Any(r => r.Text("reading") != "address");

    /// <summary>Whether calls came from an address of that name: a service's, or "AWS Internal".</summary>
    public bool IsAddress => _readings.Any(r => r.Text("reading") == "address");

    /// <summary>Why the name is read as a resource's.</summary>
    public string WhyResource =>
        LeadForm.IsMangledAccount(_name)
            ? $"{_name} looks like an account id that a spreadsheet has turned into a number; it names no account."
        : _name.Contains('/') && LeadForm.IsAddress(_name.Split('/')[0])
            ? $"{_name} is a range of addresses; only single addresses can be followed. It was read as a name."
        : $"{_name} names no user, role, session or account that called in {_inquiry.Ground}; it was read as a resource's name. Readings: {Counts()}.";

    /// <summary>Reads it as the identities of that name.</summary>
    /// <param name="asked">The kind that was asked for; null when the evidence decides.</param>
    public Resolved As(LeadKind? asked)
    {
        var arns = Of("user", "session", "principal").Where(a => Arn.TryParse(a) is not null).ToList();
        var others = Of("principal").Where(a => Arn.TryParse(a) is null).ToList();
        var roles = Of("role").ToList();
        var callers = new Callers
        {
            Arns = Sorted(arns),
            Roles = Sorted(roles),
            Principals = Sorted(others),
        };
        _inquiry.Aside?.Put(callers);
        var uses =
            arns.Count == 0
                ? []
                : _inquiry
                    .Ask(
                        Question.Load("Identity/identities"),
                        new Callers { Arns = Sorted(arns) }.Parameters,
                        Inquiry.MostRows
                    )
                    .Rows.Select(IdentityUse.Of)
                    .ToList();
        var reading =
            _readings.Count == 0
                ? $"{_name} names nobody who called in {_inquiry.Ground}."
                : $"{_name} was read as the name of an identity{(asked is null ? "" : ", as asked")}. Readings: {Counts()}.";
        return new Resolved(new Lead(LeadKind.Principal, _name))
        {
            Callers = callers,
            UniqueIds = [.. arns.SelectMany(a => Resolver.UniqueIds(uses, a)).Distinct().Order(StringComparer.Ordinal)],
            Resources = [ResourceName.Of(_name)],
            Reading = [reading, .. Followed(arns.Concat(roles).Concat(others).ToList())],
        };
    }

    private static IEnumerable<string> Followed(List<string> identities)
    {
        if (identities.Count > 1)
        {
            yield return $"{Counted(identities.Count, "identity", "identities")} of that name {(identities.Count > Resolver.MostIdentities ? $"(the first {Resolver.MostIdentities}) " : "")}are followed: {Listed(identities, 5)}.";
        }
        else if (identities.Count == 1)
        {
            yield return $"It is {identities[0]}.";
        }
    }

    // Every reading with its count, so that a name which means several things is seen to.
    private string Counts()
    {
        var named = NamedSearch.For(_inquiry, ResourceName.Of(_name), mayAct: !IsIdentity);
        var counts = _readings
            .GroupBy(r => r.Text("reading")!)
            .Select(g => $"as {Word(g.Key)}, {Counted(g.Sum(r => r.Count("calls")), "call")}")
            .Append(
                $"as a resource, named by {(named.IsCapped ? "more than " : "")}{Counted(named.Events.Count, "event")}"
            );
        return string.Join("; ", counts);
    }

    private static string Word(string reading) =>
        reading switch
        {
            "principal" => "a unique id, account or other principal",
            "address" => "a source address",
            _ => $"a {reading}",
        };

    private IEnumerable<string> Of(params string[] readings) =>
        _readings
            .Where(r => readings.Contains(r.Text("reading")))
            .OrderByDescending(r => r.Count("calls"))
            .Select(r => r.Text("arn"))
            .OfType<string>()
            .Distinct();

    private static List<string> Sorted(IEnumerable<string> names) =>
        [.. names.Take(Resolver.MostIdentities).Order(StringComparer.Ordinal)];
}
