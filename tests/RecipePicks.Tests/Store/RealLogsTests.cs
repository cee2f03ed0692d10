using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Logs of the real world that lie beside the repository; each test is skipped where they do not.</summary>
public sealed class RealLogsTests : IDisposable
{
    internal const string Missing = "the logs under shared/data/cloudtrail are not here";
    private static readonly string? Logs = Find();
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Folders =>
        Logs is null
            ? ["none"]
            : [.. Directory.EnumerateDirectories(Logs).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>Where one of them lies; null where they do not.</summary>
    internal static string? Folder(string name) => Logs is null ? null : Path.Combine(Logs, name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_record_of_the_Invictus_set_comes_back_deep_equal()
    {
        Assert.SkipWhen(Logs is null, Missing);
        var source = Path.Combine(Logs!, "invictus-stratus-2023");
        var summary = TestCase.Load(_folder["case"], source);
        Assert.Equal((2900L, 2900L, 0L, 0L), (summary.Records, summary.Events, summary.Duplicates, summary.Rejected));
        Assert.EndsWith("LICENSE", Assert.Single(summary.Skipped).File);
        using var opened = Case.Open(_folder["case"]);
        var compared = 0;
        foreach (var (id, json) in PlainRecords(source))
        {
            Assert.Equal(CanonicalJson.Of(json), CanonicalJson.Of(Assert.Single(opened.Find(id)).Json));
            compared++;
        }

        Assert.Equal(2900, compared);
        var hidden =
            "SELECT count(*) FROM cloudtrail_logs t WHERE CAST(t AS VARCHAR) LIKE '%HIDDEN_DUE_TO_SECURITY_REASONS%'";
        Assert.Equal(47L, TestCase.RowsByHand(opened, hidden)[0][0]);
        var lead = "i-0dbc91f429e48eeed";
        var named = TestCase.Rows(
            opened,
            $"SELECT eventid FROM cloudtrail_logs WHERE requestparameters LIKE '%{lead}%' OR responseelements LIKE '%{lead}%'"
        );
        Assert.Equal(63, named.Count);
        var indexed = TestCase.Index(opened).Describe(lead);
        Assert.Contains(indexed, n => n.Role == NamingRole.Request);
        Assert.Subset(
            TestCase.Fetch(opened, lead, "eventid").ToHashSet(),
            named.Select(r => (string?)r[0]).ToHashSet()
        );
    }

    [Fact]
    public void The_broken_file_of_the_OpenSearch_catalog_gives_at_least_840_records_and_named_rejects()
    {
        Assert.SkipWhen(Logs is null, Missing);
        var files = Directory.EnumerateFiles(
            Path.Combine(Logs!, "opensearch-catalog"),
            "samples-large.json",
            SearchOption.AllDirectories
        );
        var summary = TestCase.Load(_folder["case"], [.. files]);
        Assert.InRange(summary.Records, 840, 1000);
        Assert.InRange(summary.Rejects.Count, 1, 10);
        Assert.All(summary.Rejects, r => Assert.True(r.Offset > 0 && r.Record > 0 && r.Reason.Length > 10));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_file_is_counted_or_in_the_ledger_with_its_reason_and_every_record_is_whole(string name)
    {
        Assert.SkipWhen(Logs is null, Missing);
        var source = Path.Combine(Logs!, name);
        var summary = TestCase.Load(_folder["case"], source);
        using var opened = Case.Open(_folder["case"]);
        var ledger = opened.Ledger();
        var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Count();
        Assert.Equal(files, ledger.Select(e => e.File.Split('!')[0]).Distinct().Count());
        Assert.All(
            ledger,
            e =>
                Assert.True(
                    e.Status == "loaded" ? e.Records + e.Items + e.ItemDuplicates > 0 : e.Reason is { Length: > 5 },
                    e.File
                )
        );
        Assert.Equal((summary.Records, summary.Events), (ledger.Sum(e => e.Records), ledger.Sum(e => e.Events)));
        var plain = PlainRecords(source).ToList();
        Assert.InRange(summary.Records, plain.Count, long.MaxValue);
        foreach (var (id, json) in plain.Where((_, i) => plain.Count < 200 || i % 10 == 0))
        {
            var expected = CanonicalJson.Of(json);
            Assert.Contains(expected, opened.Find(id).Select(f => CanonicalJson.Of(f.Json)));
        }

        Assert.Equal(files, TestCase.Load(_folder["case"], source).FilesKnown);
    }

    /// <summary>Records with an eventID in files that are plain JSON or lines of it, at the top or in Records.</summary>
    private static IEnumerable<(string Id, string Json)> PlainRecords(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            foreach (var value in Values(file))
            {
                foreach (var record in Candidates(value))
                {
                    if (IsRecord(record))
                    {
                        yield return (record.GetProperty("eventID").GetString()!, record.GetRawText());
                    }
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Candidates(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : value.ValueKind == JsonValueKind.Object && value.TryGetProperty("Records", out var records)
            ? records.EnumerateArray()
        : new List<JsonElement> { value };

    private static bool IsRecord(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("eventID", out var id)
        && id.ValueKind == JsonValueKind.String
        && value.TryGetProperty("eventName", out _)
        && value.TryGetProperty("eventSource", out _)
        && (!value.TryGetProperty("eventCategory", out var category) || category.ToString() != "Insight");

    private static List<JsonElement> Values(string file)
    {
        var bytes = File.ReadAllBytes(file);
        try
        {
            if (bytes.AsSpan().StartsWith<byte>([0x1F, 0x8B]))
            {
                using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                using var to = new MemoryStream();
                gzip.CopyTo(to);
                bytes = to.ToArray();
            }

            return [JsonDocument.Parse(bytes).RootElement];
        }
        catch (JsonException)
        {
            return Lines(bytes);
        }
    }

    private static List<JsonElement> Lines(byte[] bytes)
    {
        try
        {
            return
            [
                .. Encoding
                    .UTF8.GetString(bytes)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(l => JsonDocument.Parse(l).RootElement),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "cloudtrail");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
