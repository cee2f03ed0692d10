using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RecipePicks.Sources;

/// <summary>
/// Where the output of a call lies: <c>111122223333/us-east-1/lambda-get-policy.orders.json</c>, below the account the
/// region (or <c>global</c>), then the command and what it was asked about. A person can make such a folder by hand.
/// </summary>
internal static partial class CliLayout
{
    /// <summary>The list of the calls that were made, in the account's folder.</summary>
    public const string Manifest = "manifest.jsonl";

    /// <summary>The folder of what has no region.</summary>
    public const string Global = "global";

    private const int Longest = 120;

    private static readonly SearchValues<char> s_inCommands = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    /// <summary>A file's path below the account's folder.</summary>
    /// <param name="call">The command: <c>lambda get-policy</c>.</param>
    /// <param name="region">The region; null for what has none.</param>
    /// <param name="subject">What it was asked about, in order.</param>
    public static string File(string call, string? region, IEnumerable<string> subject)
    {
        var parts = string.Join(',', subject.Select(Part));
        return $"{region ?? Global}/{call.Replace(' ', '-')}{(parts.Length > 0 ? "." : "")}{parts}.json";
    }

    /// <summary>
    /// A value as it stands in a file's name: of an ARN or a URL the last part; what no file system or shell minds as it is,
    /// every other byte of its UTF-8 as <c>%2F</c>; a long one cut, with the beginning of its SHA-256.
    /// </summary>
    /// <param name="value">The value.</param>
    public static string Part(string value)
    {
        var part = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(Short(value)))
        {
            part.Append(
                char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'_' or (byte)'-' ? (char)b : $"%{b:X2}"
            );
        }

        return part.Length <= Longest
            ? part.ToString()
            : $"{part.ToString(0, Longest)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16]}";
    }

    /// <summary>The values in a file's name, as far as they are whole there.</summary>
    /// <param name="subject">What stands between the command and <c>.json</c>.</param>
    /// <returns>The values; none when one was cut.</returns>
    public static IReadOnlyList<string> Parts(string subject) =>
        subject.Contains('~') ? [] : [.. subject.Split(',').Select(Uri.UnescapeDataString)];

    /// <summary>The command that a file's name begins with: <c>s3api-get-bucket-policy.my-bucket.json</c>.</summary>
    /// <param name="name">The name, without folders.</param>
    /// <returns>The command; null when the name begins with none.</returns>
    public static string? CallOf(string name)
    {
        // Most files are CloudTrail's own, whose names say it at once.
        if (name.AsSpan().IndexOfAnyExcept(s_inCommands) is >= 0 and var other && name[other] != '.')
        {
            return null;
        }

        return
            Command().Match(name) is { Success: true } match
            && match.Groups["service"].Value is not ("athena" or "logs" or "configservice")
            ? $"{match.Groups["service"].Value} {match.Groups["operation"].Value}"
            : CliCalls.Named(name.Split('.', 2) is [var begins, _] ? begins : "");
    }

    /// <summary>The last part of an ARN or a URL; anything else as it stands.</summary>
    /// <param name="value">The value.</param>
    public static string Short(string value)
    {
        if (
            !value.StartsWith("arn:", StringComparison.Ordinal)
            && !value.StartsWith("https://", StringComparison.Ordinal)
        )
        {
            return value;
        }

        var slash = value.LastIndexOf('/');
        return value[((slash >= 0 ? slash : value.LastIndexOf(':')) + 1)..];
    }

    // What lists events or holds results of queries is a log, not a state.
    [GeneratedRegex(
        @"^(?<service>[a-z0-9]+(-[a-z0-9]+)*?)-(?<operation>(batch-get|describe|get|list)-[a-z0-9-]+)\.",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Command();
}
