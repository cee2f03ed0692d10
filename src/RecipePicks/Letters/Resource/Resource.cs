using RecipePicks.State;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>R: the resource's configuration now.</summary>
internal sealed class Resource : Letter
{
    /// <inheritdoc/>
    public override string Mark => "R";

    /// <inheritdoc/>
    public override string Key => "resource";

    /// <inheritdoc/>
    public override string Asks => "What is the resource's configuration now? Do we have to stop the bleed?";

    /// <inheritdoc/>
    public override string Needs => "an AWS CLI snapshot or an AWS Config item, else a replay of the calls";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes | EvidenceKinds.Configuration;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var at = inquiry.Window.To ?? DateTime.MaxValue;
        var known = inquiry.Replayed.Own.Where(h => StateTable.Standing(h, at).Count > 0).ToList();
        if (known.Count == 0)
        {
            return NotInEvidence(
                inquiry,
                "No call that replay knows and no document tells of it; the scripts fetch what stands there now."
            );
        }

        var recorded = known.TrueForAll(h => h.Documents.Count > 0 || IsGone(h, at));
        List<Script> scripts = recorded ? [] : [.. Scripts(ScriptLeads.Of(inquiry)).DistinctBy(s => s.Text)];
        return Says(
            recorded ? AnswerStatus.Answered : AnswerStatus.Partial,
            Headline(known, at),
            known.Select(h => Told(h, at))
        ) with
        {
            Tables = [StateTable.Of(known, at), .. StateTable.Documents(known)],
            Gaps =
            [
                .. scripts.Select(s =>
                    $"Replay knows what calls changed, not what they left alone. {s.Says} Fetch it with:\n{s.Text}"
                ),
            ],
            Reproduce =
            [
                .. scripts.Select(s => new Reproduction("cli", s.Text)),
                .. inquiry.Resources.Select(r => inquiry.Replayed.Reproduce(inquiry, r)),
            ],
        };
    }

    private static bool IsGone(ResourceHistory history, DateTime at) =>
        history.Of(StatePath.Existence).Any(s => s.Holds(at) && s.Value.Known == StateKnown.Absent);

    private static string Headline(List<ResourceHistory> known, DateTime at) =>
        string.Join(
            "; ",
            known
                .Take(3)
                .Select(h => $"{h.Resource.Noun} {h.Resource.Id}: {Short(h, at)}")
                .Concat(known.Count > 3 ? [$"{Counted(known.Count - 3, "more resource")}"] : [])
        ) + ".";

    private static string Short(ResourceHistory history, DateTime at)
    {
        if (IsGone(history, at))
        {
            return history.Of(StatePath.Existence).First(s => s.Holds(at)) switch
            {
                { Since: { } call } => $"deleted at {TimeWindow.Format(call.Time)}",
                { Until: { } call } => $"not there yet, {call.Name} made it at {TimeWindow.Format(call.Time)}",
                _ => "not there",
            };
        }

        var values = StateTable.Standing(history, at);
        return $"{Counted(values.Count, "value")} known, from "
            + Listed(
                values
                    .GroupBy(StateTable.From)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => $"{g.Key} ({g.Count()})")
            );
    }

    private static Finding Told(ResourceHistory history, DateTime at)
    {
        var values = StateTable.Standing(history, at);
        var changed = history.Changes.Where(c => c.Call.Time <= at).ToList();
        var last =
            changed.Count > 0
                ? $" Last changed at {TimeWindow.Format(changed[^1].Call.Time)} by {Who.Short(changed[^1].Call.Caller)} with {changed[^1].Call.Name}."
                : "";
        return new Finding(
            $"{history.Resource.Noun} {history.Resource.Id} ({history.Resource.Type}), {Short(history, at)}.{last}",
            values.Max(v => v.Certainty),
            Severity.Info,
            [
                .. Inquiry.Cite(
                    values
                        .Select(v => (v.Since ?? v.Until)?.EventId ?? "")
                        .Concat(changed.Select(c => c.Call.EventId).Reverse())
                ),
                .. history.Documents.Take(3).Select(d => new EvidenceRef("", d.File, d.Record)),
            ]
        );
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads) =>
        leads.Count == 0
            ? [new("What an instance is now.", Describe(new AwsResource("instance", "<instance-id>", null)))]
            : [.. leads.Select(AwsResource.Of).Select(r => new Script($"What {r.Name} is now.", Describe(r)))];

    private static string Describe(AwsResource r) =>
        Commands.InRegion(
            r,
            r.Kind switch
            {
                "instance" => """
                id={{name}}
                aws ec2 describe-instances --instance-ids "$id"
                aws ec2 describe-instance-attribute --instance-id "$id" --attribute userData
                aws ec2 describe-volumes --filters "Name=attachment.instance-id,Values=$id"
                """,
                "snapshot" => "aws ec2 describe-snapshots --snapshot-ids {{name}}",
                "volume" => "aws ec2 describe-volumes --volume-ids {{name}}",
                "image" => "aws ec2 describe-images --image-ids {{name}}",
                "security-group" => """
                id={{name}}
                aws ec2 describe-security-groups --group-ids "$id"
                aws ec2 describe-network-interfaces --filters "Name=group-id,Values=$id"
                """,
                "network-interface" => "aws ec2 describe-network-interfaces --network-interface-ids {{name}}",
                "vpc" => "aws ec2 describe-vpcs --vpc-ids {{name}}",
                "subnet" => "aws ec2 describe-subnets --subnet-ids {{name}}",
                "bucket" => """
                bucket={{name}}
                for what in location versioning encryption logging notification-configuration replication lifecycle-configuration; do
                  aws s3api "get-bucket-$what" --bucket="$bucket"
                done
                """,
                "function" => "aws lambda get-function --function-name={{name}}",
                "key" => "aws kms describe-key --key-id={{name}}",
                "secret" => "aws secretsmanager describe-secret --secret-id={{name}}",
                "topic" => "aws sns get-topic-attributes --topic-arn={{name}}",
                "queue" => """
                url=$(aws sqs get-queue-url --queue-name={{name}} --query QueueUrl --output text)
                aws sqs get-queue-attributes --queue-url "$url" --attribute-names All
                """,
                "table" => "aws dynamodb describe-table --table-name={{name}}",
                "db" => "aws rds describe-db-instances --db-instance-identifier={{name}}",
                "user" => """
                user={{name}}
                aws iam get-user --user-name="$user"
                aws iam list-access-keys --user-name="$user"
                aws iam list-mfa-devices --user-name="$user"
                aws iam get-login-profile --user-name="$user"
                """,
                "role" => "aws iam get-role --role-name={{name}}",
                "group" => "aws iam get-group --group-name={{name}}",
                "policy" => "aws iam get-policy --policy-arn={{name}}",
                "instance-profile" => "aws iam get-instance-profile --instance-profile-name={{name}}",
                "access-key" => "aws iam get-access-key-last-used --access-key-id={{name}}",
                "account" => "aws organizations describe-account --account-id={{name}}",
                "address" => """
                address={{name}}
                aws ec2 describe-addresses --filters "Name=public-ip,Values=$address"
                aws ec2 describe-network-interfaces --filters "Name=association.public-ip,Values=$address"
                aws ec2 describe-network-interfaces --filters "Name=addresses.private-ip-address,Values=$address"
                """,
                "event" =>
                    "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventId,AttributeValue={{name}}",
                _ => Commands.AnyResource,
            }
        );
}
