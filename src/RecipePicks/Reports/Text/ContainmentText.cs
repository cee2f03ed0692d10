namespace RecipePicks.Reports.Text;

/// <summary>What is still open, each with the command that closes it, and what was closed already.</summary>
internal static class ContainmentText
{
    private const int StepsOnBoard = 6;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="full">Whether with commands and all steps; else the first screen's few.</param>
    public static void Write(Page page, IReadOnlyList<ContainmentStep> steps, bool full)
    {
        if (steps.Count == 0)
        {
            return;
        }

        var open = steps.Where(s => !s.Done).ToList();
        page.Heading(
            "Containment",
            new Piece(
                open.Count == 0 ? "nothing known is left open" : $"{open.Count} open at the end of the log",
                open.Count == 0 ? Ink.Good : Ink.Half
            )
        );
        foreach (var step in full ? steps : open.Take(StepsOnBoard))
        {
            if (full)
            {
                Step(page, step);
            }
            else
            {
                page.Beside([new Piece("  open  ", Ink.Bad)], step.Text, Ink.Plain, lines: 1);
            }
        }

        if (!full && open.Count > StepsOnBoard)
        {
            page.Line(
                new Piece(
                    $"  {page.Ellipsis} {open.Count - StepsOnBoard} more, and the commands: --format text",
                    Ink.Dim
                )
            );
        }
    }

    private static void Step(Page page, ContainmentStep step)
    {
        page.Beside([step.Done ? new Piece("  done  ", Ink.Good) : new Piece("  open  ", Ink.Bad)], step.Text);
        if (step.Command is { } command)
        {
            page.Block("          ", command);
            page.Beside([new Piece("        breaks: ", Ink.Dim)], step.Breaks ?? "", Ink.Dim);
        }
    }
}
