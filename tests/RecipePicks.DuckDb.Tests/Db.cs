namespace RecipePicks.DuckDb.Tests;

/// <summary>A database in memory with one connection, for one test.</summary>
internal sealed class Db : IDisposable
{
    private readonly DuckDatabase _database;

    public Db(int threads = 2)
    {
        _database = DuckDatabase.Open(
            settings: new Dictionary<string, string>
            {
                ["threads"] = $"{threads}",
                ["autoinstall_known_extensions"] = "false",
            }
        );
        Connection = _database.Connect();
        Connection.Execute("SET TimeZone = 'UTC'");
    }

    public DuckConnection Connection { get; }

    public DuckConnection Connect() => _database.Connect();

    /// <summary>The one value of a query's one row.</summary>
    public object? Value(string sql, params object?[] positional)
    {
        using var result = Connection.Query(sql, Numbered(positional));
        Assert.True(result.Read());
        var value = result[0];
        Assert.False(result.Read());
        return value;
    }

    public object?[][] Rows(string sql, params object?[] positional)
    {
        using var result = Connection.Query(sql, Numbered(positional));
        return [.. result.Rows()];
    }

    public void Dispose()
    {
        Connection.Dispose();
        _database.Dispose();
    }

    private static Dictionary<string, object?> Numbered(object?[] values) =>
        values.Select((value, index) => ($"{index + 1}", value)).ToDictionary();
}
