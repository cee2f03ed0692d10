using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Patterns;

/// <summary>The answer to a question about all texts of some patterns.</summary>
/// <param name="Truth">Whether it is so; Unknown when the search was given up.</param>
/// <param name="Witness">A text that proves it, or disproves it; null when there is none.</param>
public readonly record struct PatternVerdict(Truth Truth, string? Witness);

/// <summary>
/// Patterns as sets of texts: whether they have one in common, whether some hold all of others, what is left of some without
/// others. Decided exactly over the characters that they name and one other, or Unknown at the cap of states.
/// </summary>
public static class PatternSets
{
    /// <summary>Whether there is a text that meets one of each set; the witness is one.</summary>
    /// <param name="some">Patterns without variables.</param>
    /// <param name="others">Patterns without variables.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static PatternVerdict Intersect(
        IReadOnlyList<Pattern> some,
        IReadOnlyList<Pattern> others,
        bool ignoreCase = false
    ) => Verdict([Met(some, ignoreCase), Met(others, ignoreCase)]);

    /// <summary>Whether there is a text that meets one of some and none of others; the witness is one.</summary>
    /// <param name="some">Patterns without variables.</param>
    /// <param name="others">Patterns without variables.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static PatternVerdict Difference(
        IReadOnlyList<Pattern> some,
        IReadOnlyList<Pattern> others,
        bool ignoreCase = false
    ) => Verdict([Met(some, ignoreCase), Met(others, ignoreCase) with { Negated = true }]);

    /// <summary>Whether every text that meets one of the narrow meets one of the wide; the witness is one that does not.</summary>
    /// <param name="wide">Patterns without variables.</param>
    /// <param name="narrow">Patterns without variables.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    public static PatternVerdict Includes(
        IReadOnlyList<Pattern> wide,
        IReadOnlyList<Pattern> narrow,
        bool ignoreCase = false
    ) => Difference(narrow, wide, ignoreCase) is var left ? left with { Truth = left.Truth.Not() } : default;

    /// <summary>Whether there is an ARN that meets one of each set, part by part; the witness is one.</summary>
    /// <param name="some">Patterns without variables.</param>
    /// <param name="others">Patterns without variables.</param>
    public static PatternVerdict Intersect(IReadOnlyList<ArnPattern> some, IReadOnlyList<ArnPattern> others) =>
        Verdict([Met(some), Met(others)]);

    /// <summary>Whether there is an ARN that meets one of some and none of others; the witness is one.</summary>
    /// <param name="some">Patterns without variables.</param>
    /// <param name="others">Patterns without variables.</param>
    public static PatternVerdict Difference(IReadOnlyList<ArnPattern> some, IReadOnlyList<ArnPattern> others) =>
        Verdict([Met(some), Met(others) with { Negated = true }]);

    /// <summary>Whether every ARN that meets one of the narrow meets one of the wide; the witness is one that does not.</summary>
    /// <param name="wide">Patterns without variables.</param>
    /// <param name="narrow">Patterns without variables.</param>
    public static PatternVerdict Includes(IReadOnlyList<ArnPattern> wide, IReadOnlyList<ArnPattern> narrow) =>
        Difference(narrow, wide) is var left ? left with { Truth = left.Truth.Not() } : default;

    /// <summary>Whether all texts of some patterns meet others, or none does; else it is not known of one of them.</summary>
    internal static Truth Met(this IReadOnlyList<ArnPattern> shapes, IReadOnlyList<TextGlob> others)
    {
        var one = Met(shapes);
        return Verdict([one, new(others, Negated: false)]).Truth == Truth.No ? Truth.No
            : Verdict([one, new(others, Negated: true)]).Truth == Truth.No ? Truth.Yes
            : Truth.Unknown;
    }

    private static TextConstraint Met(IReadOnlyList<Pattern> patterns, bool ignoreCase) =>
        new([.. patterns.Select(p => TextGlob.Of(p, ignoreCase))], Negated: false);

    private static TextConstraint Met(IReadOnlyList<ArnPattern> patterns) =>
        new([.. patterns.SelectMany(p => p.Globs)], Negated: false);

    private static PatternVerdict Verdict(IReadOnlyList<TextConstraint> constraints) =>
        TextSearch.Find(constraints) is var found && found.Text is { } text ? new(Truth.Yes, text)
        : found.IsComplete ? new(Truth.No, null)
        : new(Truth.Unknown, null);
}
