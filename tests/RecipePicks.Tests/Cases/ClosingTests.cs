using System.Text.RegularExpressions;
using RecipePicks.Cases;
using RecipePicks.Exposure;
using RecipePicks.Lineage;

namespace RecipePicks.Tests.Cases;

/// <summary>The knowledge of how what stands open is closed.</summary>
public sealed class ClosingTests
{
    [Fact]
    public void Everything_that_can_be_open_has_a_command_or_says_what_to_look_at()
    {
        Assert.Equal(
            ExposureChecks.All.Select(c => c.State).Distinct().Order(StringComparer.Ordinal),
            Closing.All.Select(c => c.State).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(Closing.All, c => Assert.NotEqual(c.Command is null, c.Look is null));
        Assert.All(Closing.All, c => Assert.Equal(c.Command is null, string.IsNullOrEmpty(c.Breaks)));
    }

    [Fact]
    public void Every_hole_of_every_command_is_quoted()
    {
        const string hostile = "x'; touch /tmp/x #";
        var templates = Closing
            .All.Select(c => c.Command)
            .Concat(KnownCall.All.SelectMany(k => new[] { k.Contain, k.ContainAll }))
            .OfType<string>();

        Assert.All(
            templates,
            t =>
            {
                var filled = CommandTemplate.Fill(t, _ => hostile)!;
                Assert.DoesNotMatch(@"\{[a-zA-Z]", filled.Replace("={", "", StringComparison.Ordinal));
                // What is left when quoted words are taken away is no value.
                Assert.DoesNotContain("touch", Regex.Replace(filled, @"'(?:[^']|'\\'')*'", ""));
            }
        );
    }

    [Fact]
    public void A_command_without_one_of_its_values_is_none()
    {
        Assert.Null(CommandTemplate.Fill("aws x --a={one} --b={two}", hole => hole == "one" ? "1" : null));
        Assert.Equal(
            "aws x --arn='arn:aws-cn:iam::aws:policy/P' --c=d",
            CommandTemplate.Fill("aws x --arn=arn:{partition}:iam::aws:policy/P --c=d", _ => "aws-cn")
        );
    }

    [Theory]
    [InlineData(
        "tcp 22-22 0.0.0.0/0",
        """[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]"""
    )]
    [InlineData("all all-all ::/0", """[{"IpProtocol":"-1","Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]""")]
    [InlineData(
        "icmp -1--1 0.0.0.0/0",
        """[{"IpProtocol":"icmp","FromPort":-1,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]"""
    )]
    [InlineData(
        "udp 1-65535 pl-1a2b",
        """[{"IpProtocol":"udp","FromPort":1,"ToPort":65535,"PrefixListIds":[{"PrefixListId":"pl-1a2b"}]}]"""
    )]
    [InlineData("tcp all-all 0.0.0.0/0", null)]
    [InlineData("tcp 22-22 nobody", null)]
    [InlineData(null, null)]
    public void A_rule_is_written_as_the_AWS_CLI_takes_it(string? rule, string? permissions) =>
        Assert.Equal(permissions, RuleText.Of(rule));
}
