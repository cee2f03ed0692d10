using System.CommandLine;
using System.Globalization;

namespace RecipePicks.Cli.Options;

/// <summary><c>--parameter NAME=VALUE</c> for <c>:NAME</c>, and <c>--parameter VALUE</c> for the next <c>?</c>.</summary>
internal sealed class ParameterOption : Option<string[]>
{
    public ParameterOption()
        : base("--parameter")
    {
        HelpName = "NAME=VALUE";
        Description = "The value of :NAME, or without a name of the next ?; a text. Once for each.";
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>The values by name, and by number for those without one.</summary>
    public IReadOnlyDictionary<string, object?> Values(ParseResult options)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var next = 0;
        foreach (var given in options.GetValue(this) ?? [])
        {
            var sign = given.IndexOf('=', StringComparison.Ordinal);
            var named =
                sign > 0
                && !char.IsAsciiDigit(given[0])
                && given[..sign].All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
            var name = named ? given[..sign] : (++next).ToString(CultureInfo.InvariantCulture);
            values[name] = named ? given[(sign + 1)..] : given;
        }

        return values;
    }
}
