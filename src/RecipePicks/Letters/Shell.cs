using System.Text;
using System.Text.RegularExpressions;

namespace RecipePicks.Letters;

/// <summary>Shell scripts with values from a log: nothing in a value is ever a command.</summary>
internal static partial class Shell
{
    /// <summary>Fills <c>{{name}}</c> with the quoted value; what is not known stays as <c>'&lt;name&gt;'</c>.</summary>
    /// <param name="template">The script.</param>
    /// <param name="values">Values by name.</param>
    public static string Fill(string template, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var known = new Dictionary<string, string?>();
        foreach (var (name, value) in values)
        {
            known[name] = value;
        }

        return Hole()
            .Replace(
                template,
                hole => Quote(known.GetValueOrDefault(hole.Groups["name"].Value) ?? $"<{hole.Groups["name"].Value}>")
            );
    }

    /// <summary>
    /// Quotes a value for bash: in single quotes, or as <c>$'…'</c> when it holds control or format characters, which a
    /// terminal would obey while they are pasted.
    /// </summary>
    /// <param name="value">Any text.</param>
    public static string Quote(string value)
    {
        // The AWS CLI opens what looks like file://… or http://…, whatever the option is.
        if (Reference().IsMatch(value))
        {
            value = "<not filled in: the AWS CLI would open this value> " + value;
        }

        return value.EnumerateRunes().Any(IsInvisible)
            ? $"$'{string.Concat(value.EnumerateRunes().Select(Escape))}'"
            : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator;

    private static string Escape(Rune rune) =>
        IsInvisible(rune) ? $@"\U{rune.Value:x8}"
        : rune.Value is '\'' or '\\' ? $@"\{rune}"
        : rune.ToString();

    [GeneratedRegex(@"\{\{(?<name>[a-z-]+)\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();

    [GeneratedRegex(@"^\w+://", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
