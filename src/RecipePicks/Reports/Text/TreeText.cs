namespace RecipePicks.Reports.Text;

/// <summary>Draws a table whose first column is a depth as a tree, a node a line, cut at the edge.</summary>
internal static class TreeText
{
    private const int LinesShown = 60;

    /// <summary>Whether a table is a tree.</summary>
    public static bool Draws(AnswerTable table) => table.Columns is ["depth", "who", "how", ..];

    /// <summary>Draws it.</summary>
    public static void Write(Page page, AnswerTable table)
    {
        page.Line();
        page.Line(
            "   ",
            new Piece(table.Name, Ink.Bold),
            new Piece($"  {Sentences.Count(table.Rows.Count, "node")}", Ink.Dim)
        );
        var depths = table.Rows.Select(row => row[0] is long depth ? (int)depth : 0).ToList();
        for (var i = 0; i < Math.Min(depths.Count, LinesShown); i++)
        {
            var row = table.Rows[i];
            page.Cut(
                new Piece($"   {Branches(depths, i, page.Rich)}", Ink.Dim),
                new Piece(Cell.Text(row[1]) ?? "", depths[i] == 0 ? Ink.Bold : Ink.Plain),
                new Piece(About(table, row), Ink.Dim)
            );
        }

        if (depths.Count > LinesShown)
        {
            var more = Sentences.Count(depths.Count - LinesShown, "more node");
            page.Line(new Piece($"   {page.Ellipsis} {more}: --format json", Ink.Dim));
        }
    }

    private static string About(AnswerTable table, IReadOnlyList<object?> row)
    {
        string? Of(string column) =>
            table.Columns.ToList().IndexOf(column) is >= 0 and var at ? Cell.Text(row[at]) : null;
        var calls = Of("calls") is { } count
            ? $"{count} calls{(Of("denied") is { } denied ? $", {denied} denied" : "")}"
            : null;
        var live = Of("live") switch
        {
            "yes" => "live",
            "unknown" => "may be live",
            _ => null,
        };
        return string.Concat(new[] { Of("how"), Of("time"), calls, live }.OfType<string>().Select(part => $"  {part}"));
    }

    // The lines that lead to a node: a corner for the last of its siblings, a bar under which more come.
    private static string Branches(List<int> depths, int at, bool rich)
    {
        var branches = "";
        for (var level = 1; level <= depths[at]; level++)
        {
            var more = Continues(depths, at, level);
            branches += (level == depths[at], more) switch
            {
                (true, true) => rich ? "├─ " : "+- ",
                (true, false) => rich ? "└─ " : "`- ",
                (false, true) => rich ? "│  " : "|  ",
                _ => "   ",
            };
        }

        return branches;
    }

    private static bool Continues(List<int> depths, int at, int level)
    {
        for (var i = at + 1; i < depths.Count && depths[i] >= level; i++)
        {
            if (depths[i] == level)
            {
                return true;
            }
        }

        return false;
    }
}
