using System.Text.Json;
using RecipePicks.Cases;
using RecipePicks.Cases.Pulling;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Cases;

/// <summary>What comes along beside the events.</summary>
public sealed class CaseMergeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public CaseMergeTests()
    {
        foreach (var (name, first) in new[] { ("one", 1), ("two", 20) })
        {
            TestCase.Load(_folder[name], _folder.Write($"{name}.json", Logs.Wrap(Logs.Many(5, from: first))));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pins_come_after_those_that_are_there_and_conflicts_are_said()
    {
        Pin("one", Pinned("a", "first"), Pinned("same", "both"));
        Pin("two", Pinned("same", "both"), Pinned("a", "other"), Pinned("b", "new"));

        var merged = Merge("two", "one");

        Assert.Equal(2, merged.Pins);
        Assert.StartsWith("pin a says something else", Assert.Single(merged.Conflicts));
        var pins = Story.Read(_folder["one"]).Pins;
        Assert.Equal(["first", "both", "other", "new"], pins.Select(p => p.Text));
        Assert.Equal(4, pins.DistinctBy(p => p.Id).Count());
        var again = Merge("two", "one");
        Assert.Equal(0, again.Pins);
        Assert.Equal(pins.Select(p => p.Id), Story.Read(_folder["one"]).Pins.Select(p => p.Id));
    }

    [Fact]
    public void More_pins_than_a_story_holds_are_not_taken_and_that_is_said()
    {
        Pin("one", [.. Enumerable.Range(0, 1500).Select(i => Pinned($"a{i}", "x"))]);
        Pin("two", [.. Enumerable.Range(0, 501).Select(i => Pinned($"b{i}", "x"))]);
        var merged = Merge("two", "one");
        Assert.Contains("2,001 pins", Assert.Single(merged.Conflicts));
        Assert.Equal(1500, Story.Read(_folder["one"]).Pins.Count);
    }

    [Fact]
    public void Pulls_come_along_once_and_the_journal_s_salt_stays()
    {
        Pull("one", "p", 1, "q1");
        Pull("two", "p", 1, "q2");
        Pull("two", "other", 1, "q3");
        Pull("two", "other", 2, "q4");
        var salt = Salt("one");

        var merged = Merge("two", "one");

        Assert.Equal(2, merged.Pulls);
        Assert.Contains("q2", Assert.Single(merged.Conflicts));
        Assert.Equal(salt, Salt("one"));
        Assert.Equal(
            ["q1", "q3", "q4"],
            CaseInventory.Read(_folder["one"], CancellationToken.None).Pulls.Select(p => p.QueryId)
        );
        Assert.Equal(0, Merge("two", "one").Pulls);
    }

    [Fact]
    public void A_damaged_story_is_refused_before_anything_is_taken()
    {
        _folder.Write("two/story.json", "{");
        Assert.Contains("story", Assert.Throws<CaseException>(() => Merge("two", "one")).Message);
        using var opened = Case.Open(_folder["one"]);
        Assert.Single(opened.Ledger());
    }

    [Fact]
    public void Of_several_sources_none_is_begun_when_one_is_no_case()
    {
        Directory.CreateDirectory(_folder["none"]);
        Assert.Throws<CaseException>(() =>
            CaseMerge.Run([_folder["two"], _folder["none"]], _folder["new"], null, CancellationToken.None)
        );
        Assert.False(Directory.Exists(_folder["new"]));
    }

    private static StoryPin Pinned(string id, string text) => new(id, "R", text, "", null, ["e1"]);

    private MergedCase Merge(string source, string into) =>
        Assert.Single(CaseMerge.Run([_folder[source]], _folder[into], null, CancellationToken.None));

    private void Pin(string name, params StoryPin[] pins) =>
        Assert.True(new Story(0, pins).TrySave(_folder[name], out _));

    private void Pull(string name, string pull, int ring, string id) =>
        new PullJournal(_folder[name]).Put(
            new PulledQuery
            {
                Pull = pull,
                Ring = ring,
                Id = id,
                Loaded = true,
            }
        );

    private string Salt(string name)
    {
        using var page = JsonDocument.Parse(File.ReadAllText(_folder[$"{name}/athena.json"]));
        return page.RootElement.GetProperty("salt").GetString()!;
    }
}
