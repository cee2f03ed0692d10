using System.Text.RegularExpressions;

namespace RecipePicks;

/// <summary>
/// JSON out of evidence, so that all of its texts can be read: JSON may escape half of a surrogate pair, which no text can hold
/// (RFC 8259, section 8.2), and whoever chooses a name in a call chooses what its record holds.
/// </summary>
internal static partial class WholeJson
{
    /// <summary>The same JSON with U+FFFD in the place of each such half.</summary>
    public static string Of(string json) =>
        json.Contains("\\ud", StringComparison.Ordinal) || json.Contains("\\uD", StringComparison.Ordinal)
            ? Escape().Replace(json, e => e.Groups["half"].Success ? "\\ufffd" : e.Value)
            : json;

    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex Escape();
}
