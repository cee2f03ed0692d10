namespace RecipePicks.Reports.Text;

/// <summary>The key events in the order they happened, for a terminal.</summary>
internal static class TimelineText
{
    private const int MomentsShown = 40;

    public static void Write(Page page, Investigated investigated)
    {
        var moments = Timeline.Of(investigated);
        if (moments.Count == 0)
        {
            return;
        }

        page.Heading("Timeline");
        foreach (var moment in moments.Take(MomentsShown))
        {
            page.Beside(
                [
                    new Piece($"  {TimeWindow.Format(moment.Time)}  ", Ink.Dim),
                    new Piece($"{moment.Mark}  ", Ink.Mark),
                    new Piece(Words.Of(moment.Severity).PadRight(10), InkOf(moment.Severity)),
                ],
                moment.Text
            );
        }

        if (moments.Count > MomentsShown)
        {
            page.Line(new Piece($"  {page.Ellipsis} {moments.Count - MomentsShown} more: --format markdown", Ink.Dim));
        }
    }

    public static Ink InkOf(Severity severity) =>
        severity switch
        {
            Severity.Critical => Ink.Bad,
            Severity.Warning => Ink.Half,
            Severity.Notice => Ink.Mark,
            _ => Ink.Dim,
        };
}
