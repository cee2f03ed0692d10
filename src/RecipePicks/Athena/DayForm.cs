using System.Globalization;
using System.Text.RegularExpressions;

namespace RecipePicks.Athena;

/// <summary>How a partition writes a day or an hour: <c>yyyy/MM/dd</c>.</summary>
internal sealed partial record DayForm
{
    private static readonly string[] s_known =
    [
        "yyyy/MM/dd",
        "yyyy-MM-dd",
        "yyyyMMdd",
        "yyyy/MM/dd/HH",
        "yyyy-MM-dd-HH",
        "yyyy-MM-dd HH",
        "yyyyMMddHH",
    ];

    private DayForm(string pattern) => Pattern = pattern;

    /// <summary>The pattern, in the letters that Java and .NET share.</summary>
    public string Pattern { get; }

    /// <summary>Whether it tells hours apart.</summary>
    public bool HasHours => Pattern.Contains("HH", StringComparison.Ordinal);

    /// <summary>Whether its texts stand in the order of their times.</summary>
    public bool IsOrdered => Ordered().IsMatch(Pattern);

    /// <summary>A day's or an hour's text.</summary>
    public string Write(DateTime time) => time.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>The form of a table's property <c>projection.day.format</c>.</summary>
    /// <returns>Null for a pattern that says less than a day, or in other letters.</returns>
    public static DayForm? OfPattern(string? pattern) =>
        pattern is not null
        && Parts().IsMatch(pattern)
        && pattern.Contains("yyyy", StringComparison.Ordinal)
        && pattern.Contains("MM", StringComparison.Ordinal)
        && pattern.Contains("dd", StringComparison.Ordinal)
            ? new DayForm(pattern)
            : null;

    /// <summary>The form of a value that a partition has: <c>2024/05/01</c>.</summary>
    public static DayForm? OfExample(string? value) =>
        s_known.FirstOrDefault(p =>
            DateTime.TryParseExact(value, p, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
            is { } pattern
            ? new DayForm(pattern)
            : null;

    [GeneratedRegex("^(yyyy|MM|dd|HH|[-/_ .])+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    [GeneratedRegex("^yyyy.?MM.?dd(.?HH)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ordered();
}
