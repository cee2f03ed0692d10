using RecipePicks.Cases;
using RecipePicks.Tests.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Cases;

/// <summary>A chain through several accounts, and accounts of other partitions.</summary>
public sealed class ContainmentOfAccountsTests
{
    private const string Other = "444455556666";
    private const string Role = "OrganizationAccountAccessRole";

    [Fact]
    public void What_is_done_alike_in_two_accounts_is_undone_in_each()
    {
        var calls = new Calls { End = At(40) }.Use(Bob, 0, 9);
        foreach (var (account, key, minute) in new[] { (Account, "ASIAONE00001", 1), (Other, "ASIATWO00001", 11) })
        {
            var admin = Session(Role, "s", key, minute, account) with { PrincipalId = $"AROA{account}:s" };
            calls
                .Call(
                    "AssumeRole",
                    minute,
                    Bob,
                    new { roleArn = IamArn($"role/{Role}", account), roleSessionName = "s" },
                    new
                    {
                        credentials = new { accessKeyId = key, expiration = "May 1, 2024, 11:30:00 AM" },
                        assumedRoleUser = new
                        {
                            assumedRoleId = $"AROA{account}:s",
                            arn = Sts($"assumed-role/{Role}/s", account),
                        },
                    }
                )
                .Use(admin, minute + 1, minute + 5)
                .Call(
                    "CreateUser",
                    minute + 2,
                    admin,
                    new { userName = "support" },
                    new { user = new { arn = IamArn("user/support", account) } }
                )
                .Call("CreateLoginProfile", minute + 3, admin, new { userName = "support" })
                .Call(
                    "AttachUserPolicy",
                    minute + 4,
                    admin,
                    new { userName = "support", policyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }
                );
        }

        var steps = Steps(calls);

        foreach (
            var command in new[]
            {
                "aws iam put-role-policy --role-name='OrganizationAccountAccessRole'",
                "aws iam attach-user-policy --user-name='support'",
                "aws iam delete-login-profile --user-name='support'",
                "aws iam detach-user-policy --user-name='support'",
            }
        )
        {
            var both = steps
                .Where(s => s.Command?.StartsWith(command, StringComparison.Ordinal) == true)
                .OrderBy(s => s.Account)
                .ToList();
            Assert.Equal([Account, Other], both.Select(s => s.Account));
            Assert.All(both, s => Assert.Contains($"in account {s.Account}", s.Text));
        }
    }

    [Fact]
    public void Every_command_says_in_which_account_it_runs()
    {
        var steps = Steps(
            new Calls { End = At(40) }
                .Use(Bob, 0, 9)
                .Call("CreateLoginProfile", 1, Bob, new { userName = "eve" })
        );

        Assert.Equal(2, steps.Count);
        Assert.All(steps, s => Assert.Contains($"in account {Account}", s.Text));
        Assert.All(steps, s => Assert.Equal(Account, s.Account));
    }

    [Theory]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("eu-west-1", "aws")]
    public void AWS_s_own_policy_is_of_the_partition(string region, string partition)
    {
        var commands = Steps(
                new Calls { End = At(40) }
                    .Call("CreateUser", 1, Bob, new { userName = "eve" }, with: c => c with { Region = region })
                    .Call(
                        "CreateRole",
                        2,
                        Bob,
                        new { roleName = "back", assumeRolePolicyDocument = "{}" },
                        with: c => c with { Region = region }
                    )
            )
            .Select(s => s.Command);

        Assert.Contains(
            $"aws iam attach-user-policy --user-name='eve' --policy-arn='arn:{partition}:iam::aws:policy/AWSDenyAll'",
            commands
        );
        Assert.Contains(
            $"aws iam attach-role-policy --role-name='back' --policy-arn='arn:{partition}:iam::aws:policy/AWSDenyAll'",
            commands
        );
    }

    private static IReadOnlyList<ContainmentStep> Steps(Calls calls)
    {
        var graph = calls.Graph;
        return Containment.Of(graph, graph.From([Key]), new Dictionary<string, long>());
    }
}
