using System.CommandLine;
using RecipePicks.Aws;

namespace RecipePicks.Cli.Options;

/// <summary>As whom, where and by which endpoint AWS is spoken to.</summary>
internal sealed class AccessOptions
{
    private readonly Option<string?> _profile = One("--profile", "NAME", "A profile of the AWS CLI.");
    private readonly Option<string?> _region = One(
        "--region",
        "REGION",
        "The region to speak to, where none is configured."
    );
    private readonly Option<string?> _endpoint = One(
        "--endpoint-url",
        "URL",
        "The endpoint to speak to, instead of AWS's."
    );

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_profile, _region, _endpoint];

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">The endpoint is no address.</exception>
    public AwsOptions Read(ParseResult options) =>
        new()
        {
            Profile = options.GetValue(_profile),
            Region = options.GetValue(_region),
            Endpoint = options.GetValue(_endpoint) is { } url ? Url(url) : null,
        };

    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageException($"--endpoint-url {text} is no address: write https://host:port");

    private static Option<string?> One(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };
}
