using System.Globalization;
using System.Text;
using RecipePicks.Engines;
using RecipePicks.Sql.Lexing;
using RecipePicks.Store;

namespace RecipePicks.Athena;

/// <summary>Makes Athena's queries of ours: named parameters become question marks, and our table's name another's.</summary>
internal static class AthenaText
{
    /// <summary>Athena's own bounds: characters of a query, and of one value.</summary>
    private const int LongestQuery = 262_144;
    private const int LongestValue = 1024;

    /// <summary>Statements, each for itself: Athena takes one at a time.</summary>
    /// <param name="text">Statements, parted by semicolons.</param>
    public static IReadOnlyList<string> Statements(string text)
    {
        var statements = new List<string>();
        var start = 0;
        foreach (var token in new Lexer(text).Read())
        {
            if (token.IsMark(";") || token.Kind == TokenKind.End)
            {
                statements.Add(text[start..token.Start].Trim());
                start = token.End;
            }
        }

        return [.. statements.Where(s => new Lexer(s).Read()[0].Kind != TokenKind.End)];
    }

    /// <summary>Makes a query.</summary>
    /// <param name="sql">Athena's SQL; a query may name <c>cloudtrail_logs</c>.</param>
    /// <param name="parameters">Values by name, and of question marks by number from "1".</param>
    /// <param name="events">What <c>cloudtrail_logs</c> is; null leaves the name to Athena's catalog.</param>
    /// <exception cref="EngineException">A parameter has no value, or one that Athena does not take.</exception>
    public static AthenaQuery Of(string sql, IReadOnlyDictionary<string, object?> parameters, LakeRelation? events)
    {
        var (text, all) = events is not null && Names(sql) ? With(events, sql, parameters) : (sql, parameters);
        var tokens = new Lexer(text).Read();
        if (IsDefinition(tokens))
        {
            // struct<type:string> is no parameter.
            return new AthenaQuery(text, []);
        }

        var result = new StringBuilder();
        var values = new List<string>();
        var (at, marks) = (0, 0);
        foreach (var token in tokens)
        {
            var name = token switch
            {
                { Kind: TokenKind.Parameter } => token.Value,
                _ when token.IsMark("?") => (++marks).ToString(CultureInfo.InvariantCulture),
                _ => null,
            };
            if (name is null)
            {
                continue;
            }

            values.Add(Literal(name, all));
            result.Append(text, at, token.Start - at).Append('?');
            // The token's end may lie behind blanks; what stood there stays.
            at = token.Start + (token.Kind == TokenKind.Parameter ? token.Value.Length + 1 : 1);
        }

        result.Append(text, at, text.Length - at);
        return result.Length <= LongestQuery
            ? new AthenaQuery(result.ToString(), values)
            : throw new EngineException(
                $"the query has {result.Length:N0} characters, and Athena takes {LongestQuery:N0}"
            );
    }

    /// <summary>A quoted name.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Whether a query, and not another statement, names the events without a schema.</summary>
    public static bool Names(string sql)
    {
        var tokens = new Lexer(sql).Read();
        return (tokens[0].Is("SELECT") || tokens[0].Is("WITH") || tokens[0].IsMark("("))
            && tokens.Where((t, i) => t.Is(CloudTrailTable.Name) && !(i > 0 && tokens[i - 1].IsMark("."))).Any();
    }

    private static bool IsDefinition(IReadOnlyList<Token> tokens) =>
        (tokens[0].Is("CREATE") && tokens[1].Is("EXTERNAL"))
        || ((string[])["ALTER", "DROP", "SHOW", "DESCRIBE", "DESC", "MSCK"]).Any(tokens[0].Is);

    private static (string, IReadOnlyDictionary<string, object?>) With(
        LakeRelation events,
        string sql,
        IReadOnlyDictionary<string, object?> parameters
    )
    {
        var tokens = new Lexer(sql).Read();
        var head = $"{CloudTrailTable.Name} AS (\n{events.Sql}\n)";
        var all = parameters.Concat(events.Values).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        if (!tokens[0].Is("WITH"))
        {
            return ($"WITH {head}\n{sql}", all);
        }

        var after = tokens[1].Is("RECURSIVE") ? tokens[2].Start : tokens[1].Start;
        return ($"{sql[..after]}{head},\n{sql[after..]}", all);
    }

    private static string Literal(string name, IReadOnlyDictionary<string, object?> parameters)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            throw new EngineException($"the query needs a value for {(char.IsAsciiDigit(name[0]) ? "?" : ":")}{name}");
        }

        var literal = value switch
        {
            null => "NULL",
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            bool flag => flag ? "true" : "false",
            double number => number.ToString("E16", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new EngineException($"Athena takes no {value.GetType().Name} for :{name}"),
        };
        return literal.Length <= LongestValue
            ? literal
            : throw new EngineException(
                $"the value of :{name} has {literal.Length:N0} characters, and Athena takes {LongestValue:N0}"
            );
    }
}
