using RecipePicks.DuckDb;
using RecipePicks.Sql;
using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Tables;
using RecipePicks.Store;

namespace RecipePicks.Tests.Sql;

/// <summary>DuckDB in memory with our functions and the events' table, empty: compiles and runs what tests write.</summary>
internal sealed class SqlDatabase : IDisposable
{
    private readonly DuckDatabase _database = DuckDatabase.Open();
    private readonly DuckConnection _connection;

    public SqlDatabase()
    {
        _connection = _database.Connect();
        _connection.Execute(CloudTrailTable.CreateTable(CloudTrailTable.Name));
        AthenaSql.Register(_connection);
    }

    public static CompilerOptions Options { get; } =
        new()
        {
            Catalog = new Catalog(CloudTrailTable.Columns),
            Now = new DateTime(2024, 5, 1, 12, 30, 0, DateTimeKind.Utc),
        };

    public DuckConnection Connection => _connection;

    /// <summary>Puts records into the events' table.</summary>
    public void Fill(params IEnumerable<string> records) => Letters.SmallCase.Fill(_connection, records);

    public static Compiled Compile(string sql, CompilerOptions? options = null) =>
        AthenaSql.Compile(sql, options ?? Options)[^1];

    public IReadOnlyList<object?[]> Rows(string sql, CompilerOptions? options = null)
    {
        var compiled = Compile(sql, options);
        try
        {
            using var result = _connection.Query(compiled.Sql, compiled.Values);
            return
            [
                .. result.Rows().Select(r => r.Select((c, i) => OutputCell.Of(c, compiled.Columns[i].Type)).ToArray()),
            ];
        }
        catch (DuckDbException e)
        {
            throw new InvalidOperationException($"{e.Message}\n{compiled.Sql}", e);
        }
    }

    public object? Value(string expression, CompilerOptions? options = null) =>
        Assert.Single(Assert.Single(Rows($"SELECT {expression}", options)));

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
