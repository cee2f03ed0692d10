using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Simulation;

/// <summary>What came of a case.</summary>
/// <param name="Name">The case's name; its place in the file, from 1, when it has none.</param>
/// <param name="Decision">The decision; null when the case could not be read.</param>
/// <param name="Error">Why it could not be read; null when it could.</param>
/// <param name="Notices">What was read although AWS would not take it.</param>
public sealed record SimulationOutcome(
    string Name,
    AccessDecision? Decision,
    string? Error,
    IReadOnlyList<string> Notices
);
