namespace RecipePicks.EndToEnd;

public sealed class HelpTests
{
    private static readonly string[] s_commands =
    [
        .. Picks
            .With("--help")
            .Ok()
            .Out.Split('\n')
            .SkipWhile(line => line != "Commands:")
            .Skip(1)
            .TakeWhile(line => line.Length > 0)
            .Where(line => line[2] != ' ')
            .Select(line => line.Trim().Split(' ')[0]),
    ];

    [Fact]
    public void The_contracts_commands_are_there() =>
        Assert.Equal(
            [
                "demo",
                "load",
                "collect",
                "investigate",
                "cheatsheet",
                "show",
                "state",
                "sql",
                "athena",
                "coverage",
                "case",
                "simulate",
                "can",
                "who-can",
                "public",
                "serve",
            ],
            s_commands
        );

    [Theory]
    [InlineData("list")]
    [InlineData("info")]
    [InlineData("merge")]
    [InlineData("prune")]
    public void What_is_done_with_cases_has_help_with_an_example(string what)
    {
        Assert.Contains($"Example:\n  picks case {what}", Picks.With("case", what, "--help").Ok().Out);
        Assert.Contains($"see picks case {what} --help", Picks.With("case", what, "--nonsense").Is(2).Err);
        Assert.Contains($"picks case {what}", Repository.Read("README.md"));
    }

    [Fact]
    public void What_examples_name_of_the_samples_is_there()
    {
        var examples = s_commands.Select(c => Picks.With(c, "--help").Ok().Out).ToList();
        var named = examples
            .SelectMany(e => e.Split([' ', '\n']))
            .Where(w => w.StartsWith("samples/", StringComparison.Ordinal))
            .Distinct()
            .ToList();

        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.True(Path.Exists(Path.Combine(Repository.Root, n)), n));
    }

    [Fact]
    public void Every_command_has_help_with_an_example_and_stands_in_the_readme()
    {
        var readme = Repository.Read("README.md");
        foreach (var command in s_commands)
        {
            var help = Picks.With(command, "--help").Ok().Out;

            Assert.Contains($"Example:\n  picks {command}", help);
            Assert.Contains("Exit status:", help);
            Assert.Contains($"picks {command}", readme);
        }
    }
}
