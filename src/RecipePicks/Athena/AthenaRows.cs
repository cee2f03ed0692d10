using RecipePicks.Store;

namespace RecipePicks.Athena;

/// <summary>Rows of a query that is over, fetched a page at a time.</summary>
internal sealed class AthenaRows : ISqlRows
{
    private readonly IEnumerator<AthenaPage> _pages;
    private int _at = -1;

    public AthenaRows(AthenaRun run, AthenaState state, CancellationToken cancellation)
    {
        _pages = run.Pages(state, cancellation).GetEnumerator();
        _pages.MoveNext();
    }

    public IReadOnlyList<string> Columns => [.. _pages.Current.Columns.Select(c => c.Name)];

    // A row may have fewer cells than there are columns: those of SHOW and DESCRIBE have one.
    public object? this[int column] =>
        _pages.Current.Rows[_at] is var row && column < row.Length
            ? AthenaCells.Of(row[column], _pages.Current.Columns[column].Type)
            : null;

    public bool Read()
    {
        _at++;
        while (_at >= _pages.Current.Rows.Count)
        {
            if (_pages.Current.Next is null || !_pages.MoveNext())
            {
                return false;
            }

            _at = 0;
        }

        return true;
    }

    public void Dispose() => _pages.Dispose();
}
