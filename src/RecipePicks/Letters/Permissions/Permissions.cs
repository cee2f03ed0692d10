namespace RecipePicks.Letters;

/// <summary>P: what the calling identity may do, the first half of the IAM blast radius.</summary>
internal sealed class Permissions : Letter
{
    private const int MostIdentities = 5;
    private const int MostActing = 50;

    /// <inheritdoc/>
    public override string Mark => "P";

    /// <inheritdoc/>
    public override string Key => "permissions";

    /// <inheritdoc/>
    public override string Asks => "What may the calling identity do?";

    /// <inheritdoc/>
    public override string Needs =>
        "an IAM snapshot (account authorization details, the organization's policies), rewound to the time by the IAM calls in CloudTrail";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var own = inquiry.Callers.IsEmpty ? Acting(inquiry) : inquiry.Callers;
        var party = inquiry.Callers.IsEmpty ? own : inquiry.Party;
        var mine = ActionUse.Of(inquiry, own);
        var uses = ReferenceEquals(own, party) ? mine : ActionUse.Of(inquiry, party);
        var all = RadiusSubject
            .Of(mine)
            .Concat(own.Arns.Concat(own.Roles).Where(Exists).Select(a => new RadiusSubject(a, [], [], [])))
            .DistinctBy(s => s.Principal)
            .ToList();
        if (all.Count == 0)
        {
            return NotInEvidence(
                inquiry,
                "CloudTrail shows what was done, not what was allowed; the scripts fetch the policies.",
                Identities(inquiry)
            );
        }

        var radius = new RadiusAnswer(inquiry, [.. all.Take(MostIdentities)], party, uses);
        var scripts = radius.IsWhole ? [] : Scripts(Identities(inquiry));
        return Says(
            radius.IsWhole ? AnswerStatus.Answered : AnswerStatus.Partial,
            radius.Headline,
            radius.Findings
        ) with
        {
            Tables = radius.Tables,
            Gaps =
            [
                .. radius.Gaps,
                .. all.Count > MostIdentities
                    ?
                    [
                        $"Only the {MostIdentities} identities with most calls are shown; ask for {Wording.Listed(all.Skip(MostIdentities).Select(s => Who.Short(s.Principal)), 6)} by themselves.",
                    ]
                    : Array.Empty<string>(),
                .. scripts.Select(s => $"{s.Says} Fetch it with:\n{s.Text}"),
            ],
            Reproduce =
            [
                .. scripts.Select(s => new Reproduction("cli", s.Text)),
                inquiry.Reproduce(Question.Load("Permissions/uses"), party.Parameters),
                inquiry.Reproduce(Question.Load("Permissions/changes"), new Dictionary<string, object?>()),
            ],
        };

        bool Exists(string arn) =>
            Arn.TryParse(arn) is { Service: "iam", ResourceType: "user" or "role" }
            && inquiry.Estates.At(inquiry.Window.To ?? DateTime.MaxValue).Find(arn) is not null;
    }

    // Of a lead that is no identity: those who changed it.
    private static Callers Acting(Inquiry inquiry) =>
        Callers.None with
        {
            Arns =
            [
                .. inquiry
                    .Named.Events.Where(e => e is { IsWrite: true, Role: not null })
                    .Select(e => e.Row.Text("arn"))
                    .OfType<string>()
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Take(MostActing),
            ],
        };

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
