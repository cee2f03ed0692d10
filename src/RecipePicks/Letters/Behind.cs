using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>Who stands behind a caller: the first human or key that the evidence shows, for every letter that names callers.</summary>
/// <param name="graph">Who became whom.</param>
internal sealed class Behind(LineageGraph graph)
{
    private const int MostFindings = 12;
    private readonly Dictionary<(string?, string?), string?> _known = [];
    private readonly Lazy<ILookup<string, string>> _byArn = new(() =>
        graph.Nodes.Values.Where(n => n.Arn is not null).ToLookup(n => n.Arn!, n => n.Id, StringComparer.Ordinal)
    );

    /// <summary>Who stands behind a caller; null when it is the first itself, or nobody is known.</summary>
    /// <param name="key">userIdentity.accessKeyId, or null.</param>
    /// <param name="arn">userIdentity.arn, or null.</param>
    public string? Of(string? key, string? arn)
    {
        if (!_known.TryGetValue((key, arn), out var behind))
        {
            behind = NodeOf(key, arn) is { } node ? Of(graph, node) : null;
            _known[(key, arn)] = behind;
        }

        return behind;
    }

    /// <summary>A finding for each of those who stand behind callers, with the way from there.</summary>
    /// <param name="callers">Keys and ARNs of callers.</param>
    public IEnumerable<Finding> Findings(IEnumerable<(string? Key, string? Arn)> callers) =>
        callers
            .Select(c => NodeOf(c.Key, c.Arn))
            .OfType<string>()
            .Distinct()
            .Select(id => (Id: id, Way: Origins.Of(graph, id)))
            .Where(p => p.Way.Count > 0)
            .GroupBy(p => p.Way[0].From)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostFindings)
            .Select(g => new Finding(
                $"Behind {Listed(g.Select(p => Called(graph, p.Id)).Distinct().Order(StringComparer.Ordinal), 4)} stands {Called(graph, g.Key)}: "
                    + $"{Listed(g.SelectMany(p => p.Way).Select(Step).Distinct(), 6)}.",
                g.Max(p => Origins.Certainty(graph, p.Way)),
                Severity.Notice,
                Inquiry.Cite(g.SelectMany(p => p.Way).Select(e => e.EventId))
            ));

    /// <summary>Who stands behind a node: the first human or key, when it is not the node itself.</summary>
    public static string? Of(LineageGraph graph, string id) =>
        Origins.Of(graph, id) is [var first, ..] ? Called(graph, first.From) : null;

    /// <summary>A node by name and id: <c>bert-jan (AKIA…)</c>.</summary>
    public static string Called(LineageGraph graph, string id)
    {
        var node = graph.Nodes.GetValueOrDefault(id);
        var name = node switch
        {
            null => Names.Label(id),
            { Named: { } called } => called,
            { Kind: "access-key", Principal: { } owner } => Who.Short(owner),
            { Kind: "session" } => Who.Short(node.Arn ?? node.Principal ?? id),
            _ => node.Label,
        };
        return node is { Kind: "session" } && id.IndexOf(' ') is > 0 and var at ? $"{name}, session of {id[(at + 1)..]}"
            : name.Contains(id, StringComparison.Ordinal) || id.StartsWith("arn:", StringComparison.Ordinal) ? name
            : $"{name} ({id})";
    }

    private string Step(LineageEdge edge) =>
        edge.Call.Length == 0 ? $"{Called(graph, edge.To)} is of {Called(graph, edge.From)}"
        : graph.Nodes.GetValueOrDefault(edge.To) is { IsWorkloads: true } && edge.Time is { } first
            ? $"{edge.Call}, first at {TimeWindow.Format(first)}, gave {Called(graph, edge.To)}"
        : $"{edge.Call}{(edge.Time is { } at ? $" at {TimeWindow.Format(at)}" : "")} gave {Called(graph, edge.To)}";

    private string? NodeOf(string? key, string? arn) =>
        key is { Length: > 0 } ? graph.Sessions.NodeOfKey(key) ?? (graph.Nodes.ContainsKey(key) ? key : null)
        : arn is null ? null
        : graph.Nodes.ContainsKey(Names.Canonical(arn)) ? Names.Canonical(arn)
        : graph.Renames.Later(Names.Canonical(arn)).LastOrDefault(graph.Nodes.ContainsKey) is { } later ? later
        : _byArn.Value[arn].Distinct().ToList() is [var only] ? only
        : null;
}
