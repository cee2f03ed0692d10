using System.Text.RegularExpressions;

namespace RecipePicks.Sources.S3;

/// <summary>A place in S3.</summary>
/// <param name="Bucket">The bucket, or the ARN of an access point.</param>
/// <param name="Prefix">What its keys begin with; empty for all.</param>
public sealed partial record S3Location(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Whether a path means S3.</summary>
    public static bool Is(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>s3://bucket/prefix</c>.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null when it names no bucket.</returns>
    public static S3Location? Parse(string path)
    {
        if (!Is(path))
        {
            return null;
        }

        var rest = path[Scheme.Length..];
        var bucket = AccessPoint().Match(rest) is { Success: true } arn ? arn.Value : rest.Split('/')[0];
        return bucket.Length == 0 ? null : new S3Location(bucket, rest[bucket.Length..].TrimStart('/'));
    }

    /// <summary>What people call a key of the bucket.</summary>
    /// <param name="key">The key, or a prefix.</param>
    public string Url(string key) => $"{Scheme}{Bucket}/{key}";

    [GeneratedRegex("^arn:[^/]+:accesspoint[/:][^/]+", RegexOptions.NonBacktracking)]
    private static partial Regex AccessPoint();
}
