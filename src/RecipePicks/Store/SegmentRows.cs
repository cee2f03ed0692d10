namespace RecipePicks.Store;

/// <summary>SQL that fetches rows of a segment by their number.</summary>
internal static class SegmentRows
{
    /// <summary>What each connection that reads a case is told: a setting made on one is not another's.</summary>
    /// <remarks>
    /// Up to so many rows are looked for in the row groups that may hold them, and in no others; DuckDB's own bound is 50. And a
    /// finished file never changes, so that its metadata is read once.
    /// </remarks>
    public const string Settings = "SET dynamic_or_filter_threshold = 5000; SET parquet_metadata_cache = true";

    /// <summary>A query for rows by their number. Row numbers are ours: they may stand in the text.</summary>
    /// <param name="path">The segment's Parquet file.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Columns to fetch.</param>
    public static string ByNumber(string path, IEnumerable<uint> rows, string columns) =>
        $"SELECT {columns} FROM {Read(path)} "
        + $"WHERE picks_row IN (SELECT unnest([{string.Join(',', rows.Order())}]::UINTEGER[]))";

    /// <summary>What reads Parquet files of a case. A case may lie anywhere: <c>region=x</c> in its path is no column.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="named">The column that tells which file a row is of, where an earlier version's may lack one; null for none.</param>
    public static string Read(IEnumerable<string> paths, string? named = null) =>
        $"read_parquet([{string.Join(", ", paths.Select(Quoted))}], hive_partitioning = false{(named is null ? "" : $", union_by_name = true, filename = '{named}'")})";

    /// <summary>What reads one.</summary>
    public static string Read(string path) => Read([path]);

    /// <summary>A path as SQL's text.</summary>
    public static string Quoted(string path) => $"'{path.Replace("'", "''")}'";
}
