using System.Text.Json;
using RecipePicks.Iam.Accounts;
using RecipePicks.Letters;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Letters.BlastRadius;

/// <summary>What runs with a role, as answers of the AWS CLI show it.</summary>
public sealed class CollectedWorkloadsTests
{
    private const string Account = "111122223333";
    private const string Role = $"arn:aws:iam::{Account}:role/r";

    private static readonly IReadOnlyList<IamIdentity> Identities =
    [
        new()
        {
            Kind = IdentityKind.Role,
            Arn = Role,
            Account = Account,
            Name = "r",
            InstanceProfiles = [$"arn:aws:iam::{Account}:instance-profile/p"],
        },
        new()
        {
            Kind = IdentityKind.Role,
            Arn = $"arn:aws:iam::{Account}:role/pods",
            Account = Account,
            Name = "pods",
            Trust = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC"},
                 "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"oidc.eks.us-east-1.amazonaws.com/id/ABC:sub":"system:serviceaccount:shop:orders"}}}]}
                """,
        },
    ];

    public static TheoryData<string> Forms => [.. WorkloadForm.All.Select(f => f.Call)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_form_s_sample_shows_a_thing_and_its_role(string call)
    {
        var form = WorkloadForm.All.Single(f => f.Call == call);

        var shown = Assert.Single(CollectedWorkloads.Of([Answer(call, form.Sample.GetRawText())], Identities));

        Assert.Equal((form.Kind, Role), (shown.Kind, shown.Role));
        Assert.Contains("as of 2026-03-12T00:00:00Z", Assert.Single(shown.Hops));
        Assert.NotNull(Arn.TryParse(shown.Arn));
        Assert.Contains(CliCalls.File.Calls, c => c.Call == call);
    }

    [Fact]
    public void A_task_has_the_roles_of_its_definition()
    {
        const string Definition = "arn:aws:ecs:us-east-1:111122223333:task-definition/shop:3";
        var shown = CollectedWorkloads.Of(
            [
                Answer(
                    "ecs describe-task-definition",
                    $$"""{"taskDefinition":{"taskDefinitionArn":"{{Definition}}","taskRoleArn":"{{Role}}"} }"""
                ),
                Answer(
                    "ecs describe-tasks",
                    $$"""{"tasks":[{"taskArn":"arn:aws:ecs:us-east-1:111122223333:task/c/1","taskDefinitionArn":"{{Definition}}"}]}"""
                ),
            ],
            Identities
        );

        var task = Assert.Single(shown, w => w.Kind == "task");
        Assert.Equal(Role, task.Role);
        Assert.Equal(2, task.Hops.Count);
    }

    [Fact]
    public void A_cluster_s_service_accounts_take_the_roles_that_trust_its_issuer()
    {
        var shown = CollectedWorkloads.Of(
            [
                Answer(
                    "eks describe-cluster",
                    """{"cluster":{"name":"prod","arn":"arn:aws:eks:us-east-1:111122223333:cluster/prod","identity":{"oidc":{"issuer":"https://oidc.eks.us-east-1.amazonaws.com/id/ABC"}}}}"""
                ),
            ],
            Identities
        );

        var irsa = Assert.Single(shown);
        Assert.EndsWith("role/pods", irsa.Role, StringComparison.Ordinal);
        Assert.Contains("system:serviceaccount:shop:orders", irsa.Names);
        Assert.Contains("prod", irsa.Names);
    }

    [Fact]
    public void What_was_denied_shows_nothing() =>
        Assert.Empty(
            CollectedWorkloads.Of(
                [
                    new Collected("glue get-jobs", Account, "us-east-1", null)
                    {
                        Outcome = "denied",
                        File = "manifest.jsonl",
                    },
                ],
                Identities
            )
        );

    private static Collected Answer(string call, string json) =>
        new(call, Account, "us-east-1", null)
        {
            Outcome = "ok",
            Time = new DateTime(2026, 3, 12, 0, 0, 0, DateTimeKind.Utc),
            Pages = [JsonDocument.Parse(json).RootElement],
            File = "x.json",
        };
}
