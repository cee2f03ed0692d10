namespace RecipePicks.Tests.Letters;

/// <summary>What real logs show to have been open.</summary>
public sealed class PublicOfRealLogsTests
{
    [Theory]
    [InlineData("snap-083d3b857c13988bc", "012345678912", "2023-07-10T12:11:28Z", "2023-07-10T12:11:57Z")]
    [InlineData("ami-0aa1d83d0b0985c86", "012345678901", "2023-07-10T12:11:01Z", "2023-07-10T12:11:57Z")]
    [InlineData("exfiltration", "193672423079", "2023-07-10T12:22:06Z", "2023-07-10T12:28:24Z")]
    public void Invictus_shares_are_intervals(string resource, string account, string from, string to)
    {
        using var log = SharedData.Invictus();
        Assert.SkipWhen(log is null, "the log of Invictus does not lie beside the repository");
        var row = Assert.Single(log.Investigate(resource).Letter("public").Table("exposures").Rows);
        Assert.Equal([resource, "EXTERNAL", account, from, to], [row[0], row[1], row[6], row[3], row[4]]);
    }
}
