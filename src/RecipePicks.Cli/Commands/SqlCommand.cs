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
    private readonly WindowOptions _window = new();
    private readonly AthenaOptions _athena = new();
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
            "--engine athena sends the text to Athena, statement by statement. There, cloudtrail_logs is --table; --from, --to, --accounts and",
            "--regions choose which of its partitions are read.",
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
        _window.AddTo(this);
        _athena.AddTo(this);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var text = Text(options.GetValue(_text), options.GetValue(_file));
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException("the query is empty");
        }

        if (_athena.IsAthena(options))
        {
            RunInAthena(text, options, cancellation);
            return;
        }

        if (_window.Window(options) is not { From: null, To: null })
        {
            throw new UsageException("--from and --to belong to --engine athena; here, WHERE eventtime says it");
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
                    _out.File(options) ?? throw new UsageException("--format parquet needs --out FILE"),
                    cancellation
                );
            return;
        }

        Print(options, [.. statements.Select(s => (Func<ISqlRows>)(() => s.Run(cancellation)))]);
    }

    private void RunInAthena(string text, ParseResult options, CancellationToken cancellation)
    {
        if (_case.IsGiven(options) || options.GetValue(_lenient) || options.GetValue(_format) == Parquet)
        {
            throw new UsageException("--case, --lenient and --format parquet belong to the local case");
        }

        using var lake = _athena.Open(options);
        var scope = _athena.Scope(options, _window.Window(options));
        var statements = lake.Sql(text, _parameters.Values(options), scope);
        if (options.GetValue(_explain))
        {
            _out.Write(
                options,
                Terminal,
                (_, output) =>
                    output.Write(
                        string.Concat(
                            statements.Select(s => $"{s.Text}\n{string.Concat(s.Values.Select(v => $"-- ? {v}\n"))}")
                        )
                    )
            );
            return;
        }

        var news = new Spoken(Terminal);
        var most = _athena.MaxScan(options);
        Print(options, [.. statements.Select(s => (Func<ISqlRows>)(() => s.Run(most, news, cancellation)))]);
    }

    private void Print(ParseResult options, IReadOnlyList<Func<ISqlRows>> statements)
    {
        var format = AllRowFormats.List.Single(f => f.Name == options.GetValue(_format));
        if (format.IsOfOne && statements.Count > 1)
        {
            throw new UsageException(
                $"the text has {statements.Count} results, and a document in {format.Name} is one; ndjson, csv and table hold several"
            );
        }

        _out.Write(
            options,
            Terminal,
            (surface, output) =>
            {
                var first = true;
                foreach (var statement in statements)
                {
                    output.Write(first ? "" : format.Between);
                    using var rows = statement();
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
