namespace RecipePicks.DuckDb;

/// <summary>Computes a scalar function for all rows of a chunk at once. It may be called by several threads.</summary>
/// <param name="arguments">The arguments, a column each.</param>
/// <param name="result">Where the results go.</param>
/// <param name="rows">How many rows there are.</param>
public delegate void DuckScalarBody(DuckChunkReader arguments, DuckVectorWriter result, int rows);

/// <summary>
/// A scalar function whose body is C#. Unless <see cref="HandlesNull"/>, a row with a NULL argument becomes NULL whatever
/// the body writes there. What the body throws becomes the error of the query.
/// </summary>
/// <param name="name">The name in SQL.</param>
/// <param name="parameters">The types of the arguments.</param>
/// <param name="result">The type of the result.</param>
/// <param name="body">What it does.</param>
public sealed class DuckScalarFunction(
    string name,
    IReadOnlyList<DuckType> parameters,
    DuckType result,
    DuckScalarBody body
)
{
    /// <summary>The name in SQL.</summary>
    public string Name { get; } = name;

    /// <summary>The types of the arguments.</summary>
    public IReadOnlyList<DuckType> Parameters { get; } = parameters;

    /// <summary>The type of the result.</summary>
    public DuckType Result { get; } = result;

    /// <summary>What it does.</summary>
    public DuckScalarBody Body { get; } = body;

    /// <summary>Whether the body decides what a NULL argument gives.</summary>
    public bool HandlesNull { get; init; }

    /// <summary>Whether the same arguments can give different results, so that DuckDB must call it for every row.</summary>
    public bool IsVolatile { get; init; }
}
