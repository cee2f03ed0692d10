using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// Writes recorded states beside the events of a segment: line by line while files are read, as Parquet when the segment
/// is finished. A state that the case holds already is not written again. Any thread may add.
/// </summary>
internal sealed class ConfigItemWriter : IDisposable
{
    /// <summary>The largest state that is kept, in characters; AWS Config's own limit is far below.</summary>
    public const int Largest = 2 << 20;

    // DuckDB sets twice this aside; every character may take six when it is escaped.
    private const int LargestLine = 6 * Largest;

    private readonly HashSet<UInt128> _known = [];
    private readonly Lock _lock = new();
    private Stream? _lines;
    private string _folder = "";
    private long _count;

    /// <summary>Takes into account what earlier segments hold.</summary>
    /// <param name="hashes">Their hashes, as the column has them.</param>
    public void Know(IEnumerable<string> hashes)
    {
        foreach (var hash in hashes)
        {
            _known.Add(UInt128.Parse(hash, System.Globalization.NumberStyles.HexNumber));
        }
    }

    /// <summary>Starts a segment.</summary>
    public void Begin(string folder) => (_folder, _count) = (folder, 0);

    /// <summary>Adds a state.</summary>
    /// <returns>False when the case holds it already.</returns>
    public bool Add(ConfigItem item, string file, long record)
    {
        var bytes = Encoding.UTF8.GetBytes(
            string.Join(
                '\0',
                item.Form,
                item.Type,
                item.Id,
                item.Name,
                item.Arn,
                item.Account,
                item.Region,
                item.CaptureTime,
                item.Status,
                item.Configuration,
                item.Supplementary
            )
        );
        var hash = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes));
        lock (_lock)
        {
            if (!_known.Add(hash))
            {
                return false;
            }

            _lines ??= File.Create(Path.Combine(_folder, Lines));
            using (var writer = new Utf8JsonWriter(_lines))
            {
                Write(writer, item, file, record, hash);
            }

            _lines.WriteByte((byte)'\n');
            _count++;
            return true;
        }
    }

    /// <summary>Makes the segment's file of them.</summary>
    /// <returns>How many there are.</returns>
    public long Finish(DuckConnection connection)
    {
        if (_lines is null)
        {
            return 0;
        }

        _lines.Dispose();
        _lines = null;
        var lines = Path.Combine(_folder, Lines);
        var columns = string.Join(", ", ConfigItemTable.Columns.Select(c => $"\"{c.Name}\": '{c.Type}'"));
        SegmentParquet.WriteItems(
            connection,
            $"SELECT * FROM read_json({SegmentRows.Quoted(lines)}, format = 'newline_delimited', maximum_object_size = {LargestLine}, columns = {{{columns}}})",
            Path.Combine(_folder, CaseFolder.ItemsFile)
        );
        File.Delete(lines);
        return _count;
    }

    public void Dispose() => _lines?.Dispose();

    private const string Lines = "items.ndjson";

    private static void Write(Utf8JsonWriter writer, ConfigItem item, string file, long record, UInt128 hash)
    {
        writer.WriteStartObject();
        foreach (
            var (name, value) in (ReadOnlySpan<(string, string?)>)
                [
                    ("form", item.Form),
                    ("resourcetype", item.Type),
                    ("resourceid", item.Id),
                    ("resourcename", item.Name),
                    ("arn", item.Arn),
                    ("accountid", item.Account),
                    ("awsregion", item.Region),
                    ("capturetime", item.CaptureTime),
                    ("status", item.Status),
                    ("configuration", item.Configuration),
                    ("supplementary", item.Supplementary),
                    ("relationships", item.Relationships),
                    ("tags", item.Tags),
                    ("file", file),
                    ("hash", hash.ToString("x32")),
                ]
        )
        {
            writer.WriteString(name, value);
        }

        writer.WriteNumber("record", record);
        writer.WriteEndObject();
    }
}
