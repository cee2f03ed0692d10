using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Policies;

/// <summary>What a statement does when it applies.</summary>
public enum Effect
{
    /// <summary>Grants.</summary>
    Allow,

    /// <summary>Refuses, whatever else grants.</summary>
    Deny,
}

/// <summary>A statement of a policy.</summary>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements: Statement".</remarks>
public sealed record Statement
{
    /// <summary>Its place in the document, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its Sid; null when it has none, or an empty one.</summary>
    public string? Sid { get; init; }

    /// <summary>Whether it allows or denies.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Whom it is about; null in kinds of policy that say it by being attached.</summary>
    public PrincipalElement? Principal { get; init; }

    /// <summary>Which actions it is about.</summary>
    public required ActionElement Actions { get; init; }

    /// <summary>Which resources it is about; null means the resource that carries the policy.</summary>
    public ResourceElement? Resources { get; init; }

    /// <summary>All of which must hold.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>The name by which a decision cites it: its Sid, or <c>statement 2</c>, counted from 1.</summary>
    public string Name => Sid is { } sid ? $"statement {Index + 1} ({sid})" : $"statement {Index + 1}";
}

/// <summary>Action or NotAction.</summary>
/// <param name="AllBut">Whether it is NotAction.</param>
/// <param name="Patterns">As they stand in the document, in order.</param>
public sealed record ActionElement(bool AllBut, IReadOnlyList<Pattern> Patterns)
{
    /// <summary>Whether it means an action.</summary>
    /// <param name="action"><c>service:Action</c>; case does not count.</param>
    public bool Covers(ReadOnlySpan<char> action)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Matches(action, ignoreCase: true))
            {
                return !AllBut;
            }
        }

        return AllBut;
    }
}

/// <summary>Resource or NotResource.</summary>
/// <param name="AllBut">Whether it is NotResource.</param>
/// <param name="Patterns">As they stand in the document, in order.</param>
public sealed record ResourceElement(bool AllBut, IReadOnlyList<ArnPattern> Patterns);
