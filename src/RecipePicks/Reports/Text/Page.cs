using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports.Text;

/// <summary>
/// Where text reports write: the one place that escapes and colours. Everything handed to it may be hostile.
/// </summary>
internal sealed class Page(TextWriter output, Surface surface)
{
    public int Width => surface.Width;

    /// <summary>Whether it is a terminal that shows colours and line drawing.</summary>
    public bool Rich => surface.Rich;

    public string Ellipsis => surface.Rich ? "…" : "...";

    public void Line() => output.Write('\n');

    public void Line(params ReadOnlySpan<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            output.Write(Inked(Visible.Escape(piece.Text), piece.Ink));
        }

        output.Write('\n');
    }

    /// <summary>A line whose last piece is cut at the edge.</summary>
    public void Cut(params ReadOnlySpan<Piece> pieces)
    {
        var room = Width;
        foreach (var piece in pieces)
        {
            var text = CellWidth.Fit(Visible.Escape(piece.Text), Math.Max(room, 20), Ellipsis);
            room -= CellWidth.Of(text);
            output.Write(Inked(text, piece.Ink));
        }

        output.Write('\n');
    }

    /// <summary>Where an event lies; on a terminal a long path gives way at its start, in a pipe it stays whole.</summary>
    public void Where(string indent, EvidenceRef at)
    {
        var id = $"{indent}{Visible.Escape(at.EventId)} ";
        var place = Visible.Escape($"{at.File}#{at.Record}");
        place = surface.Rich ? CellWidth.Tail(place, Math.Max(Width - CellWidth.Of(id), 20), Ellipsis) : place;
        output.Write($"{Inked(id + place, Ink.Dim)}\n");
    }

    /// <summary>A heading, ruled to the edge.</summary>
    public void Heading(string title, Piece right = default)
    {
        var rule = surface.Rich ? '─' : '-';
        var end = right.Text is null ? "" : $" {Visible.Escape(right.Text)} ";
        var start = $"{rule}{rule} {Visible.Escape(title)} ";
        var fill = Math.Max(Width - CellWidth.Of(start) - CellWidth.Of(end) - 2, 2);
        output.Write($"\n{Inked(start, Ink.Bold)}{Inked(new string(rule, fill), Ink.Dim)}");
        output.Write($"{Inked(end, right.Ink)}{Inked(new string(rule, 2), Ink.Dim)}\n");
    }

    /// <summary>A sentence after its label, wrapped at blanks into the column beside it, and cut after some lines.</summary>
    public void Beside(ReadOnlySpan<Piece> label, string text, Ink ink = Ink.Plain, int lines = int.MaxValue)
    {
        var indent = 0;
        foreach (var piece in label)
        {
            var visible = Visible.Escape(piece.Text);
            indent += CellWidth.Of(visible);
            output.Write(Inked(visible, piece.Ink));
        }

        var wrapped = Wrap(Visible.Escape(text), Math.Max(Width - indent, 24)).ToList();
        for (var i = 0; i < Math.Min(wrapped.Count, lines); i++)
        {
            var cut = i == lines - 1 && wrapped.Count > lines ? $" {Ellipsis}" : "";
            output.Write(i == 0 ? "" : new string(' ', indent));
            output.Write($"{Inked(wrapped[i] + cut, ink)}\n");
        }
    }

    /// <summary>Lines as they are (a command), each indented.</summary>
    public void Block(string indent, string text)
    {
        foreach (var line in Visible.Lines(text))
        {
            output.Write($"{indent}{line}\n");
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && CellWidth.Of(line) + 1 + CellWidth.Of(word) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    private string Inked(string text, Ink ink) =>
        !surface.Rich || text.Length == 0
            ? text
            : ink switch
            {
                Ink.Bold => $"\e[1m{text}\e[0m",
                Ink.Dim => $"\e[2m{text}\e[0m",
                Ink.Good => $"\e[32m{text}\e[0m",
                Ink.Half => $"\e[33m{text}\e[0m",
                Ink.Bad => $"\e[1;31m{text}\e[0m",
                Ink.Mark => $"\e[1;36m{text}\e[0m",
                _ => text,
            };
}
