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
        Recipients("snapshot.createVolumePermission", "EBS snapshot permission"),
        Recipients("image.launchPermission", "AMI launch permission"),
        Recipients("fpgaimage.loadPermission", "FPGA image permission"),
        Recipients("dbsnapshot.restore", "RDS snapshot attribute"),
        Recipients("clustersnapshot.restore", "RDS cluster snapshot attribute"),
        Recipients("redshiftsnapshot.access", "Redshift snapshot access"),
        Recipients("document.shares", "SSM document permission"),
        Recipients("share.principals", "RAM resource share"),
        Recipients("endpointservice.allowedPrincipals", "VPC endpoint service permission"),
        new("account.snapshotBlockPublicAccess", "Block Public Access of snapshots", GateJudge.State) { IsGate = true },
        new("account.imageBlockPublicAccess", "Block Public Access of AMIs", GateJudge.State) { IsGate = true },
        new("account.publicAccessBlock", "account's Block Public Access", GateJudge.PublicAccessBlock)
        {
            IsGate = true,
        },
        new("bucket.publicAccessBlock", "bucket's Block Public Access", GateJudge.PublicAccessBlock) { IsGate = true },
        Policy("bucket.policy", "bucket policy"),
        new("bucket.acl", "bucket ACL", AclJudge.Acl),
        new("object.acl", "object ACL", AclJudge.Acl),
        Policy("accesspoint.policy", "access point policy"),
        new("role.trust", "trust policy", TrustJudge.Document),
        Policy("key.policy", "key policy"),
        new("key.grants", "KMS grant", PermissionJudge.Grantee),
        Policy("secret.policy", "secret's policy"),
        Statement("function.policy", "function's policy"),
        new(
            "function.url",
            "function URL",
            SettingJudge.Of(
                "NONE",
                "the function URL asks for no login (AuthType NONE); its policy must let everyone in besides",
                "AWS_IAM",
                "authType"
            )
        ),
        Statement("layer.policy", "layer version's policy"),
        Policy("queue.attributes.policy", "queue policy"),
        Statement("queue.policy", "queue permission"),
        Policy("topic.attributes.policy", "topic policy"),
        Statement("topic.policy", "topic permission"),
        Policy("repository.policy", "repository policy"),
        Policy("registry.policy", "registry policy"),
        Policy("filesystem.policy", "file system policy"),
        Policy("domain.accessPolicies", "domain's access policy"),
        Policy("vault.policy", "vault policy"),
        Policy("logs.policy", "CloudWatch Logs policy"),
        Statement("bus.policy", "event bus permission"),
        Policy("catalog.policy", "Glue catalog policy"),
        Policy("identity.policy", "SES identity policy"),
        Policy("table.policy", "DynamoDB policy"),
        Policy("stream.policy", "Kinesis policy"),
        new("securitygroup.ingress", "security group rule", AddressRangeJudge.Rule) { IsOfMember = true },
        new("db.publiclyAccessible", "RDS instance's address", PubliclyAccessible),
        new("cluster.publiclyAccessible", "Redshift cluster's address", PubliclyAccessible),
        new("cluster.endpointAccess", "EKS endpoint", AddressRangeJudge.ClusterEndpoint),
        new(
            "lb.scheme",
            "load balancer",
            SettingJudge.Of(
                "internet-facing",
                "its scheme is internet-facing; its security groups and listeners decide who passes",
                "internal"
            )
        ),
        new(
            "project.projectVisibility",
            "CodeBuild project's visibility",
            SettingJudge.Of("PUBLIC_READ", "builds, logs and artifacts may be read by everyone", "PRIVATE")
        ),
        new(
            "identitypool.allowUnauthenticatedIdentities",
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
