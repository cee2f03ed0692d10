namespace RecipePicks.Sql;

/// <summary>What DuckDB says of a query that failed.</summary>
internal static class DuckWords
{
    /// <summary>
    /// The first sentence: behind it DuckDB quotes its own SQL, which nobody wrote, and gives advice on settings, which
    /// nobody has.
    /// </summary>
    public static string First(string message)
    {
        var line = message.AsSpan().TrimStart();
        line = line[..(line.IndexOfAny('\r', '\n') is >= 0 and var end ? end : line.Length)];
        for (var at = line.IndexOf(". "); at >= 0; )
        {
            if (at + 2 < line.Length && char.IsAsciiLetterUpper(line[at + 2]))
            {
                line = line[..at];
                break;
            }

            var next = line[(at + 2)..].IndexOf(". ");
            at = next < 0 ? -1 : at + 2 + next;
        }

        return line.TrimEnd(" .:").ToString();
    }
}
