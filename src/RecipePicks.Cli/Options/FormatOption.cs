using System.CommandLine;

namespace RecipePicks.Cli.Options;

/// <summary><c>--format NAME</c>: one of the formats given, the first when nothing is said.</summary>
internal sealed class FormatOption : Option<string>
{
    public FormatOption(IEnumerable<string> names)
        : base("--format")
    {
        string[] known = [.. names];
        HelpName = string.Join('|', known);
        Description = "How to print it.";
        DefaultValueFactory = _ => known[0];
        AcceptOnlyFromAmong(known);
    }
}
