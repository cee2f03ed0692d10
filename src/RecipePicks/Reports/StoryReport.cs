using RecipePicks.Cases;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>A story as Markdown, for a ticket or a wiki.</summary>
public static class StoryReport
{
    /// <summary>Writes it.</summary>
    /// <param name="story">The story.</param>
    /// <param name="output">Where to; lines end in a line feed.</param>
    public static void Write(Story story, TextWriter output)
    {
        var page = new MarkdownPage(output);
        page.Paragraph("# Story");
        foreach (var pin in story.Pins)
        {
            var mark = pin.Mark.Length == 0 ? "" : $"**{MarkdownText.Prose(pin.Mark)}** ";
            var time = pin.Time is { Length: > 0 } at ? $"{MarkdownText.Prose(at)}: " : "";
            page.Paragraph($"{mark}{time}{MarkdownText.Prose(pin.Text)}");
            if (pin.Note.Length > 0)
            {
                page.Paragraph(MarkdownText.Prose(pin.Note));
            }

            foreach (var id in pin.EventIds)
            {
                page.Item(MarkdownText.Code(id));
            }
        }
    }
}
