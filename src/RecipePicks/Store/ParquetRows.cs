using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Sql;
using RecipePicks.Sql.Types;

namespace RecipePicks.Store;

/// <summary>
/// Writes the rows of a query into a Parquet file. The case's own connection may write nothing, so another one that knows
/// nothing of the case does it.
/// </summary>
/// <param name="result">The rows.</param>
/// <param name="columns">Their columns.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ParquetRows(
    DuckResult result,
    IReadOnlyList<OutputColumn> columns,
    CancellationToken cancellation
) : DuckTableFunction, IDuckScan, IDuckScanWorker
{
    public override string Name => "picks_rows";

    public override IReadOnlyList<DuckColumn> Columns { get; } = [.. Typed(result, columns)];

    public int MaxThreads => 1;

    /// <summary>Writes the file; one that is there is written over.</summary>
    public void Write(string file)
    {
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        connection.Register(this);
        connection.Execute($"COPY (SELECT * FROM {Name}()) TO {Duck.Text(file)} (FORMAT parquet, COMPRESSION zstd)");
    }

    public override IDuckScan Bind(IReadOnlyList<object?> arguments) => this;

    public IDuckScanWorker OpenWorker() => this;

    public int Fill(DuckChunkWriter chunk)
    {
        cancellation.ThrowIfCancellationRequested();
        var row = 0;
        while (row < chunk.Capacity && result.Read())
        {
            for (var c = 0; c < columns.Count; c++)
            {
                var cell = result[c];
                chunk[c].SetValue(row, AsText(columns[c].Type) ? OutputCell.Of(cell, columns[c].Type) : cell);
            }

            row++;
        }

        return row;
    }

    public void Dispose()
    {
        // The rows are their query's.
    }

    /// <summary>What Parquet has no type for is text, as Athena shows it.</summary>
    private static bool AsText(SqlType type) =>
        type.Kind is TypeKind.TimestampTz or TypeKind.IntervalDay or TypeKind.IntervalYear or TypeKind.IpAddress;

    private static IEnumerable<DuckColumn> Typed(DuckResult result, IReadOnlyList<OutputColumn> columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < columns.Count; i++)
        {
            var name = columns[i].Name;
            for (var n = 1; !taken.Add(name); n++)
            {
                name = $"{columns[i].Name}_{n}";
            }

            yield return new DuckColumn(name, AsText(columns[i].Type) ? DuckType.Varchar : result.Columns[i].Type);
        }
    }
}
