using RecipePicks.Collecting;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Collecting;

/// <summary>The runner, against an AWS CLI that refuses, lies, hangs and runs out.</summary>
public sealed class CollectionTests
{
    private const string Buckets = """
        's3api list-buckets '*) printf '{\n    "Buckets": [\n        {\n            "Name": "b"\n        },\n        {\n            "Name": "other"\n        }\n    ]\n}\n' ;;
        """;

    [Fact]
    public void Denied_absent_failed_and_garbage_are_told_apart()
    {
        using var aws = new FakeAws(
            Buckets
                + """

                's3api get-bucket-policy '*) refuse NoSuchBucketPolicy 'The bucket policy does not exist' ;;
                's3api get-bucket-acl '*) refuse AccessDenied 'User "me" may not' ;;
                's3api get-bucket-website '*) echo 'Traceback' >&2; echo 'Could not connect to the endpoint URL' >&2; exit 255 ;;
                's3api get-bucket-ownership-controls '*) echo '<html>' ;;
                's3api get-bucket-policy-status '*) ;;
                """
        );
        var summary = aws.Collect();

        var answers = FakeAws.Answers(aws.Folder);
        Assert.Equal(
            ("absent", "NoSuchBucketPolicy", "The bucket policy does not exist"),
            Said(answers["s3api get-bucket-policy b"])
        );
        Assert.Equal(("denied", "AccessDenied", "User \"me\" may not"), Said(answers["s3api get-bucket-acl b"]));
        Assert.Equal(
            ("failed", null, "Could not connect to the endpoint URL"),
            Said(answers["s3api get-bucket-website b"])
        );
        Assert.Equal("failed", answers["s3api get-bucket-ownership-controls b"].Outcome);
        Assert.Equal(("ok", null), Outcome(answers["s3api get-bucket-policy-status b"]));
        Assert.Equal(
            ("ok", "global/s3api-get-public-access-block.b.json"),
            Outcome(answers["s3api get-public-access-block b"])
        );
        Assert.Equal((1, 1, 2), (summary.Absent, summary.Denied, summary.Failed));
        Assert.Contains(("s3api get-bucket-acl", "denied", 1, "User \"me\" may not"), summary.Unknown);
    }

    [Fact]
    public void A_lead_asks_about_itself_IAM_and_the_organization_alone()
    {
        using var aws = new FakeAws(Buckets);
        aws.Collect();
        Assert.Contains(
            aws.Calls,
            c => c.StartsWith("iam get-account-authorization-details ", StringComparison.Ordinal)
        );
        Assert.Contains(aws.Calls, c => c.StartsWith("organizations list-policies ", StringComparison.Ordinal));
        Assert.Contains(aws.Calls, c => c.Contains("--bucket=b ", StringComparison.Ordinal));
        Assert.DoesNotContain(aws.Calls, c => c.Contains("other", StringComparison.Ordinal));
        Assert.DoesNotContain(aws.Calls, c => c.StartsWith("lambda ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_answered_is_not_asked_again_but_what_failed_or_was_denied_is()
    {
        using var aws = new FakeAws(
            Buckets
                + """

                's3api get-bucket-acl '*) refuse AccessDenied no ;;
                's3api get-bucket-website '*) refuse InternalError oops ;;
                """
        );
        aws.Collect();
        var first = aws.Calls.Count;
        aws.Forget();
        var again = aws.Collect();
        Assert.Equal(
            ["s3api get-bucket-acl", "s3api get-bucket-website", "sts get-caller-identity"],
            aws.Calls.Select(c => string.Join(' ', c.Split(' ').Take(2))).Order(StringComparer.Ordinal)
        );
        Assert.Equal((first - 3, 1, 1), (again.Before, again.Denied, again.Failed));
        aws.Forget();
        aws.Collect(aws.Options with { Refresh = true });
        Assert.Equal(first, aws.Calls.Count);
    }

    [Fact]
    public void A_call_that_was_too_fast_is_made_again()
    {
        using var aws = new FakeAws(
            Buckets
                + """

                's3api get-bucket-acl '*)
                  echo x >>"$0.tries"
                  if (($(wc -l <"$0.tries") < 3)); then refuse SlowDown 'Please reduce your request rate.'; fi
                  echo '{}' ;;
                """
        );
        Assert.Equal(0, aws.Collect().Failed);
        Assert.Equal("ok", FakeAws.Answers(aws.Folder)["s3api get-bucket-acl b"].Outcome);
    }

    [Fact]
    public void A_call_that_never_ends_is_ended_and_unknown()
    {
        using var aws = new FakeAws(Buckets + "\n's3api get-bucket-acl '*) sleep 1000 ;;");
        aws.Collect(aws.Options with { Patience = TimeSpan.FromSeconds(20) });
        Assert.StartsWith("no answer within", FakeAws.Answers(aws.Folder)["s3api get-bucket-acl b"].Message);
    }

    [Theory]
    [InlineData("refuse ExpiredToken 'The provided token has expired.'", "The provided token has expired.")]
    [InlineData(
        "refuse UnrecognizedClientException 'The security token is invalid.'",
        "The security token is invalid."
    )]
    [InlineData("echo 'Error when retrieving token from sso: Token has expired' >&2; exit 255", "Token has expired")]
    public void Credentials_that_run_out_stop_it_and_fresh_ones_go_on(string refusal, string said)
    {
        using var aws = new FakeAws(
            Buckets
                + $$"""

                's3api get-bucket-acl '*) if [[ ! -e $0.fresh ]]; then {{refusal}}; fi; echo '{}' ;;
                """
        );
        var e = Assert.Throws<CollectException>(() => aws.Collect());
        Assert.Contains(said, e.Message);
        Assert.Contains("aws sso login", e.Message);
        Whole(aws.Folder);
        File.WriteAllText(aws.Program + ".fresh", "");
        Assert.Equal(0, aws.Collect().Failed);
        Assert.Equal("ok", FakeAws.Answers(aws.Folder)["s3api get-bucket-acl b"].Outcome);
    }

    [Fact]
    public async Task Stopped_it_leaves_a_whole_folder()
    {
        using var aws = new FakeAws(Buckets + "\n's3api get-bucket-acl '*) touch \"$0.here\"; sleep 1000 ;;");
        using var stop = new CancellationTokenSource();
        var run = Collection.Run(aws.Options, progress: null, stop.Token);
        while (!File.Exists(aws.Program + ".here"))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Whole(aws.Folder);
        Assert.DoesNotContain("s3api get-bucket-acl b", FakeAws.Answers(aws.Folder).Keys);
    }

    [Fact]
    public void Without_the_AWS_CLI_it_says_what_to_do()
    {
        using var aws = new FakeAws("");
        var e = Assert.Throws<CollectException>(() => aws.Collect(aws.Options with { Program = aws["none"] }));
        Assert.Contains("picks collect --script", e.Message);
    }

    [Fact]
    public void Without_credentials_it_says_what_the_AWS_CLI_said()
    {
        using var aws = new FakeAws("'sts '*) echo 'Unable to locate credentials.' >&2; exit 253 ;;");
        Assert.Contains("Unable to locate credentials.", Assert.Throws<CollectException>(() => aws.Collect()).Message);
    }

    [Fact]
    public void What_is_left_out_for_its_number_is_unknown()
    {
        using var aws = new FakeAws(Buckets);
        aws.Collect(aws.Options with { For = null, Most = 1 });
        var answer = FakeAws.Answers(aws.Folder)["s3api get-bucket-acl"];
        Assert.Equal(("failed", null, "only 1 were asked about, and 1 were not: see --most"), Said(answer));
    }

    [Fact]
    public void A_line_that_was_cut_off_costs_that_call_alone()
    {
        using var aws = new FakeAws(Buckets);
        aws.Collect();
        var manifest = Path.Combine(aws.Folder, FakeAws.Account, CliLayout.Manifest);
        File.WriteAllText(manifest, File.ReadAllText(manifest).TrimEnd()[..^40]);
        aws.Forget();
        aws.Collect();
        Assert.Equal(2, aws.Calls.Count);
    }

    private static (string Outcome, string? Code, string? Message) Said(CliAnswer answer) =>
        (answer.Outcome, answer.Code, answer.Message);

    private static (string Outcome, string? File) Outcome(CliAnswer answer) => (answer.Outcome, answer.File);

    // Every line is one, every file that it names is there, and nothing else lies about.
    private static void Whole(string folder)
    {
        var account = Path.Combine(folder, FakeAws.Account);
        var lines = File.ReadAllLines(Path.Combine(account, CliLayout.Manifest));
        Assert.All(lines, line => Assert.NotNull(CliAnswer.Parse(line)));
        Assert.Equal(
            lines.Select(l => CliAnswer.Parse(l)!.File).OfType<string>().Distinct().Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(account, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(account, f))
                .Where(f => f != CliLayout.Manifest && !f.EndsWith(".unfinished", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }
}
