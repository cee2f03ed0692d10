namespace RecipePicks;

/// <summary>One step of containment: what is still open at the end of the log and how to close it, or what was closed already.</summary>
/// <param name="Text">What it is, in a sentence.</param>
/// <param name="Command">The AWS CLI command that closes it, ready to paste and never run; null when nothing is left to do, or when no single command does it.</param>
/// <param name="Breaks">What else the command breaks; null when there is no command.</param>
/// <param name="Done">Whether the log shows that it was done.</param>
/// <param name="Evidence">The events that show it; never empty.</param>
public sealed record ContainmentStep(
    string Text,
    string? Command,
    string? Breaks,
    bool Done,
    IReadOnlyList<EvidenceRef> Evidence
)
{
    /// <summary>The account in which the command runs; null when nothing tells it.</summary>
    public string? Account { get; init; }
}
