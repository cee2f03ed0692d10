using RecipePicks.Store;

namespace RecipePicks.Reports.Rows;

/// <summary>Prints the rows of a query as they come; a million of them take no more memory than one.</summary>
public interface IRowPrinter
{
    /// <summary>Prints all rows.</summary>
    /// <param name="rows">The rows; read to their end unless the printer says otherwise.</param>
    /// <param name="output">Where to; lines end in a line feed.</param>
    void Print(ISqlRows rows, TextWriter output);
}

/// <summary>A format that <c>picks sql</c> prints in.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="Create">Makes its printer for a surface.</param>
public sealed record RowFormat(string Name, Func<Surface, IRowPrinter> Create)
{
    /// <summary>What parts the results of several statements.</summary>
    public string Between { get; init; } = "\n";

    /// <summary>Whether a document holds one result and no more.</summary>
    public bool IsOfOne { get; init; }
}

/// <summary>Every format of <c>picks sql</c>, the default first.</summary>
public static class AllRowFormats
{
    /// <summary>The formats, in the order in which help lists them.</summary>
    public static IReadOnlyList<RowFormat> List { get; } =
    [
        new("table", surface => new TableRows(surface)),
        new("csv", _ => new CsvRows()),
        new("json", _ => new JsonRows(lines: false)) { IsOfOne = true },
        new("ndjson", _ => new JsonRows(lines: true)) { Between = "" },
    ];
}
