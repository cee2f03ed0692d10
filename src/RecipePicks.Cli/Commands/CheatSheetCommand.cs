using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Letters;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks cheatsheet [LEAD…]</c>.</summary>
internal sealed class CheatSheetCommand : PicksCommand
{
    private readonly LeadOptions _leads = new();
    private readonly Option<string> _dialect = new("--dialect")
    {
        HelpName = string.Join('|', CheatSheet.Dialects),
        Description = "The language to print the queries in; what it cannot say, it names.",
        DefaultValueFactory = _ => CheatSheet.Dialects[0],
    };

    public CheatSheetCommand(Terminal terminal)
        : base(
            terminal,
            "cheatsheet",
            "Print the queries of the eleven letters, ready to paste into Athena or a shell.",
            "picks cheatsheet AKIAIOSFODNN7EXAMPLE"
        )
    {
        _leads.AddTo(this);
        _dialect.AcceptOnlyFromAmong([.. CheatSheet.Dialects]);
        Options.Add(_dialect);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var first = true;
        Lead[] leads = [.. _leads.Leads(options).SelectMany(l => Read(l, _leads.As(options)))];
        foreach (var entry in CheatSheet.For(leads, dialect: options.GetValue(_dialect)!))
        {
            Terminal.Output.Write(first ? "" : "\n");
            first = false;
            Terminal.Output.Write(
                $"{entry.Comment} {entry.Mark}  {entry.Letter} ({entry.Engine}): {Visible.Escape(entry.Asks)}\n"
            );
            Terminal.Output.Write(string.Join('\n', Visible.Lines(entry.Text)) + "\n");
        }
    }

    /// <summary>A bare name may be a resource's or a person's: the queries for both are printed.</summary>
    private static IEnumerable<Lead> Read(string text, LeadKind? kind) =>
        kind is { } given ? [new Lead(given, text)]
        : LeadForm.Recognise(text) is { } lead ? [lead]
        : [new Lead(LeadKind.Resource, text), new Lead(LeadKind.Principal, text)];
}
