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

    /// <summary>What help adds to the one line that the list of commands has.</summary>
    public IReadOnlyList<string> Details { get; protected init; } = [];

    /// <summary>What is typed to run it: <c>picks case list</c>.</summary>
    public string Words =>
        Parents.OfType<PicksCommand>().FirstOrDefault() is { } above ? $"{above.Words} {Name}" : $"picks {Name}";

    protected Terminal Terminal { get; }

    /// <summary>Does the work; throws when it fails.</summary>
    protected abstract void Run(ParseResult options, CancellationToken cancellation);
}
