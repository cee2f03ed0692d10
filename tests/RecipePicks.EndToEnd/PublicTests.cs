using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary><c>picks public</c> on the bundled policy, and on what is none.</summary>
public sealed class PublicTests
{
    [Fact]
    public void A_public_policy_is_proven_by_a_request()
    {
        var run = Picks
            .Shell(
                $"$PICKS public {Repository.File("samples/bucket-policy.json")} --type s3 --format json",
                Repository.Root
            )
            .Ok();

        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal("PUBLIC", root.GetProperty("verdict").GetString());
        Assert.Equal("public", root.GetProperty("aws").GetString());
        Assert.Equal("statement 2 (Website) allows s3:GetObject", root.GetProperty("because")[0].GetString());
        var witness = root.GetProperty("witness");
        Assert.Equal("anonymous", witness.GetProperty("principal").GetString());
        Assert.Equal("s3:GetObject", witness.GetProperty("action").GetString());
        Assert.StartsWith(
            "https://www.example.com/",
            witness.GetProperty("context").GetProperty("aws:Referer")[0].GetString()
        );
    }

    [Theory]
    [InlineData("--type s3", "EXTERNAL")]
    [InlineData("--type s3 --trust 444455556666", "PRIVATE")]
    [InlineData("--type s3 --account 444455556666", "PRIVATE")]
    public void Whom_the_policy_names_is_outside_unless_trusted(string options, string verdict)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            Path.Combine(folder.Path, "policy.json"),
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"s3:*","Resource":"*"}}"""
        );

        var run = Picks.Shell($"$PICKS public - {options} < policy.json", folder.Path).Ok();

        Assert.StartsWith(verdict + " ", run.Out);
    }

    [Fact]
    public void A_provider_that_serves_everybody_lets_everybody_in_whosever_account_registered_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            Path.Combine(folder.Path, "trust.json"),
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity"}}"""
        );

        var run = Picks.Shell("$PICKS public trust.json --type iam-role --account 111122223333", folder.Path).Ok();

        Assert.StartsWith("PUBLIC ", run.Out);
    }

    [Theory]
    [InlineData("[{", "policy.json: ")]
    [InlineData(
        """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""",
        "Missing required field Principal"
    )]
    public void What_is_no_resource_policy_is_a_failure_that_says_why(string text, string why)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "policy.json"), text);

        Assert.Contains(why, Picks.Shell("$PICKS public policy.json --type s3", folder.Path).Is(1).Err);
    }
}
