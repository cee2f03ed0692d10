namespace RecipePicks.Letters;

/// <summary>E: what the affected resource could do, the second half of the IAM blast radius.</summary>
internal sealed class Entitlements : Letter
{
    private const int MostRoles = 3;

    /// <inheritdoc/>
    public override string Mark => "E";

    /// <inheritdoc/>
    public override string Key => "entitlements";

    /// <inheritdoc/>
    public override string Asks => "What could the affected resource do, once taken over?";

    /// <inheritdoc/>
    public override string Needs => "an IAM snapshot and the role that the resource carries";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var carried = CarriedRole.Of(inquiry);
        if (carried.Count == 0)
        {
            return NotInEvidence(
                inquiry,
                $"No resource that carries a role is among {inquiry.Subject} and what came of it, as far as the evidence tells; the scripts follow it."
            );
        }

        var shown = carried.GroupBy(c => c.Role).Take(MostRoles).ToList();
        var callers = shown.Select(g => g.First().Sessions).Aggregate(Callers.None, (all, c) => all.With(c));
        var uses = ActionUse.Of(inquiry, callers);
        var subjects = shown.ConvertAll(g => new RadiusSubject(
            g.Key,
            [.. uses.Where(u => u.Principal == g.Key)],
            [.. g.SelectMany(c => c.Hops).Distinct()],
            [.. g.SelectMany(c => c.Citations).Distinct().Take(Inquiry.MostEvidence)]
        )
        {
            Given = g.Max(c => c.Given),
        });
        var radius = new RadiusAnswer(inquiry, subjects, callers, uses);
        var scripts = radius.IsWhole ? [] : Scripts(ScriptLeads.Of(inquiry));
        return Says(
            radius.IsWhole ? AnswerStatus.Answered : AnswerStatus.Partial,
            $"{Wording.Listed(shown.Select(g => $"{Wording.Listed(g.Select(c => Who.Short(c.Resource)).Distinct(), 3)} {(g.Count() == 1 ? "carries" : "carry")} {Who.Short(g.Key)}"), 3)}. {radius.Headline}",
            radius.Findings
        ) with
        {
            Tables =
            [
                .. radius.Tables,
                new AnswerTable("chains", CarriedRole.Columns, [.. carried.SelectMany(c => c.Rows)]),
            ],
            Gaps =
            [
                .. radius.Gaps,
                .. carried.DistinctBy(c => c.Role).Count() > MostRoles
                    ? [$"Only {MostRoles} of the roles are shown; the table of chains lists all."]
                    : Array.Empty<string>(),
                .. scripts.Select(s => $"{s.Says} Fetch it with:\n{s.Text}"),
            ],
            Reproduce =
            [
                .. scripts.Select(s => new Reproduction("cli", s.Text)),
                .. Filled(inquiry, Question.Load("Entitlements/roles-carried")),
                inquiry.Reproduce(Question.Load("Permissions/uses"), callers.Parameters),
            ],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads)
    {
        var scripts = leads
            .Select(AwsResource.Of)
            .Select(r => (r.Name, Text: Role(r)))
            .Where(s => s.Text is not null)
            .Select(s => new Script(
                $"What {s.Name} could do: the role that it carries, and that role's policies.",
                s.Text!
            ))
            .ToList();
        return scripts.Count > 0
            ? scripts
            :
            [
                new(
                    "What an instance could do: profile, role, policies.",
                    Role(new AwsResource("instance", "<instance-id>", null))!
                ),
            ];
    }

    private static string? Role(AwsResource r) =>
        r.Kind switch
        {
            "instance" => """
                id={{name}}
                profile=$(aws ec2 describe-instances --instance-ids "$id" \
                  --query 'Reservations[].Instances[].IamInstanceProfile.Arn' --output text)
                role=$(aws iam get-instance-profile --instance-profile-name "${profile##*/}" \
                  --query 'InstanceProfile.Roles[0].RoleName' --output text)
                """,
            "instance-profile" => """
                role=$(aws iam get-instance-profile --instance-profile-name={{name}} \
                  --query 'InstanceProfile.Roles[0].RoleName' --output text)
                """,
            "function" => """
                role=$(aws lambda get-function-configuration --function-name={{name}} --query Role --output text)
                role=${role##*/}
                """,
            "task-definition" => """
                role=$(aws ecs describe-task-definition --task-definition={{name}} --query taskDefinition.taskRoleArn --output text)
                role=${role##*/}
                """,
            _ => null,
        }
            is { } template
            ? Commands.InRegion(r, $"{template}\n{Commands.Document}\n{Commands.RolePolicies}")
            : null;
}
