using System.Globalization;
using RecipePicks.Cases;
using RecipePicks.Letters;
using RecipePicks.Reports.Escaping;
using RecipePicks.Sql;
using RecipePicks.Store;

namespace RecipePicks.Reports.Html;

/// <summary>
/// What the page reads: the contract's JSON document as <c>investigation</c>, and beside it the quoted <c>records</c>, the
/// <c>activity</c> that its timeline draws and the <c>strip</c> above everything.
/// </summary>
/// <remarks>Every text in it is inert inside HTML: <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped.</remarks>
public static class PageData
{
    /// <summary>Writes it.</summary>
    /// <param name="investigated">The investigation.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Investigated investigated, TextWriter output)
    {
        output.Write("{\"investigation\":");
        new JsonReport().Write(investigated, output);
        output.Write(",\"records\":[");
        var separator = "";
        foreach (var record in investigated.Records)
        {
            output.Write(separator);
            Record(record, output);
            separator = ",\n";
        }

        output.Write("],\"activity\":");
        Activity(investigated.Activity, output);
        output.Write(",\"strip\":");
        Activity(investigated.Strip, output);
        output.Write("}\n");
    }

    /// <summary>Writes what a case holds before anything is asked: its <c>coverage</c> and everybody's <c>strip</c>.</summary>
    /// <param name="overview">The case.</param>
    /// <param name="output">Where to.</param>
    public static void WriteOverview(CaseOverview overview, TextWriter output)
    {
        output.Write("{\"coverage\":");
        var json = new JsonPage(output);
        json.Document(() => JsonReport.CoverageMembers(json, overview.Coverage));
        output.Write(",\"strip\":");
        Activity(overview.Strip, output);
        output.Write("}\n");
    }

    /// <summary>Writes how far an investigation is, on one line: the leads, how they were read, each letter's state and headline.</summary>
    /// <param name="leads">What was asked, as it was asked.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="output">Where to.</param>
    public static void WriteProgress(IReadOnlyList<string> leads, InvestigationProgress progress, TextWriter output)
    {
        var letters = progress.Answered.Select(a =>
            $"{{\"key\":{InertJson.Quote(a.Key)},\"status\":{InertJson.Quote(Words.Of(a.Status))},\"headline\":{InertJson.Quote(a.Headline)}}}"
        );
        var asking = progress.Asking is { } key ? InertJson.Quote(key) : "null";
        output.Write(
            $"{{\"leads\":{Names(leads)},\"reading\":{Names(progress.Reading)},\"letters\":[{string.Join(',', letters)}],\"asking\":{asking}}}"
        );
    }

    /// <summary>Writes records as an array.</summary>
    /// <param name="records">The records.</param>
    /// <param name="output">Where to.</param>
    public static void WriteRecords(IReadOnlyList<QuotedRecord> records, TextWriter output)
    {
        output.Write("[");
        for (var i = 0; i < records.Count; i++)
        {
            output.Write(i == 0 ? "" : ",\n");
            Record(records[i], output);
        }

        output.Write("]\n");
    }

    /// <summary>Writes counted calls: names once, then a row of eight numbers a cell.</summary>
    /// <param name="activity">The calls.</param>
    /// <param name="output">Where to.</param>
    public static void WriteActivity(Activity activity, TextWriter output)
    {
        Activity(activity, output);
        output.Write('\n');
    }

    /// <summary>Writes the rows of a query: its columns, its rows as arrays, whether they were cut, notices and the time taken.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="most">How many are written at most.</param>
    /// <param name="notices">What was put right.</param>
    /// <param name="milliseconds">How long it took, asked at the end.</param>
    /// <param name="output">Where to.</param>
    public static void WriteRows(
        ISqlRows rows,
        int most,
        IReadOnlyList<string> notices,
        Func<long> milliseconds,
        TextWriter output
    )
    {
        output.Write($"{{\"columns\":{Names(rows.Columns)},\"rows\":[");
        var written = 0;
        var cut = false;
        while (rows.Read())
        {
            if (written == most)
            {
                cut = true;
                break;
            }

            var cells = Enumerable.Range(0, rows.Columns.Count).Select(c => Cell.Json(rows[c]));
            output.Write($"{(written++ == 0 ? "" : ",\n")}[{string.Join(',', cells)}]");
        }

        output.Write(
            $"],\"cut\":{(cut ? "true" : "false")},\"notices\":{Names(notices)},\"milliseconds\":{milliseconds()}}}\n"
        );
    }

    /// <summary>Writes what an editor completes: tables, columns with the fields of structs, functions with their signatures.</summary>
    /// <param name="output">Where to.</param>
    public static void WriteWords(TextWriter output)
    {
        var tables = SqlTables.All.Select(t =>
            $"{{\"name\":{InertJson.Quote(t.Name)},\"columns\":[{string.Join(',', t.Columns.Select(c => $"{{\"name\":{InertJson.Quote(c.Name)},\"type\":{InertJson.Quote(c.Type)}}}"))}]}}"
        );
        var functions = SqlWords.Functions.Select(f =>
            $"{{\"name\":{InertJson.Quote(f.Name)},\"signature\":{InertJson.Quote(f.Signature)},\"group\":{InertJson.Quote(f.Group)}}}"
        );
        output.Write($"{{\"tables\":[{string.Join(',', tables)}],\"functions\":[{string.Join(',', functions)}]}}\n");
    }

    /// <summary>Writes the cheat sheet's entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="output">Where to.</param>
    public static void WriteSheet(IReadOnlyList<CheatSheetEntry> entries, TextWriter output) =>
        output.Write(
            $"[{string.Join(',', entries.Select(e => $"{{\"mark\":{InertJson.Quote(e.Mark)},\"letter\":{InertJson.Quote(e.Letter)},\"asks\":{InertJson.Quote(e.Asks)},\"engine\":{InertJson.Quote(e.Engine)},\"text\":{InertJson.Quote(e.Text)}}}"))}]\n"
        );

    /// <summary>Writes what a served page has to know first.</summary>
    /// <param name="caseFolder">The case's folder.</param>
    /// <param name="leads">What it begins with.</param>
    /// <param name="output">Where to.</param>
    public static void WriteSession(string caseFolder, IReadOnlyList<string> leads, TextWriter output) =>
        output.Write($"{{\"caseFolder\":{InertJson.Quote(caseFolder)},\"leads\":{Names(leads)}}}\n");

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(string text, TextWriter output) =>
        output.Write($"{{\"text\":{InertJson.Quote(text)}}}\n");

    // The record travels as text: the page shows its digits and its escapes as they were logged.
    private static void Record(QuotedRecord record, TextWriter output) =>
        output.Write(
            $$"""{"eventId":{{InertJson.Quote(record.Where.EventId)}},"file":{{InertJson.Quote(record.Where.File)}},"record":{{record.Where.Record}},"sha256":{{(record.Sha256 is { } hash ? InertJson.Quote(hash) : "null")}},"json":{{InertJson.Quote(record.Json)}}}"""
        );

    private static void Activity(Activity activity, TextWriter output)
    {
        output.Write(
            $"{{\"step\":{activity.Step},\"events\":{activity.Events},\"identities\":{Names(activity.Identities)},\"addresses\":{Names(activity.Addresses)},\"services\":{Names(activity.Services)},\"calls\":{Names(activity.Calls)},\"tactics\":{Names(activity.Tactics)},\"cells\":["
        );
        for (var i = 0; i < activity.Cells.Count; i++)
        {
            var c = activity.Cells[i];
            output.Write(i == 0 ? "" : ",");
            output.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[{c.Time},{c.Identity},{c.Address},{c.Call},{c.Service},{c.Tactic},{c.Outcome},{c.Count}]"
                )
            );
        }

        output.Write("]}");
    }

    private static string Names(IReadOnlyList<string> names) => $"[{string.Join(',', names.Select(InertJson.Quote))}]";
}
