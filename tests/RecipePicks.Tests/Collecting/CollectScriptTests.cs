using RecipePicks.Collecting;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Collecting;

/// <summary>The script makes the folder that the program makes, whatever things are called.</summary>
public sealed class CollectScriptTests
{
    private const string Names = """
        's3api list-buckets '*) cat <<'END'
        {
            "Buckets": [
                {
                    "Name": "plain",
                    "CreationDate": "2026-03-12T00:00:00+00:00"
                },
                {
                    "Name": "$(touch pwned); 'x' \"y\" \\ & {each} *"
                },
                {
                    "CreationDate": "x",
                    "Name": "with\nnewline"
                },
                {
                    "Name": "file:///etc/passwd"
                },
                {
                    "Name": "größe/äöü"
                }
            ],
            "Owner": {
                "Name": "nobody"
            }
        }
        END
        ;;
        'organizations list-roots '*) printf '{\n    "Roots": [\n        {\n            "Id": "r-1"\n        }\n    ]\n}\n' ;;
        'organizations list-organizational-units-for-parent --parent-id=r-1 '*) printf '{\n    "OrganizationalUnits": [\n        {\n            "Id": "ou-1"\n        }\n    ]\n}\n' ;;
        'organizations list-organizational-units-for-parent --parent-id=ou-1 '*) printf '{\n    "OrganizationalUnits": [\n        {\n            "Id": "ou-2"\n        }\n    ]\n}\n' ;;
        'lambda list-functions '*) printf '{\n    "Functions": [\n        {\n            "FunctionName": "f",\n            "FunctionArn": "arn:x"\n        }\n    ]\n}\n' ;;
        'lambda list-aliases '*) printf '{\n    "Aliases": [\n        {\n            "Name": "live"\n        }\n    ]\n}\n' ;;
        'lambda list-layer-versions '*) printf '{\n    "LayerVersions": [\n        {\n            "Version": 3\n        }\n    ]\n}\n' ;;
        'lambda list-layers '*) printf '{\n    "Layers": [\n        {\n            "LayerName": "l"\n        }\n    ]\n}\n' ;;
        'sqs list-queues '*) printf '{\n    "QueueUrls": [\n        "https://sqs.us-east-1.amazonaws.com/1/jobs",\n        "https://sqs.us-east-1.amazonaws.com/1/more"\n    ]\n}\n' ;;
        's3api get-bucket-policy '*) refuse NoSuchBucketPolicy 'There is "none"' ;;
        's3api get-bucket-acl '*) refuse AccessDenied 'You may \ not' ;;
        's3api get-bucket-website '*) ;;
        'iam list-saml-providers '*) echo 'no such command' >&2; exit 252 ;;
        'kms list-keys '*) echo '<html>' ;;
        """;

    public static TheoryData<string?, int> Wishes =>
        new()
        {
            { null, 1000 },
            { null, 1 },
            { "arn:aws:s3:::plain", 1000 },
            { "arn:aws:lambda:us-east-1:111122223333:function:f", 1000 },
            { "plain", 1000 },
        };

    [Theory]
    [MemberData(nameof(Wishes))]
    public void It_makes_the_same_folder(string? lead, int most)
    {
        using var aws = new FakeAws(Names);
        var options = aws.Options with
        {
            For = lead is null ? null : new Lead(LeadKind.Resource, lead),
            Most = most,
            Regions = ["us-east-1", "eu-west-1"],
        };
        aws.Collect(options);
        var asked = aws.Calls.Order(StringComparer.Ordinal).ToList();
        aws.Forget();
        var (code, error) = Script(aws, options);

        Assert.True(code == 0, error);
        Assert.Equal(asked, aws.Calls.Order(StringComparer.Ordinal));
        Assert.Equal(Files(aws.Folder), Files(aws["script"]));
        Assert.Equal(Lines(aws.Folder), Lines(aws["script"]));
        Assert.Empty(Directory.EnumerateFiles(aws["."], "pwned", SearchOption.AllDirectories));
    }

    [Fact]
    public void It_goes_on_where_the_program_was_and_the_program_where_it_was()
    {
        using var aws = new FakeAws(Names);
        var options = aws.Options with { For = new Lead(LeadKind.Resource, "arn:aws:s3:::plain") };
        aws.Collect(options);
        aws.Forget();
        Script(aws, options, aws.Folder);
        Assert.Equal(
            ["iam list-saml-providers", "s3api get-bucket-acl", "sts get-caller-identity"],
            aws.Calls.Select(c => string.Join(' ', c.Split(' ').Take(2))).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Its_own_values_are_quoted()
    {
        using var aws = new FakeAws(Names);
        var options = aws.Options with { Profiles = ["x'; touch pwned; '"], Regions = ["$(touch pwned)"] };
        var (code, error) = Script(aws, options);
        Assert.True(code == 0, error);
        Assert.Contains(aws.Calls, c => c.Contains("--profile=x'; touch pwned; '", StringComparison.Ordinal));
        Assert.False(File.Exists("pwned"));
    }

    [Theory]
    [InlineData("refuse ExpiredToken 'The provided token has expired.'", "The provided token has expired.")]
    [InlineData("refuse InvalidClientTokenId 'The security token is invalid.'", "The security token is invalid.")]
    [InlineData("echo 'Error when retrieving token from sso: Token has expired' >&2; exit 255", "Token has expired")]
    public void Credentials_that_run_out_stop_it(string refusal, string said)
    {
        using var aws = new FakeAws($"'iam get-account-summary '*) {refusal} ;;\n{Names}");
        var (code, error) = Script(aws, aws.Options);
        Assert.Equal(1, code);
        Assert.Contains(said, error);
        Assert.Contains("aws sso login", error);
    }

    private static (int Code, string Error) Script(FakeAws aws, CollectOptions options, string? folder = null)
    {
        using (var script = new StreamWriter(aws["collect.sh"]))
        {
            CollectScript.Write(options, script);
        }

        return aws.Bash(aws["collect.sh"], folder ?? aws["script"]);
    }

    private static IEnumerable<(string, string)> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(folder, f), File.ReadAllText(f)))
            .OrderBy(f => f.Item1, StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string folder) =>
        CliManifests
            .Read(Path.Combine(folder, FakeAws.Account, CliLayout.Manifest))
            .Select(a => (a with { Time = "" }).Line())
            .Order(StringComparer.Ordinal);
}
