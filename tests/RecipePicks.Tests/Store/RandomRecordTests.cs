using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What must hold of every record, tried on thousands of odd ones.</summary>
public sealed class RandomRecordTests
{
    private const int Count = 1500;
    private const int Few = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_record_comes_back_deep_equal_whatever_it_holds(int seed)
    {
        var random = new RandomRecords(seed);
        var written = Enumerable
            .Range(1, Few)
            .Select(n => random.Write(random.Record(Logs.Id(n)), plainly: n % 2 == 0))
            .ToList();
        using var folder = new TempFolder();
        folder.Write("random.json", Logs.Wrap(written));
        var summary = TestCase.Load(folder["case"], folder["random.json"]);
        Assert.Equal((Few, Few, 0L), ((int)summary.Records, (int)summary.Events, summary.Rejected));
        using var opened = Case.Open(folder["case"]);
        for (var n = 1; n <= Few; n++)
        {
            var found = Assert.Single(opened.Find(Logs.Id(n)));
            Assert.Equal(CanonicalJson.Of(written[n - 1]), CanonicalJson.Of(found.Json));
            Assert.Equal((n, "random.json"), ((int)found.Where.Record, found.Where.File));
        }
    }

    [Fact]
    public void The_same_record_written_otherwise_is_the_same_event()
    {
        var random = new RandomRecords(3);
        var records = Enumerable.Range(1, Count).Select(n => random.Record(Logs.Id(n))).ToList();
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(records.Select(r => random.Write(r, plainly: true))));
        folder.Write("b.json", Logs.Lines(records.Select(r => random.Write(r, plainly: false))));
        folder.Write(
            "c.json",
            Logs.Lines(records.Select(r => $"{{\"CloudTrailEvent\":{Logs.Quote(random.Write(r, plainly: true))}}}"))
        );
        var summary = TestCase.Load(folder["case"], folder["a.json"], folder["b.json"], folder["c.json"]);
        Assert.Equal(
            (3 * Count, Count, 2 * Count),
            ((int)summary.Records, (int)summary.Events, (int)summary.Duplicates)
        );
        Assert.Equal(0, summary.ConflictingDuplicates);
    }

    [Fact]
    public void A_record_of_other_content_is_another_event()
    {
        var random = new RandomRecords(4);
        var records = Enumerable.Range(1, Count).Select(n => random.Record(Logs.Id(n))).ToList();
        var changed = records.Select((r, i) => Changed(r, i)).ToList();
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(records.Select(r => random.Write(r, plainly: true))));
        folder.Write("b.json", Logs.Wrap(changed.Select(r => random.Write(r, plainly: true))));
        var summary = TestCase.Load(folder["case"], folder["a.json"], folder["b.json"]);
        Assert.Equal((2 * Count, 0), ((int)summary.Events, (int)summary.Duplicates));
        Assert.Equal(Count, summary.ConflictingDuplicates);
    }

    /// <summary>The smallest of changes: a member more, or one of another type.</summary>
    private static List<(string, object?)> Changed(List<(string Name, object? Value)> record, int way) =>
        (way % 4) switch
        {
            0 => [.. record, ("extra", null)],
            1 => [.. record.Where(m => m.Name != "apiVersion"), ("apiVersion", $"changed {way}")],
            2 => [.. record, ("extra", new List<object?>())],
            _ => [.. record, ("extra", new List<(string, object?)>())],
        };
}
