using System.Reflection;
using System.Text.Json;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Accounts;

/// <summary>Which resources can have a policy of their own, and whose policy counts: <c>Iam/resource-policies.json</c>.</summary>
/// <remarks>Source: IAM User Guide, "AWS services that work with IAM", column "Resource-based policies".</remarks>
internal static class ResourcePolicyKinds
{
    private static readonly (ArnPattern Pattern, char? Cut, int Keep)[] s_kinds = Read("resources");
    private static readonly (ArnPattern Pattern, char? Cut, int Keep)[] s_none = Read("none");
    private static readonly (ArnPattern Pattern, Pattern[] Actions, string What, bool IsOwners)[] s_grants =
        ReadGrants();
    private static readonly Dictionary<string, IReadOnlyList<string>> s_acl = ReadAcl("acl");
    private static readonly Dictionary<string, IReadOnlyList<string>> s_objectAcl = ReadAcl("objectAcl");

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

    /// <summary>
    /// What else than policies may allow a request, an access control list or grants, and whether it is that of the resource
    /// that has the policy; null when nothing may.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource's ARN.</param>
    public static (string What, bool IsOwners)? Grants(string action, string resource)
    {
        var text = new ArnText(resource);
        foreach (var (pattern, actions, what, isOwners) in s_grants)
        {
            if (pattern.Matches(text) && actions.Any(a => a.Matches(action, ignoreCase: true)))
            {
                return (what, isOwners);
            }
        }

        return null;
    }

    /// <summary>The actions that a permission in an access control list allows; null for one that is not known.</summary>
    /// <param name="permission"><c>READ</c>, <c>FULL_CONTROL</c> …</param>
    /// <param name="isObject">Whether it is an object's list; else it is a bucket's.</param>
    public static IReadOnlyList<string>? AclActions(string permission, bool isObject) =>
        (isObject ? s_objectAcl : s_acl).GetValueOrDefault(permission);

    /// <summary>Whether an object's access control list says for certain if it allows an action.</summary>
    /// <param name="action">The action.</param>
    public static bool IsOfObjectAcl(string action) =>
        s_objectAcl["FULL_CONTROL"].Contains(action, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a resource is known to be of a type that has no policy, and that nothing else lets other accounts use.</summary>
    /// <param name="resource">The resource's ARN.</param>
    public static bool HasNone(string resource)
    {
        var text = new ArnText(resource);
        return Array.Exists(s_none, n => n.Pattern.Matches(text));
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

    private static (ArnPattern, char?, int)[] Read(string list)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/resource-policies.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty(list)
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

    private static Dictionary<string, IReadOnlyList<string>> ReadAcl(string list)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/resource-policies.json")!;
        using var document = JsonDocument.Parse(stream);
        return document
            .RootElement.GetProperty(list)
            .EnumerateArray()
            .ToDictionary(
                p => p.GetProperty("permission").GetString()!,
                p => (IReadOnlyList<string>)[.. p.GetProperty("actions").EnumerateArray().Select(a => a.GetString()!)],
                StringComparer.Ordinal
            );
    }

    private static (ArnPattern, Pattern[], string, bool)[] ReadGrants()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/resource-policies.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("grants")
                .EnumerateArray()
                .Select(g =>
                    (
                        ArnPattern.OfResource(g.GetProperty("resource").GetString()!),
                        g.GetProperty("actions").EnumerateArray().Select(a => Pattern.Parse(a.GetString()!)).ToArray(),
                        g.GetProperty("about").GetString()!,
                        g.GetProperty("of").GetString() == "owner"
                    )
                ),
        ];
    }
}
