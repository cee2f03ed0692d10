using System.CommandLine;

namespace RecipePicks.Cli.Options;

/// <summary><c>--context KEY=VALUE</c>, once for each value: what is known of a request.</summary>
internal sealed class ContextOption : Option<string[]>
{
    public ContextOption()
        : base("--context")
    {
        HelpName = "KEY=VALUE";
        Description = "A context key of the request: aws:SourceIp=192.0.2.1. Once for each value.";
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>The keys with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Values(ParseResult options) =>
        [
            .. (options.GetValue(this) ?? [])
                .Select(given =>
                    given.IndexOf('=') is > 0 and var at
                        ? (Key: given[..at], Value: given[(at + 1)..])
                        : throw new UsageException($"--context {given} is no KEY=VALUE")
                )
                .GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase)
                .Select(g => KeyValuePair.Create(g.Key, (IReadOnlyList<string>)[.. g.Select(p => p.Value)])),
        ];
}
