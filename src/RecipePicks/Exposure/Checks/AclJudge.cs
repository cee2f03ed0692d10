using System.Text.Json;
using System.Text.RegularExpressions;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Checks;

/// <summary>Judges the ACL of a bucket or an object: a canned one, grants in headers, or a document.</summary>
/// <remarks>Source: Amazon S3 User Guide, "Access control list (ACL) overview".</remarks>
internal static partial class AclJudge
{
    /// <summary>Judges a canned ACL by its name, the parameters of the call that sets one, or the document itself.</summary>
    public static IReadOnlyList<Grant> Acl(JsonElement document, ExposureContext about)
    {
        Grant[] grants =
        [
            .. Canned(document).Select(OfCanned),
            .. Headers(document).SelectMany(OfHeader),
            .. OfDocument(document),
            .. OfDocument(Member(document, "AccessControlPolicy")),
        ];
        return grants.Length > 0
            ? [.. grants.DistinctBy(g => (g.Verdict, g.To))]
            : [Grant.Unclear("the record does not hold the ACL")];
    }

    private static IEnumerable<string> Canned(JsonElement document) =>
        Texts(document).Concat(Texts(Member(document, "x-amz-acl"))).Concat(Texts(Member(document, "acl")));

    private static Grant OfCanned(string canned) =>
        canned switch
        {
            "public-read" or "public-read-write" => Grant.Everyone($"the canned ACL {canned}"),
            "authenticated-read" => Authenticated($"the canned ACL {canned}"),
            "private" or "bucket-owner-read" or "bucket-owner-full-control" or "log-delivery-write" => Grant.Nobody(
                $"the canned ACL {canned}"
            ),
            _ => Grant.Unclear($"the canned ACL {canned}"),
        };

    private static Grant Authenticated(string why) => new(Verdict.PublicAuth, "everyone with an AWS account", why);

    // x-amz-grant-read: uri="http://acs.amazonaws.com/groups/global/AllUsers", id="79a5…"
    private static IEnumerable<(string Permission, string Text)> Headers(JsonElement document) =>
        document.ValueKind != JsonValueKind.Object
            ? []
            : document
                .EnumerateObject()
                .Concat(
                    Member(document, "accessControlList") is { ValueKind: JsonValueKind.Object } inner
                        ? inner.EnumerateObject()
                        : []
                )
                .Where(m => m.Name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase))
                .SelectMany(m => Texts(m.Value).Select(v => (m.Name["x-amz-grant-".Length..], v)));

    private static IEnumerable<Grant> OfHeader((string Permission, string Text) header) =>
        Grantee()
            .Matches(header.Text)
            .Select(m => OfGrantee(m.Groups["kind"].Value, m.Groups["value"].Value, header.Permission, null))
            .DefaultIfEmpty(Grant.Unclear($"the grant {header.Permission} to {header.Text}"));

    private static IEnumerable<Grant> OfDocument(JsonElement policy)
    {
        var owner = Text(Member(policy, "Owner"), "ID");
        foreach (var grant in At(policy, "AccessControlList.Grant[]").Concat(At(policy, "Grants[]")))
        {
            var grantee = Member(grant, "Grantee");
            var permission = Text(grant, "Permission") ?? "access";
            yield return Text(grantee, "URI") is { } uri ? OfGrantee("uri", uri, permission, owner)
            : Text(grantee, "ID") is { } id ? OfGrantee("id", id, permission, owner)
            : Text(grantee, "EmailAddress") is { } mail ? OfGrantee("emailAddress", mail, permission, owner)
            : Grant.Unclear($"the grant {permission} to somebody whom the record does not name");
        }
    }

    private static Grant OfGrantee(string kind, string value, string permission, string? owner) =>
        $"the ACL grants {permission} to {value}" switch
        {
            var why when value.EndsWith("/global/AllUsers", StringComparison.Ordinal) => Grant.Everyone(why),
            var why when value.EndsWith("/global/AuthenticatedUsers", StringComparison.Ordinal) => Authenticated(why),
            var why when value.EndsWith("/s3/LogDelivery", StringComparison.Ordinal) => Grant.Nobody(why),
            var why when kind == "id" && value == owner => Grant.Nobody($"{why}, its owner"),
            var why when kind == "id" && owner is null => Grant.Unclear(why, $"canonical user {value}"),
            var why when kind is "id" => new Grant(Verdict.External, $"canonical user {value}", why),
            var why when kind is "emailAddress" => new Grant(Verdict.External, value, why),
            var why => Grant.Unclear(why, value),
        };

    [GeneratedRegex(
        """(?<kind>uri|id|emailAddress)\s*=\s*"?(?<value>[^",]+)"?""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Grantee();
}
