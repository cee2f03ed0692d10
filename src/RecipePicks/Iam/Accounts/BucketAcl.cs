using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Iam.Accounts;

/// <summary>The access control list of a bucket or an object, said as statements of a policy of it.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, "Access control list (ACL) overview": a grantee is an account by its canonical user id, all
/// of whose permissions it delegates itself, or one of the groups AllUsers, AuthenticatedUsers and LogDelivery; "Mapping of
/// ACL permissions and access policy permissions"; "Canned ACL"; "Blocking public access": IgnorePublicAcls makes S3 ignore
/// what an ACL grants to the first two groups.
/// </remarks>
internal static class BucketAcl
{
    private const string Groups = "http://acs.amazonaws.com/groups/";
    private const string AllUsers = Groups + "global/AllUsers";
    private const string AuthenticatedUsers = Groups + "global/AuthenticatedUsers";

    /// <summary>The policy.</summary>
    /// <param name="bucket">The bucket's ARN, or the object's.</param>
    /// <param name="acl">The list: as the AWS CLI prints its grants, as PutBucketAcl takes it, as AWS Config has it, or a canned one's name.</param>
    /// <param name="ownerId">The canonical id of the bucket's account, whose own policies need no list; null when it is not known.</param>
    /// <param name="ignoresPublic">Whether public grants are ignored; null when that is not known.</param>
    /// <returns>The policy; null when the list does not say all, or when it hangs on what is not known.</returns>
    public static string? Policy(string bucket, JsonElement acl, string? ownerId, bool? ignoresPublic)
    {
        if (Grants(acl) is not { } grants)
        {
            return null;
        }

        var statements = new JsonArray();
        ownerId ??= Text(Member(acl, "Owner"), "ID");
        foreach (var (grantee, permission) in grants.Where(g => g.Grantee != ownerId))
        {
            var isPublic = grantee is AllUsers or AuthenticatedUsers;
            var actions = ResourcePolicyKinds.AclActions(permission, bucket.Contains('/', StringComparison.Ordinal));
            if (actions is null || (isPublic && ignoresPublic is null))
            {
                return null;
            }

            if (actions.Count > 0 && Principal(grantee) is { } principal && !(isPublic && ignoresPublic == true))
            {
                statements.Add(Statement(bucket, principal, actions, grantee == AuthenticatedUsers));
            }
        }

        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }

    private static JsonObject Statement(string bucket, JsonNode principal, IReadOnlyList<string> actions, bool isSigned)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = principal,
            ["Action"] = new JsonArray([.. actions.Select(a => JsonValue.Create(a))]),
            ["Resource"] = new JsonArray(bucket, $"{bucket}/*"),
        };
        if (isSigned)
        {
            // Every AWS account, and nobody without one.
            statement["Condition"] = new JsonObject
            {
                ["Null"] = new JsonObject { ["aws:PrincipalAccount"] = "false" },
            };
        }

        return statement;
    }

    // The log delivery group is none of an account's users and roles.
    private static JsonNode? Principal(string grantee) =>
        grantee is AllUsers or AuthenticatedUsers ? JsonValue.Create("*")
        : grantee.StartsWith(Groups, StringComparison.Ordinal) ? null
        : new JsonObject { ["CanonicalUser"] = grantee };

    // Grants to the owner are left out of canned lists: its account needs none of them.
    private static List<(string Grantee, string Permission)>? Canned(string? name) =>
        name switch
        {
            "private" or "bucket-owner-read" or "bucket-owner-full-control" or "log-delivery-write" => [],
            "public-read" => [(AllUsers, "READ")],
            "public-read-write" => [(AllUsers, "READ"), (AllUsers, "WRITE")],
            "authenticated-read" => [(AuthenticatedUsers, "READ")],
            _ => null,
        };

    private static List<(string Grantee, string Permission)>? Grants(JsonElement acl) =>
        acl.ValueKind == JsonValueKind.String ? Canned(acl.GetString())
        : acl.ValueKind == JsonValueKind.Array ? Listed(acl)
        : Member(acl, "AccessControlList") is { ValueKind: JsonValueKind.Object } inner ? Listed(Member(inner, "Grant"))
        : Member(acl, "grantList") is { ValueKind: JsonValueKind.Array } list ? Listed(list)
        : Headers(acl);

    // As CreateBucket and PutBucketAcl are given them: x-amz-grant-read: uri="http://acs…", id="79a5…".
    private static List<(string Grantee, string Permission)>? Headers(JsonElement request)
    {
        const string header = "x-amz-grant-";
        var given =
            request.ValueKind == JsonValueKind.Object
                ? request
                    .EnumerateObject()
                    .Where(m => m.Name.StartsWith(header, StringComparison.OrdinalIgnoreCase))
                    .ToList()
                : [];
        var grants = new List<(string, string)>();
        foreach (var member in given)
        {
            var permission = member.Name[header.Length..].ToUpperInvariant().Replace('-', '_');
            IEnumerable<JsonElement> texts =
                member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : [member.Value];
            foreach (var grantee in texts.SelectMany(t => t.ToString().Split(',')))
            {
                if (grantee.Split('=', 2) is not [var kind, var who] || kind.Trim() is not ("uri" or "id"))
                {
                    return null;
                }

                grants.Add((who.Trim().Trim('"'), permission));
            }
        }

        return grants.Count > 0 ? grants : null;
    }

    private static List<(string Grantee, string Permission)>? Listed(JsonElement list)
    {
        var grants = new List<(string, string)>();
        foreach (
            var grant in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList()
            : list.ValueKind == JsonValueKind.Object ? [list]
            : []
        )
        {
            if (Grantee(Member(grant, "Grantee")) is not { } grantee || Text(grant, "Permission") is not { } permission)
            {
                return null;
            }

            grants.Add((grantee, Permission(permission)));
        }

        return grants;
    }

    // AWS Config writes a group's name alone.
    private static string? Grantee(JsonElement grantee) =>
        grantee.ValueKind == JsonValueKind.String
            ? grantee.GetString() switch
            {
                "AllUsers" => AllUsers,
                "AuthenticatedUsers" => AuthenticatedUsers,
                "LogDelivery" => Groups + "s3/LogDelivery",
                _ => null,
            }
            : Text(grantee, "URI") ?? Text(grantee, "ID");

    // FullControl, as AWS Config writes it.
    private static string Permission(string name) =>
        name switch
        {
            "FullControl" => "FULL_CONTROL",
            "Read" => "READ",
            "Write" => "WRITE",
            "ReadAcp" => "READ_ACP",
            "WriteAcp" => "WRITE_ACP",
            _ => name,
        };

    private static string? Text(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object
            ? owner.EnumerateObject().FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
            : default;
}
