using RecipePicks.Exposure.Checks;
using RecipePicks.Exposure.Policies;

namespace RecipePicks.Exposure;

/// <summary>All checks: what can be open, and who judges it.</summary>
/// <remarks>
/// Sources: AWS's reference of each API; "aws_exposable_resources" (Scott Piper, 2020), the list of what can be public.
/// </remarks>
internal static class ExposureChecks
{
    /// <summary>The checks, in the order of the sheet.</summary>
    public static IReadOnlyList<ExposureCheck> All { get; } =
    [
        Recipients("AWS::EC2::Snapshot createVolumePermission", "EBS snapshot permission", 1),
        Recipients("AWS::EC2::Image launchPermission", "AMI launch permission", 2),
        Recipients("AWS::EC2::FpgaImage loadPermission", "FPGA image permission", 5),
        Recipients("AWS::RDS::DBSnapshot restore", "RDS snapshot attribute", 3),
        Recipients("AWS::RDS::DBClusterSnapshot restore", "RDS cluster snapshot attribute", 4),
        Recipients("AWS::Redshift::ClusterSnapshot access", "Redshift snapshot access", 6),
        Recipients("AWS::SSM::Document shares", "SSM document permission", 7),
        Recipients("AWS::RAM::ResourceShare principals", "RAM resource share", 43),
        Recipients("AWS::EC2::VPCEndpointService allowedPrincipals", "VPC endpoint service permission", 63),
        new("AWS::::Account snapshotBlockPublicAccess", "Block Public Access of snapshots", GateJudge.State)
        {
            IsGate = true,
        },
        new("AWS::::Account imageBlockPublicAccess", "Block Public Access of AMIs", GateJudge.State) { IsGate = true },
        new(
            "AWS::S3::AccountPublicAccessBlock publicAccessBlock",
            "account's Block Public Access",
            GateJudge.PublicAccessBlock
        )
        {
            IsGate = true,
        },
        new("AWS::S3::Bucket publicAccessBlock", "bucket's Block Public Access", GateJudge.PublicAccessBlock)
        {
            IsGate = true,
        },
        Policy("AWS::S3::Bucket policy", "bucket policy", 11),
        new("AWS::S3::Bucket acl", "bucket ACL", AclJudge.Acl) { Number = 12 },
        new("AWS::S3::Object acl", "object ACL", AclJudge.Acl) { Number = 13 },
        Policy("AWS::S3::AccessPoint policy", "access point policy", 14),
        new("AWS::IAM::Role trust", "trust policy", TrustJudge.Document) { Number = 20 },
        Policy("AWS::KMS::Key policy", "key policy", 21),
        new("AWS::KMS::Key grants", "KMS grant", PermissionJudge.Grantee) { Number = 21, Aspect = "grants" },
        Policy("AWS::SecretsManager::Secret policy", "secret's policy", 22),
        Statement("AWS::Lambda::Function policy", "function's policy", 23),
        new(
            "AWS::Lambda::Function url.authType",
            "function URL",
            SettingJudge.Of(
                "NONE",
                "the function URL asks for no login (AuthType NONE); its policy must let everyone in besides",
                "AWS_IAM"
            )
        )
        {
            Number = 24,
        },
        Statement("AWS::Lambda::LayerVersion policy", "layer version's policy", 25),
        Policy("AWS::SQS::Queue attributes.policy", "queue policy", 26),
        Statement("AWS::SQS::Queue policy", "queue permission", 26),
        Policy("AWS::SNS::Topic attributes.policy", "topic policy", 27),
        Statement("AWS::SNS::Topic policy", "topic permission", 27),
        Policy("AWS::ECR::Repository policy", "repository policy", 28),
        Policy("AWS::ECR::RegistryPolicy policy", "registry policy", 28),
        Policy("AWS::EFS::FileSystem policy", "file system policy", 29),
        Policy("AWS::OpenSearch::Domain accessPolicies", "domain's access policy", 30),
        Policy("AWS::Glacier::Vault policy", "vault policy", 32),
        Policy("AWS::Backup::BackupVault policy", "backup vault's policy", 33),
        Policy("AWS::Logs::ResourcePolicy document", "CloudWatch Logs policy", 34),
        Policy("AWS::Events::EventBus document", "event bus policy", 35),
        Statement("AWS::Events::EventBus policy", "event bus permission", 35),
        Policy("AWS::Glue::ResourcePolicy policy", "Glue catalog policy", 36),
        Policy("AWS::SES::EmailIdentity policy", "SES identity policy", 37),
        Policy("AWS::DynamoDB::Table policy", "DynamoDB policy", 40),
        Policy("AWS::Kinesis::Stream policy", "Kinesis policy", 40),
        new("AWS::EC2::SecurityGroup ingress", "security group rule", AddressRangeJudge.Rule)
        {
            IsOfMember = true,
            Number = 50,
        },
        new("AWS::EC2::SecurityGroup rules", "security group rule", AddressRangeJudge.RuleOfEitherWay)
        {
            IsOfMember = true,
            Number = 50,
        },
        new("AWS::RDS::DBInstance publiclyAccessible", "RDS instance's address", PubliclyAccessible) { Number = 53 },
        new("AWS::Redshift::Cluster publiclyAccessible", "Redshift cluster's address", PubliclyAccessible)
        {
            Number = 54,
        },
        new("AWS::EKS::Cluster endpointAccess.endpointPublicAccess", "EKS endpoint", AddressRangeJudge.ClusterEndpoint)
        {
            Number = 55,
        },
        new("AWS::EKS::Cluster endpointAccess.publicAccessCidrs", "EKS endpoint's ranges", AddressRangeJudge.Ranges)
        {
            Number = 55,
        },
        new(
            "AWS::ElasticLoadBalancingV2::LoadBalancer scheme",
            "load balancer",
            SettingJudge.Of(
                "internet-facing",
                "its scheme is internet-facing; its security groups and listeners decide who passes",
                "internal"
            )
        )
        {
            Number = 52,
        },
        new(
            "AWS::CodeBuild::Project visibility",
            "CodeBuild project's visibility",
            SettingJudge.Of("PUBLIC_READ", "builds, logs and artifacts may be read by everyone", "PRIVATE")
        )
        {
            Number = 42,
        },
        new(
            "AWS::Cognito::IdentityPool allowUnauthenticatedIdentities",
            "Cognito identity pool",
            SettingJudge.Of("true", "guests get credentials without a login", "false")
        )
        {
            Number = 44,
        },
    ];

    private static ExposureCheck Recipients(string state, string words, int number) =>
        new(state, words, RecipientJudge.Recipients) { IsOfMember = true, Number = number };

    private static ExposureCheck Policy(string state, string words, int number) =>
        new(state, words, PolicyJudge.Document) { Number = number };

    private static ExposureCheck Statement(string state, string words, int number) =>
        new(state, words, PermissionJudge.Statement) { Number = number };

    private static IReadOnlyList<Grant> PubliclyAccessible(
        System.Text.Json.JsonElement document,
        ExposureContext about
    ) =>
        SettingJudge.Of(
            "true",
            "PubliclyAccessible is on: its name resolves to a public address, and its security groups decide who passes",
            "false"
        )(document, about);
}
