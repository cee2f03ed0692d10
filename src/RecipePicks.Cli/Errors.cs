using System.CommandLine;

namespace RecipePicks.Cli;

/// <summary>The work could not be done; the message says what and where.</summary>
internal sealed class WorkFailedException(string message) : Exception(message);

/// <summary>The command line asks for what there is not.</summary>
internal sealed class UsageException(string message, string help = "picks --help") : Exception(message)
{
    public string Help { get; } = help;

    public static void ThrowIfWrong(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "picks --help" : $"picks {command.Name} --help";
        if (parsed.Errors.Count > 0)
        {
            throw new UsageException(parsed.Errors[0].Message, help);
        }

        if (command is RootCommand && parsed.Action is null)
        {
            throw new UsageException("name a command", help);
        }
    }
}
