namespace RecipePicks.Iam.Patterns;

/// <summary>Texts that meet one of some patterns, or none of them.</summary>
/// <param name="Globs">The patterns.</param>
/// <param name="Negated">Whether none must be met.</param>
internal sealed record TextConstraint(IReadOnlyList<TextGlob> Globs, bool Negated);

/// <summary>What a search for a text found.</summary>
/// <param name="Text">A shortest text that meets all constraints; null when there is none, or it was not found.</param>
/// <param name="IsComplete">Whether the search went to its end; else there may be one.</param>
internal readonly record struct TextFound(string? Text, bool IsComplete);
