namespace RecipePicks.DuckDb;

/// <summary>The functions that are registered in a database.</summary>
internal sealed class FunctionShelf
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _signatures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the functions threw.</summary>
    internal CallbackFaults Faults { get; } = new();

    /// <summary>
    /// Registers a function once. DuckDB itself would replace a scalar function that is there, and keep the old table
    /// function without a word.
    /// </summary>
    internal void Add(string name, IReadOnlyList<DuckType> parameters, Action register)
    {
        var signature = $"{name}({string.Join(", ", parameters)})";
        lock (_lock)
        {
            if (_signatures.Contains(signature))
            {
                throw new DuckDbException($"The function {signature} is registered already.", DuckErrorType.Catalog);
            }
            register();
            _signatures.Add(signature);
        }
    }
}
