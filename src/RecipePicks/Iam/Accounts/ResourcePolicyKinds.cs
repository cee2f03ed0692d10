using System.Reflection;
using System.Text.Json;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Accounts;

/// <summary>Which resources can have a policy of their own, and whose policy counts: <c>Iam/resource-policies.json</c>.</summary>
/// <remarks>Source: IAM User Guide, "AWS services that work with IAM", column "Resource-based policies".</remarks>
internal static class ResourcePolicyKinds
{
    private static readonly (ArnPattern Pattern, char? Cut, int Keep)[] s_kinds = Read();

    /// <summary>The ARN of the resource whose policy counts for a request on a resource; null when there is no such policy.</summary>
    /// <param name="resource">The resource's ARN: an object's, whose bucket has the policy.</param>
    public static string? Owner(string resource)
    {
        var text = new ArnText(resource);
        foreach (var (pattern, cut, keep) in s_kinds)
        {
            if (pattern.Matches(text))
            {
                return cut is { } at ? Cut(resource, at, keep) : resource;
            }
        }

        return null;
    }

    private static string Cut(string resource, char at, int keep)
    {
        var end = -1;
        for (var i = 0; i < keep; i++)
        {
            end = resource.IndexOf(at, end + 1);
            if (end < 0)
            {
                return resource;
            }
        }

        return resource[..end];
    }

    private static (ArnPattern, char?, int)[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/resource-policies.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("resources")
                .EnumerateArray()
                .Select(r =>
                    (
                        ArnPattern.OfResource(r.GetProperty("resource").GetString()!),
                        r.TryGetProperty("cut", out var cut) ? cut.GetString()![0] : (char?)null,
                        r.TryGetProperty("keep", out var keep) ? keep.GetInt32() : 1
                    )
                ),
        ];
    }
}
