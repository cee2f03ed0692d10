using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>The investigation as Markdown, for a ticket or a wiki: the board as a table, each letter as a section.</summary>
internal sealed class MarkdownReport : IReport
{
    private const int RowsShown = 50;
    private const int EvidenceShown = 10;
    private const int RunsShown = 150;

    public void Write(Investigated investigated, TextWriter output)
    {
        var page = new MarkdownPage(output);
        page.Paragraph(
            $"# RECIPE PICKS: {string.Join(", ", investigated.Leads.Select(l => MarkdownText.Code(l.Value)))}"
        );
        page.Item(
            $"Lead: {string.Join(", ", investigated.Leads.Select(l => $"{MarkdownText.Code(l.Value)} ({Words.Of(l.Kind)})"))}"
        );
        foreach (var sentence in investigated.Reading)
        {
            page.Item($"Read as: {MarkdownText.Prose(sentence)}");
        }

        page.Item($"Window: {MarkdownText.Prose(Sentences.Span(investigated.Window.From, investigated.Window.To))}");
        page.Item($"Evidence: {MarkdownText.Prose(Sentences.Evidence(investigated.Coverage))}");
        page.Item($"Version: {MarkdownText.Code(investigated.Picks)}");
        page.Table(
            ["", "letter", "state", "answer"],
            investigated.Letters.Select(l =>
                (string[])
                    [$"**{l.Mark}**", Sentences.Name(l), Sentences.State(l.Status), MarkdownText.ProseCell(l.Headline)]
            )
        );
        Containment(page, investigated.Containment);
        BlindSpots(page, investigated.Coverage.Gaps);
        foreach (var letter in investigated.Letters)
        {
            Letter(page, letter, investigated.Coverage);
        }

        TimelineSection(page, KeyMoments.Of(investigated));
        Calls(page, investigated.Timeline);
    }

    private static void Containment(MarkdownPage page, IReadOnlyList<ContainmentStep> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        page.Paragraph("## Containment");
        foreach (var step in steps)
        {
            page.Item($"**{(step.Done ? "done" : "open")}**: {MarkdownText.Prose(step.Text)}");
            if (step.Command is { } command)
            {
                page.Paragraph(MarkdownText.Fence("sh", command));
                page.Paragraph($"Breaks: {MarkdownText.Prose(step.Breaks ?? "")}");
            }
        }
    }

    private static void BlindSpots(MarkdownPage page, IReadOnlyList<CoverageGap> gaps)
    {
        if (gaps.Count == 0)
        {
            return;
        }

        page.Paragraph("## Blind spots");
        foreach (var gap in gaps)
        {
            page.Item($"**{MarkdownText.Prose(gap.Kind)}**: {MarkdownText.Prose(Sentences.Gap(gap))}");
        }
    }

    private static void Letter(MarkdownPage page, Answer letter, Coverage coverage)
    {
        page.Paragraph($"## {letter.Mark}: {Sentences.Name(letter)} ({Sentences.State(letter.Status)})");
        page.Paragraph($"*{MarkdownText.Prose(letter.Asks)}*");
        page.Paragraph(MarkdownText.Prose(letter.Headline));
        foreach (var finding in letter.Findings)
        {
            page.Item(
                $"**{Words.Of(finding.Severity)}**, {Words.Of(finding.Certainty)}: {MarkdownText.Prose(finding.Text)}"
            );
            foreach (var at in finding.Evidence.Take(EvidenceShown))
            {
                page.Item(MarkdownText.Code(Sentences.Where(at)), nested: true);
            }

            if (finding.Evidence.Count > EvidenceShown)
            {
                page.Item($"{Sentences.Count(finding.Evidence.Count - EvidenceShown, "more event")}", nested: true);
            }
        }

        foreach (var table in letter.Tables)
        {
            Table(page, table);
        }

        foreach (var gap in Sentences.OwnGaps(letter, coverage))
        {
            page.Paragraph(MarkdownText.Fence("text", gap));
        }

        if (Sentences.SharedGaps(letter, coverage) is { } shared)
        {
            page.Paragraph(shared);
        }

        foreach (var way in letter.Reproduce)
        {
            page.Paragraph(MarkdownText.Fence(way.Engine == "athena" ? "sql" : "sh", way.Text));
        }
    }

    private static void Table(MarkdownPage page, AnswerTable table)
    {
        page.Paragraph($"### {MarkdownText.Prose(table.Name)}: {Sentences.Count(table.Rows.Count, "row")}");
        if (table.Rows.Count == 0)
        {
            return;
        }

        page.Table(
            table.Columns.Select(MarkdownText.CodeCell),
            table.Rows.Take(RowsShown).Select(row => row.Select(cell => MarkdownText.CodeCell(Cell.Text(cell) ?? "")))
        );
        if (table.Rows.Count > RowsShown)
        {
            page.Paragraph($"{Sentences.Count(table.Rows.Count - RowsShown, "more row")}: `--format json`");
        }
    }

    private static void TimelineSection(MarkdownPage page, IReadOnlyList<Moment> moments)
    {
        if (moments.Count == 0)
        {
            return;
        }

        page.Paragraph("## Timeline");
        page.Table(
            ["time", "", "severity", "what"],
            moments.Select(m =>
                (string[])[TimeWindow.Format(m.Time), m.Mark, Words.Of(m.Severity), MarkdownText.ProseCell(m.Text)]
            )
        );
    }

    private static void Calls(MarkdownPage page, Timeline timeline)
    {
        if (timeline.Runs.Count == 0)
        {
            return;
        }

        var lines = TimelineDigest.Of(timeline, RunsShown);
        page.Paragraph("## Calls in order");
        page.Table(
            ["time", "tactic", "technique", "what"],
            lines.Select(l =>
                (string[])
                    [
                        TimeWindow.Format(l.Time),
                        l.Run?.Tactic ?? "",
                        l.Run?.Technique ?? "",
                        MarkdownText.ProseCell(
                            l.Gap is { } gap ? $"{gap.Kind}: {gap.Text}"
                            : l.Run is { } run ? TimelineDigest.Words(run)
                            : TimelineDigest.Words(l.Folded)
                        ),
                    ]
            )
        );
        if (TimelineDigest.LeftOut(timeline, lines) is { } left)
        {
            page.Paragraph(MarkdownText.Prose(left));
        }
    }
}
