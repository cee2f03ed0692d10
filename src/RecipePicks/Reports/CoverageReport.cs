using RecipePicks.Reports.Text;
using RecipePicks.Store;

namespace RecipePicks.Reports;

/// <summary>What a case covers, and the ledger of what was loaded into it.</summary>
public static class CoverageReport
{
    /// <summary>Prints it for people.</summary>
    /// <param name="coverage">The coverage.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="surface">What it is written on.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(
        Coverage coverage,
        IReadOnlyList<LedgerEntry> ledger,
        Surface surface,
        TextWriter output
    )
    {
        var page = new Page(output, surface);
        page.Beside(["Evidence   "], Sentences.Evidence(coverage));
        page.Beside(["Records    "], $"{coverage.Records:N0} read, {coverage.Duplicates:N0} of them duplicates");
        page.Beside(["Accounts   "], string.Join(", ", coverage.Accounts));
        page.Beside(["Regions    "], string.Join(", ", coverage.Regions));
        if (coverage.DataEvents.Count > 0)
        {
            var seen = coverage.DataEvents.Where(d => d.Events > 0).Select(d => $"{d.What} {d.Events:N0}").ToList();
            page.Beside(["Data       "], seen.Count == 0 ? "no data events" : string.Join(", ", seen));
        }

        BoardReport.BlindSpots(page, coverage.Gaps, int.MaxValue);
        page.Heading("Ledger");
        var rows = ledger.Select(Row).ToList();
        var table = new TableText(
            ["file", "status", "bytes", "records", "events", "duplicates", "rejected", "loaded", "by", "sha256"],
            rows,
            surface.Rich ? surface.Width : null
        );
        page.Line(new Piece(table.Header(page.Ellipsis), Ink.Dim));
        foreach (var row in rows)
        {
            page.Line(table.Row(row, surface.Rich ? page.Ellipsis : null));
        }

        foreach (var entry in ledger.Where(entry => entry.Status == "skipped" && entry.Reason is not null))
        {
            page.Line(new Piece("skipped  ", Ink.Dim), $"{entry.File}: {entry.Reason}");
        }

        foreach (var reject in ledger.SelectMany(entry => entry.Rejects))
        {
            page.Line(new Piece("rejected ", Ink.Half), Describe(reject));
        }
    }

    /// <summary>Prints it as JSON: the contract's <c>coverage</c>, and beside it the <c>ledger</c>.</summary>
    /// <param name="coverage">The coverage.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(Coverage coverage, IReadOnlyList<LedgerEntry> ledger, TextWriter output)
    {
        var json = new JsonPage(output);
        json.Document(() =>
        {
            json.Object("coverage", () => JsonReport.CoverageMembers(json, coverage));
            json.Objects("ledger", ledger, entry => Entry(json, entry));
        });
    }

    /// <summary>Says where a piece of input lies and why it was left out.</summary>
    /// <param name="reject">The piece.</param>
    /// <returns><c>file: record N, byte N: reason</c>, not yet escaped.</returns>
    public static string Describe(Reject reject)
    {
        var record = reject.Record is { } r ? $"record {r}" : null;
        var offset = reject.Offset is { } o ? $"byte {o}" : null;
        var place = string.Join(", ", new[] { record, offset }.OfType<string>());
        return place.Length == 0 ? $"{reject.File}: {reject.Reason}" : $"{reject.File}: {place}: {reject.Reason}";
    }

    private static IReadOnlyList<object?> Row(LedgerEntry entry) =>
        [
            entry.File,
            entry.Status,
            entry.Bytes,
            entry.Records,
            entry.Events,
            entry.Duplicates,
            entry.Rejected,
            entry.LoadedAt,
            entry.Version,
            entry.Sha256,
        ];

    private static void Entry(JsonPage json, LedgerEntry entry)
    {
        json.Text("file", entry.File);
        json.Text("sha256", entry.Sha256);
        json.Number("bytes", entry.Bytes);
        json.Text("status", entry.Status);
        json.Text("reason", entry.Reason);
        json.Number("records", entry.Records);
        json.Number("events", entry.Events);
        json.Number("duplicates", entry.Duplicates);
        json.Number("rejected", entry.Rejected);
        json.Time("loadedAt", entry.LoadedAt);
        json.Text("version", entry.Version);
        json.Objects("rejects", entry.Rejects, reject => Rejected(json, reject));
    }

    private static void Rejected(JsonPage json, Reject reject)
    {
        json.Number("record", reject.Record);
        json.Number("offset", reject.Offset);
        json.Text("reason", reject.Reason);
    }
}
