using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Reports.Rows;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks sql [TEXT | --file F | -] --case DIR</c>.</summary>
internal sealed class SqlCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(AllRowFormats.List.Select(format => format.Name));
    private readonly Argument<string?> _text = new("TEXT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The query; - reads it from standard input.",
    };
    private readonly Option<string?> _file = new("--file")
    {
        HelpName = "F",
        Description = "Read the query from a file.",
    };

    public SqlCommand(Terminal terminal)
        : base(
            terminal,
            "sql",
            "Run SQL on the case: cloudtrail_logs, with Athena's columns, and config_items, the recorded states.",
            "picks sql \"SELECT eventname, count(*) AS calls FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC LIMIT 5\" --case ./case"
        )
    {
        Details =
        [
            "Queries only read, and only the case: no files, no network.",
            "A table on a terminal is cut to its width and to 100 rows; csv, json and ndjson are whole.",
            "In csv, a text that a spreadsheet would run as a formula has an apostrophe before it.",
        ];
        Arguments.Add(_text);
        Options.Add(_file);
        Options.Add(_case);
        Options.Add(_format);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var text = Text(options.GetValue(_text), options.GetValue(_file));
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException("the query is empty");
        }

        using var opened = _case.Open(options);
        using var rows = opened.Sql(text, cancellation);
        var format = AllRowFormats.List.Single(f => f.Name == options.GetValue(_format));
        format.Create(Terminal.Surface).Print(rows, Terminal.Output);
    }

    private static string Text(string? text, string? file) =>
        (text, file) switch
        {
            (null, null) => throw new UsageException("give a query, --file F, or - for standard input"),
            (not null, not null) => throw new UsageException("give a query or --file, not both"),
            ("-", null) => Console.In.ReadToEnd(),
            (null, not null) => File.ReadAllText(file),
            _ => text,
        };
}
