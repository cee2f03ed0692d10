namespace RecipePicks.Reports;

/// <summary>Small phrases that the text and the Markdown report share.</summary>
internal static class Sentences
{
    /// <summary>A letter's name as the mnemonic writes it: Resource … Ip → IP, Track → tracK, Forensics → forensicS.</summary>
    public static string Name(Answer letter) =>
        letter.Key switch
        {
            "ip" => "IP",
            "track" => "tracK",
            "forensics" => "forensicS",
            "" => "",
            var key => char.ToUpperInvariant(key[0]) + key[1..],
        };

    public static string State(AnswerStatus status) => Words.Of(status).Replace('-', ' ');

    public static string Where(EvidenceRef at) => $"{at.EventId} {at.File}#{at.Record}";

    public static string Count(long count, string noun) => $"{count:N0} {noun}{(count == 1 ? "" : "s")}";

    public static string Span(DateTime? from, DateTime? to) =>
        (from, to) switch
        {
            (null, null) => "all of the evidence",
            ({ } since, null) => $"from {TimeWindow.Format(since)} on",
            (null, { } until) => $"until {TimeWindow.Format(until)}",
            ({ } since, { } until) => $"{TimeWindow.Format(since)} to {TimeWindow.Format(until)}",
        };

    /// <summary>A gap with its span, unless the text tells it already.</summary>
    public static string Gap(CoverageGap gap) =>
        new[] { gap.From, gap.To }.All(time => time is null || gap.Text.Contains(TimeWindow.Format(time.Value)))
            ? gap.Text
            : $"{gap.Text} ({Span(gap.From, gap.To)})";

    /// <summary>What a letter itself cannot say: the case's blind spots stand once, above.</summary>
    public static IEnumerable<string> OwnGaps(Answer letter, Coverage coverage) =>
        letter.Gaps.Where(gap => coverage.Gaps.All(blind => blind.Text != gap));

    /// <summary>A pointer to the blind spots that a letter names, or null.</summary>
    public static string? SharedGaps(Answer letter, Coverage coverage) =>
        letter.Gaps.Count - OwnGaps(letter, coverage).Count() is > 0 and var shared
            ? $"{Count(shared, "blind spot")} above {(shared == 1 ? "limits" : "limit")} this answer."
            : null;

    public static string Evidence(Coverage coverage)
    {
        var parts = new List<string>
        {
            Count(coverage.Files, "file"),
            Count(coverage.Events, "event"),
            Count(coverage.Accounts.Count, "account"),
            Count(coverage.Regions.Count, "region"),
        };
        if (coverage.Rejected > 0)
        {
            parts.Add($"{Count(coverage.Rejected, "piece")} rejected");
        }

        if (coverage.ConflictingDuplicates > 0)
        {
            parts.Add($"{Count(coverage.ConflictingDuplicates, "event")} with an eventID that another event has");
        }

        if (coverage.From is not null)
        {
            parts.Add(Span(coverage.From, coverage.To));
        }

        return string.Join(", ", parts);
    }
}
