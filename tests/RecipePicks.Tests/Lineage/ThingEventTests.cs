using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>What begins and what ends it, by whatever name.</summary>
public sealed class ThingEventTests
{
    [Fact]
    public void A_trust_policy_that_lets_anybody_take_the_role_stands_until_another_takes_its_place()
    {
        var role = IamArn("role/app");
        foreach (
            var (principal, more) in new[]
            {
                ($$"""{"AWS":"{{IamArn("user/eve")}}"}""", ""),
                (
                    $$"""{"Federated":"{{IamArn("oidc-provider/token.actions.githubusercontent.com")}}"}""",
                    ""","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:evil/evil:*"}}"""
                ),
                ("""{"AWS":"*"}""", ""","Condition":{"StringEquals":{"sts:ExternalId":"x"}}"""),
                ("""{"AWS":"999988887777"}""", ""),
            }
        )
        {
            var calls = new Calls().Trust(0, Bob, principal, more);
            var stands = Assert.Single(Trusts(calls), t => t.Begins);
            calls.Trust(1, Bob, """{"Service":"ec2.amazonaws.com"}""");
            Assert.False(calls.Graph.LastOf(stands.Id)!.Begins);
            Assert.True(Assert.Single(Trusts(calls), t => t.Begins).Call.Time == At(1));
            calls.Call("DeleteRole", 2, Bob, new { roleName = "app" });
            Assert.DoesNotContain(Trusts(calls), t => t.Begins);
        }

        IEnumerable<ThingEvent> Trusts(Calls calls) =>
            calls.Graph.LastThings.Where(t => t.Id.StartsWith(role + "#trust", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trust_policy_that_is_put_again_with_another_condition_is_another()
    {
        const string Github = """{"Federated":"token.actions.githubusercontent.com"}""";
        var calls = new Calls()
            .Trust(0, Bob, Github, ""","Condition":{"StringLike":{"sub":"repo:evil:*"}}""")
            .Trust(1, Bob, Github, ""","Condition":{"StringLike":{"sub":"repo:own:*"}}""");

        Assert.Equal(At(1), Assert.Single(calls.Graph.LastThings, t => t.Begins).Call.Time);
    }

    [Theory]
    [InlineData("f")]
    [InlineData("111122223333:function:f")]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:f")]
    public void A_function_is_one_thing_by_whatever_name(string name)
    {
        var calls = new Calls()
            .Call(
                "AddPermission20150331v2",
                0,
                Bob,
                new
                {
                    functionName = "f",
                    statementId = "s",
                    principal = "*",
                    action = "lambda:InvokeFunction",
                }
            )
            .Call("RemovePermission20150331v2", 1, Bob, new { functionName = name, statementId = "s" });

        Assert.Equal(At(1), Assert.Single(calls.Graph.LastThings, t => t.Id.EndsWith("#statement/s")).Call.Time);
    }

    [Theory]
    [InlineData("db-copy")]
    [InlineData("arn:aws:rds:us-east-1:111122223333:snapshot:db-copy")]
    public void A_snapshot_of_a_database_is_one_thing_by_its_name_and_its_ARN(string name)
    {
        var calls = new Calls()
            .Call("ModifyDBSnapshotAttribute", 0, Bob, Attribute("db-copy", add: ["all"], remove: []))
            .Call("ModifyDBSnapshotAttribute", 1, Bob, Attribute(name, add: [], remove: ["all"]));

        Assert.False(Assert.Single(calls.Graph.LastThings).Begins);

        static object Attribute(string snapshot, string[] add, string[] remove) =>
            new
            {
                dBSnapshotIdentifier = snapshot,
                attributeName = "restore",
                valuesToAdd = add,
                valuesToRemove = remove,
            };
    }

    [Theory]
    [InlineData("doc")]
    [InlineData("arn:aws:ssm:us-east-1:111122223333:document/doc")]
    public void A_document_is_one_thing_by_its_name_and_its_ARN(string name)
    {
        var calls = new Calls()
            .Call("ModifyDocumentPermission", 0, Bob, new { name, accountIdsToAdd = new[] { "all" } })
            .Call("ModifyDocumentPermission", 1, Bob, new { name = "doc", accountIdsToRemove = new[] { "all" } });

        Assert.False(Assert.Single(calls.Graph.LastThings).Begins);
    }

    [Theory]
    [InlineData("s", "arn:aws:cloudformation:us-east-1:111122223333:stack/s/1f2e")]
    [InlineData(
        "arn:aws:cloudformation:us-east-1:111122223333:stack/s/1f2e",
        "arn:aws:cloudformation:us-east-1:111122223333:stack/s/1f2e"
    )]
    public void A_stack_ends_by_its_name_or_its_id(string deleted, string stack)
    {
        var calls = new Calls()
            .Call("CreateStack", 0, Bob, new { stackName = "s" }, new { stackId = stack })
            .Call("DeleteStack", 1, Bob, new { stackName = deleted });

        Assert.False(Assert.Single(calls.Graph.LastThings).Begins);
    }

    [Theory]
    [InlineData("aaaa", "arn:aws:kms:us-east-1:111122223333:key/aaaa")]
    [InlineData("arn:aws:kms:us-east-1:111122223333:key/aaaa", "aaaa")]
    public void A_grant_of_a_key_ends_however_the_key_is_named(string granted, string revoked)
    {
        var calls = new Calls()
            .Call(
                "CreateGrant",
                0,
                Bob,
                new { keyId = granted, granteePrincipal = "arn:aws:iam::999988887777:root" },
                new { grantId = "g" }
            )
            .Call("RevokeGrant", 1, Bob, new { keyId = revoked, grantId = "g" });

        Assert.False(Assert.Single(calls.Graph.LastThings).Begins);
    }

    [Theory]
    [InlineData("prod/db", "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf")]
    [InlineData("arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf", "prod/db")]
    [InlineData("my-secret", "arn:aws:secretsmanager:us-east-1:111122223333:secret:my-secret-AbCdEf")]
    public void A_secret_s_policy_ends_however_the_secret_is_named(string put, string deleted)
    {
        var calls = new Calls()
            .Call(
                "PutResourcePolicy",
                0,
                Bob,
                new
                {
                    secretId = put,
                    resourcePolicy = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"999988887777"}}]}""",
                }
            )
            .Call("DeleteResourcePolicy", 1, Bob, new { secretId = deleted });

        Assert.False(Assert.Single(calls.Graph.LastThings).Begins);
    }

    [Fact]
    public void A_task_definition_ends_by_its_family_and_revision()
    {
        var calls = new Calls()
            .Call(
                "RegisterTaskDefinition",
                0,
                Bob,
                new { family = "t" },
                new
                {
                    taskDefinition = new
                    {
                        taskDefinitionArn = "arn:aws:ecs:us-east-1:111122223333:task-definition/t:1",
                    },
                }
            )
            .Call("DeregisterTaskDefinition", 1, Bob, new { taskDefinition = "t:1" });

        Assert.False(Assert.Single(calls.Graph.LastThings).Begins);
    }
}
