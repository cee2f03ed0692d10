using RecipePicks.State;

namespace RecipePicks.Tests.State;

// Selectors of a trail take the place of the other kind's.
public sealed partial class ReplayTests
{
    private static StateCall Selectors(int minute, string member) =>
        Story.Call(
            minute,
            "cloudtrail",
            "PutEventSelectors",
            new Dictionary<string, object>
            {
                ["trailName"] = "t",
                [member] = new[] { new { readWriteType = "WriteOnly" } },
            }
        );

    [Fact]
    public void Selectors_that_nobody_knows_of_are_not_told_as_taken_away()
    {
        var history = Of(Selectors(1, "eventSelectors"));

        Assert.Equal(["eventSelectors"], history.Changes.Select(c => c.Path));
        Assert.Equal("Absent Exact", Said(history, 2, "advancedEventSelectors"));
    }

    [Fact]
    public void Selectors_that_are_known_and_give_way_are_told()
    {
        var history = Of(Selectors(1, "eventSelectors"), Selectors(2, "advancedEventSelectors"));

        Assert.Equal(
            ["advancedEventSelectors", "eventSelectors"],
            history.Changes.Where(c => c.Call.EventId == "e2").Select(c => c.Path)
        );
    }
}
