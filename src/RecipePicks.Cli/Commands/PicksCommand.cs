using System.CommandLine;

namespace RecipePicks.Cli.Commands;

/// <summary>A command: its name, what it does, something to type, and the work.</summary>
internal abstract class PicksCommand : Command
{
    protected PicksCommand(Terminal terminal, string name, string description, params string[] examples)
        : base(name, description)
    {
        Terminal = terminal;
        Examples = examples;
        SetAction(
            (options, cancellation) =>
            {
                Run(options, cancellation);
                return Task.FromResult(0);
            }
        );
    }

    /// <summary>Lines to type, shown by help and in the README.</summary>
    public IReadOnlyList<string> Examples { get; }

    protected Terminal Terminal { get; }

    /// <summary>A usage error of this command.</summary>
    protected UsageException Wrong(string message) => new(message, $"picks {Name} --help");

    /// <summary>Does the work; throws when it fails.</summary>
    protected abstract void Run(ParseResult options, CancellationToken cancellation);
}
