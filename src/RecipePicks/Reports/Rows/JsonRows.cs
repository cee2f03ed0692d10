using RecipePicks.Reports.Escaping;
using RecipePicks.Store;

namespace RecipePicks.Reports.Rows;

/// <summary>An object a row, one on a line: inside an array, or (ndjson) on their own.</summary>
internal sealed class JsonRows(bool lines) : IRowPrinter
{
    public void Print(ISqlRows rows, TextWriter output)
    {
        var names = Distinct(rows.Columns).Select(InertJson.Quote).ToList();
        var (before, between, after) = lines ? ("", "\n", "\n") : ("[\n", ",\n", "\n]\n");
        var any = false;
        while (rows.Read())
        {
            output.Write(any ? between : before);
            output.Write($"{{{string.Join(", ", names.Select((name, c) => $"{name}: {Cell.Json(rows[c])}"))}}}");
            any = true;
        }

        output.Write(
            any ? after
            : lines ? ""
            : "[]\n"
        );
    }

    /// <summary>An object's names must differ: the second <c>n</c> is <c>n_1</c>, as DuckDB would call it.</summary>
    private static List<string> Distinct(IReadOnlyList<string> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = column;
            for (var n = 1; names.Contains(name); n++)
            {
                name = $"{column}_{n}";
            }

            names.Add(name);
        }

        return names;
    }
}
