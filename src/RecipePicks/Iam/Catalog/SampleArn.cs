using System.Collections.Concurrent;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Catalog;

/// <summary>What the ARN of a resource of some type looks like.</summary>
public static class SampleArn
{
    private static readonly ConcurrentDictionary<string, ArnPattern> s_patterns = new(StringComparer.Ordinal);

    /// <summary>Whether an ARN is one of a resource of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="arn">The ARN.</param>
    /// <remarks>A bucket's name holds no slash, though the form of its ARN would match an object's.</remarks>
    public static bool Fits(ResourceType type, string arn) =>
        s_patterns.GetOrAdd(type.ArnPattern, p => ArnPattern.OfResource(p)).Matches(new ArnText(arn))
        && !(type is { Name: "bucket" } && arn.Contains('/'));

    /// <summary>An ARN of a type, with something in every open place.</summary>
    /// <param name="type">The type.</param>
    /// <param name="account">The account.</param>
    /// <param name="open">What stands for what is open besides partition, region and account.</param>
    /// <param name="region">The region.</param>
    public static string Of(
        ResourceType type,
        string account,
        Func<string, string> open,
        string region = "us-east-1"
    ) =>
        string.Concat(
            type.Arn.Split("${")
                .Select(
                    (part, i) =>
                        i == 0 ? part
                        : part.IndexOf('}', StringComparison.Ordinal) is > 0 and var end
                            ? $"{Fill(part[..end], account, region, open)}{part[(end + 1)..]}"
                        : part
                )
        );

    private static string Fill(string name, string account, string region, Func<string, string> open) =>
        name switch
        {
            "Partition" => "aws",
            "Region" => region,
            "Account" => account,
            _ => open(name),
        };
}
