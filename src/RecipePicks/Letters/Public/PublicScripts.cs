namespace RecipePicks.Letters;

/// <summary>The AWS CLI's answer to whether something is open to others now.</summary>
internal static class PublicScripts
{
    /// <summary>The scripts for leads; without one, placeholders.</summary>
    public static IReadOnlyList<Script> Of(IReadOnlyList<Lead> leads) =>
        leads.Count == 0
            ? [new("Who else can reach a bucket.", Sharing(new AwsResource("bucket", "<bucket>", null)))]
            : [.. leads.Select(AwsResource.Of).Select(r => new Script(What(r), Sharing(r)))];

    // Nobody reaches a user or a key; what they own can be reached.
    private static string What(AwsResource r) =>
        r.Kind is "user" or "access-key" or "unique-id" or "principal" or "account" or "event"
            ? "What of the account others can reach."
            : $"Who else can reach {r.Name}.";

    private static string Sharing(AwsResource r) =>
        Commands.InRegion(
            r,
            r.Kind switch
            {
                "bucket" => """
                bucket={{name}}
                aws s3api get-public-access-block --bucket="$bucket"
                aws s3control get-public-access-block --account-id "$(aws sts get-caller-identity --query Account --output text)"
                aws s3api get-bucket-policy-status --bucket="$bucket"
                aws s3api get-bucket-policy --bucket="$bucket" --query Policy --output text
                aws s3api get-bucket-acl --bucket="$bucket"
                """,
                "snapshot" => """
                aws ec2 describe-snapshot-attribute --snapshot-id {{name}} --attribute createVolumePermission
                aws ec2 get-snapshot-block-public-access-state
                """,
                "image" => """
                aws ec2 describe-image-attribute --image-id {{name}} --attribute launchPermission
                aws ec2 get-image-block-public-access-state
                """,
                "instance" => """
                id={{name}}
                aws ec2 describe-network-interfaces --filters "Name=attachment.instance-id,Values=$id"
                aws ec2 describe-instances --instance-ids "$id" \
                  --query 'Reservations[].Instances[].SecurityGroups[].GroupId' --output text | tr '\t' '\n' |
                  while read -r group; do aws ec2 describe-security-groups --group-ids "$group"; done
                subnet=$(aws ec2 describe-instances --instance-ids "$id" --query 'Reservations[].Instances[].SubnetId' --output text)
                aws ec2 describe-route-tables --filters "Name=association.subnet-id,Values=$subnet"
                """,
                "address" => """
                address={{name}}
                aws ec2 describe-network-interfaces --filters "Name=association.public-ip,Values=$address"
                aws ec2 describe-network-interfaces --filters "Name=addresses.private-ip-address,Values=$address"
                """,
                "user" or "access-key" or "unique-id" or "principal" or "account" or "event" => """
                aws accessanalyzer list-analyzers --query 'analyzers[].arn' --output text | tr '\t' '\n' |
                  while read -r analyzer; do aws accessanalyzer list-findings-v2 --analyzer-arn "$analyzer"; done
                """,
                "security-group" => "aws ec2 describe-security-group-rules --filters Name=group-id,Values={{name}}",
                "network-interface" => "aws ec2 describe-network-interfaces --network-interface-ids {{name}}",
                "role" => "aws iam get-role --role-name={{name}} --query Role.AssumeRolePolicyDocument",
                "function" => """
                function={{name}}
                aws lambda get-policy --function-name="$function" --query Policy --output text
                aws lambda list-function-url-configs --function-name="$function"
                """,
                "key" => """
                key={{name}}
                aws kms get-key-policy --key-id="$key" --policy-name default --query Policy --output text
                aws kms list-grants --key-id="$key"
                """,
                "secret" => "aws secretsmanager get-resource-policy --secret-id={{name}}",
                "topic" => "aws sns get-topic-attributes --topic-arn={{name}} --query Attributes.Policy --output text",
                "queue" => """
                url=$(aws sqs get-queue-url --queue-name={{name}} --query QueueUrl --output text)
                aws sqs get-queue-attributes --queue-url "$url" --attribute-names Policy
                """,
                "db" => """
                aws rds describe-db-instances --db-instance-identifier={{name}} \
                  --query 'DBInstances[].[PubliclyAccessible,Endpoint.Address,VpcSecurityGroups]'
                """,
                "table" => """
                arn=$(aws dynamodb describe-table --table-name={{name}} --query Table.TableArn --output text)
                aws dynamodb get-resource-policy --resource-arn "$arn"
                """,
                _ => """
                resource={{name}}
                aws accessanalyzer list-analyzers --query 'analyzers[].arn' --output text | tr '\t' '\n' |
                  while read -r analyzer; do aws accessanalyzer list-findings-v2 --analyzer-arn "$analyzer"; done |
                  grep -F -B 20 -A 20 -e "$resource"
                """,
            }
        );
}
