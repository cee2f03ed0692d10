namespace RecipePicks;

/// <summary>Where a fact can be looked up: the event, and the record of the file that it came in.</summary>
/// <param name="EventId">CloudTrail's eventID; empty when the evidence is a document, which has none.</param>
/// <param name="File">The file, as the ledger names it: <c>folder/file.json.gz</c>, <c>archive.zip!entry.json</c>.</param>
/// <param name="Record">The record's place in that file, counted from 1.</param>
public sealed record EvidenceRef(string EventId, string File, long Record);

/// <summary>One claim, with its proof.</summary>
/// <param name="Text">One or two sentences; may hold text from a log, so every surface escapes it.</param>
/// <param name="Certainty">How surely it follows from the evidence.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Evidence">The events that prove it; never empty.</param>
public sealed record Finding(string Text, Certainty Certainty, Severity Severity, IReadOnlyList<EvidenceRef> Evidence);

/// <summary>Rows behind an answer.</summary>
/// <param name="Name">Its name in the contract: <c>calls</c>, <c>denied</c> …</param>
/// <param name="Columns">Column names, in order.</param>
/// <param name="Rows">Cells: <see cref="string"/>, <see cref="long"/>, <see cref="bool"/> or null. Times are ISO 8601 text in UTC.</param>
public sealed record AnswerTable(
    string Name,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows
);

/// <summary>Text that gives the same answer elsewhere.</summary>
/// <param name="Engine"><c>athena</c> or <c>cli</c>.</param>
/// <param name="Text">SQL or shell, ready to paste.</param>
public sealed record Reproduction(string Engine, string Text);

/// <summary>What one letter says.</summary>
public sealed record Answer
{
    /// <summary>The letter as it is spoken: R, E, C, I, P, E, P, I, C, K, S.</summary>
    public required string Mark { get; init; }

    /// <summary>The letter's name in the contract: <c>resource</c> … <c>forensics</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The question.</summary>
    public required string Asks { get; init; }

    /// <summary>How far the evidence answers it.</summary>
    public required AnswerStatus Status { get; init; }

    /// <summary>One sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>Claims with their proof, the most severe first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Rows behind the claims.</summary>
    public IReadOnlyList<AnswerTable> Tables { get; init; } = [];

    /// <summary>What this evidence cannot say, and the command that would.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>The queries and commands that give this answer elsewhere.</summary>
    public IReadOnlyList<Reproduction> Reproduce { get; init; } = [];
}
