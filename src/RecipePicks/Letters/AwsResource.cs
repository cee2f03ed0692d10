namespace RecipePicks.Letters;

/// <summary>What kind of thing a lead is, as far as its form tells, for the commands that would describe it.</summary>
/// <param name="Kind"><c>instance</c>, <c>bucket</c>, <c>user</c>, <c>session</c> … or <c>unknown</c>.</param>
/// <param name="Name">What the AWS CLI calls it.</param>
/// <param name="Region">Its region, when the lead says so.</param>
internal sealed record AwsResource(string Kind, string Name, string? Region)
{
    private static readonly Dictionary<string, string> KindByPrefix = new()
    {
        ["i"] = "instance",
        ["snap"] = "snapshot",
        ["vol"] = "volume",
        ["ami"] = "image",
        ["sg"] = "security-group",
        ["eni"] = "network-interface",
        ["vpc"] = "vpc",
        ["subnet"] = "subnet",
    };

    /// <summary>AWS Config's name of the type; null where Config has none, or we do not know it.</summary>
    public string? ConfigType =>
        Kind switch
        {
            "instance" => "AWS::EC2::Instance",
            "volume" => "AWS::EC2::Volume",
            "security-group" => "AWS::EC2::SecurityGroup",
            "network-interface" => "AWS::EC2::NetworkInterface",
            "vpc" => "AWS::EC2::VPC",
            "subnet" => "AWS::EC2::Subnet",
            "bucket" => "AWS::S3::Bucket",
            "function" => "AWS::Lambda::Function",
            "key" => "AWS::KMS::Key",
            "secret" => "AWS::SecretsManager::Secret",
            "topic" => "AWS::SNS::Topic",
            "queue" => "AWS::SQS::Queue",
            "table" => "AWS::DynamoDB::Table",
            "db" => "AWS::RDS::DBInstance",
            "user" => "AWS::IAM::User",
            "role" => "AWS::IAM::Role",
            _ => null,
        };

    /// <summary>Reads a lead by its form alone.</summary>
    public static AwsResource Of(Lead lead)
    {
        if (Arn.TryParse(lead.Value) is { } arn)
        {
            return Of(lead, arn);
        }

        var dash = lead.Value.LastIndexOf('-');
        return lead.Kind switch
        {
            LeadKind.AccessKey => new("access-key", lead.Value, null),
            LeadKind.Ip => new("address", lead.Value, null),
            LeadKind.Event => new("event", lead.Value, null),
            LeadKind.Principal when LeadForm.IsAccount(lead.Value) => new("account", lead.Value, null),
            LeadKind.Principal when LeadForm.Recognise(lead.Value) is not null => new("unique-id", lead.Value, null),
            LeadKind.Principal => new("principal", lead.Value, null),
            LeadKind.Resource when ResourceName.Typed(lead.Value) is { } typed => new(
                typed.ResourceType,
                typed.ResourceName,
                null
            ),
            _ when LeadForm.Recognise(lead.Value) is { Kind: LeadKind.Resource } && dash > 0 => new(
                KindByPrefix.GetValueOrDefault(lead.Value[..dash], "unknown"),
                lead.Value,
                null
            ),
            _ => new("unknown", lead.Value, null),
        };
    }

    private static AwsResource Of(Lead lead, Arn arn)
    {
        var name = ResourceName.Of(lead.Value).Name;
        var region = arn.Region.Length > 0 ? arn.Region : null;
        return (arn.Service, arn.ResourceType) switch
        {
            ("s3", _) => new("bucket", arn.Resource.Split('/')[0], region),
            ("iam", _) when arn.Resource == "root" => new("account", arn.Account, null),
            ("iam", "user" or "role" or "group" or "instance-profile") => new(arn.ResourceType, name, null),
            ("iam", "policy") => new("policy", lead.Value, null),
            ("sts", "assumed-role") => new("role", arn.ResourceId.Split('/')[0], null),
            (
                "ec2",
                "instance"
                    or "snapshot"
                    or "volume"
                    or "image"
                    or "security-group"
                    or "network-interface"
                    or "vpc"
                    or "subnet"
            ) => new(arn.ResourceType, name, region),
            ("lambda", "function") => new("function", lead.Value, region),
            ("kms", "key") => new("key", lead.Value, region),
            ("secretsmanager", "secret") => new("secret", lead.Value, region),
            ("sns", "") => new("topic", lead.Value, region),
            ("sqs", "") => new("queue", name, region),
            ("dynamodb", "table") => new("table", name, region),
            ("rds", "db") => new("db", name, region),
            ("ecs", "task-definition") => new("task-definition", lead.Value, region),
            _ => new("unknown", lead.Value, region),
        };
    }
}
