using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The types of resource that accounts are put together from, in the words of AWS Config.</summary>
internal static class EstateTypes
{
    /// <summary>Users, groups, roles and what is attached to them.</summary>
    public static IReadOnlyList<string> Identities { get; } =
    ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::InstanceProfile"];

    /// <summary>The organization and its policies.</summary>
    public static IReadOnlyList<string> Organization { get; } =
    ["AWS::Organizations::Organization", "AWS::Organizations::Policy", "AWS::Organizations::Target"];

    /// <summary>What has a policy of its own: the type, the path of the policy in its state, and what its ARN looks like.</summary>
    public static IReadOnlyList<(string Type, string Path, string Arn)> Policied { get; } =
    [
        ("AWS::S3::Bucket", "policy", "arn:aws:s3:::{0}"),
        ("AWS::S3::Object", "policy", "arn:aws:s3:::{0}"),
        ("AWS::KMS::Key", "policy", "arn:aws:kms:{1}:{2}:key/{0}"),
        ("AWS::Lambda::Function", "policy", "arn:aws:lambda:{1}:{2}:function:{0}"),
        ("AWS::SecretsManager::Secret", "policy", "arn:aws:secretsmanager:{1}:{2}:secret:{0}"),
        ("AWS::SQS::Queue", "policy", "arn:aws:sqs:{1}:{2}:{0}"),
        ("AWS::SNS::Topic", "policy", "arn:aws:sns:{1}:{2}:{0}"),
        ("AWS::ECR::Repository", "policy", "arn:aws:ecr:{1}:{2}:repository/{0}"),
        ("AWS::DynamoDB::Table", "policy", "arn:aws:dynamodb:{1}:{2}:table/{0}"),
        ("AWS::EFS::FileSystem", "policy", "arn:aws:elasticfilesystem:{1}:{2}:file-system/{0}"),
        ("AWS::Kinesis::Stream", "policy", "arn:aws:kinesis:{1}:{2}:stream/{0}"),
        ("AWS::Backup::BackupVault", "policy", "arn:aws:backup:{1}:{2}:backup-vault:{0}"),
        ("AWS::Glacier::Vault", "policy", "arn:aws:glacier:{1}:{2}:vaults/{0}"),
    ];

    /// <summary>What ends public access to all buckets of an account.</summary>
    public const string AccountBlock = "AWS::S3::AccountPublicAccessBlock";

    /// <summary>What carries a role: the type, what it is called, the path of the role or profile, and what its ARN looks like.</summary>
    public static IReadOnlyList<(string Type, string Kind, string Path, string Arn)> Carrying { get; } =
    [
        ("AWS::Lambda::Function", "function", "role", "arn:aws:lambda:{1}:{2}:function:{0}"),
        ("AWS::EC2::Instance", "instance", "iamInstanceProfile", "arn:aws:ec2:{1}:{2}:instance/{0}"),
    ];

    /// <summary>What belongs to an account that its ARN does not name.</summary>
    public static IReadOnlyList<string> Owned { get; } = ["AWS::EC2::Snapshot", "AWS::EC2::Image"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Identities
            .Concat(Organization)
            .Concat(Policied.Select(p => p.Type))
            .Concat(Carrying.Select(c => c.Type))
            .Concat(Owned)
            .Append(AccountBlock)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// What replay has to know: of what only carries a role no more than the role, of what only belongs to somebody no more
    /// than whose it is.
    /// </summary>
    public static StateKnowledge Knowledge { get; } =
        StateKnowledge.Default.Only(
            All,
            Carrying
                .Where(c => !Policied.Any(p => p.Type == c.Type))
                .Select(c => (c.Type, c.Path))
                .Concat(Owned.Select(type => (Type: type, Path: "ownerId")))
                .ToDictionary(c => c.Type, c => c.Path, StringComparer.Ordinal)
        );
}
