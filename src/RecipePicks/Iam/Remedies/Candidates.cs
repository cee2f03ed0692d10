using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Remedies;

/// <summary>The changes that may end one identity's requests, in sets, the smallest first.</summary>
internal static class Candidates
{
    private const string Everything =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    // By these whoever is denied only some actions would take the denial away again.
    private static readonly string[] s_undoing =
    [
        "iam:CreatePolicyVersion",
        "iam:DeleteRolePermissionsBoundary",
        "iam:DeleteRolePolicy",
        "iam:DeleteUserPermissionsBoundary",
        "iam:DeleteUserPolicy",
        "iam:DetachRolePolicy",
        "iam:DetachUserPolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:PutUserPermissionsBoundary",
        "iam:PutUserPolicy",
        "iam:SetDefaultPolicyVersion",
        "iam:UpdateAssumeRolePolicy",
    ];

    // Source: IAM User Guide, "IAM and AWS STS quotas": characters of a managed policy, and of all inline policies together.
    private const int MostOfManaged = 6144;
    private const int MostOfUser = 2048;
    private const int MostOfRole = 10_240;

    public static IEnumerable<IReadOnlyList<Remedy>> For(
        Estate estate,
        IamIdentity who,
        IReadOnlyList<OpenRequest> requests,
        DateTime now,
        bool isUnknown
    )
    {
        var trusts = requests
            .Where(r => r.Action == "sts:AssumeRole")
            .Select(r => estate.Find(r.Resource))
            .OfType<IamIdentity>()
            .DistinctBy(r => r.Arn)
            .Select(r => Refuse(r, who.Arn))
            .OfType<Remedy>()
            .ToList();
        var actions = requests
            .Select(r => r.Action)
            .Concat(s_undoing)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)
            .ToList();
        var bound = who.Boundary is null && who.IsBoundaryKnown;
        var narrow = bound
            ? new Remedy(RemedyKind.Boundary, who, AllBut(actions))
            : new Remedy(RemedyKind.DenyActions, who, Deny(actions));
        var inline = who.Inline.Sum(p => p.Json?.Length ?? 0) + narrow.Policy.Length;
        var fits =
            bound ? narrow.Policy.Length <= MostOfManaged
            : who.Kind == IdentityKind.Role ? inline <= MostOfRole
            : inline <= MostOfUser;
        var all = new Remedy(RemedyKind.DenyAll, who, Everything);

        if (who.Kind == IdentityKind.Role)
        {
            yield return [new Remedy(RemedyKind.DenyOlderSessions, who, Older(now)) { Before = now }];
        }

        if (trusts.Count > 0 && !isUnknown)
        {
            yield return trusts;
        }

        if (fits && !isUnknown)
        {
            yield return [narrow];
        }

        yield return [all];
    }

    // Null when the trust policy is not known.
    private static Remedy? Refuse(IamIdentity role, string principal)
    {
        if (role.IsReserved || role.Trust is null || Policy.TryParse(role.Trust, "trust policy", null, out _) is null)
        {
            return null;
        }

        var trust = JsonNode.Parse(PolicyText.Decode(role.Trust))!.AsObject();

        var statements = trust["Statement"] switch
        {
            JsonArray many => many.Select(s => s!.DeepClone()).ToList(),
            JsonObject one => [one.DeepClone()],
            _ => [],
        };
        statements.Add(
            new JsonObject
            {
                ["Sid"] = Remedy.Mark,
                ["Effect"] = "Deny",
                ["Principal"] = new JsonObject { ["AWS"] = principal },
                ["Action"] = "sts:AssumeRole",
            }
        );
        trust["Statement"] = new JsonArray([.. statements]);
        return new(RemedyKind.RefuseInTrust, role, trust.ToJsonString(), principal);
    }

    private static string Older(DateTime now) =>
        Everything.Replace(
            "\"Resource\":\"*\"",
            $"\"Resource\":\"*\",\"Condition\":{{\"DateLessThan\":{{\"aws:TokenIssueTime\":\"{TimeWindow.Format(now)}\"}}}}",
            StringComparison.Ordinal
        );

    private static string Deny(List<string> actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":{{List(actions)}},"Resource":"*"}]}""";

    private static string AllBut(List<string> actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":{{List(actions)}},"Resource":"*"}]}""";

    private static string List(List<string> actions) =>
        $"[{string.Join(',', actions.Select(a => $"\"{JsonEncodedText.Encode(a)}\""))}]";
}
