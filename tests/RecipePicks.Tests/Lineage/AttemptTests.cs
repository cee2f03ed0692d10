using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>Calls that failed, and what they were after; sign-ins and how they went.</summary>
public sealed class AttemptTests
{
    [Fact]
    public void A_dry_run_makes_nothing()
    {
        var request = new
        {
            functionName = "hr",
            dryRun = true,
            s3Key = new string('x', 200),
        };
        var graph = new Calls()
            .Call(
                "UpdateFunctionCode20150331v2",
                1,
                Bob,
                request,
                new { functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:hr" }
            )
            .Graph;
        Assert.Empty(graph.Things);
    }

    [Fact]
    public void A_denied_AssumeRole_names_its_role_in_the_message_alone_and_is_an_attempt()
    {
        var message =
            $"User: {IamArn("user/bob")} is not authorized to perform: sts:AssumeRole on resource: {IamArn("role/admin")}";
        var graph = new Calls().Failed("AssumeRole", 0, Bob, message).Failed("AssumeRole", 1, Bob, message).Graph;

        var edge = Assert.Single(graph.Edges, e => !e.Owns);
        Assert.Equal((Key, IamArn("role/admin"), EdgeKind.Attempted, 2), (edge.From, edge.To, edge.Kind, edge.Count));
    }

    [Theory]
    [InlineData("arn:aws:ec2:us-east-1:111122223333:instance/*", "i-0123456789abcdef0")]
    [InlineData("arn:aws:ec2:us-east-1:111122223333:instance/i-1", "arn:aws:ec2:us-east-1:111122223333:instance/i-1")]
    public void A_failed_call_was_after_what_it_named_and_not_after_a_pattern(string said, string after)
    {
        var graph = new Calls()
            .Call(
                "GetPasswordData",
                0,
                Bob,
                new { instanceId = "i-0123456789abcdef0" },
                with: c =>
                    c with
                    {
                        ErrorCode = "Client.UnauthorizedOperation",
                        ErrorMessage =
                            $"You are not authorized to perform: ec2:GetPasswordData on resource: {said} because",
                    }
            )
            .Graph;

        Assert.Equal([after], graph.Edges.Where(e => e.Kind == EdgeKind.Attempted).Select(e => e.To));
    }

    [Theory]
    [InlineData("No", "without MFA")]
    [InlineData("Yes", null)]
    public void A_sign_in_says_when_it_was_without_MFA(string used, string? note)
    {
        var graph = new Calls()
            .Call(
                "ConsoleLogin",
                0,
                Bob with
                {
                    Key = null,
                },
                response: new { ConsoleLogin = "Success" },
                with: c => c with { Additional = $$"""{"MFAUsed":"{{used}}"}""" }
            )
            .Graph;

        Assert.Equal([note], graph.Edges.Where(e => e.Kind == EdgeKind.Issued && !e.Owns).Select(e => e.Note));
    }

    [Fact]
    public void A_failed_sign_in_is_an_attempt_from_its_address()
    {
        var graph = new Calls()
            .Call(
                "ConsoleLogin",
                0,
                Bob with
                {
                    Key = null,
                    Arn = null,
                },
                response: new { ConsoleLogin = "Failure" },
                with: c => c with { ErrorMessage = "Failed authentication" }
            )
            .Graph;

        Assert.Equal([$"198.51.100.7 -Attempted-> {IamArn("user/bob")}#password"], graph.Edges.Said());
    }
}
