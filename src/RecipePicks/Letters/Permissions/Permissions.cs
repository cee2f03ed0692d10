namespace RecipePicks.Letters;

/// <summary>P: what the calling identity may do, the first half of the IAM blast radius.</summary>
internal sealed class Permissions : Letter
{
    private const int MostIdentities = 5;

    /// <inheritdoc/>
    public override string Mark => "P";

    /// <inheritdoc/>
    public override string Key => "permissions";

    /// <inheritdoc/>
    public override string Asks => "What may the calling identity do?";

    /// <inheritdoc/>
    public override string Needs => "an IAM snapshot";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry) =>
        NotInEvidence(
            inquiry,
            "CloudTrail shows what was done, not what was allowed; the scripts fetch the policies.",
            Identities(inquiry)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads)
    {
        var scripts = leads
            .Select(AwsResource.Of)
            .Select(Policies)
            .OfType<string>()
            .Distinct()
            .Select(p => new Script("What this identity may do.", p))
            .ToList();
        return scripts.Count > 0
            ? scripts
            :
            [
                new("What a user may do.", Policies(new AwsResource("user", "<user-name>", null))!),
                new("What a role may do.", Policies(new AwsResource("role", "<role-name>", null))!),
            ];
    }

    // The identities that the case came down to, of which the lead may be one.
    private static List<Lead> Identities(Inquiry inquiry) =>
        [
            .. ScriptLeads.Of(inquiry).Where(l => l.Kind is LeadKind.Principal or LeadKind.AccessKey),
            .. inquiry
                .Callers.Arns.Concat(inquiry.Callers.Roles)
                .Except(inquiry.Leads.Select(l => l.Value))
                .Take(MostIdentities)
                .Select(a => new Lead(LeadKind.Principal, a)),
        ];

    private static string? Policies(AwsResource r) =>
        r.Kind switch
        {
            "user" => Script("user={{name}}", Commands.UserPolicies),
            "role" => Script("role={{name}}", Commands.RolePolicies),
            "access-key" => Script(
                "user=$(aws iam get-access-key-last-used --access-key-id={{name}} --query UserName --output text)",
                Commands.UserPolicies
            ),
            "unique-id" when r.Name.StartsWith("AROA", StringComparison.Ordinal) => Script(
                "id={{name}}\nrole=$(aws iam list-roles --query \"Roles[?RoleId=='${id%%:*}'].RoleName\" --output text)",
                Commands.RolePolicies
            ),
            "unique-id" => Script(
                "id={{name}}\nuser=$(aws iam list-users --query \"Users[?UserId=='${id%%:*}'].UserName\" --output text)",
                Commands.UserPolicies
            ),
            "account" => "aws iam get-account-authorization-details > account-authorization-details.json",
            _ => null,
        }
            is { } template
            ? Shell.Fill(template, ("name", r.Name))
            : null;

    private static string Script(string first, string rest) => $"{first}\n{Commands.Document}\n{rest}";
}
