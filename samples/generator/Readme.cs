using System.Text;

namespace RecipePicks.Samples;

/// <summary>Rewrites the tables of the README that are computed; its prose is written by hand.</summary>
internal static class Readme
{
    public static void Rewrite(string path, IReadOnlyList<(string Name, string Table)> tables)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        foreach (var (name, table) in tables)
        {
            var open = $"<!-- {name} -->";
            var close = $"<!-- /{name} -->";
            var start = text.IndexOf(open, StringComparison.Ordinal);
            var end = text.IndexOf(close, StringComparison.Ordinal);
            var block = $"{open}\n{table}{close}";
            text =
                start < 0 || end < start ? text + block + "\n" : text[..start] + block + text[(end + close.Length)..];
        }
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }

    public static string Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new StringBuilder();
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
        foreach (var row in rows)
            Row(row);
        return table.ToString();

        void Row(string[] cells)
        {
            if (Array.Exists(cells, c => c.Contains('|', StringComparison.Ordinal)))
                throw new InvalidOperationException("A bar would break the table: " + string.Join(" / ", cells));
            table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }
    }
}
