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
    public override string Needs => "an AWS CLI snapshot or an AWS Config item";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes | EvidenceKinds.Configuration;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry) =>
        NotInEvidence(inquiry, "CloudTrail holds calls, not configurations; the scripts fetch what stands there now.");

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
