using System.Text.RegularExpressions;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>AWS CLI commands of the knowledge, filled with values of the log, which are never commands.</summary>
internal static partial class CommandTemplate
{
    /// <summary>Fills <c>{name}</c>; an option's value that has a hole is quoted whole.</summary>
    /// <param name="template">The command: <c>aws iam delete-user --user-name={request.userName}</c>.</param>
    /// <param name="valueOf">The value of a hole by its name; null when it is not known.</param>
    /// <returns>The command; null when a hole has no value.</returns>
    public static string? Fill(string template, Func<string, string?> valueOf)
    {
        var isWhole = true;
        var filled = Value()
            .Replace(
                template,
                option =>
                    "="
                    + Shell.Quote(
                        Hole()
                            .Replace(
                                option.Groups["value"].Value,
                                hole =>
                                {
                                    var value = valueOf(hole.Value[1..^1]);
                                    isWhole &= value is not null;
                                    return value ?? "";
                                }
                            )
                    )
            );
        return isWhole ? filled : null;
    }

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex("""=(?<value>[^\s"'()={}]*\{[a-zA-Z0-9_.|\[\]]+\}[^\s"'()]*)""", Plain)]
    private static partial Regex Value();

    [GeneratedRegex(@"\{[a-zA-Z0-9_.|\[\]]+\}", Plain)]
    private static partial Regex Hole();
}
