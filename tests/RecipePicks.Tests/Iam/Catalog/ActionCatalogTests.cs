using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Tests.Iam.Catalog;

public sealed class ActionCatalogTests
{
    [Theory]
    [InlineData("s3:GetObject", AccessLevel.Read)]
    [InlineData("S3:LISTBUCKET", AccessLevel.List)]
    [InlineData("s3:PutObject", AccessLevel.Write)]
    [InlineData("s3:PutBucketPolicy", AccessLevel.PermissionsManagement)]
    [InlineData("ec2:CreateTags", AccessLevel.Tagging)]
    [InlineData("iam:AttachUserPolicy", AccessLevel.PermissionsManagement)]
    public void An_action_has_its_access_level(string action, AccessLevel level) =>
        Assert.Equal(level, ActionCatalog.Known.Find(action)!.Level);

    [Fact]
    public void An_action_has_its_resources_and_condition_keys()
    {
        var action = ActionCatalog.Known.Find("s3:ListBucket")!;

        Assert.Contains(action.Resources, r => r is { Name: "bucket", ArnPattern: "arn:*:s3:::*" });
        Assert.Contains(action.ConditionKeys, k => k is { Name: "s3:prefix", IsMultivalued: false });
        Assert.Contains(
            ActionCatalog.Known.Find("ec2:RunInstances")!.ConditionKeys,
            k => k is { Name: "aws:TagKeys", IsMultivalued: true }
        );
        Assert.Equal("iam:PassRole", ActionCatalog.Known.Find("iam:passrole")!.FullName);
    }

    [Theory]
    [InlineData("s3:GetObjekt")]
    [InlineData("nosuchservice:Get")]
    [InlineData("s3:*")]
    [InlineData("GetObject")]
    [InlineData("")]
    public void What_is_not_known_is_null(string action) => Assert.Null(ActionCatalog.Known.Find(action));

    [Fact]
    public void Every_service_can_be_read()
    {
        var services = ActionCatalog.Known.Services.Select(s => ActionCatalog.Known.Service(s)!).ToList();

        Assert.InRange(services.Sum(s => s.Actions.Count), 20_000, 100_000);
        Assert.All(services, s => Assert.Equal(s.Actions.Count, s.Actions.Select(a => a.Name).Distinct().Count()));
    }

    [Fact]
    public void An_element_of_a_policy_means_actions()
    {
        var catalog = ActionCatalog.Known;
        IEnumerable<string> Of(bool allBut, params string[] patterns) =>
            catalog.Of(new ActionElement(allBut, [.. patterns.Select(p => Pattern.Parse(p))])).Select(a => a.FullName);

        Assert.Equal(
            ["s3:GetObject", "s3:GetObjectAcl", "sts:AssumeRole"],
            Of(false, "STS:AssumeRole", "s3:getobject", "s3:GetObjectAc?")
        );
        Assert.Empty(Of(false, "s3:Nothing*"));
        Assert.DoesNotContain("iam:CreateUser", Of(true, "iam:*"));
        Assert.Contains("s3:GetObject", Of(true, "iam:*"));
        Assert.Contains("iam:CreateUser", Of(false, "*"));
    }

    [Fact]
    public void Resource_control_policies_hold_the_services_that_support_them()
    {
        Assert.All(
            (string[])["s3", "sts", "kms", "sqs", "secretsmanager"],
            s => Assert.True(ActionCatalog.Known.IsResourceControlled(s))
        );
        Assert.False(ActionCatalog.Known.IsResourceControlled("ec2"));
    }
}
