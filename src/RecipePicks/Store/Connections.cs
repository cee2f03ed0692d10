using System.Collections.Concurrent;
using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>Connections to one database, each for one query at a time: letters ask two questions side by side.</summary>
internal sealed class Connections : IDisposable
{
    /// <summary>How many questions are asked at once at most.</summary>
    private const int Most = 2;

    private readonly BlockingCollection<DuckConnection> _free;
    private readonly IReadOnlyList<DuckConnection> _all;

    /// <summary>Opens them: a setting that a connection has for itself is made on each before the configuration is locked.</summary>
    /// <param name="open">Opens one.</param>
    public Connections(Func<DuckConnection> open)
    {
        _all = [.. Enumerable.Range(0, Most).Select(_ => open())];
        _free = new(new ConcurrentStack<DuckConnection>(_all.Reverse()));
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<DuckConnection> All => _all;

    /// <summary>Does something with one that nobody else has meanwhile.</summary>
    public T With<T>(Func<DuckConnection, T> work)
    {
        var connection = _free.Take();
        try
        {
            return work(connection);
        }
        finally
        {
            _free.Add(connection);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _all)
        {
            connection.Dispose();
        }

        _free.Dispose();
    }
}
