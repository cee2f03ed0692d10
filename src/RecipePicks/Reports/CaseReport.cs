using RecipePicks.Cases;
using RecipePicks.Reports.Escaping;
using RecipePicks.Reports.Text;
using RecipePicks.Store;

namespace RecipePicks.Reports;

/// <summary>One case in full: its segments, its ledger in sums, and what else its folder holds.</summary>
public static class CaseReport
{
    /// <summary>Reasons of rejects that the text names; the JSON has them all.</summary>
    private const int MostReasons = 20;

    /// <summary>Prints it for people.</summary>
    /// <param name="inventory">The case.</param>
    /// <param name="differences">What a verification found; null when none was asked for.</param>
    /// <param name="surface">What it is written on.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(
        CaseInventory inventory,
        IReadOnlyList<string>? differences,
        Surface surface,
        TextWriter output
    )
    {
        var page = new Page(output, surface);
        var (info, ledger, prune) = (inventory.Info, inventory.Info.Ledger, inventory.Info.Prune);
        page.Beside(
            ["Events     "],
            $"{info.Events:N0}, from {Time(info.From)} to {Time(info.To)}, {Count(info.ConflictingDuplicates, "conflict")}"
        );
        page.Beside(["Accounts   "], info.Accounts.Count == 0 ? "none" : string.Join(", ", info.Accounts));
        page.Beside(
            ["Files      "],
            $"{ledger.Count:N0} in the ledger: {string.Join(", ", Statuses(ledger))}; {ledger.Sum(f => f.Bytes):N0} bytes"
        );
        page.Beside(
            ["Records    "],
            $"{ledger.Sum(f => f.Records):N0} read, {ledger.Sum(f => f.Duplicates):N0} of them duplicates, {ledger.Sum(f => f.Rejected):N0} pieces rejected"
        );
        page.Beside(
            ["States     "],
            info.Items.Count == 0 ? "none" : string.Join(", ", info.Items.Select(i => $"{i.Count:N0} {i.Form}"))
        );
        page.Beside(["Story      "], Count(inventory.Pins, "pin"));
        page.Beside(["Athena     "], Pulls(inventory.Pulls));
        page.Beside(["Loaded     "], Time(info.Loaded));
        page.Beside(["On disk    "], $"{info.Bytes:N0} bytes, format {info.Format?.ToString() ?? "unknown"}");
        page.Beside(["Prune      "], Sentence(prune));
        foreach (var problem in inventory.Problems)
        {
            page.Line(new Piece("problem    ", Ink.Bad), problem);
        }

        Segments(page, info, surface);
        foreach (var (reason, count) in Reasons(ledger).Take(MostReasons))
        {
            page.Line(new Piece("rejected ", Ink.Half), $"{count:N0} {reason}");
        }

        foreach (var difference in differences ?? [])
        {
            page.Line(new Piece("differs  ", Ink.Bad), difference);
        }

        if (differences is { Count: 0 })
        {
            page.Line("Verified: every file of every segment is as it was written.");
        }
    }

    /// <summary>Prints it as JSON.</summary>
    /// <param name="inventory">The case.</param>
    /// <param name="differences">What a verification found; null when none was asked for.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(CaseInventory inventory, IReadOnlyList<string>? differences, TextWriter output)
    {
        var json = new JsonPage(output);
        var (info, ledger) = (inventory.Info, inventory.Info.Ledger);
        json.Document(() =>
        {
            json.Number("format", info.Format);
            json.Number("bytes", info.Bytes);
            json.Time("loadedAt", info.Loaded);
            json.Time("from", info.From);
            json.Time("to", info.To);
            json.List("accounts", info.Accounts.Select(InertJson.Quote));
            json.Number("events", info.Events);
            json.Number("conflictingDuplicates", info.ConflictingDuplicates);
            json.Object("ledger", () => Ledger(json, ledger));
            json.Objects("states", info.Items, item => Counted(json, "form", item.Form, item.Count));
            json.Number("pins", inventory.Pins);
            json.Objects("pulls", inventory.Pulls, pull => Members(json, pull));
            json.Objects("segments", info.Segments, segment => Members(json, segment));
            json.Object("prune", () => Members(json, info.Prune));
            json.List("problems", inventory.Problems.Select(InertJson.Quote));
            if (differences is not null)
            {
                json.List("differences", differences.Select(InertJson.Quote));
            }
        });
    }

    /// <summary>What a prune would free.</summary>
    private static string Sentence(PruneSummary prune) =>
        prune is { Left: 0 } && prune.SegmentsBefore == prune.SegmentsAfter && prune.RewrittenBytes == 0
            ? "would free nothing"
            : $"would free {prune.LeftBytes:N0} bytes of left-overs, write {prune.RewrittenBytes:N0} bytes anew "
                + $"({prune.SegmentsBefore:N0} segments become {prune.SegmentsAfter:N0}) and drop {Count(prune.DeadRows, "dead row")}";

    private static void Segments(Page page, CaseInfo info, Surface surface)
    {
        page.Heading("Segments");
        IReadOnlyList<IReadOnlyList<object?>> rows =
        [
            .. info.Segments.Select(s =>
                (IReadOnlyList<object?>)
                    [
                        s.Name,
                        s.Events,
                        s.Duplicates,
                        s.DeadRows,
                        s.Items,
                        s.ParquetBytes,
                        s.IndexBytes,
                        s.From,
                        s.To,
                        s.Written,
                        s.Version,
                        s.Format,
                    ]
            ),
        ];
        var table = new TableText(
            [
                "segment",
                "events",
                "duplicates",
                "dead",
                "states",
                "parquet",
                "index",
                "from",
                "to",
                "written",
                "by",
                "format",
            ],
            rows,
            surface.Rich ? surface.Width : null
        );
        page.Line(new Piece(table.Header(page.Ellipsis), Ink.Dim));
        foreach (var row in rows)
        {
            page.Line(table.Row(row, surface.Rich ? page.Ellipsis : null));
        }
    }

    private static string Pulls(IReadOnlyList<PulledRing> pulls) =>
        pulls.Count == 0
            ? "nothing was pulled"
            : $"{Count(pulls.Count(p => p.Loaded), "ring")} pulled, {pulls.Sum(p => p.Events):N0} events, "
                + $"{pulls.Sum(p => p.Scanned):N0} bytes scanned, ${pulls.Sum(p => p.Dollars):0.00##}"
                + (pulls.All(p => p.Loaded) ? "" : $"; {pulls.Count(p => !p.Loaded):N0} begun and not loaded");

    private static IEnumerable<string> Statuses(IReadOnlyList<LedgerEntry> ledger) =>
        ledger
            .GroupBy(f => f.Status, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Count():N0} {g.Key}");

    private static IEnumerable<(string Reason, int Count)> Reasons(IReadOnlyList<LedgerEntry> ledger) =>
        ledger
            .SelectMany(f => f.Rejects)
            .GroupBy(r => r.Reason, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Count()))
            .OrderByDescending(g => g.Item2)
            .ThenBy(g => g.Key, StringComparer.Ordinal);

    private static void Ledger(JsonPage json, IReadOnlyList<LedgerEntry> ledger)
    {
        json.Number("files", ledger.Count);
        foreach (var status in (string[])["loaded", "skipped", "rejected"])
        {
            json.Number(status, ledger.Count(f => f.Status == status));
        }

        json.Number("bytes", ledger.Sum(f => f.Bytes));
        json.Number("records", ledger.Sum(f => f.Records));
        json.Number("duplicates", ledger.Sum(f => f.Duplicates));
        json.Number("rejects", ledger.Sum(f => f.Rejected));
        json.Objects("reasons", Reasons(ledger), reason => Counted(json, "reason", reason.Reason, reason.Count));
    }

    private static void Counted(JsonPage json, string name, string value, long count)
    {
        json.Text(name, value);
        json.Number("count", count);
    }

    private static void Members(JsonPage json, PulledRing pull)
    {
        json.Number("ring", pull.Ring);
        json.Text("queryId", pull.QueryId);
        json.Raw("loaded", pull.Loaded ? "true" : "false");
        json.Number("events", pull.Events);
        json.Number("scannedBytes", pull.Scanned);
        json.Raw("dollars", Cell.Text(pull.Dollars)!);
        json.Time("begun", pull.Begun);
    }

    private static void Members(JsonPage json, SegmentInfo segment)
    {
        json.Text("name", segment.Name);
        json.Number("format", segment.Format);
        json.Number("events", segment.Events);
        json.Number("duplicates", segment.Duplicates);
        json.Number("deadRows", segment.DeadRows);
        json.Number("states", segment.Items);
        json.Number("parquetBytes", segment.ParquetBytes);
        json.Number("indexBytes", segment.IndexBytes);
        json.Time("from", segment.From);
        json.Time("to", segment.To);
        json.Time("writtenAt", segment.Written);
        json.Text("version", segment.Version);
    }

    private static void Members(JsonPage json, PruneSummary prune)
    {
        json.Number("left", prune.Left);
        json.Number("leftBytes", prune.LeftBytes);
        json.Number("inUse", prune.InUse);
        json.Number("segmentsAfter", prune.SegmentsAfter);
        json.Number("deadRows", prune.DeadRows);
        json.Number("rewrittenBytes", prune.RewrittenBytes);
    }

    private static string Time(DateTime? time) => time is { } at ? TimeWindow.Format(at) : "unknown";

    private static string Count(long count, string noun) => $"{count:N0} {noun}{(count == 1 ? "" : "s")}";
}
