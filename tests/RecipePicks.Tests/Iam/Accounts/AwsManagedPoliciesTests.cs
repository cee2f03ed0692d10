using System.Text.Json;
using RecipePicks.Iam.Accounts;

namespace RecipePicks.Tests.Iam.Accounts;

/// <summary>AWS's own policies, known by name.</summary>
public sealed class AwsManagedPoliciesTests
{
    private const string PowerUser = "arn:aws:iam::aws:policy/PowerUserAccess";

    [Theory]
    [InlineData("ReadOnlyAccess", "s3:Get*")]
    [InlineData("SecurityAudit", "access-analyzer:GetAnalyzer")]
    [InlineData("service-role/AWSLambdaBasicExecutionRole", "logs:PutLogEvents")]
    [InlineData("aws-service-role/AWSSupportServiceRolePolicy", "ec2:DescribeInstances")]
    public void A_policy_is_known_by_its_name_and_path(string name, string action)
    {
        var document = Document($"arn:aws:iam::aws:policy/{name}", at: null);

        var actions = document
            .GetProperty("Statement")
            .EnumerateArray()
            .Select(s => s.GetProperty("Action"))
            .SelectMany(a => a.ValueKind == JsonValueKind.Array ? a.EnumerateArray().ToList() : [a])
            .Select(a => a.GetString());
        Assert.Contains(action, actions, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_is_read_as_it_stood_at_the_time()
    {
        var then = AwsManagedPolicies.Find(PowerUser, At(2018));

        Assert.NotNull(then);
        Assert.NotEqual(AwsManagedPolicies.Find(PowerUser), then);
        Assert.Equal(AwsManagedPolicies.Find(PowerUser), AwsManagedPolicies.Find(PowerUser, At(2100)));
    }

    [Fact]
    public void Before_it_was_made_there_is_none() => Assert.Null(AwsManagedPolicies.Find(PowerUser, At(2014)));

    // The package dates version 5, of July 2023, and the last one, but not those between.
    [Fact]
    public void Where_it_is_not_known_which_version_was_in_force_only_evidence_can_tell() =>
        Assert.Null(AwsManagedPolicies.Find(PowerUser, At(2024)));

    [Theory]
    [InlineData("arn:aws-cn:iam::aws:policy/ReadOnlyAccess")]
    [InlineData("arn:aws:iam::111122223333:policy/ReadOnlyAccess")]
    [InlineData("arn:aws:iam::aws:policy/NoSuchPolicy")]
    public void Another_partition_s_an_account_s_and_an_unheard_of_one_are_not_known(string arn) =>
        Assert.Null(AwsManagedPolicies.Find(arn));

    [Fact]
    public void What_is_the_same_everywhere_is_known_in_every_partition() =>
        Assert.NotNull(AwsManagedPolicies.Find("arn:aws-us-gov:iam::aws:policy/AdministratorAccess"));

    private static DateTime At(int year) => new(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static JsonElement Document(string arn, DateTime? at) =>
        JsonElement.Parse(Assert.IsType<string>(AwsManagedPolicies.Find(arn, at)));
}
