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

    /// <summary>A key of one value; absent when it is null.</summary>
    /// <param name="value">The value.</param>
    public static ContextValue Of(string? value) => value is null ? Absent : new(Truth.Yes, [value]);
}
