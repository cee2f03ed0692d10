using System.Text;

namespace RecipePicks.Engines;

/// <summary>Turns <c>:name</c> into the engine's own parameters; text in quotes and comments is left alone.</summary>
internal static class NamedParameters
{
    /// <summary>Rewrites a query.</summary>
    /// <param name="sql">SQL with <c>:name</c>.</param>
    /// <param name="names">Takes the names that are used.</param>
    /// <returns>SQL with <c>$name</c>, as DuckDB writes it.</returns>
    public static string ToDuckDb(string sql, ISet<string> names)
    {
        var text = new StringBuilder(sql.Length);
        for (var i = 0; i < sql.Length; )
        {
            var end = EndOfToken(sql, i);
            if (sql[i] == ':' && end > i + 1 && sql[i + 1] != ':')
            {
                var name = sql[(i + 1)..end];
                names.Add(name);
                text.Append('$').Append(name);
            }
            else
            {
                text.Append(sql, i, end - i);
            }

            i = end;
        }

        return text.ToString();
    }

    private static int EndOfToken(string sql, int at)
    {
        switch (sql[at])
        {
            case '\'' or '"':
                var quote = sql.IndexOf(sql[at], at + 1);
                return quote < 0 ? sql.Length : quote + 1;
            case '-' when sql.AsSpan(at).StartsWith("--"):
                var line = sql.IndexOf('\n', at);
                return line < 0 ? sql.Length : line;
            case '/' when sql.AsSpan(at).StartsWith("/*"):
                var close = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
                return close < 0 ? sql.Length : close + 2;
            case ':' when sql.AsSpan(at).StartsWith("::"):
                return at + 2;
            case ':' when at + 1 < sql.Length && (char.IsAsciiLetter(sql[at + 1]) || sql[at + 1] == '_'):
                var end = at + 1;
                while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_'))
                {
                    end++;
                }

                return end;
            default:
                return at + 1;
        }
    }
}
