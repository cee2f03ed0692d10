using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RecipePicks.Cli.Commands;
using RecipePicks.Cli.Commands.Cases;

namespace RecipePicks.Cli;

/// <summary>The command line: its commands in the order in which help lists them.</summary>
internal static class Root
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand(
            "RECIPE PICKS: eleven questions for every incident in AWS, answered from CloudTrail."
        );
        root.Directives.Clear();
        foreach (var command in Commands(terminal))
        {
            root.Subcommands.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, terminal);
        return root;
    }

    /// <summary>What to type to learn how a command is used.</summary>
    public static string HelpFor(ParseResult parsed) =>
        parsed.CommandResult.Command is PicksCommand command ? $"{command.Words} --help" : "picks --help";

    private static IEnumerable<PicksCommand> Commands(Terminal terminal) =>
        [
            new DemoCommand(terminal),
            new LoadCommand(terminal),
            new CollectCommand(terminal),
            new InvestigateCommand(terminal),
            new CheatSheetCommand(terminal),
            new ShowCommand(terminal),
            new StateCommand(terminal),
            new SqlCommand(terminal),
            new AthenaCommand(terminal),
            new CoverageCommand(terminal),
            new CaseCommand(terminal),
            new SimulateCommand(terminal),
            new CanCommand(terminal),
            new WhoCanCommand(terminal),
            new PublicCommand(terminal),
            new ServeCommand(terminal),
        ];

    /// <summary>Help ends with something to type.</summary>
    private sealed class HelpWithExamples(HelpAction inner, Terminal terminal) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            inner.MaxWidth = terminal.Surface.Width;
            var code = inner.Invoke(parseResult);
            var command = parseResult.CommandResult.Command as PicksCommand;
            Section("Details", command?.Details ?? []);
            Section("Example", command?.Examples ?? ["picks demo"]);
            Section("Exit status", ["0 done, 1 the work failed, 2 wrong usage, 130 interrupted"]);
            return code;
        }

        private void Section(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0)
            {
                terminal.Output.Write($"{title}:\n{string.Concat(lines.Select(line => $"  {line}\n"))}\n");
            }
        }
    }
}
