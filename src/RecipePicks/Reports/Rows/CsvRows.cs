using RecipePicks.Reports.Escaping;
using RecipePicks.Store;

namespace RecipePicks.Reports.Rows;

/// <summary>CSV with a header. Numbers are as they are; texts are made safe for spreadsheets by <see cref="CsvText"/>.</summary>
internal sealed class CsvRows : IRowPrinter
{
    public void Print(ISqlRows rows, TextWriter output)
    {
        var columns = Enumerable.Range(0, rows.Columns.Count).ToList();
        Line(output, rows.Columns.Select(CsvText.Field));
        while (rows.Read())
        {
            Line(output, columns.Select(c => Field(rows[c])));
        }
    }

    private static string? Field(object? cell) =>
        Cell.IsNumber(cell) ? Cell.Text(cell) : CsvText.Field(Cell.Text(cell));

    private static void Line(TextWriter output, IEnumerable<string?> fields) =>
        output.Write(string.Join(',', fields) + "\n");
}
