namespace RecipePicks.Reports.Text;

/// <summary>The calls in order, a run a line, with the tactic that each serves.</summary>
internal static class CallsText
{
    private const int RunsShown = 40;
    private const int Roomy = 80;
    private const int LinesOfRun = 2;
    private const int TacticWidth = 21; // Privilege Escalation

    public static void Write(Page page, Timeline timeline)
    {
        if (timeline.Runs.Count == 0)
        {
            return;
        }

        page.Heading("Calls in order", new Piece("MITRE ATT&CK: what a call is in an attacker's hands", Ink.Dim));
        var lines = TimelineDigest.Of(timeline, RunsShown);
        foreach (var line in lines)
        {
            Line(page, line);
        }

        if (TimelineDigest.LeftOut(timeline, lines) is { } left)
        {
            page.Line(new Piece($"  {page.Ellipsis} {left}", Ink.Dim));
        }
    }

    private static void Line(Page page, DigestLine line)
    {
        var time = new Piece($"  {TimeWindow.Format(line.Time), -20}  ", Ink.Dim);
        if (line.Gap is { } gap)
        {
            page.Beside([time], $"{gap.Kind}: {gap.Text}", Ink.Half, LinesOfRun);
        }
        else if (line.Run is { } run)
        {
            page.Beside(
                [time, Column(page, run.Tactic ?? "", InkOf(run))],
                TimelineDigest.Words(run),
                lines: LinesOfRun
            );
        }
        else
        {
            var more = Column(page, page.Ellipsis, Ink.Dim);
            page.Beside([time, more], TimelineDigest.Words(line.Folded), Ink.Dim, LinesOfRun);
        }
    }

    // A narrow page has no room for a column of tactics.
    private static Piece Column(Page page, string text, Ink ink) =>
        page.Width < Roomy
            ? new Piece(text.Length == 0 ? "" : $"{text[..Math.Min(text.Length, 3)]} ", ink)
            : new Piece(text.PadRight(TacticWidth), ink);

    private static Ink InkOf(TimelineRun run) =>
        run.Tactic switch
        {
            "Impact" or "Exfiltration" => Ink.Bad,
            null or "Discovery" => Ink.Dim,
            _ => Ink.Mark,
        };
}
