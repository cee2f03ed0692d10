using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Iam.Catalog;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The ARNs of the resources that a call names, as a policy would name them.</summary>
/// <remarks>
/// An ARN in the call is taken as it stands. Of a bare name the ARN is made by the form that the Service Authorization Reference
/// gives the action's resources: <c>snapshotId</c> stands where <c>${SnapshotId}</c> does.
/// </remarks>
internal static class NamedArns
{
    /// <summary>The resources of a call.</summary>
    /// <param name="action">The action that it needs.</param>
    /// <param name="row">Its row: request and response, resources, region, account.</param>
    /// <returns>The ARNs, and whether the call tells them; none when it names none that the action knows.</returns>
    public static IReadOnlyList<(string Arn, bool IsTold)> Of(KnownAction action, QueryRow row)
    {
        var values = Values(row.Text("requestparameters")).Concat(Values(row.Text("responseelements"))).ToList();
        var told = NamedEvent
            .Arns(row["resources"])
            .Concat(values.Select(v => v.Value).Where(v => v.StartsWith("arn:", StringComparison.Ordinal)))
            .Distinct()
            .ToList();
        return
        [
            .. action
                .Resources.SelectMany(t =>
                    told.FindAll(a => SampleArn.Fits(t, a) && IsSameType(t, a)) is [_, ..] arns
                        ? arns.Select(a => (a, true))
                    : Made(t, values, row) is { } made ? [(made, false)]
                    : Enumerable.Empty<(string, bool)>()
                )
                .DistinctBy(n => n.Item1)
                .OrderBy(n => n.Item1, StringComparer.Ordinal),
        ];
    }

    // An object's form matches whatever stands in S3; a type without a star of its own is nearer.
    private static bool IsSameType(ResourceType type, string arn) =>
        type.Name != "object" || arn.Contains('/', StringComparison.Ordinal);

    private static string? Made(ResourceType type, List<(string Name, string Value)> values, QueryRow row)
    {
        var missing = false;
        var arn = SampleArn.Of(
            type,
            row.Text("recipientaccountid") ?? "",
            hole =>
            {
                var value = Value(hole, type, values);
                missing |= value is null;
                return value ?? "";
            },
            row.Text("awsregion") ?? ""
        );
        return missing ? null : arn;
    }

    private static string? Value(string hole, ResourceType type, List<(string Name, string Value)> values)
    {
        var wanted = hole.Replace("WithPath", "", StringComparison.Ordinal);
        string[] names =
            wanted == "ObjectName" ? ["key"]
            : wanted is "KeyId" && type.Arn.Contains(":kms:", StringComparison.Ordinal) ? ["keyId"]
            : [wanted, $"{wanted}Name", $"{wanted}Id"];
        return values
            .Where(v => names.Any(n => n.Equals(v.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(v => v.Value)
            .FirstOrDefault(v => v.Length is > 0 and < 1024 && !v.StartsWith("arn:", StringComparison.Ordinal));
    }

    // Names and texts at the top, and one level below: {"snapshotsSet": {"items": [{"snapshotId": …}]}} too.
    private static IEnumerable<(string Name, string Value)> Values(string? json) =>
        StateJson.Parse(json) is { } element ? Values("", element, 0) : [];

    private static IEnumerable<(string Name, string Value)> Values(string name, JsonElement element, int depth) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [(name, element.GetString()!)],
            JsonValueKind.Object when depth < 4 => element
                .EnumerateObject()
                .SelectMany(m => Values(m.Name, m.Value, depth + 1)),
            JsonValueKind.Array when depth < 4 => element
                .EnumerateArray()
                .Take(20)
                .SelectMany(i => Values(name, i, depth + 1)),
            _ => [],
        };
}
