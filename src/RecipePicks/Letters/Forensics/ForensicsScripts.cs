namespace RecipePicks.Letters;

/// <summary>Where to look besides CloudTrail: the logs and hosts that a lead points at.</summary>
internal static class ForensicsScripts
{
    /// <summary>The scripts for the leads; without a lead, those for an instance.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="gone">What ended an instance for good, by its id; null when nothing did.</param>
    public static IReadOnlyList<Script> OtherLogs(IReadOnlyList<Lead> leads, Func<string, string?>? gone = null) =>
        leads.Count == 0
            ? [Of(new AwsResource("instance", "<instance-id>", null), null)]
            : [.. leads.Select(AwsResource.Of).Select(r => Of(r, gone?.Invoke(r.Name)))];

    private static Script Of(AwsResource r, string? gone) =>
        r.Kind switch
        {
            "instance" when gone is not null => new(
                $"{r.Name} is gone ({gone}): it has no console output, and its disks cannot be copied any more. What outlives it: "
                    + "snapshots and images that were made of it, volumes that were not deleted with it, what AWS Config recorded "
                    + "of its volumes and interfaces, and flow logs of its VPC.",
                Commands.InRegion(
                    r,
                    """
                    id={{name}}
                    aws ec2 describe-snapshots --owner-ids self --filters "Name=description,Values=*$id*"
                    aws ec2 describe-volumes --filters Name=status,Values=available
                    aws configservice get-resource-config-history --resource-type AWS::EC2::Instance --resource-id "$id"
                    aws ec2 describe-flow-logs
                    """
                )
            ),
            "instance" => new(
                $"What {r.Name} sent and received is in VPC flow logs, what ran on it is on its disks.",
                Commands.InRegion(
                    r,
                    """
                    id={{name}}
                    vpc=$(aws ec2 describe-instances --instance-ids "$id" --query 'Reservations[].Instances[].VpcId' --output text)
                    aws ec2 describe-flow-logs --filter "Name=resource-id,Values=$vpc"
                    aws ec2 create-snapshots --instance-specification "InstanceId=$id" --description 'forensic copy'
                    aws ec2 get-console-output --instance-id "$id" --latest
                    """
                )
            ),
            "bucket" => new(
                $"Reads and writes of objects in {r.Name} are in data events and S3 access logs, if they are on.",
                Commands.InRegion(
                    r,
                    """
                    bucket={{name}}
                    aws s3api get-bucket-logging --bucket="$bucket"
                    aws cloudtrail describe-trails --query 'trailList[].TrailARN' --output text | tr '\t' '\n' |
                      while read -r trail; do aws cloudtrail get-event-selectors --trail-name "$trail"; done
                    """
                )
            ),
            "function" => new(
                $"What {r.Name} printed is in its log group; each of its runs is a data event, if they are on.",
                Commands.InRegion(r, "name={{name}}\naws logs tail \"/aws/lambda/${name##*:}\" --since 30d")
            ),
            _ => new(
                "Network traffic is in VPC flow logs, reads of data in data events and access logs; which of them exist:",
                """
                aws ec2 describe-flow-logs
                aws cloudtrail describe-trails --query 'trailList[].TrailARN' --output text | tr '\t' '\n' |
                  while read -r trail; do aws cloudtrail get-event-selectors --trail-name "$trail"; done
                aws guardduty list-detectors
                """
            ),
        };
}
