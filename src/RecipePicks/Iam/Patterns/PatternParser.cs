using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Patterns;

/// <summary>Reads patterns.</summary>
internal static class PatternParser
{
    // A tag's key has 128 characters, its value 256: what goes on for longer is no variable, and is not read again and again.
    private const int MostOfVariable = 1024;

    public static Pattern Parse(string source, PolicyVersion version, bool wildcards)
    {
        var tokens = new List<int>(source.Length);
        var variables = new List<Variable>();
        for (var i = 0; i < source.Length; i++)
        {
            if (version == PolicyVersion.V2012 && ReadVariable(source, ref i) is { } variable)
            {
                // ${*}, ${?} and ${$} are the characters themselves.
                if (variable.Key is "*" or "?" or "$")
                {
                    tokens.Add(variable.Key[0]);
                    continue;
                }

                tokens.Add(Token.FirstVariable - variables.Count);
                variables.Add(variable);
                continue;
            }

            var token = wildcards ? Of(source[i]) : source[i];
            if (token != Token.AnyText || tokens.Count == 0 || tokens[^1] != Token.AnyText)
            {
                tokens.Add(token);
            }
        }

        return new Pattern(source, [.. tokens], [.. variables]);
    }

    private static int Of(char c) =>
        c switch
        {
            '*' => Token.AnyText,
            '?' => Token.AnyCharacter,
            _ => c,
        };

    // Leaves the place at the closing brace. What is no variable is plain text.
    private static Variable? ReadVariable(string source, ref int place)
    {
        if (source[place] != '$' || place + 1 >= source.Length || source[place + 1] != '{')
        {
            return null;
        }

        // A default may hold a brace between its quotes.
        var rest = source.AsSpan(place, Math.Min(source.Length - place, MostOfVariable));
        var quote = rest.IndexOf('\'');
        var end = rest.IndexOf('}');
        if (end > quote && quote > 0 && rest[2..quote].TrimEnd() is [.., ','])
        {
            var closing = After(rest, quote, '\'');
            end = closing < 0 ? -1 : After(rest, closing, '}');
        }

        if (end < 0)
        {
            return null;
        }

        var inner = rest[2..end];
        var comma = inner.IndexOf(',');
        var key = (comma < 0 ? inner : inner[..comma]).Trim();
        if (key.IsEmpty || (comma >= 0 && !IsQuoted(inner[(comma + 1)..].Trim())))
        {
            return null;
        }

        place += end;
        return new Variable(key.ToString(), comma < 0 ? null : inner[(comma + 1)..].Trim()[1..^1].ToString());
    }

    private static int After(ReadOnlySpan<char> text, int place, char c) =>
        text[(place + 1)..].IndexOf(c) is >= 0 and var at ? place + 1 + at : -1;

    private static bool IsQuoted(ReadOnlySpan<char> text) => text.Length >= 2 && text[0] == '\'' && text[^1] == '\'';
}
