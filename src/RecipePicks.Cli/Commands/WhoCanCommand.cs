using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks who-can</c>.</summary>
internal sealed class WhoCanCommand(Terminal terminal)
    : AccessCommand(
        terminal,
        "who-can",
        "Say who of the case's users and roles may do something, and which statements decide.",
        "picks who-can ec2:ModifySnapshotAttribute arn:aws:ec2:us-east-1::snapshot/snap-0029bf37d298c8516 --case ./case"
    )
{
    protected override IReadOnlyList<PrincipalAccess> Ask(
        CaseAccess access,
        ParseResult options,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    ) => access.WhoCan(action, resource, context);
}
