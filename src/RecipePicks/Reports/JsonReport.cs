using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>The contract's JSON document: one row of a table a line, everything else a member a line.</summary>
internal sealed class JsonReport : IReport
{
    public void Write(Investigated investigated, TextWriter output)
    {
        var json = new JsonPage(output);
        json.Document(() =>
        {
            json.Text("picks", investigated.Picks);
            json.Objects("leads", investigated.Leads, lead => Lead(json, lead));
            json.List("reading", investigated.Reading.Select(InertJson.Quote));
            json.Object("window", () => Window(json, investigated.Window));
            json.Objects("letters", investigated.Letters, letter => Letter(json, letter));
            json.Objects("containment", investigated.Containment, step => Step(json, step));
            json.Object("graph", () => Graph(json, investigated.Graph));
            json.Object("timeline", () => TimelineJson.Write(json, investigated.Timeline));
            json.Object("coverage", () => CoverageMembers(json, investigated.Coverage));
        });
    }

    /// <summary>The members of <c>coverage</c>, which <c>picks coverage</c> prints too.</summary>
    internal static void CoverageMembers(JsonPage json, Coverage coverage)
    {
        json.Number("files", coverage.Files);
        json.Number("records", coverage.Records);
        json.Number("events", coverage.Events);
        json.Number("duplicates", coverage.Duplicates);
        json.Number("conflictingDuplicates", coverage.ConflictingDuplicates);
        json.Number("rejected", coverage.Rejected);
        json.Time("from", coverage.From);
        json.Time("to", coverage.To);
        json.Raw("accounts", Cell.Json(coverage.Accounts));
        json.Raw("regions", Cell.Json(coverage.Regions));
        json.Objects("gaps", coverage.Gaps, gap => Gap(json, gap));
        json.Objects("dataEvents", coverage.DataEvents, count => Count(json, count));
    }

    private static void Lead(JsonPage json, Lead lead)
    {
        json.Text("kind", Words.Of(lead.Kind));
        json.Text("value", lead.Value);
    }

    private static void Window(JsonPage json, TimeWindow window)
    {
        json.Time("from", window.From);
        json.Time("to", window.To);
    }

    private static void Letter(JsonPage json, Answer letter)
    {
        json.Text("mark", letter.Mark);
        json.Text("key", letter.Key);
        json.Text("asks", letter.Asks);
        json.Text("status", Words.Of(letter.Status));
        json.Text("headline", letter.Headline);
        json.Objects("findings", letter.Findings, finding => Finding(json, finding));
        json.Objects("tables", letter.Tables, table => Table(json, table));
        json.List("gaps", letter.Gaps.Select(InertJson.Quote));
        json.Objects("reproduce", letter.Reproduce, way => Reproduction(json, way));
    }

    private static void Finding(JsonPage json, Finding finding)
    {
        json.Text("text", finding.Text);
        json.Text("certainty", Words.Of(finding.Certainty));
        json.Text("severity", Words.Of(finding.Severity));
        json.List("evidence", finding.Evidence.Select(Evidence));
    }

    private static string Evidence(EvidenceRef at) =>
        $$"""{"eventId": {{InertJson.Quote(at.EventId)}}, "file": {{InertJson.Quote(at.File)}}, "record": {{at.Record}}}""";

    private static void Table(JsonPage json, AnswerTable table)
    {
        json.Text("name", table.Name);
        json.Raw("columns", Cell.Json(table.Columns));
        json.List("rows", table.Rows.Select(Cell.Json));
    }

    private static void Reproduction(JsonPage json, Reproduction way)
    {
        json.Text("engine", way.Engine);
        json.Text("text", way.Text);
    }

    private static void Step(JsonPage json, ContainmentStep step)
    {
        json.Text("text", step.Text);
        json.Text("command", step.Command);
        json.Text("breaks", step.Breaks);
        json.Text("account", step.Account);
        json.Raw("done", step.Done ? "true" : "false");
        json.List("evidence", step.Evidence.Select(Evidence));
    }

    private static void Graph(JsonPage json, CredentialGraph graph)
    {
        json.Objects("nodes", graph.Nodes, node => Node(json, node));
        json.Objects("edges", graph.Edges, edge => Edge(json, edge));
    }

    private static void Node(JsonPage json, GraphNode node)
    {
        json.Text("id", node.Id);
        json.Text("kind", node.Kind);
        json.Text("label", node.Label);
    }

    private static void Edge(JsonPage json, GraphEdge edge)
    {
        json.Text("from", edge.From);
        json.Text("to", edge.To);
        json.Text("kind", edge.Kind);
        json.Time("time", edge.Time);
        json.Text("certainty", Words.Of(edge.Certainty));
        json.Text("eventId", edge.EventId);
    }

    private static void Gap(JsonPage json, CoverageGap gap)
    {
        json.Text("kind", gap.Kind);
        json.Text("text", gap.Text);
        json.Time("from", gap.From);
        json.Time("to", gap.To);
        json.Text("account", gap.Account);
        json.Text("region", gap.Region);
        json.List("missing", Words.Of(gap.Missing).Select(InertJson.Quote));
    }

    private static void Count(JsonPage json, DataEventCount count)
    {
        json.Text("type", count.Type);
        json.Text("what", count.What);
        json.Number("events", count.Events);
    }
}
