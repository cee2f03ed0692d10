using System.Collections;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>The eventIDs of a segment on disk, and the filter in front of them.</summary>
public sealed class EventIdFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void Each_event_is_found_by_its_eventID_and_no_other_is(int count)
    {
        var random = new Random(count);
        var ids = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64()).ToArray();
        using var file = Written(ids);
        var expected = ids.Select((id, row) => (id, row)).ToLookup(p => p.id, p => (uint)p.row);
        foreach (var id in (ulong[])[0, ulong.MaxValue, .. ids.Take(2_500), .. ids.Take(2_500).Select(i => i + 1)])
        {
            Assert.Equal(expected[id].Order(), file.Rows(id).Order());
            Assert.Equal(expected.Contains(id), file.Contains(id, ~id));
            Assert.False(file.Contains(id, 1));
        }

        Assert.Equal(count, file.Count);
        Assert.Equal(ids.Order(), file.Read().Ids.ToArray());
    }

    [Fact]
    public void Hashes_that_do_not_spread_are_found_all_the_same()
    {
        ulong[] ids =
        [
            .. Enumerable.Range(0, 4_000).Select(i => (ulong)i),
            .. Enumerable.Repeat(5_000UL, 3_000),
            ulong.MaxValue,
        ];
        using var file = Written(ids);
        Assert.All(ids.Distinct(), id => Assert.True(file.Contains(id, ~id)));
        Assert.Equal(3_000, file.Rows(5_000).Distinct().Count());
        Assert.Empty(file.Rows(4_500));
        Assert.Empty(file.Rows(ulong.MaxValue - 1));
    }

    [Fact]
    public void What_two_segments_share_is_marked()
    {
        using var file = Written([3, 5, 5, 9]);
        var marks = new BitArray(5);
        file.Mark([1, 3, 5, 5, 10], marks);
        Assert.Equal([false, true, true, true, false], marks.Cast<bool>());
    }

    [Fact]
    public void A_filter_holds_what_was_added_and_little_else()
    {
        const int Count = 100_000;
        var random = new Random(1);
        var filter = new EventFilter(Count);
        var ids = Enumerable.Range(0, Count).Select(_ => Hash(random)).ToArray();
        foreach (var id in ids)
        {
            filter.Add(id);
        }

        Assert.All(ids, id => Assert.True(filter.MayHold(id)));
        Assert.InRange(Enumerable.Range(0, Count).Count(_ => filter.MayHold(Hash(random))), 0, Count / 100);
    }

    private static ulong Hash(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    /// <summary>A file in which the content of each event is its eventID's bits turned over.</summary>
    private EventIdFile Written(ulong[] ids)
    {
        var rows = Enumerable.Range(0, ids.Length).Select(i => (uint)i).ToArray();
        var ordered = ids.ToArray();
        Array.Sort(ordered, rows);
        var sorted = new SortedEventIds(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            sorted.Append(ordered[i], ~ordered[i], rows[i]);
        }

        sorted.Write(_folder["ids"]);
        return new EventIdFile(_folder["ids"]);
    }
}
