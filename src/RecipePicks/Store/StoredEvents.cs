using System.Text;
using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Reads events back from segments, to compare what they say.</summary>
/// <param name="connection">A connection that may read the segments' files.</param>
internal sealed class StoredEvents(DuckConnection connection)
{
    private const int AtATime = 100_000;
    private static readonly int RowColumn = RowWriter.Columns.Select(c => c.Name).ToList().IndexOf("picks_row");

    /// <summary>The hashes of what rows say, however it was written.</summary>
    /// <param name="path">The segment's Parquet file.</param>
    /// <param name="rows">The rows.</param>
    public IReadOnlyDictionary<uint, ulong> CanonicalHashes(string path, IEnumerable<uint> rows)
    {
        var hashes = new Dictionary<uint, ulong>();
        foreach (var some in rows.Order().Chunk(AtATime))
        {
            using var result = connection.Query(SegmentRows.ByNumber(path, some, "*"));
            while (result.Read())
            {
                var json = Encoding.UTF8.GetBytes(RecordJson.Of(result));
                hashes[Convert.ToUInt32(result[RowColumn])] = CanonicalHash.Of(json);
            }
        }

        return hashes;
    }
}
