namespace RecipePicks.Reports;

/// <summary>Lays out Markdown blocks with a blank line between them; what it is given is escaped already.</summary>
internal sealed class MarkdownPage(TextWriter output)
{
    private bool _begun;
    private bool _inList;

    public void Paragraph(string text) => Block(text, list: false);

    public void Item(string text, bool nested = false) => Block($"{(nested ? "  - " : "- ")}{text}", list: true);

    public void Table(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var names = columns.ToList();
        Block(Row(names), list: false);
        output.Write($"|{string.Concat(Enumerable.Repeat(" --- |", names.Count))}\n");
        foreach (var row in rows)
        {
            output.Write($"{Row(row)}\n");
        }
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private void Block(string text, bool list)
    {
        output.Write(_begun && !(list && _inList) ? "\n" : "");
        output.Write($"{text}\n");
        (_begun, _inList) = (true, list);
    }
}
