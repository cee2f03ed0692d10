namespace RecipePicks.EndToEnd;

public sealed class UsageTests
{
    [Theory]
    [InlineData]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("load")]
    [InlineData("load", "--nonsense", "x")]
    [InlineData("investigate")]
    [InlineData("investigate", "  ", "--case", "/nowhere")]
    [InlineData("investigate", "x", "--format", "xml")]
    [InlineData("investigate", "x", "--as", "nobody")]
    [InlineData("investigate", "x", "--from", "yesterday")]
    [InlineData("investigate", "x", "--from", "2024-05-15", "--to", "2024-05-14")]
    [InlineData("investigate", "x", "--logs", "y", "--case", "z")]
    [InlineData("investigate", "x", "--engine", "athena")]
    [InlineData("show")]
    [InlineData("sql")]
    [InlineData("sql", "")]
    [InlineData("sql", "SELECT 1", "--file", "x")]
    [InlineData("coverage", "--format", "csv")]
    public void Wrong_usage_is_2_and_says_where_help_is(params string[] arguments)
    {
        var run = Picks.With(arguments).Is(2);

        Assert.Empty(run.Out);
        Assert.StartsWith("picks: ", run.Err);
        Assert.Contains("--help", run.Err);
    }

    [Fact]
    public void Where_no_temporary_folder_can_be_made_the_message_names_the_place()
    {
        var run = Picks.Shell(
            $"TMPDIR=/nowhere DOTNET_EnableDiagnostics=0 $PICKS investigate x --logs '{Repository.Logs}'"
        );

        Assert.StartsWith("picks: /nowhere", run.Is(1).Err);
    }

    [Theory]
    [InlineData("show", "x", "--case", "/nowhere")]
    [InlineData("sql", "SELECT 1", "--case", "/nowhere")]
    [InlineData("coverage", "--case", "/nowhere")]
    [InlineData("investigate", "x", "--case", "/nowhere")]
    [InlineData("investigate", "@x", "--case", "/nowhere")]
    [InlineData("investigate", "x", "--logs", "/nowhere")]
    [InlineData("load", "/nowhere", "--case", "/tmp/picks-never-made")]
    public void Failed_work_is_1_and_says_what_and_where(params string[] arguments)
    {
        var run = Picks.With(arguments).Is(1);

        Assert.Empty(run.Out);
        Assert.StartsWith("picks: ", run.Err);
        Assert.Contains("nowhere", run.Err);
        Assert.DoesNotContain("defect", run.Err);
    }

    [Fact]
    public void The_version_is_the_builds()
    {
        var version = Picks.With("--version").Ok().Out.Trim();

        Assert.Contains($"<Version>{version}</Version>", Repository.Read("Directory.Build.props"));
    }

    [Fact]
    public void A_message_cannot_act_on_the_terminal() =>
        Assert.DoesNotContain('\e', Picks.With("load", "/nowhere/\e[2J", "--case", "/tmp/picks-never-made").Is(1).Err);

    [Fact]
    public void Ctrl_C_is_130()
    {
        using var folder = new TemporaryFolder();
        Picks.With("load", Repository.Logs, "--case", folder.Path).Ok();
        var process = Picks.Start(
            Repository.Root,
            "env",
            [
                // Whoever runs the tests in the background has SIGINT ignored, and so would the program.
                "--default-signal=INT",
                "dotnet",
                Repository.Program,
                "sql",
                "SELECT sum(a.x * b.x * c.x) FROM UNNEST(sequence(1, 9999)) a(x), UNNEST(sequence(1, 9999)) b(x), UNNEST(sequence(1, 9999)) c(x)",
                "--case",
                folder.Path,
            ]
        );
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Picks.Shell($"kill -INT {process.Id}").Ok();

        var run = Picks.Wait(process).Is(130);
        Assert.Equal("picks: interrupted\n", run.Err);
    }
}
