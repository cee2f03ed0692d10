using System.Text;

namespace RecipePicks.Reports.Escaping;

/// <summary>
/// Text inside Markdown (CommonMark and GitHub's). Plain words stay plain; everything else, an ARN as much as an attack,
/// becomes a code span, in which links, images, HTML, emphasis, autolinks, mentions and issue numbers are dead letters.
/// </summary>
/// <remarks>
/// Backslashes alone would not do: GitHub links addresses and mentions after it has removed them. Source: CommonMark
/// 0.31 "Code spans", GFM "Autolinks" and "Tables".
/// </remarks>
public static class MarkdownText
{
    /// <summary>Writes a sentence.</summary>
    /// <param name="text">Any string; line breaks become visible.</param>
    /// <returns>One line of Markdown, safe at the start of a paragraph, in a list item or a heading.</returns>
    public static string Prose(string text) =>
        string.Join(' ', Visible.Escape(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Word));

    /// <summary>Writes a sentence inside a table.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Markdown without a bare pipe.</returns>
    public static string ProseCell(string text) => NoPipes(Prose(text));

    /// <summary>Writes a value as a code span.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>A code span; nothing for an empty string.</returns>
    public static string Code(string text)
    {
        var code = Visible.Escape(text);
        if (code.Length == 0)
        {
            return "";
        }

        var ticks = new string('`', LongestRun(code, '`') + 1);
        var pad = code[0] is '`' or ' ' || code[^1] is '`' or ' ' ? " " : "";
        return ticks + pad + code + pad + ticks;
    }

    /// <summary>Writes a value as a code span inside a table.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Markdown without a bare pipe.</returns>
    public static string CodeCell(string text) => NoPipes(Code(text));

    /// <summary>Writes a block of code.</summary>
    /// <param name="language">The language's name.</param>
    /// <param name="text">Lines.</param>
    /// <returns>A fence longer than any in the text, and the lines.</returns>
    public static string Fence(string language, string text)
    {
        var lines = Visible.Lines(text);
        var fence = new string('`', Math.Max(3, lines.Max(line => LongestRun(line, '`')) + 1));
        return $"{fence}{language}\n{string.Join('\n', lines)}\n{fence}";
    }

    private static string Word(string word)
    {
        var start = word.StartsWith('(') ? 1 : 0;
        var end = word.AsSpan().TrimEnd(",.;:?)").Length;
        if (end <= start)
        {
            return Code(word);
        }

        var core = word[start..end];
        return IsPlain(core) && !OpensList(core, word[end..]) ? word : word[..start] + Code(core) + word[end..];
    }

    /// <summary>A word or a number, parts joined by single hyphens, commas or apostrophes; Markdown's signs are all ASCII.</summary>
    private static bool IsPlain(string word)
    {
        var parts = word.Split('-', ',', '\'');
        return parts.All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || !char.IsAscii(c)))
            && !(word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter));
    }

    private static bool OpensList(string core, string rest) =>
        rest.Length > 0 && rest[0] is '.' or ')' && core.All(char.IsAsciiDigit);

    /// <summary>A table's row is split before its code is read, so a pipe is escaped there too; one after a backslash cannot be.</summary>
    private static string NoPipes(string text) => text.Replace("\\|", "\\\\u007c").Replace("|", "\\|");

    private static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
