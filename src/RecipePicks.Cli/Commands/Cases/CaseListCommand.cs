using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Reports.Rows;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands.Cases;

/// <summary><c>picks case list [FOLDER]</c>.</summary>
internal sealed class CaseListCommand : PicksCommand
{
    private readonly FormatOption _format = new(AllRowFormats.List.Select(format => format.Name));
    private readonly OutOption _out = new();
    private readonly Argument<string> _folder = new("FOLDER")
    {
        Description = "Where to look; the current folder when not given.",
        DefaultValueFactory = _ => ".",
    };

    public CaseListCommand(Terminal terminal)
        : base(
            terminal,
            "list",
            "List the cases below a folder: when each was loaded, what it holds, and whether it is damaged.",
            "picks case list ./cases",
            "picks case list ./cases --format json"
        )
    {
        Arguments.Add(_folder);
        Options.Add(_format);
        Options.Add(_out);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var listing = CaseListing.Below(options.GetRequiredValue(_folder), cancellation);
        foreach (var unread in listing.Unread)
        {
            Terminal.Complain($"not looked into: {unread}");
        }

        var format = AllRowFormats.List.Single(f => f.Name == options.GetValue(_format));
        _out.Write(
            options,
            Terminal,
            (surface, output) =>
            {
                using var rows = new CaseRows(listing.Cases);
                format.Create(surface).Print(rows, output);
            }
        );
    }
}
