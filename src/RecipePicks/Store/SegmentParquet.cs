using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>Writes a segment's Parquet files.</summary>
internal static class SegmentParquet
{
    /// <summary>Writes events.</summary>
    /// <remarks>
    /// Row groups are small, so that fetching a few events decodes little; so are dictionaries, for most of what repeats in
    /// CloudTrail has few values, and hashing what does not repeat costs time. Bloom filters would be of these dictionaries, and
    /// what repeats is in all row groups. The bound in bytes is for events far larger than usual: a column's page grows by
    /// doubling, so that each thread may need three times a row group.
    /// </remarks>
    /// <param name="connection">Runs the query.</param>
    /// <param name="select">A query that gives <see cref="RowWriter.Columns"/>.</param>
    /// <param name="to">The file.</param>
    public static void WriteEvents(DuckConnection connection, string select, string to) =>
        connection.Execute(
            $"""
            COPY ({select}) TO {SegmentRows.Quoted(
                to
            )} (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, COMPRESSION_LEVEL 1,
            ROW_GROUP_SIZE {Loading.RowGroup}, ROW_GROUP_SIZE_BYTES '16MB', DICTIONARY_SIZE_LIMIT 250, WRITE_BLOOM_FILTER false)
            """
        );

    /// <summary>Writes the events of a file but for some rows.</summary>
    /// <param name="connection">Runs the query.</param>
    /// <param name="from">The file.</param>
    /// <param name="without">Rows to leave out.</param>
    /// <param name="to">Another file.</param>
    public static void WriteEvents(DuckConnection connection, string from, IReadOnlyCollection<uint> without, string to)
    {
        Name(connection, without);
        WriteEvents(
            connection,
            $"SELECT * FROM {SegmentRows.Read(from)} WHERE picks_row NOT IN (SELECT picks_row FROM {Named})",
            to
        );
    }

    /// <summary>Where rows of a file came from.</summary>
    /// <param name="connection">Runs the query.</param>
    /// <param name="from">The file.</param>
    /// <param name="rows">The rows; null for all.</param>
    public static IEnumerable<(string File, long Record)> Origins(
        DuckConnection connection,
        string from,
        IReadOnlyCollection<uint>? rows
    )
    {
        if (rows is not null)
        {
            Name(connection, rows);
        }

        var which = rows is null ? "" : $" WHERE picks_row IN (SELECT picks_row FROM {Named})";
        using var result = connection.Query($"SELECT picks_file, picks_record FROM {SegmentRows.Read(from)}{which}");
        while (result.Read())
        {
            yield return (result.Get<string>(0), result.Get<long>(1));
        }
    }

    /// <summary>Writes recorded states.</summary>
    /// <param name="connection">Runs the query.</param>
    /// <param name="select">A query that gives <see cref="ConfigItemTable.Columns"/>.</param>
    /// <param name="to">The file.</param>
    public static void WriteItems(DuckConnection connection, string select, string to) =>
        connection.Execute(
            $"COPY ({select}) TO {SegmentRows.Quoted(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)"
        );

    /// <summary>How many rows a file holds, as its own end says.</summary>
    public static long Rows(DuckConnection connection, string file)
    {
        using var result = connection.Query(
            $"SELECT num_rows::BIGINT FROM parquet_file_metadata({SegmentRows.Quoted(file)})"
        );
        return result.Read() ? result.Get<long>(0) : 0;
    }

    private const string Named = "picks_named_rows";

    private static void Name(DuckConnection connection, IReadOnlyCollection<uint> rows) =>
        connection.Execute(
            $"CREATE OR REPLACE TEMP TABLE {Named} AS SELECT unnest($rows::UINTEGER[]) AS picks_row",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["rows"] = rows.Select(r => (object?)r).ToList() }
        );
}
