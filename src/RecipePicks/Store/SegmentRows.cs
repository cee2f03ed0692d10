namespace RecipePicks.Store;

/// <summary>SQL that fetches rows of a segment by their number.</summary>
internal static class SegmentRows
{
    private const int FewRows = 4096;
    private const int FewRanges = 48;

    /// <summary>Rows further apart than a few row groups are looked for apart, so that DuckDB can pass over what lies between.</summary>
    private const uint RangeGap = 40_960;

    /// <summary>A query for rows by their number. Row numbers are ours: they may stand in the text.</summary>
    /// <param name="path">The segment's Parquet file.</param>
    /// <param name="rows">The rows; at least one.</param>
    /// <param name="columns">Columns to fetch.</param>
    public static string ByNumber(string path, IEnumerable<uint> rows, string columns)
    {
        var from = $"SELECT {columns} FROM read_parquet({Quoted(path)}) WHERE picks_row";
        var ordered = rows.Order().ToArray();
        var ranges = Ranges(ordered).ToList();
        return ordered.Length > FewRows || ranges.Count > FewRanges
            ? $"{from} IN (SELECT unnest([{string.Join(',', ordered)}]::UINTEGER[]))"
            : string.Join(
                " UNION ALL ",
                ranges.Select(r => $"{from} BETWEEN {r[0]} AND {r[^1]} AND picks_row IN ({string.Join(',', r)})")
            );
    }

    /// <summary>A path as SQL's text.</summary>
    public static string Quoted(string path) => $"'{path.Replace("'", "''")}'";

    private static IEnumerable<uint[]> Ranges(uint[] ordered)
    {
        var from = 0;
        for (var i = 1; i <= ordered.Length; i++)
        {
            if (i == ordered.Length || ordered[i] - ordered[i - 1] > RangeGap)
            {
                yield return ordered[from..i];
                from = i;
            }
        }
    }
}
