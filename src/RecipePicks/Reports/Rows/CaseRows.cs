using RecipePicks.Store;

namespace RecipePicks.Reports.Rows;

/// <summary>The cases below a folder, a row each.</summary>
/// <param name="cases">The cases.</param>
public sealed class CaseRows(IReadOnlyList<ListedCase> cases) : ISqlRows
{
    private int _at = -1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } =
    ["case", "state", "loaded", "files", "events", "from", "to", "accounts", "bytes", "format", "problem"];

    /// <inheritdoc/>
    public object? this[int column]
    {
        get
        {
            var (path, info, state, problem, bytes) = cases[_at];
            return column switch
            {
                0 => path,
                1 => state,
                2 => info?.Loaded,
                3 => info?.Ledger.Count,
                4 => info?.Events,
                5 => info?.From,
                6 => info?.To,
                7 => info?.Accounts,
                8 => bytes,
                9 => info?.Format,
                _ => problem,
            };
        }
    }

    /// <inheritdoc/>
    public bool Read() => ++_at < cases.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The cases are in memory.
    }
}
