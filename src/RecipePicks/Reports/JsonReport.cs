using System.Buffers;
using System.Text;
using System.Text.Json;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>The contract's JSON document: one row of a table a line, everything else a member a line.</summary>
internal sealed class JsonReport : IReport
{
    private static readonly JsonWriterOptions s_layout = new() { Indented = true, NewLine = "\n" };

    public void Write(Investigated investigated, TextWriter output)
    {
        Write(output, json => Document(json, investigated));
    }

    /// <summary>Writes one document, and a line feed.</summary>
    internal static void Write(TextWriter output, Action<Utf8JsonWriter> document)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, s_layout))
        {
            document(json);
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    private static void Document(Utf8JsonWriter json, Investigated investigated)
    {
        json.WriteStartObject();
        json.Text("picks", investigated.Picks);
        json.List("leads", investigated.Leads, lead => json.Object(() => Lead(json, lead)));
        json.List("reading", investigated.Reading, line => json.Text(line));
        json.Object(
            "window",
            () =>
            {
                json.Time("from", investigated.Window.From);
                json.Time("to", investigated.Window.To);
            }
        );
        json.List("letters", investigated.Letters, letter => json.Object(() => Letter(json, letter)));
        json.Object("graph", () => Graph(json, investigated.Graph));
        json.Object("coverage", () => CoverageMembers(json, investigated.Coverage));
        json.WriteEndObject();
    }

    private static void Lead(Utf8JsonWriter json, Lead lead)
    {
        json.Text("kind", Words.Of(lead.Kind));
        json.Text("value", lead.Value);
    }

    private static void Letter(Utf8JsonWriter json, Answer letter)
    {
        json.Text("mark", letter.Mark);
        json.Text("key", letter.Key);
        json.Text("asks", letter.Asks);
        json.Text("status", Words.Of(letter.Status));
        json.Text("headline", letter.Headline);
        json.List("findings", letter.Findings, finding => json.Object(() => Finding(json, finding)));
        json.List("tables", letter.Tables, table => json.Object(() => Table(json, table)));
        json.List("gaps", letter.Gaps, gap => json.Text(gap));
        json.List(
            "reproduce",
            letter.Reproduce,
            way =>
                json.Object(() =>
                {
                    json.Text("engine", way.Engine);
                    json.Text("text", way.Text);
                })
        );
    }

    private static void Finding(Utf8JsonWriter json, Finding finding)
    {
        json.Text("text", finding.Text);
        json.Text("certainty", Words.Of(finding.Certainty));
        json.Text("severity", Words.Of(finding.Severity));
        json.List(
            "evidence",
            finding.Evidence,
            at =>
                json.Raw(
                    $"{{\"eventId\": {InertJson.Quote(at.EventId)}, \"file\": {InertJson.Quote(at.File)}, \"record\": {at.Record}}}"
                )
        );
    }

    private static void Table(Utf8JsonWriter json, AnswerTable table)
    {
        json.Text("name", table.Name);
        json.WritePropertyName("columns");
        json.Raw(Cell.Json(table.Columns));
        json.List("rows", table.Rows, row => json.Raw(Cell.Json(row)));
    }

    private static void Graph(Utf8JsonWriter json, CredentialGraph graph)
    {
        json.List(
            "nodes",
            graph.Nodes,
            node =>
                json.Object(() =>
                {
                    json.Text("id", node.Id);
                    json.Text("kind", node.Kind);
                    json.Text("label", node.Label);
                })
        );
        json.List(
            "edges",
            graph.Edges,
            edge =>
                json.Object(() =>
                {
                    json.Text("from", edge.From);
                    json.Text("to", edge.To);
                    json.Text("kind", edge.Kind);
                    json.Time("time", edge.Time);
                    json.Text("certainty", Words.Of(edge.Certainty));
                    json.Text("eventId", edge.EventId);
                })
        );
    }

    /// <summary>The members of <c>coverage</c>, which <c>picks coverage</c> prints too.</summary>
    internal static void CoverageMembers(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteNumber("files", coverage.Files);
        json.WriteNumber("records", coverage.Records);
        json.WriteNumber("events", coverage.Events);
        json.WriteNumber("duplicates", coverage.Duplicates);
        json.WriteNumber("conflictingDuplicates", coverage.ConflictingDuplicates);
        json.WriteNumber("rejected", coverage.Rejected);
        json.Time("from", coverage.From);
        json.Time("to", coverage.To);
        json.List("accounts", coverage.Accounts, account => json.Text(account));
        json.List("regions", coverage.Regions, region => json.Text(region));
        json.List(
            "gaps",
            coverage.Gaps,
            gap =>
                json.Object(() =>
                {
                    json.Text("kind", gap.Kind);
                    json.Text("text", gap.Text);
                    json.Time("from", gap.From);
                    json.Time("to", gap.To);
                })
        );
    }
}
