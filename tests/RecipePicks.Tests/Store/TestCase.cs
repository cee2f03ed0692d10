using RecipePicks.Engines;
using RecipePicks.Store;

namespace RecipePicks.Tests.Store;

/// <summary>Loads and asks, in the fewest words.</summary>
internal static class TestCase
{
    public static LoadSummary Load(string directory, params IReadOnlyList<string> paths) =>
        Load(directory, new LoadOptions(), paths);

    public static LoadSummary Load(string directory, LoadOptions options, params IReadOnlyList<string> paths) =>
        Loading.Load(paths, directory, options, progress: null, CancellationToken.None);

    public static IReadOnlyList<object?[]> Rows(Case opened, string sql)
    {
        using var rows = opened.Sql(sql, CancellationToken.None);
        var all = new List<object?[]>();
        while (rows.Read())
        {
            all.Add([.. Enumerable.Range(0, rows.Columns.Count).Select(i => rows[i])]);
        }

        return all;
    }

    /// <summary>Rows of DuckDB's own SQL, around the compiler.</summary>
    public static IReadOnlyList<object?[]> RowsByHand(Case opened, string duckSql)
    {
        using var result = ((LocalEngine)opened.Engine).Connection.Query(duckSql);
        return [.. result.Rows()];
    }

    public static object? Value(Case opened, string sql) => Assert.Single(Assert.Single(Rows(opened, sql)));

    public static Coverage Coverage(Case opened) => opened.Coverage(CancellationToken.None);

    public static EvidenceRef? Locate(Case opened, string id) =>
        opened.Engine.Locate([id], CancellationToken.None)[id].FirstOrDefault();

    /// <summary>A column of the events that an identifier's index entry leads to.</summary>
    public static IReadOnlyList<string?> Fetch(Case opened, string identifier, string column) =>
        [.. Index(opened).Fetch(identifier, [column], CancellationToken.None).Rows.Select(r => r.Text(column))];

    public static IIdentifierIndex Index(Case opened) => (IIdentifierIndex)opened.Engine;
}
