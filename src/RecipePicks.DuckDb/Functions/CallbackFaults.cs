namespace RecipePicks.DuckDb;

/// <summary>
/// The exceptions that our functions threw inside DuckDB. DuckDB carries only their text; the query's error finds the
/// exception again by that text, and shows it as its inner exception.
/// </summary>
internal sealed class CallbackFaults
{
    /// <summary>More than this many are not waited for: a query may swallow errors, with TRY for one.</summary>
    private const int Most = 32;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Text, Exception Fault)> _faults = [];

    /// <summary>Remembers the exception and gives the text that DuckDB is to carry.</summary>
    internal string Report(string function, Exception fault)
    {
        // A C string ends at its first NUL.
        var text = $"{function}: {fault.GetType().Name}: {fault.Message}".Replace('\0', ' ');
        lock (_lock)
        {
            _faults.AddFirst((text, fault));
            if (_faults.Count > Most)
            {
                _faults.RemoveLast();
            }
        }
        return text;
    }

    /// <summary>The latest exception that an error of DuckDB tells of, or null.</summary>
    internal Exception? Take(string error)
    {
        lock (_lock)
        {
            for (var node = _faults.First; node is not null; node = node.Next)
            {
                if (error.Contains(node.Value.Text, StringComparison.Ordinal))
                {
                    _faults.Remove(node);
                    return node.Value.Fault;
                }
            }
            return null;
        }
    }
}
