using System.Text.RegularExpressions;
using RecipePicks.Tactics;

namespace RecipePicks.Tests.Tactics;

public sealed partial class TechniquesTests
{
    [Fact]
    public void Every_technique_has_an_id_of_the_right_form_a_name_and_tactics_of_the_matrix()
    {
        var tactics = Techniques.Tactics.Select(t => t.Name).ToList();
        Assert.All(Techniques.Tactics, t => Assert.Matches(TacticId(), t.Id));
        Assert.All(
            Techniques.All,
            t =>
            {
                Assert.Matches(TechniqueId(), t.Id);
                Assert.Equal(t.Id.Contains('.'), t.Name.Contains(": "));
                Assert.NotEmpty(t.Tactics);
                Assert.All(t.Tactics, name => Assert.Contains(name, tactics));
                Assert.Equal(t.Tactics.OrderBy(tactics.IndexOf), t.Tactics);
            }
        );
        Assert.Equal(Techniques.All.Select(t => t.Id).Order(StringComparer.Ordinal), Techniques.All.Select(t => t.Id));
    }

    [Fact]
    public void Every_entry_names_a_known_technique_and_one_of_its_tactics()
    {
        var known = Techniques.All.ToDictionary(t => t.Id);
        Assert.All(Techniques.Rules, r => Assert.Contains(r.Tactic, known[r.Technique].Tactics));
        Assert.Equal(known.Keys.Order(), Techniques.Rules.Select(r => r.Technique).Distinct().Order());
    }

    [Fact]
    public void Every_entry_stands_once()
    {
        var twice = Techniques
            .Rules.GroupBy(r => (r.Source, r.Call, r.Technique, r.Request, r.Failed))
            .Where(g => g.Count() > 1)
            .Select(g => g.Key);

        Assert.Empty(twice);
        Assert.All(Techniques.Rules, r => Assert.DoesNotContain('*', r.Call[..^1]));
    }

    [Fact]
    public void Every_entry_is_what_its_sample_comes_to()
    {
        Assert.All(
            Techniques.Rules,
            r =>
            {
                var source = r.Source == "*" ? "no-such-service" : r.Source;
                var uses = Techniques.Of(
                    $"{source}.amazonaws.com",
                    r.Sample,
                    r.Failed ? "AccessDenied" : null,
                    requestParameters: r.Request
                );
                Assert.Contains((r.Technique, r.Tactic), uses.Select(u => (u.Id, u.Tactic)));
            }
        );
    }

    [Theory]
    [InlineData("iam.amazonaws.com", "CreateAccessKey", "T1098.001", "Persistence")]
    [InlineData("iam.amazonaws.com", "ListUsers", "T1087.004", "Discovery")]
    [InlineData("iam.amazonaws.com", "ListAttachedRolePolicies", "T1069.003", "Discovery")]
    [InlineData("ec2.amazonaws.com", "DescribeInstances", "T1580", "Discovery")]
    [InlineData("ec2.amazonaws.com", "DescribeCarrierGateways", "T1580", "Discovery")]
    [InlineData("s3.amazonaws.com", "ListObjectsV2", "T1619", "Discovery")]
    [InlineData("xray.amazonaws.com", "DescribeAnything", "T1526", "Discovery")]
    [InlineData("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", "T1648", "Execution")]
    [InlineData("cloudfront.amazonaws.com", "CreateFunction2020_05_31", "T1648", "Execution")]
    [InlineData("cloudtrail.amazonaws.com", "StopLogging", "T1562.008", "Defense Evasion")]
    public void A_call_is_its_technique(string source, string name, string id, string tactic)
    {
        var use = Techniques.Of(source, name)[0];

        Assert.Equal((id, tactic), (use.Id, use.Tactic));
    }

    [Fact]
    public void What_a_call_asks_for_and_how_it_ends_can_make_it_another_technique()
    {
        Assert.Equal("T1078.004", Techniques.Of("signin.amazonaws.com", "ConsoleLogin")[0].Id);
        Assert.Equal(
            "T1110",
            Techniques.Of("signin.amazonaws.com", "ConsoleLogin", errorMessage: "Failed authentication")[0].Id
        );
        Assert.Equal("T1578.005", Techniques.Of("ec2.amazonaws.com", "ModifyInstanceAttribute")[0].Id);
        Assert.Equal(
            "T1651",
            Techniques
                .Of("ec2.amazonaws.com", "ModifyInstanceAttribute", requestParameters: """{"userData":{}}""")[0]
                .Id
        );
        Assert.True(Techniques.DependOnRequest("ModifyInstanceAttribute"));
        Assert.False(Techniques.DependOnRequest("DescribeInstances"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("ssm.amazonaws.com", "UpdateInstanceInformation")]
    [InlineData("logs.amazonaws.com", "CreateLogStream")]
    public void What_every_account_does_all_day_is_none(string? source, string? name) =>
        Assert.Empty(Techniques.Of(source, name));

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$")]
    private static partial Regex TechniqueId();

    [GeneratedRegex(@"^TA\d{4}$")]
    private static partial Regex TacticId();
}
