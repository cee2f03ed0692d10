namespace RecipePicks.Cases;

/// <summary>How far an investigation is.</summary>
/// <param name="Reading">How the leads were read, in sentences; empty until that is known.</param>
/// <param name="Answered">The answers so far, in the order of the letters; where their evidence lies is not looked up yet.</param>
/// <param name="Asking">The key of the letter that is being asked; null before the first.</param>
public sealed record InvestigationProgress(
    IReadOnlyList<string> Reading,
    IReadOnlyList<Answer> Answered,
    string? Asking
);
