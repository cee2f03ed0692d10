using RecipePicks.Iam.Catalog;
using RecipePicks.Tactics;

namespace RecipePicks.Tests.Iam.Catalog;

/// <summary>The entries of <c>sensitive-actions.json</c> and <c>event-actions.json</c> name what there is.</summary>
public sealed class SensitiveActionTests
{
    public static TheoryData<string> Actions => [.. SensitiveAction.All.Select(a => a.Action)];

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_sensitive_action_is_an_action_and_its_technique_serves_its_tactic(string action)
    {
        var entry = SensitiveAction.Find(action)!;

        Assert.Equal(action, ActionCatalog.Known.Find(action)?.FullName);
        var technique = Assert.Single(Techniques.All, t => t.Id == entry.Technique);
        Assert.Contains(entry.Tactic, technique.Tactics);
        Assert.NotEmpty(entry.Gives);
    }

    [Fact]
    public void All_tactics_that_the_letter_asks_for_have_actions()
    {
        string[] asked = ["Credential Access", "Exfiltration", "Defense Evasion", "Impact", "Persistence"];

        Assert.Empty(asked.Except(SensitiveAction.All.Select(a => a.Tactic)));
    }

    [Theory]
    [InlineData("ec2.amazonaws.com", "RunInstances", "ec2:RunInstances")]
    [InlineData("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", "lambda:UpdateFunctionCode")]
    [InlineData("lambda.amazonaws.com", "Invoke", "lambda:InvokeFunction")]
    [InlineData("s3.amazonaws.com", "ListObjects", "s3:ListBucket")]
    [InlineData("s3.amazonaws.com", "ListBuckets", "s3:ListAllMyBuckets")]
    [InlineData("monitoring.amazonaws.com", "DescribeAlarms", "cloudwatch:DescribeAlarms")]
    [InlineData("apigateway.amazonaws.com", "UpdateRestApi", "apigateway:PATCH")]
    public void An_event_is_the_action_that_a_policy_names(string source, string name, string action) =>
        Assert.Equal(action, Assert.Single(EventActions.Of(source, name)).FullName);

    [Theory]
    [InlineData("signin.amazonaws.com", "ConsoleLogin")]
    [InlineData("kms.amazonaws.com", "RotateKey")]
    [InlineData("ec2.amazonaws.com", "SharedSnapshotCopyInitiated")]
    [InlineData("nowhere.amazonaws.com", "DoNothing")]
    public void An_event_that_no_policy_is_asked_about_is_no_action(string source, string name) =>
        Assert.Empty(EventActions.Of(source, name));
}
