using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>Ip: what is an address, what is an AWS service, and what is neither.</summary>
public sealed class IpTests
{
    [Theory]
    [InlineData("255.090.254.5")]
    [InlineData("203.0.113.x")]
    [InlineData("unknown")]
    public void What_is_neither_an_address_nor_a_service_is_followed_as_the_log_writes_it(string source)
    {
        var told = Told(source);

        Assert.StartsWith(
            $"1 address outside AWS's services: {source} (not an IP address, as the log writes it)",
            told.Headline
        );
        Assert.DoesNotContain("AWS services (", told.Headline);
        Assert.Contains(
            told.Findings,
            f => f.Text.StartsWith($"2 identities share this address: {source} (", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("autoscaling.amazonaws.com")]
    [InlineData("AWS Internal")]
    public void Behind_a_service_s_name_nobody_else_is_looked_for(string source) =>
        Assert.Equal(
            $"All calls came through AWS services ({source}); no other address to follow.",
            Told(source).Headline
        );

    private static Answer Told(string source)
    {
        var from = $$"""{"sourceIPAddress":"{{source}}"}""";
        using var evidence = new SmallCase(
            Record("DescribeInstances", "2024-05-01T10:00:00Z", User("bob"), from),
            Record("DescribeInstances", "2024-05-01T10:01:00Z", User("eve", "AKIAOTHER00000000000"), from)
        );
        return evidence.Investigate("bob").Letter("ip");
    }
}
