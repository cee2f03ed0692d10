namespace RecipePicks.Tests.Letters;

/// <summary>What real logs show of states before and after.</summary>
public sealed class ChangesOfRealLogsTests
{
    [Fact]
    public void The_invictus_snapshot_was_shared_and_unshared()
    {
        using var log = SharedData.Invictus();
        Assert.SkipWhen(log is null, "the logs of invictus-ir do not lie beside the repository");

        var states = log.Investigate("snap-083d3b857c13988bc").Letter("changes").Table("states");
        var shared = states
            .Rows.Where(r => ((string)r[1]!).Contains("012345678912", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, shared.Count);
        Assert.Equal("2023-07-10T12:11:28Z", shared[0][0]);
        Assert.Contains("012345678912", (string)shared[0][3]!);
        Assert.Equal("2023-07-10T12:11:57Z", shared[1][0]);
        Assert.Contains("012345678912", (string)shared[1][2]!);
        Assert.Null(shared[1][3]);
    }

    [Fact]
    public void The_invictus_roles_trust_is_told_before_and_after()
    {
        using var log = SharedData.Invictus();
        Assert.SkipWhen(log is null, "the logs of invictus-ir do not lie beside the repository");

        var changes = log.Investigate("stratus-red-team-backdoor-r-role").Letter("changes");
        var states = changes.Table("states");
        var trust = states.Rows.Where(r => (string)r[1]! == "role.trust").ToList();
        Assert.True(trust.Count >= 2);
        Assert.Contains("Statement", (string)trust[1][2]!);
        Assert.Contains("Statement", (string)trust[1][3]!);
        Assert.Contains(changes.Findings, f => f.Text.Contains("role.trust: + Allow", StringComparison.Ordinal));
    }
}
