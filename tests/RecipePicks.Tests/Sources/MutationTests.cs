using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Store;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sources;

/// <summary>Thousands of damaged files: no crash, no hang, and nothing is lost without a word.</summary>
public sealed class MutationTests
{
    private const int Files = 5000;
    private const int Records = 6;

    private static readonly IReadOnlyList<string> Six = Logs.Many(Records);

    private static readonly IReadOnlyList<(string Name, byte[] Content)> Corpus =
    [
        ("records.json", Logs.Utf8(Logs.Wrap(Six))),
        ("lines.ndjson", Logs.Utf8(Logs.Lines(Six))),
        (
            "pretty.json",
            Logs.Utf8(JsonNode.Parse(Logs.Wrap(Six))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }))
        ),
        (
            "lookup.json",
            Logs.Utf8(
                $"{{\"Events\":[{string.Join(",", Six.Select(r => $"{{\"EventId\":\"x\",\"CloudTrailEvent\":{Logs.Quote(r)}}}"))}]}}"
            )
        ),
        (
            "hits.json",
            Logs.Utf8($"{{\"hits\":{{\"hits\":[{string.Join(",", Six.Select(r => $"{{\"_source\":{r}}}"))}]}}}}")
        ),
        ("strings.json", Logs.Utf8($"[{string.Join(",", Six.Select(Logs.Quote))}]")),
        ("records.json.gz", Logs.Gzip(Logs.Wrap(Six))),
        ("members.json.gz", [.. Six.SelectMany(r => Logs.Gzip(r + "\n"))]),
        (
            "stored.zip",
            Logs.Zip(("a.json", Logs.Utf8(Logs.Wrap(Six.Take(3)))), ("b.json.gz", Logs.Gzip(Logs.Wrap(Six.Skip(3)))))
        ),
        (
            "logs.tar",
            Logs.Tar(("a.json", Logs.Utf8(Logs.Wrap(Six.Take(3)))), ("b.json", Logs.Utf8(Logs.Wrap(Six.Skip(3)))))
        ),
        ("logs.tar.gz", Logs.Gzip(Logs.Tar(("a.json", Logs.Utf8(Logs.Wrap(Six)))))),
    ];

    [Fact]
    public void Five_thousand_damaged_files_are_read_to_their_end_and_every_loss_is_told()
    {
        using var folder = new TempFolder();
        var mutator = new Mutator(20260310);
        var paths = new List<string>();
        for (var i = 0; i < Files; i++)
        {
            var (name, content) = Corpus[i % Corpus.Count];
            var other = Corpus[(i / Corpus.Count) % Corpus.Count].Content;
            paths.Add(folder.Write($"{i:d4}/{i:d4}-{name}", mutator.Mutate(content, other)));
        }

        var reading = Reading.OfPaths(paths);
        var originals = Reading.Of("plain.json", Logs.Wrap(Six)).Records;
        var records = reading.Records.ToLookup(r => Number(r.File));
        var ledger = reading.Ledger.ToLookup(e => Number(e.File));
        var losses = new List<string>();
        for (var i = 0; i < Files; i++)
        {
            var told =
                ledger[i].Any(e => e.Rejected > 0) || (ledger[i].Any() && ledger[i].All(e => e.Status == "skipped"));
            var mutated = File.ReadAllBytes(paths[i]);
            var keys = records[i].Select(r => r.Key).ToHashSet();
            var intact = originals
                .Where(
                    (o, n) => IsPlain(i) && mutated.AsSpan().IndexOf(Logs.Utf8(Six[n])) >= 0 && !keys.Contains(o.Key)
                )
                .ToList();
            if (!told && (records[i].Count() < Records || intact.Count > 0))
            {
                losses.Add($"{paths[i]}: {records[i].Count()} records, {intact.Count} intact ones lost");
            }
        }

        Assert.Empty(losses);
        Assert.Equal(Files, ledger.Count);
        Assert.InRange(reading.Records.Count, Files * 2, Files * 10);
        Assert.InRange(reading.Ledger.Count(e => e.Rejected > 0), Files / 4, reading.Ledger.Count);
    }

    [Fact]
    public void One_byte_wrong_in_a_record_costs_no_other_record()
    {
        using var folder = new TempFolder();
        var random = new Random(5);
        var text = Logs.Utf8(Logs.Wrap(Six));
        var paths = new List<string>();
        for (var i = 0; i < 1000; i++)
        {
            var damaged = (byte[])text.Clone();
            damaged[12 + random.Next(text.Length - 14)] = "{}[]\",:\\\0x"u8[i % 10];
            paths.Add(folder.Write($"{i:d4}.json", damaged));
        }

        var originals = Reading.Of("plain.json", Logs.Wrap(Six)).Records;
        var records = Reading.OfPaths(paths).Records.ToLookup(r => r.File, r => r.Key);
        foreach (var path in paths)
        {
            var mutated = File.ReadAllBytes(path);
            var keys = records[Path.GetFileName(path)].ToHashSet();
            for (var n = 0; n < Records; n++)
            {
                var intact = mutated.AsSpan().IndexOf(Logs.Utf8(Six[n])) >= 0;
                Assert.True(!intact || keys.Contains(originals[n].Key), $"{path}: record {n + 1}");
            }
        }
    }

    [Fact]
    public void Damaged_files_are_loaded_and_the_case_accounts_for_them()
    {
        using var folder = new TempFolder();
        var mutator = new Mutator(77);
        for (var i = 0; i < 60; i++)
        {
            var (name, content) = Corpus[i % Corpus.Count];
            folder.Write($"logs/{i:d4}-{name}", mutator.Mutate(content, Corpus[(i + 3) % Corpus.Count].Content));
        }

        var summary = TestCase.Load(folder["case"], new LoadOptions { SegmentEvents = 20 }, folder["logs"]);
        using var opened = Case.Open(folder["case"]);
        var ledger = opened.Ledger();
        Assert.Equal(60, ledger.Select(e => e.File.Split('!')[0]).Distinct().Count());
        Assert.Equal(summary.Records, ledger.Sum(e => e.Records));
        Assert.Equal(summary.Records, ledger.Sum(e => e.Events + e.Duplicates));
        Assert.Equal(summary.Events, TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        foreach (var row in TestCase.Rows(opened, "SELECT DISTINCT eventid FROM cloudtrail_logs"))
        {
            foreach (var found in opened.Find((string)row[0]!))
            {
                CanonicalJson.Of(found.Json);
            }
        }

        Assert.Equal(60, TestCase.Load(folder["case"], folder["logs"]).FilesKnown);
    }

    private static int Number(string file) => int.Parse(file.AsSpan(0, 4));

    private static bool IsPlain(int i) => i % Corpus.Count is 0 or 1 or 4;
}
