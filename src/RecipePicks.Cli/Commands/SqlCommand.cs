using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Reports.Rows;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks sql [TEXT | --file F | -] --case DIR</c>.</summary>
internal sealed class SqlCommand : PicksCommand
{
    private const string Parquet = "parquet";
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(AllRowFormats.List.Select(format => format.Name).Append(Parquet));
    private readonly OutOption _out = new();
    private readonly ParameterOption _parameters = new();
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
    private readonly Option<bool> _lenient = new("--lenient")
    {
        Description =
            "Put common mistakes right, and say so: fields of JSON text, typographic quotes, ==, a missing table.",
    };
    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Print the SQL that DuckDB would run, and whether the identifier index helps; run nothing.",
    };

    public SqlCommand(Terminal terminal)
        : base(
            terminal,
            "sql",
            "Run Athena's SQL on the case: cloudtrail_logs, with Athena's columns, and config_items, the recorded states.",
            "picks sql \"SELECT eventname, count(*) AS calls FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC LIMIT 5\" --case ./case"
        )
    {
        Details =
        [
            "Queries for Athena and for CloudTrail Lake run as they are; SHOW FUNCTIONS lists what they may call.",
            "Several statements are parted by semicolons; CREATE VIEW lasts for those after it.",
            "Queries only read, and only the case: no files, no network.",
            "A table on a terminal is cut to its width and to 100 rows; the other formats are whole; parquet needs --out.",
            "In csv, a text that a spreadsheet would run as a formula has an apostrophe before it.",
        ];
        Arguments.Add(_text);
        Options.Add(_file);
        Options.Add(_case);
        Options.Add(_parameters);
        Options.Add(_lenient);
        Options.Add(_explain);
        Options.Add(_format);
        Options.Add(_out);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var text = Text(options.GetValue(_text), options.GetValue(_file));
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException("the query is empty");
        }

        using var opened = _case.Open(options);
        var request = new SqlRequest { Lenient = options.GetValue(_lenient), Parameters = _parameters.Values(options) };
        var statements = opened.Sql(text, request);
        foreach (var notice in statements.SelectMany(s => s.Notices))
        {
            Terminal.Complain(notice);
        }

        if (options.GetValue(_explain))
        {
            _out.Write(
                options,
                Terminal,
                (_, output) => output.Write(string.Join(";\n\n", statements.Select(s => s.Explained)) + "\n")
            );
            return;
        }

        if (options.GetValue(_format) == Parquet)
        {
            statements[^1]
                .WriteParquet(
                    options.GetValue(_out) ?? throw new UsageException("--format parquet needs --out FILE"),
                    cancellation
                );
            return;
        }

        var format = AllRowFormats.List.Single(f => f.Name == options.GetValue(_format));
        _out.Write(
            options,
            Terminal,
            (surface, output) =>
            {
                var first = true;
                foreach (var statement in statements)
                {
                    output.Write(first ? "" : "\n");
                    using var rows = statement.Run(cancellation);
                    format.Create(surface).Print(rows, output);
                    first = false;
                }
            }
        );
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
