using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>forensicS: where to look besides CloudTrail.</summary>
public sealed class ForensicsTests
{
    private const string Instance = "i-0123456789abcdef0";

    [Theory]
    [InlineData("TerminateInstances", true)]
    [InlineData("StopInstances", false)]
    public void Nothing_is_copied_from_an_instance_that_is_terminated(string call, bool isGone)
    {
        using var evidence = new SmallCase(
            Record(
                call,
                "2024-05-01T10:00:00Z",
                User("bob"),
                """{"requestParameters":{"instancesSet":{"items":[{"instanceId":"INSTANCE"}]}}}""".Replace(
                    "INSTANCE",
                    Instance
                )
            )
        );

        var said = evidence.Investigate(Instance).Letter("forensics").Text();

        Assert.Equal(!isGone, said.Contains("create-snapshots"));
        Assert.Equal(!isGone, said.Contains("get-console-output"));
        Assert.Equal(isGone, said.Contains($"{Instance} is gone (TerminateInstances at 2024-05-01T10:00:00Z"));
        Assert.Equal(isGone, said.Contains("aws ec2 describe-snapshots --owner-ids self"));
    }

    [Fact]
    public void An_instance_that_the_Invictus_log_terminates_has_no_preserving_steps()
    {
        using var evidence = SharedData.Invictus();
        Assert.SkipWhen(evidence is null, "the real logs are not beside the repository");

        var said = evidence.Investigate("i-0dbc91f429e48eeed").Letter("forensics").Text();

        Assert.Contains("TerminateInstances at 2023-07-10T12:08:06Z", said);
        Assert.DoesNotContain("create-snapshots", said);
    }
}
