using System.Text;
using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>A call that is being written for DuckDB.</summary>
internal sealed class Rendering
{
    /// <summary>The arguments, made to fit.</summary>
    public required IReadOnlyList<Bound> Arguments { get; init; }

    /// <summary>What the call gives.</summary>
    public required SqlType Result { get; init; }

    /// <summary>Writes the body of an argument that is a function, over names of the caller's choice.</summary>
    public required Func<int, IReadOnlyList<string>, string> Body { get; init; }

    /// <summary>Makes a name that nothing else has.</summary>
    public required Func<string, string> Fresh { get; init; }

    /// <summary>The zone of the session.</summary>
    public required string Zone { get; init; }

    /// <summary>Raises an error about an argument.</summary>
    public required Func<int, string, string?, SqlTextException> Error { get; init; }

    /// <summary>Aggregates: DISTINCT, within the parentheses.</summary>
    public string Distinct { get; init; } = "";

    /// <summary>Aggregates: ORDER BY, within the parentheses.</summary>
    public string Order { get; init; } = "";

    /// <summary>Aggregates and window functions: FILTER and OVER, after the parentheses.</summary>
    public string After { get; init; } = "";

    public string this[int argument] => Arguments[argument].Sql;

    /// <summary>All arguments, by commas.</summary>
    public string All => string.Join(", ", Arguments.Select(a => a.Sql));

    /// <summary>
    /// Fills a pattern: {0} is an argument, {*} all of them, {R} the result's type, {D} {O} {F} an aggregate's DISTINCT,
    /// ORDER BY and FILTER.
    /// </summary>
    public string Fill(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 32);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '{')
            {
                text.Append(pattern[i]);
                continue;
            }

            text.Append(
                pattern[i + 1] switch
                {
                    '*' => All,
                    'R' => Result.Physical,
                    'D' => Distinct,
                    'O' => Order,
                    'F' => After,
                    'L' => Lambda(pattern[i + 2] - '0'),
                    var digit => Arguments[digit - '0'].Sql,
                }
            );
            i += pattern[i + 1] == 'L' ? 3 : 2;
        }

        return text.ToString();
    }

    /// <summary>An argument that is a function, as DuckDB writes one.</summary>
    public string Lambda(int argument, int parameters = 1)
    {
        var names = Enumerable.Range(0, parameters).Select(i => Fresh("x")).ToList();
        return $"lambda {string.Join(", ", names)}: {Body(argument, names)}";
    }

    /// <summary>An expression that fails when it is reached.</summary>
    public string Fail(string message) => Failing(message, Result);

    /// <summary>An expression of a type that fails when it is reached.</summary>
    public static string Failing(string message, SqlType type) =>
        $"CAST(picks_fail({Duck.Text(message)}) AS {type.Physical})";
}
