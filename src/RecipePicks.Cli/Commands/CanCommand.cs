using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks can</c>.</summary>
internal sealed class CanCommand : AccessCommand
{
    private readonly Argument<string> _principal;

    public CanCommand(Terminal terminal)
        : this(
            terminal,
            new Argument<string>("PRINCIPAL") { Description = "An ARN, a unique id, or the name of a user or role." }
        ) { }

    private CanCommand(Terminal terminal, Argument<string> principal)
        : base(
            terminal,
            "can",
            "Say whether a principal may do something, by the policies of the case, and which statements decide.",
            "picks can ci-publisher sts:AssumeRole arn:aws:iam::111122223333:role/deploy-production --case ./case",
            principal
        ) => _principal = principal;

    protected override IReadOnlyList<PrincipalAccess> Ask(
        CaseAccess access,
        ParseResult options,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    )
    {
        var principal = options.GetRequiredValue(_principal);
        return access.Can(principal, action, resource, context) is [_, ..] answers
            ? answers
            : throw new WorkFailedException(
                $"no user or role in {Folder(options)} has the name {principal}; an ARN is asked about even so"
            );
    }
}
