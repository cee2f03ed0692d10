using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>What a chain tells: where the leads came from, whom they became, what they made, opened and tried.</summary>
internal sealed class TrackFindings(LineageGraph graph, Closure chain, Deeds deeds)
{
    private const int MostWays = 8;
    private const int MostSteps = 40;
    private const int MostListed = 8;

    /// <summary>All of them.</summary>
    public IEnumerable<Finding> All() =>
        [
            .. Ways(),
            .. Steps(EdgeKind.Issued, e => Severity.Notice, Issued),
            .. Steps(EdgeKind.Created, e => Severity.Warning, Created),
            .. Grouped(EdgeKind.Trusted, "let others in", Severity.Warning),
            .. Grouped(EdgeKind.Escalated, "gave more privilege", Severity.Warning),
            .. Grouped(EdgeKind.Carried, "made a service carry a role or code", Severity.Notice),
            .. Grouped(EdgeKind.Entered, "went into a workload", Severity.Notice),
            .. OfServices(),
            .. Attempts(),
        ];

    // Where each lead came from.
    private IEnumerable<Finding> Ways()
    {
        foreach (var lead in chain.Nodes.Where(n => n.Way == Way.Lead).Select(n => n.Id).Take(MostWays))
        {
            var way = Origins.Of(graph, lead);
            if (way.Count > 0)
            {
                yield return new Finding(
                    $"{Behind.Called(graph, lead)} came from {Behind.Called(graph, way[0].From)}: {string.Join("; then ", way.Select(Step))}.",
                    Origins.Certainty(graph, way),
                    Severity.Notice,
                    Inquiry.Cite(way.Select(e => e.EventId))
                );
            }
        }
    }

    private string Step(LineageEdge edge) =>
        edge.Call.Length == 0
            ? $"{Behind.Called(graph, edge.To)} is of {Behind.Called(graph, edge.From)}"
            : $"{edge.Call}{At(edge)}{From(edge)} gave {Behind.Called(graph, edge.To)}";

    private IEnumerable<Finding> Steps(
        EdgeKind kind,
        Func<LineageEdge, Severity> severity,
        Func<LineageEdge, string> text
    )
    {
        var edges = chain
            .Edges.Where(e => e.Kind == kind && !e.Owns && e.Call.Length > 0 && !Names.IsService(e.From))
            .OrderBy(e => graph.Nodes[e.To].Calls == 0 && kind == EdgeKind.Issued)
            .ThenBy(e => e.Time)
            .ToList();
        foreach (var edge in edges.Take(MostSteps))
        {
            yield return new Finding(
                text(edge),
                edge.Certainty,
                severity(edge),
                Inquiry.Cite([edge.EventId, .. Usage.Of(graph, graph.Nodes[edge.To]).Evidence])
            );
        }

        if (edges.Skip(MostSteps).ToList() is { Count: > 0 } rest)
        {
            yield return new Finding(
                $"{Counted(rest.Count, "more step")} of this kind: {Listed(rest.CountBy(e => e.Call).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {Number(c.Value)}×"), MostListed)}; the tables and the graph hold them.",
                rest.Max(e => e.Certainty),
                Severity.Notice,
                Inquiry.Cite(rest.Select(e => e.EventId))
            );
        }
    }

    private string Issued(LineageEdge edge)
    {
        var node = graph.Nodes[edge.To];
        var became =
            edge.Call == "ConsoleLogin" ? "opened the console"
            : node.Principal is { } principal ? $"became {Names.Label(principal)}"
            : $"took {node.Label}";
        var others =
            edge.Certainty == Certainty.Ambiguous
                ? " Other calls fit this session as well; all of them are shown."
                : "";
        return $"{Behind.Called(graph, edge.From)} {became}{(edge.Note is null ? "" : " " + edge.Note)}{At(edge)}{From(edge)} by {edge.Call}{Times(edge)}: {Key(node)}{(node.Id.Contains(' ') ? Behind.Called(graph, node.Id) : node.Label)}, {Use(node)}.{others}";
    }

    private string Created(LineageEdge edge)
    {
        var node = graph.Nodes[edge.To];
        var lifetime = Lifetime.Of(graph, node);
        var whose = node.Principal is { } owner && owner != edge.To ? $" of {Names.Label(owner)}" : "";
        return $"{Behind.Called(graph, edge.From)} made {(node.Kind == "access-key" && Names.IsLongLivedKey(node.Id) ? $"the key {node.Id}{whose}" : node.Named is null ? node.Label : $"{node.Named} ({node.Id})")}{(edge.Again ? " work again" : "")}{At(edge)}{From(edge)} by {edge.Call}{Times(edge)}; "
            + $"{Use(node)}; live at the end of the log: {lifetime.Live} ({lifetime.Why}).";
    }

    private IEnumerable<Finding> Grouped(EdgeKind kind, string did, Severity severity) =>
        chain
            .Edges.Where(e => e.Kind == kind && e.Call.Length > 0 && e.Call != "AssumeRole")
            .GroupBy(e => e.From)
            .OrderBy(g => g.Min(e => e.Time))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostSteps)
            .Select(g => new Finding(
                $"{Behind.Called(graph, g.Key)} {did}: {Listed(g.OrderBy(e => e.Time).Select(Deed), MostListed)}.",
                g.Max(e => e.Certainty),
                severity,
                Inquiry.Cite(g.OrderBy(e => e.Time).Select(e => e.EventId))
            ));

    private string Deed(LineageEdge edge)
    {
        var on = edge.Resource is { } resource
            ? $"{resource} for {graph.Label(edge.To)}"
            : Behind.Called(graph, edge.To)
                + (edge.LetsIn.Count == 0 ? "" : $" for {Listed(edge.LetsIn.Select(graph.Label), MostListed)}");
        var carried =
            edge.Carries.Count == 0
                ? ""
                : $" with {Listed(edge.Carries.Select(r => Names.Label(r)))} (iam:PassRole, which is never logged)";
        return $"{edge.Call}{Times(edge)} on {on}{carried}{At(edge)}";
    }

    // A service takes a role by itself: nobody else is behind it.
    private IEnumerable<Finding> OfServices() =>
        chain
            .Edges.Where(e => e is { Kind: EdgeKind.Issued, Owns: false, Call.Length: > 0 } && Names.IsService(e.From))
            .GroupBy(e => e.From)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostSteps)
            .Select(g => new Finding(
                $"{g.Key} took sessions by itself: {Listed(g.OrderBy(e => e.Time).ThenBy(e => e.To, StringComparer.Ordinal).Select(e => $"{e.Call}{At(e)} gave {Behind.Called(graph, e.To)}, {Use(graph.Nodes[e.To])}"), MostListed)}.",
                g.Max(e => e.Certainty),
                Severity.Info,
                Inquiry.Cite(g.OrderBy(e => e.Time).Select(e => e.EventId))
            ));

    private IEnumerable<Finding> Attempts() =>
        chain
            .Edges.Where(e => e.Kind == EdgeKind.Attempted)
            .GroupBy(e => e.From)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostSteps)
            .Select(g => new Finding(
                $"{Behind.Called(graph, g.Key)} tried and failed {Counted(g.Sum(e => e.Count), "time")}: {Listed(g.GroupBy(e => e.Call).OrderByDescending(c => c.Sum(e => e.Count)).ThenBy(c => c.Min(e => e.Time)).ThenBy(c => c.Key, StringComparer.Ordinal).Select(Attempt), MostListed)}.",
                Certainty.Exact,
                Severity.Notice,
                Inquiry.Cite(g.OrderBy(e => e.Time).Select(e => e.EventId))
            ));

    private string Attempt(IGrouping<string, LineageEdge> calls)
    {
        var count = calls.Sum(e => e.Count);
        var after = calls.OrderByDescending(e => e.Count).ThenBy(e => e.Time).ThenBy(e => e.To, StringComparer.Ordinal);
        return $"{calls.Key}{(count > 1 ? $" {Number(count)}×" : "")} on {Listed(after.Select(e => graph.Label(e.To)).Distinct(), MostListed)}";
    }

    private string Use(LineageNode node)
    {
        var usage = Usage.Of(graph, node);
        return usage.Calls == 0
            ? (chain.Until is { } end ? $"not used by {TimeWindow.Format(end)}" : "never used in the evidence")
            : $"used {(node.IsPassword ? "to sign in " : "")}{Counted(usage.Calls, "time")}{(node.IsPassword ? "" : $" ({Number(usage.Denied)} denied)")} {Between(usage.First, usage.Last)}"
                + $"{(usage.Addresses.Count == 0 ? "" : $" from {Listed(usage.Addresses)}")}"
                + $"{(deeds.Words(node.Id) is { Length: > 0 } words ? $": {words}" : "")}";
    }

    private static string Key(LineageNode node) =>
        node.Keys.Count switch
        {
            0 => "",
            1 => $"key {node.Keys[0]}, ",
            var n => $"{n} keys, ",
        };

    private static string At(LineageEdge edge) => edge.Time is { } at ? $" at {TimeWindow.Format(at)}" : "";

    private static string From(LineageEdge edge) => Names.IsAddress(edge.Address) ? $" from {edge.Address}" : "";

    private static string Times(LineageEdge edge) => edge.Count > 1 ? $" {Number(edge.Count)}×" : "";

    private static string Between(DateTime? first, DateTime? last) =>
        Wording.Between(first is { } f ? TimeWindow.Format(f) : null, last is { } l ? TimeWindow.Format(l) : null);
}
