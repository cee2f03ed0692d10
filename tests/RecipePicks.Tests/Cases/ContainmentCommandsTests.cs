using System.Diagnostics;
using System.Text.RegularExpressions;
using RecipePicks.Cases;
using RecipePicks.Lineage;
using RecipePicks.Tests.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Cases;

/// <summary>The commands of containment against what the AWS CLI takes, where it is installed.</summary>
public sealed class ContainmentCommandsTests
{
    // Says each option that a command of standard input does not have, and each that it must have and lacks.
    private const string Check = """
        import re, sys
        try:
            from awscli.clidriver import create_clidriver
        except ImportError:
            sys.exit(77)
        def table(command, old):
            return command._get_command_table() if hasattr(command, '_get_command_table') else getattr(command, old)
        services = table(create_clidriver(), 'subcommand_table')
        for line in sys.stdin:
            words = line.split()
            if words[2] not in table(services[words[1]], 'subcommand_table'):
                print('no such command:', line)
                continue
            known = table(services[words[1]], 'subcommand_table')[words[2]].arg_table
            given = re.findall(r' --([a-z0-9-]+)=', line)
            for option in given:
                if option not in known and option != 'region':
                    print('no such option:', option, line)
            for name, argument in known.items():
                if argument.required and name not in given:
                    print('missing:', name, line)
        """;

    [Fact]
    public void Every_option_is_one_that_the_AWS_CLI_has_and_none_that_it_needs_is_missing()
    {
        var session = Session("app", "ops", "ASIAAPP00001", 0);
        var calls = new Calls { End = At(40) }
            .Use(Bob, 0, 9)
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Use(session, 1, 9)
            .Call("ConsoleLogin", 1, Bob with { Key = null }, response: new { ConsoleLogin = "Success" });
        var graph = calls.Graph;
        var steps = Containment
            .Of(graph, graph.From(Key, IamArn("user/bob")), new Dictionary<string, long>())
            .Select(s => s.Command);

        // A queue's URL is asked for inside a command.
        var commands = KnownCall
            .All.SelectMany(k => new[] { k.Contain, k.ContainAll })
            .Concat(Closing.All.Select(c => c.Command))
            .Concat(steps)
            .OfType<string>()
            .Select(c => Regex.Replace(c, @"\$\(aws [^)]*\)", ""));

        Assert.Equal("", Said(commands));
    }

    private static string Said(IEnumerable<string> commands)
    {
        Process? python = null;
        try
        {
            python = Process.Start(
                new ProcessStartInfo("python3", ["-c", Check])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            );
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("there is no python3 here");
        }

        using (python!)
        {
            python!.StandardInput.Write(string.Join('\n', commands.Select(c => c.ReplaceLineEndings(" "))));
            python.StandardInput.Close();
            var said = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            Assert.SkipWhen(python.ExitCode == 77, "there is no AWS CLI in Python here");
            Assert.Equal(0, python.ExitCode);
            return said;
        }
    }
}
