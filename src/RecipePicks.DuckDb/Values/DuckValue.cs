namespace RecipePicks.DuckDb;

/// <summary>
/// A parameter whose type is said instead of taken from the value: an ENUM, a TIMESTAMP_S, an ARRAY, an empty list of
/// something, a NULL of a type.
/// </summary>
/// <param name="Type">The type to bind.</param>
/// <param name="Value">The value as <see cref="DuckTypeKind"/> names it, or null.</param>
public sealed record DuckValue(DuckType Type, object? Value);
