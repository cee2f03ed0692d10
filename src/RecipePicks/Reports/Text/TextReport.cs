namespace RecipePicks.Reports.Text;

/// <summary>The whole investigation for people at a terminal: the board, each letter, the timeline.</summary>
/// <param name="surface">What it is written on.</param>
public sealed class TextReport(Surface surface) : IReport
{
    private const int RowsShown = 10;
    private const int EvidenceShown = 3;

    /// <inheritdoc/>
    public void Write(Investigated investigated, TextWriter output)
    {
        var page = new Page(output, surface);
        BoardReport.Head(page, investigated);
        BoardReport.Board(page, investigated.Letters);
        ContainmentText.Write(page, investigated.Containment, full: true);
        BoardReport.BlindSpots(page, investigated.Coverage.Gaps);
        foreach (var letter in investigated.Letters)
        {
            Letter(page, letter, investigated.Coverage);
        }

        TimelineText.Write(page, investigated);
        CallsText.Write(page, investigated.Timeline);
    }

    private static void Letter(Page page, Answer letter, Coverage coverage)
    {
        page.Heading(
            $"{letter.Mark}  {Sentences.Name(letter)}",
            new Piece(Sentences.State(letter.Status), BoardReport.InkOf(letter.Status))
        );
        page.Beside(["   "], letter.Asks, Ink.Dim);
        page.Beside(["   "], letter.Headline);
        foreach (var finding in letter.Findings)
        {
            Finding(page, finding);
        }

        foreach (var table in letter.Tables)
        {
            if (TreeText.Draws(table))
            {
                TreeText.Write(page, table);
            }
            else
            {
                Table(page, table);
            }
        }

        foreach (var gap in Sentences.OwnGaps(letter, coverage))
        {
            page.Line();
            page.Block("   ", gap);
        }

        if (Sentences.SharedGaps(letter, coverage) is { } shared)
        {
            page.Line();
            page.Line(new Piece($"   {shared}", Ink.Half));
        }
    }

    private static void Finding(Page page, Finding finding)
    {
        page.Line();
        page.Beside(
            ["   ", new Piece(Words.Of(finding.Severity).PadRight(10), TimelineText.InkOf(finding.Severity))],
            $"{finding.Text} ({Words.Of(finding.Certainty)})"
        );
        foreach (var at in finding.Evidence.Take(EvidenceShown))
        {
            page.Where("             ", at);
        }

        if (finding.Evidence.Count > EvidenceShown)
        {
            var more = finding.Evidence.Count - EvidenceShown;
            page.Line(new Piece($"             {page.Ellipsis} {Sentences.Count(more, "more event")}", Ink.Dim));
        }
    }

    private static void Table(Page page, AnswerTable table)
    {
        page.Line();
        var rows = table.Rows.Take(RowsShown).ToList();
        var text = new TableText(table.Columns, rows, page.Width - 3);
        var without = text.LeftOut.Count == 0 ? "" : $", without {string.Join(", ", text.LeftOut)}";
        page.Line(
            "   ",
            new Piece(table.Name, Ink.Bold),
            new Piece($"  {Sentences.Count(table.Rows.Count, "row")}{without}", Ink.Dim)
        );
        if (rows.Count == 0)
        {
            return;
        }

        page.Line(new Piece("   " + text.Header(page.Ellipsis), Ink.Dim));
        foreach (var row in rows)
        {
            page.Line("   " + text.Row(row, page.Ellipsis));
        }

        if (table.Rows.Count > rows.Count)
        {
            var more = Sentences.Count(table.Rows.Count - rows.Count, "more row");
            page.Line(new Piece($"   {page.Ellipsis} {more}: --format json", Ink.Dim));
        }
    }
}
