using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace RecipePicks.Iam.Accounts;

/// <summary>
/// AWS's own managed policies whose text AWS publishes and has not changed: <c>Iam/managed-policies.json</c>. All others are known
/// from the evidence alone, for AWS changes them.
/// </summary>
internal static class AwsManagedPolicies
{
    private static readonly FrozenDictionary<string, string> s_byName = Read();

    /// <summary>The document of a policy; null when only evidence can tell.</summary>
    /// <param name="arn">Its ARN, in any partition.</param>
    public static string? Find(string arn) =>
        arn.IndexOf(":iam::aws:policy/", StringComparison.Ordinal) is >= 0 and var at
            ? s_byName.GetValueOrDefault(arn[(at + ":iam::aws:policy/".Length)..])
            : null;

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/managed-policies.json")!;
        using var document = JsonDocument.Parse(stream);
        return document
            .RootElement.GetProperty("policies")
            .EnumerateArray()
            .ToFrozenDictionary(
                p => p.GetProperty("name").GetString()!,
                p => p.GetProperty("document").GetRawText(),
                StringComparer.Ordinal
            );
    }
}
