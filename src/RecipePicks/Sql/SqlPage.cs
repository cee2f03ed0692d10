using System.Text;
using RecipePicks.Sql.Functions;

namespace RecipePicks.Sql;

/// <summary>Writes <c>docs/sql.md</c> from the table of functions, so that the page cannot say otherwise.</summary>
internal static class SqlPage
{
    private const string Head = """
        # Athena's SQL on the local case

        This page is written from the code (`SqlPage.cs`); a test says whether it is current.

        `picks sql` takes the SQL of Athena (Trino) and of CloudTrail Lake and answers it from the case. The letters' own queries go the
        same way. What Athena would refuse is refused, with line, column and what to write instead; `--lenient` puts common mistakes right
        and says so; `--explain` prints the SQL that DuckDB runs.

        ## Tables

        | name in the query | what is read |
        |---|---|
        | `cloudtrail_logs`, with any schema before it | the events, with Athena's newest columns, which hold those of the older definitions |
        | a name that speaks of a trail, `<your table>`, `${TABLE}`, `{{table}}` | the same, with a notice |
        | an event data store's id, `$EDS_ID`, `<event_data_store_ID>` | the same events as CloudTrail Lake has them: `eventTime` a timestamp, parameters maps, `readOnly` a boolean |
        | a name that `CREATE EXTERNAL TABLE` declared in the text before | the events, with the columns, partitions and partition formats that it declares |
        | `config_items` | AWS Config items and AWS CLI output, each a recorded state of a resource |
        | a view of `CREATE VIEW` in the text before, a table of `WITH`, `UNNEST`, `VALUES` | itself |

        Partitions are computed from the event: `year`, `month`, `day`, `hour`, `region`, `account`, `timestamp`, `dt`, `date_partition`,
        `p_date` and others, which `DESCRIBE cloudtrail_logs` lists. A day takes the form of what it is compared with (`2024/05/01`,
        `2024-05-01`, `20240501`, `01`, a number). `"$path"` is the file of the event. They stand behind `*`.

        ## What differs from Athena

        - A timestamp's zone belongs to its expression, not to each value: what `from_iso8601_timestamp` reads from a column is in UTC.
        - Fractions of a second end at the microsecond. There are no times of day.
        - `approx_distinct` and `approx_percentile` are exact; `now()` stands still while a case is open.
        - JSON paths know members, elements and `[*]`; `..` and filters are refused.
        - Divisions of decimals are exact to fifteen digits.
        - A NULL within an array, row or map that is compared makes Trino's answer NULL or an error; here NULL equals NULL there.
        - A match of a regular expression that takes longer than a second is an error. So is a text that a function makes longer than
          64 MiB, and a state of `reduce` of more than a million bytes or elements; `lpad` and `rpad` make a million characters at most.
        - `WITH RECURSIVE … UNION` without ALL, or within a step of another, may take more than ten steps.
        - NaN is as DuckDB has it: equal to itself and greater than every number; in Trino a comparison with it is false, but for `<>`.
          GROUP BY, DISTINCT and ORDER BY are alike. `is_nan(x)` asks for it in both.
        - A double as text is written as Java writes it, `1.0` and `1.0E10`; Athena's newest engine writes `1.0E0`.
        - In regular expressions `\p{…}` knows the categories of Unicode and the classes of POSIX (`\p{Lu}`, `\p{Alpha}`), and no character
          beyond U+FFFF belongs to a category; `\w`, `\d` and `\s` are ASCII. Scripts, blocks, `[[:alpha:]]`, `\X`, `\N` and the flags `d` and
          `u` are refused.
        - Times are of the years 1 to 9999; others are an error.
        - The functions of Trino's that are not known stand at the end of this page. Of functions that are known, some forms are not:
          `truncate(x, n)`, percentiles of an array, `EXTRACT(TIMEZONE_HOUR FROM …)`, `zip` of more than two arrays.
        - NATURAL JOIN, TABLESAMPLE, MATCH_RECOGNIZE, WITH TIES and the JSON functions of the SQL standard are refused.

        ## How fast

        `picks-bench functions` asks a million rows of each function that is ours, beside DuckDB's nearest. Most take less than three
        times as long, and those of URLs, times and repeated matches less than DuckDB's. More: `json_parse`, which puts members in order, eight
        times; casts of text to double, `json_array_contains`, `json_array_length`, `from_utf8`, `md5` and `format_datetime`, three to five.

        ## Other dialects

        `picks cheatsheet --dialect` prints the letters' questions from the same text for the languages below. What one of them cannot
        say is a comment with the reason and its place in Athena's text, never a query that asks something else. A renderer is one file
        in `Sql/Dialects`, with a line in `AllDialects.cs`.

        | dialect | what it reads | what it cannot say |
        |---|---|---|
        | `lake` | an event data store; times as timestamps, parameters as maps, flags as booleans | the text of a document, but for a plain name, ARN or id within its keys and values |
        | `duckdb` | the case's Parquet at `case/segments`, with DuckDB alone | what only a function of this program answers as Athena does |
        | `logs-insights` | a trail's log group, by the fields of the event's JSON | joins, WITH, subqueries, windows, FILTER, CASE, UNNEST, texts within an object |

        ## Functions

        *by* says whose function answers: DuckDB's own where it gives Trino's answer, else ours, in C#; or the compiler chooses by the arguments.

        """;

    /// <summary>The page, as Markdown.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var group in FunctionTable.Groups)
        {
            page.Append($"\n### {group.Title}\n\n| function | by |\n|---|---|\n");
            foreach (var function in group.Functions)
            {
                page.Append($"| `{function}` | {By(function)} |\n");
            }
        }

        page.Append("\n### Not known\n\nAnd none of places, colours, learning and Teradata's:\n");
        page.AppendJoin(", ", UnknownFunctions.Names.Select(n => $"`{n}`")).Append(".\n");
        return page.ToString();
    }

    private static string By(SqlFunction function) =>
        function.Duck is null ? "its arguments"
        : function.Duck.Contains("picks_", StringComparison.Ordinal) ? "ours"
        : "DuckDB";
}
