using System.Globalization;
using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>One account's IAM, gathered piece by piece and written as `aws iam get-account-authorization-details` prints it.</summary>
internal sealed class IamAccount(string account, IReadOnlyList<Event> happened)
{
    private readonly JsonArray users = [];
    private readonly JsonArray groups = [];
    private readonly JsonArray roles = [];
    private readonly JsonArray policies = [];
    private readonly SortedDictionary<string, int> attached = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> bounding = new(StringComparer.Ordinal);

    public string OwnPolicy(string name) => $"arn:aws:iam::{account}:policy/{name}";

    public void User(
        User user,
        string created,
        string[]? memberOf = null,
        string[]? attach = null,
        (string Name, string Document)[]? inline = null,
        string? boundary = null
    )
    {
        var entry = Obj(
            ("Path", "/"),
            ("UserName", user.Name),
            ("UserId", user.Id),
            ("Arn", user.Arn),
            ("CreateDate", created)
        );
        if (inline is not null)
            entry.Add("UserPolicyList", Inline(inline));
        entry.Add("GroupList", Arr([.. (memberOf ?? []).Select(g => (JsonNode?)g)]));
        entry.Add("AttachedManagedPolicies", Attach(attach));
        Bound(entry, boundary);
        entry.Add("Tags", Arr());
        users.Add(entry);
    }

    public void Group(
        string name,
        string created,
        string[]? attach = null,
        (string Name, string Document)[]? inline = null
    )
    {
        var arn = $"arn:aws:iam::{account}:group/{name}";
        groups.Add(
            Obj(
                ("Path", "/"),
                ("GroupName", name),
                ("GroupId", new Dice(arn).PrincipalId("AGPA")),
                ("Arn", arn),
                ("CreateDate", created),
                ("GroupPolicyList", Inline(inline ?? [])),
                ("AttachedManagedPolicies", Attach(attach))
            )
        );
    }

    public void Role(
        Role role,
        string created,
        string trust,
        string[]? attach = null,
        (string Name, string Document)[]? inline = null,
        bool profile = false,
        string? boundary = null
    )
    {
        var profiles = Arr();
        if (profile)
        {
            profiles.Add(
                Obj(
                    ("Path", "/"),
                    ("InstanceProfileName", role.Name),
                    ("InstanceProfileId", Ec2.ProfileId),
                    ("Arn", Ec2.ProfileArn),
                    ("CreateDate", created),
                    (
                        "Roles",
                        Arr(
                            Obj(
                                ("Path", role.Path),
                                ("RoleName", role.Name),
                                ("RoleId", role.Id),
                                ("Arn", role.Arn),
                                ("CreateDate", created),
                                ("AssumeRolePolicyDocument", Parse(trust))
                            )
                        )
                    )
                )
            );
        }
        var entry = Obj(
            ("Path", role.Path),
            ("RoleName", role.Name),
            ("RoleId", role.Id),
            ("Arn", role.Arn),
            ("CreateDate", created),
            ("AssumeRolePolicyDocument", Parse(trust)),
            ("InstanceProfileList", profiles),
            ("RolePolicyList", Inline(inline ?? [])),
            ("AttachedManagedPolicies", Attach(attach))
        );
        Bound(entry, boundary);
        entry.Add("Tags", Arr());
        entry.Add("RoleLastUsed", LastUsed(role));
        roles.Add(entry);
    }

    /// <summary>A managed policy with all its versions; the last is the default.</summary>
    public void Policy(string arn, string created, params (string Date, string Document)[] versions)
    {
        var list = Arr();
        for (var i = versions.Length - 1; i >= 0; i--)
        {
            list.Add(
                Obj(
                    ("Document", Parse(versions[i].Document)),
                    ("VersionId", $"v{i + 1}"),
                    ("IsDefaultVersion", i == versions.Length - 1),
                    ("CreateDate", versions[i].Date)
                )
            );
        }
        policies.Add(
            Obj(
                ("PolicyName", NameOf(arn)),
                ("PolicyId", new Dice(arn).PrincipalId("ANPA")),
                ("Arn", arn),
                ("Path", "/"),
                ("DefaultVersionId", $"v{versions.Length}"),
                ("AttachmentCount", attached.GetValueOrDefault(arn)),
                ("PermissionsBoundaryUsageCount", bounding.GetValueOrDefault(arn)),
                ("IsAttachable", true),
                ("CreateDate", created),
                ("UpdateDate", versions[^1].Date),
                ("PolicyVersionList", list)
            )
        );
    }

    public JsonNode Details() =>
        Obj(("UserDetailList", users), ("GroupDetailList", groups), ("RoleDetailList", roles), ("Policies", policies));

    // AWS knows of a role's last use even when no trail recorded it.
    private JsonObject LastUsed(Role role)
    {
        var last = happened
            .Where(e =>
                e.Json["userIdentity"]?["sessionContext"]?["sessionIssuer"]?["arn"]?.GetValue<string>() == role.Arn
            )
            .MaxBy(e => e.Time);
        return last is null ? [] : Obj(("LastUsedDate", Date(last.Time)), ("Region", last.Region));
    }

    public static string Date(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    private void Bound(JsonObject entry, string? boundary)
    {
        if (boundary is null)
            return;
        bounding[boundary] = bounding.GetValueOrDefault(boundary) + 1;
        entry.Add(
            "PermissionsBoundary",
            Obj(("PermissionsBoundaryType", "Policy"), ("PermissionsBoundaryArn", boundary))
        );
    }

    private JsonArray Attach(string[]? arns)
    {
        var list = Arr();
        foreach (var arn in arns ?? [])
        {
            attached[arn] = attached.GetValueOrDefault(arn) + 1;
            list.Add(Obj(("PolicyName", NameOf(arn)), ("PolicyArn", arn)));
        }
        return list;
    }

    private static JsonArray Inline((string Name, string Document)[] inline) =>
        Arr([.. inline.Select(p => (JsonNode?)Obj(("PolicyName", p.Name), ("PolicyDocument", Parse(p.Document))))]);

    private static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
