namespace RecipePicks.Iam.Patterns;

/// <summary>Matches a text against tokens, going back only to the last <c>*</c>: no text makes it slow.</summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<int> pattern, ReadOnlySpan<char> text, bool ignoreCase)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == Token.AnyText)
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && Meets(pattern[p], text[t], ignoreCase))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == Token.AnyText)
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool Meets(int token, char c, bool ignoreCase) =>
        token == c
        || token == Token.AnyCharacter
        || (ignoreCase && token >= 0 && char.ToUpperInvariant((char)token) == char.ToUpperInvariant(c));
}
