namespace RecipePicks.Exposure.Policies;

/// <summary>Patterns of actions and resources: <c>*</c> stands for any text, <c>?</c> for one character.</summary>
internal static class Glob
{
    /// <summary>Whether all that one pattern names is named by another as well.</summary>
    /// <param name="wide">The pattern that should cover.</param>
    /// <param name="narrow">The pattern to be covered; its own wildcards are covered by <c>*</c> alone.</param>
    /// <param name="by">Actions are compared without regard to case, resources with it.</param>
    public static bool Covers(string wide, string narrow, StringComparison by)
    {
        var (w, n, star, from) = (0, 0, -1, 0);
        while (n < narrow.Length)
        {
            if (w < wide.Length && wide[w] == '*')
            {
                (star, from) = (w++, n);
            }
            else if (
                w < wide.Length
                && (Same(wide.AsSpan(w, 1), narrow.AsSpan(n, 1), by) || (wide[w] == '?' && narrow[n] != '*'))
            )
            {
                w++;
                n++;
            }
            else if (star >= 0)
            {
                (w, n) = (star + 1, ++from);
            }
            else
            {
                return false;
            }
        }

        return wide.AsSpan(w).Trim('*').IsEmpty;
    }

    /// <summary>Whether there is a text that both name, case disregarded.</summary>
    public static bool Overlaps(string one, string other)
    {
        // reach[j]: whether the first i characters of one and the first j of the other can stand for the same text.
        var reach = new bool[other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            var diagonal = false;
            for (var j = 0; j <= other.Length; j++)
            {
                var above = i > 0 && reach[j];
                var left = j > 0 && reach[j - 1];
                var now =
                    (i == 0 && j == 0)
                    || (((i > 0 && one[i - 1] == '*') || (j > 0 && other[j - 1] == '*')) && (above || left))
                    || (i > 0 && j > 0 && diagonal && Alike(one[i - 1], other[j - 1]));
                diagonal = reach[j];
                reach[j] = now;
            }
        }

        return reach[other.Length];
    }

    private static bool Alike(char a, char b) =>
        a is '?' || b is '?' || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);

    private static bool Same(ReadOnlySpan<char> a, ReadOnlySpan<char> b, StringComparison by) => a.Equals(b, by);
}
