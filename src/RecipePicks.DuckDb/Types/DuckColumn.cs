namespace RecipePicks.DuckDb;

/// <summary>A column of a result or of a table function, or a field of a STRUCT.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record DuckColumn(string Name, DuckType Type);
