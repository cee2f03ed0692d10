namespace RecipePicks;

/// <summary>Sentences that hold text from a log.</summary>
internal static class Prose
{
    private static readonly char[] Breaks = ['\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

    /// <summary>
    /// The text in one line: a surface that takes a gap's lines for those of a script prints no line that a log made up.
    /// </summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries));
}
