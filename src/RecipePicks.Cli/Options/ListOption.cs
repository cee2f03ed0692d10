using System.CommandLine;

namespace RecipePicks.Cli.Options;

/// <summary>An option that takes several values: parted by blanks, by commas, or given again.</summary>
internal static class ListOption
{
    public static Option<string[]> New(string name, string help, string description) =>
        new(name)
        {
            HelpName = $"{help}…",
            Description = description,
            AllowMultipleArgumentsPerToken = true,
        };

    public static IReadOnlyList<string> Values(string[]? given) =>
        [
            .. (given ?? [])
                .SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Distinct(StringComparer.Ordinal),
        ];
}
