namespace RecipePicks.Letters;

/// <summary>E: what the affected resource could do, the second half of the IAM blast radius.</summary>
internal sealed class Entitlements : Letter
{
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
    public override Answer Ask(Inquiry inquiry) =>
        NotInEvidence(
            inquiry,
            "CloudTrail does not hold the policies of the role that a resource carries; the scripts follow it."
        );

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
