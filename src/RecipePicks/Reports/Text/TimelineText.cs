namespace RecipePicks.Reports.Text;

/// <summary>The key events in the order they happened, a line each: the letters tell them in full.</summary>
internal static class TimelineText
{
    private const int AlikeShown = 3;
    private const int MomentsShown = 60;

    public static void Write(Page page, Investigated investigated)
    {
        var moments = KeyMoments.Of(investigated);
        if (moments.Count == 0)
        {
            return;
        }

        page.Heading("Timeline");
        foreach (var run in Runs(moments.Take(MomentsShown)))
        {
            var shown = run.Count > AlikeShown + 1 ? AlikeShown : run.Count;
            foreach (var moment in run.Take(shown))
            {
                Line(page, moment, TimeWindow.Format(moment.Time), moment.Text);
            }

            if (run.Count > shown)
            {
                var until = TimeWindow.Format(run[^1].Time);
                Line(page, run[^1], page.Ellipsis, $"{run.Count - shown} more like these until {until}");
            }
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

    private static void Line(Page page, Moment moment, string time, string text)
    {
        var before = $"  {time, -20}  ";
        var severity = Words.Of(moment.Severity).PadRight(10);
        page.Cut(
            new Piece(before, Ink.Dim),
            new Piece($"{moment.Mark}  ", Ink.Mark),
            new Piece(severity, InkOf(moment.Severity)),
            text
        );
    }

    /// <summary>Moments of one letter and one severity that follow each other.</summary>
    private static IEnumerable<List<Moment>> Runs(IEnumerable<Moment> moments)
    {
        var run = new List<Moment>();
        foreach (var moment in moments)
        {
            if (run.Count > 0 && (run[0].Mark, run[0].Severity) != (moment.Mark, moment.Severity))
            {
                yield return run;
                run = [];
            }

            run.Add(moment);
        }

        yield return run;
    }
}
