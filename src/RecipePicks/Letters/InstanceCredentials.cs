using RecipePicks.Engines;
using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>
/// The credentials of an instance's, function's or task's role belong on that workload. From another address they are
/// stolen, and the theft leaves no STS record.
/// </summary>
/// <remarks>
/// Which address is not the workload's own? One from which users or other roles called as well. Workloads that share an
/// address stand behind the same NAT gateway, which says nothing; nor does a service's name or "AWS Internal". Where all
/// of an instance's addresses are such, someone who went into it from there tells a theft from a shared gateway.
/// </remarks>
internal static class InstanceCredentials
{
    private const int MostSessions = 200;
    private const int MostFindings = 10;

    /// <summary>Finds workloads' sessions that were used from several addresses outside AWS's services, or from other callers' alone.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="identities">The identities of the case; those that are no workload's session are passed over.</param>
    /// <returns>A finding for each such session, the surest first.</returns>
    public static IReadOnlyList<Finding> UsedElsewhere(Inquiry inquiry, IEnumerable<string?> identities)
    {
        var roles = identities.OfType<string>().Where(i => Names.RoleOf(i) is not null).Distinct().ToList();
        var graph = inquiry.LineageOf(roles);
        var sessions = roles
            .Where(i => IsWorkloads(graph, i))
            .Order(StringComparer.Ordinal)
            .Take(MostSessions)
            .ToList();
        var uses =
            sessions.Count == 0
                ? []
                : inquiry
                    .Ask(
                        Question.Load("Ip/addresses-of-callers"),
                        new Callers { Arns = sessions }.Parameters,
                        Inquiry.MostRows
                    )
                    .Rows.Where(r => LeadForm.IsAddress(r.Text("address")))
                    .GroupBy(r => r.Text("identity")!)
                    .Where(g =>
                        Who.Instance(g.Key) is not null || g.Select(r => r.Text("address")).Distinct().Count() > 1
                    )
                    .ToList();
        var others = uses.Count == 0 ? [] : Others(inquiry, uses.SelectMany(g => g.Select(r => r.Text("address")!)));
        return
        [
            .. uses.Select(g => Judge(graph, g, others))
                .OfType<Finding>()
                .OrderByDescending(f => f.Severity)
                .ThenBy(f => f.Text, StringComparer.Ordinal)
                .Take(MostFindings),
        ];
    }

    private static Finding? Judge(
        LineageGraph graph,
        IGrouping<string, QueryRow> session,
        Dictionary<string, List<string>> others
    )
    {
        var instance = Who.Instance(session.Key);
        var own = instance is null ? null : graph.OwnAddresses.GetValueOrDefault(instance);
        var from = session
            .GroupBy(u => u.Text("address")!)
            .OrderByDescending(g => g.Sum(u => u.Count("calls")))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        var foreign = from.Where(g => g.Key != own && others.ContainsKey(g.Key)).ToList();
        var told = foreign.Count > 0 && foreign.Count < from.Count;
        var entry = told ? null : Entry(graph, instance, session, foreign.Select(g => g.Key));
        if (!told && (instance is null || (from.Count == 1 && foreign.Count == 0)))
        {
            return null; // a function has many addresses of its own, an instance one
        }

        string Use(IGrouping<string, QueryRow> g)
        {
            var calls = Counted(g.Sum(u => u.Count("calls")), "call");
            return others.TryGetValue(g.Key, out var who)
                ? $"{g.Key} ({calls}; {Listed(who, 3)} called from there too)"
                : $"{g.Key} ({calls})";
        }

        var where =
            told
                ? $"from {Listed(foreign.Select(Use))}, while its other calls come from {Listed(from.Except(foreign).Select(Use))}. "
                    + $"Credentials of {(instance is null ? "a workload's" : "an instance's")} role that are used elsewhere were taken from it; that leaves no STS record."
            : entry is not null
                ? $"from {Listed(foreign.Select(Use))}, from where {Behind.Called(graph, entry.From)} went into the instance "
                    + $"({entry.Call} at {TimeWindow.Format(entry.Time!.Value)}). Either they were taken from it, which leaves no STS record, "
                    + "or both stand behind one gateway."
            : from.Count == 1
                ? $"from {Use(from[0])}. Either they were taken from it, which leaves no STS record, or all of these stand behind "
                    + "one gateway or on the instance itself. The evidence does not say which."
            : $"from {Listed(from.Select(Use))}. One of these may not be the instance's own; a private and a public address can be "
                + "(VPC endpoint and internet gateway). The evidence does not say which.";
        return new Finding(
            $"Credentials of {(instance is null ? "workload" : "instance")} {instance ?? Workload(graph, session.Key)} ({Who.Short(session.Key)}) were used {where}",
            told || entry is not null ? Certainty.Inferred : Certainty.Ambiguous,
            told || entry is not null ? Severity.Critical : Severity.Notice,
            Inquiry.Cite([
                .. entry is null ? (IEnumerable<string>)[] : [entry.EventId],
                .. (told ? foreign : from).Concat(from).SelectMany(g => g.SelectMany(u => u.List("evidence"))),
            ])
        );
    }

    // Who went into the instance from one of these addresses before its credentials were last used.
    private static LineageEdge? Entry(
        LineageGraph graph,
        string? instance,
        IEnumerable<QueryRow> session,
        IEnumerable<string> addresses
    )
    {
        var from = addresses.ToHashSet(StringComparer.Ordinal);
        var last = session.Max(u => TimeWindow.Parse(u.Text("last")));
        return instance is null
            ? null
            : graph
                .In(instance)
                .FirstOrDefault(e =>
                    e is { Kind: EdgeKind.Entered, Address: { } at } && from.Contains(at) && e.Time <= last
                );
    }

    private static bool IsWorkloads(LineageGraph graph, string identity) =>
        Who.Instance(identity) is not null
        || (
            graph.Nodes.TryGetValue(identity, out var node) && node.IsWorkloads && Workload(graph, identity) is not null
        );

    // The workload that a session was taken for; a service that is no workload takes sessions for itself.
    private static string? Workload(LineageGraph graph, string session) =>
        graph
            .In(session)
            .Where(e => Names.KindOf(e.From) == "workload")
            .Select(e => graph.Label(e.From))
            .FirstOrDefault();

    // Who else called from these addresses, workloads' sessions left out.
    private static Dictionary<string, List<string>> Others(Inquiry inquiry, IEnumerable<string> addresses)
    {
        var rows = inquiry
            .Ask(
                Question.Load("Ip/addresses"),
                new Dictionary<string, object?>
                {
                    ["addresses"] = addresses.Distinct().Order(StringComparer.Ordinal).ToList(),
                },
                Inquiry.MostRows
            )
            .Rows.Where(r => r.Text("identity") is not null && !IsInstances(r))
            .ToList();
        var sessions = rows.Select(r => r.Text("identity")!)
            .Where(i => Names.RoleOf(i) is not null)
            .Distinct()
            .ToList();
        var graph = sessions.Count == 0 ? inquiry.Lineage : inquiry.LineageOf(sessions);
        return rows.Where(r => !IsWorkloads(graph, r.Text("identity")!))
            .GroupBy(r => r.Text("address")!)
            .ToDictionary(g => g.Key, g => g.Select(r => Who.Short(r.Text("identity"))).Distinct().ToList());
    }

    private static bool IsInstances(QueryRow row) => LeadForm.IsInstance(row.Text("principalid")?.Split(':')[^1]);
}
