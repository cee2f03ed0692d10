namespace RecipePicks.Letters;

/// <summary>Where to look besides CloudTrail: the logs and hosts that a lead points at.</summary>
internal static class ForensicsScripts
{
    /// <summary>The scripts for the leads; without a lead, those for an instance.</summary>
    public static IReadOnlyList<Script> OtherLogs(IReadOnlyList<Lead> leads) =>
        leads.Count == 0
            ? [Of(new AwsResource("instance", "<instance-id>", null))]
            : [.. leads.Select(AwsResource.Of).Select(Of)];

    private static Script Of(AwsResource r) =>
        r.Kind switch
        {
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
