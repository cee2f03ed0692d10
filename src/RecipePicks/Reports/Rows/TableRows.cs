using RecipePicks.Reports.Escaping;
using RecipePicks.Reports.Text;
using RecipePicks.Store;

namespace RecipePicks.Reports.Rows;

/// <summary>
/// A table. On a terminal it is cut to the width and ends after <see cref="RowsOnTerminal"/> rows, and says so; in a pipe
/// every row is whole, measured by the first thousand.
/// </summary>
internal sealed class TableRows(Surface surface) : IRowPrinter
{
    /// <summary>How many rows a terminal shows.</summary>
    public const int RowsOnTerminal = 100;

    private const int Sample = 1000;

    public void Print(ISqlRows rows, TextWriter output)
    {
        var sample = new List<IReadOnlyList<object?>>();
        var more = false;
        var limit = surface.Rich ? RowsOnTerminal : Sample;
        while ((more = rows.Read()) && sample.Count < limit)
        {
            sample.Add(Cells(rows));
        }

        var ellipsis = surface.Rich ? "…" : null;
        var table = new TableText(rows.Columns, sample, surface.Rich ? surface.Width : null, all: true);
        output.Write($"{table.Header(ellipsis)}\n{table.Rule(surface.Rich ? '─' : '-')}\n");
        foreach (var row in sample)
        {
            output.Write($"{table.Row(row, ellipsis)}\n");
        }

        if (surface.Rich)
        {
            output.Write(
                table.LeftOut.Count > 0 ? $"… no room for {string.Join(", ", table.LeftOut)}: --format csv\n" : ""
            );
            output.Write(more ? $"… more rows: LIMIT and OFFSET, or --format csv\n" : "");
            return;
        }

        for (; more; more = rows.Read())
        {
            output.Write($"{table.Row(Cells(rows), ellipsis)}\n");
        }
    }

    private static object?[] Cells(ISqlRows rows) => [.. Enumerable.Range(0, rows.Columns.Count).Select(c => rows[c])];
}
