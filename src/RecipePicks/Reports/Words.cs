namespace RecipePicks.Reports;

/// <summary>The contract's words for our enumerations.</summary>
public static class Words
{
    /// <summary>The kinds of lead, in the order of the contract.</summary>
    public static IReadOnlyList<(string Word, LeadKind Kind)> LeadKinds { get; } =
    [
        ("resource", LeadKind.Resource),
        ("principal", LeadKind.Principal),
        ("access-key", LeadKind.AccessKey),
        ("ip", LeadKind.Ip),
        ("event", LeadKind.Event),
    ];

    /// <summary>A kind of lead.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Its word.</returns>
    public static string Of(LeadKind kind) => LeadKinds.First(k => k.Kind == kind).Word;

    /// <summary>A letter's state.</summary>
    /// <param name="status">The state.</param>
    /// <returns>Its word.</returns>
    public static string Of(AnswerStatus status) =>
        status switch
        {
            AnswerStatus.Answered => "answered",
            AnswerStatus.Partial => "partial",
            AnswerStatus.NotInEvidence => "not-in-evidence",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>A certainty.</summary>
    /// <param name="certainty">The certainty.</param>
    /// <returns>Its word.</returns>
    public static string Of(Certainty certainty) =>
        certainty switch
        {
            Certainty.Exact => "exact",
            Certainty.Inferred => "inferred",
            Certainty.Ambiguous => "ambiguous",
            _ => throw new ArgumentOutOfRangeException(nameof(certainty)),
        };

    /// <summary>A severity.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>Its word.</returns>
    public static string Of(Severity severity) =>
        severity switch
        {
            Severity.Info => "info",
            Severity.Notice => "notice",
            Severity.Warning => "warning",
            Severity.Critical => "critical",
            _ => throw new ArgumentOutOfRangeException(nameof(severity)),
        };

    /// <summary>Kinds of evidence.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <returns>A word for each, in the order of their values.</returns>
    public static IReadOnlyList<string> Of(EvidenceKinds kinds) =>
        [
            .. new[]
            {
                (EvidenceKinds.Writes, "writes"),
                (EvidenceKinds.Reads, "reads"),
                (EvidenceKinds.Data, "data"),
                (EvidenceKinds.Network, "network"),
                (EvidenceKinds.Insights, "insights"),
                (EvidenceKinds.Configuration, "configuration"),
            }
                .Where(k => kinds.HasFlag(k.Item1))
                .Select(k => k.Item2),
        ];
}
