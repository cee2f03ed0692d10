using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>The chain as rows: its credentials, and the tree.</summary>
internal static class TrackTables
{
    private static readonly string[] CredentialColumns =
    [
        .. new[]
        {
            "accesskeyid",
            "principal",
            "issuedby",
            "issuedat",
            "uses",
            "firstuse",
            "lastuse",
            "addresses",
            "live",
        },
        .. new[] { "why", "denied", "call", "certainty", "behind", "credential", "eventid" },
    ];

    private static readonly string[] TreeColumns =
    [
        .. new[]
        {
            "depth",
            "who",
            "how",
            "time",
            "calls",
            "denied",
            "first",
            "last",
            "addresses",
            "live",
            "certainty",
            "id",
            "eventid",
        },
    ];

    /// <summary>A row for each key; a session that takes keys as it goes is one, and so is a credential without a key.</summary>
    /// <param name="graph">Who became whom.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="issued">The calls that issued the keys of workloads, by key.</param>
    public static AnswerTable Credentials(
        LineageGraph graph,
        Closure chain,
        IReadOnlyDictionary<string, IssuedKey> issued
    ) =>
        new(
            "credentials",
            CredentialColumns,
            [
                .. chain
                    .Nodes.Select(n => graph.Nodes[n.Id])
                    .Where(n => n.Kind is "session" or "access-key")
                    .OrderBy(n => n.Issued ?? Since(graph, n) ?? n.First ?? DateTime.MaxValue)
                    .ThenBy(n => n.Id, StringComparer.Ordinal)
                    .SelectMany(n => Rows(graph, n, issued)),
            ]
        );

    /// <summary>The chain as a tree: a line for each node, under the call that made it.</summary>
    public static AnswerTable Tree(LineageGraph graph, Closure chain) =>
        new("tree", TreeColumns, [.. ChainTree.Of(graph, chain).Select(line => Line(graph, chain, line))]);

    private static IEnumerable<IReadOnlyList<object?>> Rows(
        LineageGraph graph,
        LineageNode node,
        IReadOnlyDictionary<string, IssuedKey> issued
    )
    {
        var made = graph
            .In(node.Id)
            .Where(e => !e.Owns && !e.Again && e.Kind is EdgeKind.Issued or EdgeKind.Created && e.Call.Length > 0)
            .ToList();
        var many = node.Keys.Count > 1 && !node.IsWorkloads;
        var keys =
            node.Keys.Count == 0 ? [null]
            : many ? [Whole([.. node.Keys])]
            : node.Keys.Select(k => (string?)k);
        var whole = Lifetime.Of(graph, node);
        foreach (var key in keys)
        {
            var uses = key is null || many ? node.Uses : [.. node.Uses.Where(u => u.Caller.Key == key)];
            // A workload's session goes on under one name; each of its keys was issued by itself, and ends by itself.
            var own = node.IsWorkloads && key is not null;
            var call = own ? issued.GetValueOrDefault(key!) : null;
            var lifetime = own && whole.Live != "no" ? Lifetime.OfRenewed(graph, call?.Expires, uses) : whole;
            var signIns = node.IsPassword ? Usage.Of(graph, node) : null;
            yield return
            [
                key,
                node.WrittenArn ?? node.Id,
                made.Count == 0 ? null : string.Join(" or ", made.Select(e => Behind.Called(graph, e.From)).Distinct()),
                Time(own ? call?.At : made.Min(e => e.Time) ?? node.Issued),
                signIns?.Calls ?? uses.Sum(u => u.Calls),
                Time(signIns is null ? uses.Min(u => u.First) : signIns.First),
                Time(signIns is null ? uses.Max(u => u.Last) : signIns.Last),
                Whole(
                    signIns?.Addresses
                        ?? [.. uses.SelectMany(u => u.Addresses).Distinct().Order(StringComparer.Ordinal)]
                ),
                lifetime.Live,
                lifetime.Why,
                uses.Sum(u => u.Denied),
                own ? call?.Call
                : made is [var first, ..] ? first.Call
                : null,
                made.Count == 0 ? null : Word(made.Max(e => e.Certainty)),
                Behind.Of(graph, node.Id),
                node.Id,
                own ? call?.EventId
                : made is [var by, ..] ? by.EventId
                : null,
            ];
        }
    }

    private static IReadOnlyList<object?> Line(LineageGraph graph, Closure chain, ChainLine line)
    {
        var node = graph.Nodes[line.Id];
        if (line.Others > 0)
        {
            return
            [
                (long)line.Depth,
                $"{graph.Label(line.Id)} and {Counted(line.Others, "other")}",
                How(line.Via!),
                Time(line.Via!.Time),
                null,
                null,
                null,
                null,
                null,
                null,
                Word(line.Via.Certainty),
                line.Id,
                line.Via.EventId,
            ];
        }

        var usage = Usage.Of(graph, node);
        var shown =
            node.Kind is "session" or "access-key" or "workload"
            || (node.Id != Names.Everybody && graph.LastOf(node.Id) is not null);
        return
        [
            (long)line.Depth,
            Behind.Called(graph, line.Id),
            line.Via is null
                ? (chain.Nodes.Any(n => n.Id == line.Id && n.Way == Way.Lead) ? "the lead" : "the first known")
                : How(line.Via),
            Time(line.Via?.Time),
            usage.Calls == 0 ? null : usage.Calls,
            usage.Denied == 0 ? null : usage.Denied,
            Time(usage.First),
            Time(usage.Last),
            Cell(usage.Addresses, 3),
            shown && line.Via is not { Kind: EdgeKind.Attempted } ? Lifetime.Of(graph, node).Live : null,
            line.Via is null ? null : Word(line.Via.Certainty),
            line.Id,
            line.Via?.EventId,
        ];
    }

    private static string How(LineageEdge edge) =>
        (edge.Kind, edge.Owns) switch
        {
            (_, true) => "has",
            (EdgeKind.Attempted, _) => $"failed: {edge.Call}{Times(edge)}",
            (_, _) when edge.Call.Length == 0 => $"{Word(edge.Kind)}",
            _ => $"{(edge.Again ? "made work again" : Word(edge.Kind))}: {edge.Call}{Times(edge)}",
        };

    private static string Times(LineageEdge edge) => edge.Count > 1 ? $" {Number(edge.Count)}×" : "";

    /// <summary>The contract's word for a kind of edge; a failed attempt is one of its own.</summary>
    internal static string Word(EdgeKind kind) =>
        kind == EdgeKind.UsedFrom ? "used-from" : kind.ToString().ToLowerInvariant();

    private static string Word(Certainty certainty) => certainty.ToString().ToLowerInvariant();

    private static DateTime? Since(LineageGraph graph, LineageNode node) =>
        graph.In(node.Id).Where(e => !e.Owns).Min(e => e.Time);

    private static string? Time(DateTime? time) => time is { } at ? TimeWindow.Format(at) : null;
}
