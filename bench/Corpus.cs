using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace RecipePicks.Bench;

/// <summary>
/// Makes any number of realistic events out of the bundled incident's: each copy gets other accounts, keys, ids and
/// times, so that nothing repeats that would not repeat in life. Deterministic.
/// </summary>
internal static partial class Corpus
{
    private const int EventsPerFile = 111;

    /// <summary>Writes the corpus, unless it is there already.</summary>
    /// <param name="samples">The folder of the bundled incident's logs.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="events">How many events.</param>
    public static void Make(string samples, string folder, long events)
    {
        var done = Path.Combine(folder, $"{events}.done");
        if (File.Exists(done))
        {
            return;
        }

        Console.Error.WriteLine($"making {events:N0} events in {folder}");
        var records = Records(samples);
        var pieces = records.Select(r => Varying().Split(r)).ToList();
        var copies = (int)((events + records.Count - 1) / records.Count);
        Parallel.For(
            0,
            copies,
            copy =>
            {
                var left = Math.Min(records.Count, events - ((long)copy * records.Count));
                for (var from = 0; from < left; from += EventsPerFile)
                {
                    Write(folder, pieces, copy, from, (int)Math.Min(EventsPerFile, left - from));
                }
            }
        );
        File.WriteAllText(done, "");
    }

    private static List<string> Records(string samples)
    {
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(samples, "*_CloudTrail_*.json.gz", SearchOption.AllDirectories))
        {
            using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var json = System.Text.Json.JsonDocument.Parse(gzip);
            foreach (var record in json.RootElement.GetProperty("Records").EnumerateArray())
            {
                var key = record.GetProperty("eventTime").GetString() + record.GetProperty("eventID").GetString();
                records[key] = record.GetRawText();
            }
        }

        return [.. records.Values];
    }

    private static void Write(string folder, List<string[]> pieces, int copy, int from, int count)
    {
        var text = new StringBuilder("{\"Records\":[");
        var last = "";
        for (var i = from; i < from + count; i++)
        {
            text.Append(i == from ? "" : ",");
            foreach (var piece in pieces[i])
            {
                var varied = Vary(piece, copy);
                last = varied.Length == 20 && varied[10] == 'T' ? varied : last;
                text.Append(varied);
            }
        }

        text.Append("]}");
        var day = last[..10].Replace('-', '/');
        var path = Path.Combine(folder, "AWSLogs", "CloudTrail", day);
        Directory.CreateDirectory(path);
        var slot = last[..16].Replace("-", "").Replace(":", "");
        using var file = File.Create(
            Path.Combine(path, $"111122223333_CloudTrail_us-east-1_{slot}Z_{copy:D8}{from:D8}.json.gz")
        );
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        gzip.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Copy 0 is the original; any other moves times by whole weeks and mixes the copy into ids.</summary>
    private static string Vary(string piece, int copy)
    {
        if (copy == 0)
        {
            return piece;
        }

        if (piece.Length == 20 && piece[10] == 'T' && piece[19] == 'Z')
        {
            var time = DateTime.Parse(piece, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            return TimeWindow.Format(time.AddDays(7 * (copy % 100)).AddSeconds(copy / 100));
        }

        if (piece.Length == 36 && piece[8] == '-' && piece[13] == '-')
        {
            return string.Create(CultureInfo.InvariantCulture, $"{piece[..28]}{Hex(piece[28..], copy)}");
        }

        if (piece.Length is 20 or 21 && piece[0] == 'A' && piece[3] == 'A' && piece[4] != '-')
        {
            return string.Create(CultureInfo.InvariantCulture, $"{piece[..10]}{copy % 100_000:D6}{piece[16..]}");
        }

        return Resource().IsMatch(piece) ? $"{piece[..^8]}{Hex(piece[^8..], copy)}" : piece;
    }

    private static string Hex(string digits, int copy) =>
        (
            uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) ^ (uint)(copy * 0x9E3779B1L)
        ).ToString("x8", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "(?<varying>20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|A(?:KIA|SIA|IDA|ROA)[A-Z0-9]{16,17}|\\b(?:i|vol|snap|eni|sg|subnet)-[0-9a-f]{17})",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Varying();

    [GeneratedRegex("^(?:i|vol|snap|eni|sg|subnet)-[0-9a-f]{17}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resource();
}
