using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Evaluation;

/// <summary>What a request says of a context key.</summary>
/// <param name="IsPresent">Whether the request has the key.</param>
/// <param name="Values">Its values; empty when it does not, or when they are not known.</param>
public readonly record struct ContextValue(Truth IsPresent, IReadOnlyList<string> Values)
{
    /// <summary>The request does not have the key.</summary>
    public static ContextValue Absent { get; } = new(Truth.No, []);

    /// <summary>The evidence does not say.</summary>
    public static ContextValue Unknown { get; } = new(Truth.Unknown, []);

    /// <summary>Patterns without variables of which the key's one value meets one, when no more is known of it; else null.</summary>
    public IReadOnlyList<ArnPattern>? Shapes { get; private init; }

    /// <summary>Whether it is known whether the request has the key, and which values.</summary>
    public bool IsKnown => IsPresent != Truth.Unknown && Shapes is null;

    /// <summary>A key of one value, of which only is known what it looks like.</summary>
    /// <param name="shapes">Patterns, of which it meets one.</param>
    public static ContextValue Like(IReadOnlyList<ArnPattern> shapes) => new(Truth.Yes, []) { Shapes = shapes };

    /// <summary>A key of one value; absent when it is null.</summary>
    /// <param name="value">The value.</param>
    public static ContextValue Of(string? value) => value is null ? Absent : new(Truth.Yes, [value]);
}
