using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary><c>picks state</c> on the bundled incident.</summary>
public sealed class StateTests(IncidentCase incident) : IClassFixture<IncidentCase>
{
    private const string Snapshot = "snap-0029bf37d298c8516";

    [Theory]
    [InlineData("2026-03-10T22:58:02Z", false)]
    [InlineData("2026-03-10T22:58:03Z", true)]
    [InlineData("2026-03-11T09:05:43Z", true)]
    [InlineData("2026-03-11T09:05:44Z", false)]
    public void It_tells_the_state_at_a_time(string at, bool shared)
    {
        var run = incident.Ask("state", Snapshot, "--at", at, "--format", "json").Ok();

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(at, json.RootElement.GetProperty("at").GetString());
        var state = json.RootElement.GetProperty("resources")[0].GetProperty("state").EnumerateArray();
        Assert.Equal(
            shared,
            state.Any(s => s.GetProperty("path").GetString() == "snapshot.createVolumePermission[999988887777]")
        );
    }

    [Fact]
    public void It_tells_which_call_says_so()
    {
        var run = incident.Ask("state", Snapshot, "--at", "2026-03-11").Ok();

        Assert.Contains("snapshot.createVolumePermission[999988887777]", run.Out);
        Assert.Contains("6b04e47a-9a69-482d-915e-788eead773ff", run.Out);
        Assert.Contains("ModifySnapshotAttribute", run.Out);
    }

    [Fact]
    public void What_nothing_tells_of_is_a_failure_that_says_so() =>
        Assert.Contains("no call and no document", incident.Ask("state", "snap-00000000000000000").Is(1).Err);

    [Fact]
    public void A_time_that_is_none_is_wrong_usage() =>
        Assert.Contains("--at yesterday is no time", incident.Ask("state", Snapshot, "--at", "yesterday").Is(2).Err);
}
