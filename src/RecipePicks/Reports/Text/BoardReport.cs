namespace RecipePicks.Reports.Text;

/// <summary>The first screen: the lead and how it was read, the eleven letters with their answers, what is not in sight, and when.</summary>
/// <param name="surface">What it is written on.</param>
public sealed class BoardReport(Surface surface) : IReport
{
    private const int AnswerLines = 2; // the letter itself tells the rest
    private const int GapsShown = 3;

    /// <inheritdoc/>
    public void Write(Investigated investigated, TextWriter output)
    {
        var page = new Page(output, surface);
        Head(page, investigated);
        Board(page, investigated.Letters);
        ContainmentText.Write(page, investigated.Containment, full: false);
        BlindSpots(page, investigated.Coverage.Gaps);
        TimelineText.Write(page, investigated);
    }

    internal static void Head(Page page, Investigated investigated)
    {
        page.Line(new Piece("RECIPE PICKS", Ink.Bold), new Piece($" {investigated.Picks}", Ink.Dim));
        page.Line();
        foreach (var lead in investigated.Leads)
        {
            page.Line("Lead      ", new Piece(lead.Value, Ink.Bold), new Piece($"  {Words.Of(lead.Kind)}", Ink.Dim));
        }

        var label = "Read as   ";
        foreach (var sentence in investigated.Reading)
        {
            page.Beside([label], sentence);
            label = "          ";
        }

        page.Beside(["Window    "], Sentences.Span(investigated.Window.From, investigated.Window.To));
        page.Beside(["Evidence  "], Sentences.Evidence(investigated.Coverage));
        page.Line();
    }

    internal static void Board(Page page, IReadOnlyList<Answer> letters)
    {
        var names = letters.Select(Sentences.Name).ToList();
        var column = names.Max(n => n.Length) + 2;
        foreach (var (letter, name) in letters.Zip(names))
        {
            page.Beside(
                [
                    new Piece($"  {letter.Mark}  ", Ink.Mark),
                    new Piece(name.PadRight(column), Ink.Bold),
                    new Piece(Sentences.State(letter.Status).PadRight(17), InkOf(letter.Status)),
                ],
                letter.Headline,
                letter.Status == AnswerStatus.NotInEvidence ? Ink.Dim : Ink.Plain,
                AnswerLines
            );
        }
    }

    internal static void BlindSpots(Page page, IReadOnlyList<CoverageGap> gaps, int most = GapsShown)
    {
        if (gaps.Count == 0)
        {
            return;
        }

        page.Heading("Blind spots", new Piece("empty is not \"did not happen\"", Ink.Half));
        foreach (var kind in gaps.GroupBy(gap => gap.Kind))
        {
            foreach (var gap in kind.Take(most))
            {
                page.Beside([new Piece($"  {gap.Kind}: ", Ink.Half)], Sentences.Gap(gap));
            }

            if (kind.Skip(most).Any())
            {
                var more = $"{page.Ellipsis} {kind.Count() - most} more: picks coverage";
                page.Beside([new Piece($"  {kind.Key}: ", Ink.Half)], more, Ink.Dim);
            }
        }
    }

    internal static Ink InkOf(AnswerStatus status) =>
        status switch
        {
            AnswerStatus.Answered => Ink.Good,
            AnswerStatus.Partial => Ink.Half,
            _ => Ink.Dim,
        };
}
