namespace RecipePicks.EndToEnd;

/// <summary>The README's commands print what the README says; <c>PICKS_APPROVE=1</c> writes what they print into it.</summary>
public sealed class ReadmeTests
{
    private const string Rest = "\n\n...";

    [Fact]
    public void Its_commands_run_and_print_what_it_shows()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "samples"), Repository.File("samples"));
        var readme = Repository.Read("README.md");
        var examples = Examples(readme);
        Assert.NotEmpty(examples);
        foreach (var (command, shown) in examples)
        {
            var run = Picks.Shell(command.Replace("./picks", "$PICKS"), folder.Path).Ok();
            var printed = As(shown, run.Out.Replace(Repository.File("artifacts"), "artifacts").TrimEnd('\n'));
            if (Environment.GetEnvironmentVariable("PICKS_APPROVE") == "1")
            {
                readme = readme.Replace($"$ {command}\n{shown}", $"$ {command}\n{printed}");
                File.WriteAllText(Repository.File("README.md"), readme);
            }
            else
            {
                Assert.Equal($"{command}\n{shown}", $"{command}\n{printed}");
            }
        }
    }

    [Fact]
    public void It_names_the_eleven_letters() =>
        Assert.Equal(
            "RECIPEPICKS",
            string.Concat(
                Repository
                    .Read("README.md")
                    .Split('\n')
                    .Where(line => line.StartsWith("| **", StringComparison.Ordinal))
                    .Select(line => line[4])
            )
        );

    /// <summary>As much of the output as the README shows: nothing, all of it, or its first paragraphs and dots.</summary>
    private static string As(string shown, string printed) =>
        shown.Length == 0 ? ""
        : !shown.EndsWith(Rest, StringComparison.Ordinal) ? printed
        : string.Join("\n\n", printed.Split("\n\n").Take(shown[..^Rest.Length].Split("\n\n").Length)) + Rest;

    /// <summary>Every line <c>$ ./picks …</c> of a fenced block, with the lines below it.</summary>
    private static List<(string Command, string Shown)> Examples(string readme)
    {
        var examples = new List<(string, string)>();
        foreach (var fence in readme.Split("\n```").Where((_, i) => i % 2 == 1))
        {
            foreach (
                var example in fence.Split("\n$ ").Skip(1).Where(e => e.StartsWith("./picks", StringComparison.Ordinal))
            )
            {
                var end = example.IndexOf('\n');
                examples.Add(end < 0 ? (example, "") : (example[..end], example[(end + 1)..]));
            }
        }

        return examples;
    }
}
