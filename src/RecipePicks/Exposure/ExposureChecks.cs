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
        Recipients("AWS::EC2::Snapshot createVolumePermission", "EBS snapshot permission"),
        Recipients("AWS::EC2::Image launchPermission", "AMI launch permission"),
        Recipients("AWS::EC2::FpgaImage loadPermission", "FPGA image permission"),
        Recipients("AWS::RDS::DBSnapshot restore", "RDS snapshot attribute"),
        Recipients("AWS::RDS::DBClusterSnapshot restore", "RDS cluster snapshot attribute"),
        Recipients("AWS::Redshift::ClusterSnapshot access", "Redshift snapshot access"),
        Recipients("AWS::SSM::Document shares", "SSM document permission"),
        Recipients("AWS::RAM::ResourceShare principals", "RAM resource share"),
        Recipients("AWS::EC2::VPCEndpointService allowedPrincipals", "VPC endpoint service permission"),
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
        Policy("AWS::S3::Bucket policy", "bucket policy"),
        new("AWS::S3::Bucket acl", "bucket ACL", AclJudge.Acl),
        new("AWS::S3::Object acl", "object ACL", AclJudge.Acl),
        Policy("AWS::S3::AccessPoint policy", "access point policy"),
        new("AWS::IAM::Role trust", "trust policy", TrustJudge.Document),
        Policy("AWS::KMS::Key policy", "key policy"),
        new("AWS::KMS::Key grants", "KMS grant", PermissionJudge.Grantee),
        Policy("AWS::SecretsManager::Secret policy", "secret's policy"),
        Statement("AWS::Lambda::Function policy", "function's policy"),
        new(
            "AWS::Lambda::Function url.authType",
            "function URL",
            SettingJudge.Of(
                "NONE",
                "the function URL asks for no login (AuthType NONE); its policy must let everyone in besides",
                "AWS_IAM"
            )
        ),
        Statement("AWS::Lambda::LayerVersion policy", "layer version's policy"),
        Policy("AWS::SQS::Queue attributes.policy", "queue policy"),
        Statement("AWS::SQS::Queue policy", "queue permission"),
        Policy("AWS::SNS::Topic attributes.policy", "topic policy"),
        Statement("AWS::SNS::Topic policy", "topic permission"),
        Policy("AWS::ECR::Repository policy", "repository policy"),
        Policy("AWS::ECR::RegistryPolicy policy", "registry policy"),
        Policy("AWS::EFS::FileSystem policy", "file system policy"),
        Policy("AWS::OpenSearch::Domain accessPolicies", "domain's access policy"),
        Policy("AWS::Glacier::Vault policy", "vault policy"),
        Policy("AWS::Backup::BackupVault policy", "backup vault's policy"),
        Policy("AWS::Logs::ResourcePolicy document", "CloudWatch Logs policy"),
        Policy("AWS::Events::EventBus document", "event bus policy"),
        Statement("AWS::Events::EventBus policy", "event bus permission"),
        Policy("AWS::Glue::ResourcePolicy policy", "Glue catalog policy"),
        Policy("AWS::SES::EmailIdentity policy", "SES identity policy"),
        Policy("AWS::DynamoDB::Table policy", "DynamoDB policy"),
        Policy("AWS::Kinesis::Stream policy", "Kinesis policy"),
        new("AWS::EC2::SecurityGroup ingress", "security group rule", AddressRangeJudge.Rule) { IsOfMember = true },
        new("AWS::RDS::DBInstance publiclyAccessible", "RDS instance's address", PubliclyAccessible),
        new("AWS::Redshift::Cluster publiclyAccessible", "Redshift cluster's address", PubliclyAccessible),
        new("AWS::EKS::Cluster endpointAccess.endpointPublicAccess", "EKS endpoint", AddressRangeJudge.ClusterEndpoint),
        new("AWS::EKS::Cluster endpointAccess.publicAccessCidrs", "EKS endpoint's ranges", AddressRangeJudge.Ranges),
        new(
            "AWS::ElasticLoadBalancingV2::LoadBalancer scheme",
            "load balancer",
            SettingJudge.Of(
                "internet-facing",
                "its scheme is internet-facing; its security groups and listeners decide who passes",
                "internal"
            )
        ),
        new(
            "AWS::CodeBuild::Project visibility",
            "CodeBuild project's visibility",
            SettingJudge.Of("PUBLIC_READ", "builds, logs and artifacts may be read by everyone", "PRIVATE")
        ),
        new(
            "AWS::Cognito::IdentityPool allowUnauthenticatedIdentities",
            "Cognito identity pool",
            SettingJudge.Of("true", "guests get credentials without a login", "false")
        ),
    ];

    private static ExposureCheck Recipients(string state, string words) =>
        new(state, words, RecipientJudge.Recipients) { IsOfMember = true };

    private static ExposureCheck Policy(string state, string words) => new(state, words, PolicyJudge.Document);

    private static ExposureCheck Statement(string state, string words) => new(state, words, PermissionJudge.Statement);

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
