using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Act two, 22:43 to 23:22: the key may take deploy-production, and that role opens nearly everything.</summary>
internal static class Intrusion
{
    public const string DeploySession = "botocore-session-1773182631";
    public const string DevelopmentSession = "sync";

    public static readonly string DeployKey = new Dice("attacker's deploy session").AccessKey("ASIA");
    public static readonly string DevelopmentKey = new Dice("attacker's development session").AccessKey("ASIA");

    /// <summary>The session that the attacker works with in production.</summary>
    public static Caller AsDeploy(string address, string agent) =>
        Caller.OfSession(Deploy, DeploySession, DeployKey, Moments.DeployTaken, address, agent);

    public static void Tell(Recorder recorder)
    {
        var stream = recorder.For("intrusion");
        var dice = stream.Dice;
        var deploy = AsDeploy(VpnExit, Agents.AttackerCli);

        stream.Say(
            Moments.DeployTaken,
            Virginia,
            Caller.OfUser(CiPublisher, VpnExit, Agents.AttackerScript),
            Sts.AssumeRole(Deploy, DeploySession, DeployKey, Moments.DeployTaken, dice.Uuid(), 43200)
        );
        LookAround(stream, deploy);
        stream.Say(
            Moments.SnapshotTaken,
            Virginia,
            deploy,
            Ec2.CreateSnapshot(OrdersVolume, OrdersSnapshot, "weekly backup", Moments.SnapshotTaken, "weekly-backup")
        );
        EnterDevelopment(stream, deploy);
        stream.Say(
            Moments.SnapshotShared,
            Virginia,
            deploy,
            Ec2.ModifySnapshotAttribute(OrdersSnapshot, "add", Outsider)
        );

        // The owner's only sign that the copy was made: EC2 itself reports it.
        var copied = new Caller(
            Obj(("accountId", Production), ("invokedBy", "ec2.amazonaws.com")),
            "ec2.amazonaws.com",
            "ec2.amazonaws.com"
        );
        stream.Say(
            At(10, 23, 11, 52),
            Virginia,
            copied,
            new("ec2", "SharedSnapshotCopyInitiated")
            {
                Type = "AwsServiceEvent",
                SharedId = dice.Uuid(),
                ServiceDetails = Obj(("snapshotId", OrdersSnapshot)),
            }
        );
        ReadCustomers(stream);
    }

    private static void LookAround(Recorder.Stream stream, Caller deploy)
    {
        var dice = stream.Dice;
        var time = Moments.DeployTaken.AddSeconds(14);
        void Say(Call call, string region = Virginia)
        {
            stream.Say(time, region, deploy, call);
            time = time.AddSeconds(dice.Between(3, 11));
        }
        Say(Sts.WhoAmI);
        Say(S3.ListBuckets(dice));
        Say(
            new("ec2", "DescribeInstances")
            {
                Request = Obj(("maxResults", 1000), ("instancesSet", Obj()), ("filterSet", Obj())),
            }
        );
        Say(
            new("ec2", "DescribeInstances")
            {
                Request = Obj(("maxResults", 1000), ("instancesSet", Obj()), ("filterSet", Obj())),
            },
            Ireland
        );
        Say(
            new("ec2", "DescribeVolumes")
            {
                Request = Obj(("maxResults", 500), ("volumeSet", Obj()), ("filterSet", Obj())),
            }
        );
        Say(new("lambda", "ListFunctions20150331"));
        Say(new("lambda", "ListFunctions20150331"), Ireland);
        Say(new("iam", "ListUsers"));
        Say(new("iam", "ListRoles"));
        Say(new("iam", "GetRolePolicy") { Request = Obj(("roleName", Deploy.Name), ("policyName", "deploy-iam")) });
        Say(new("secretsmanager", "ListSecrets") { Request = Obj(("maxResults", 100)) });
        Say(new("secretsmanager", "GetSecretValue") { Request = Obj(("secretId", "prod/orders/database")) });
        var keyCall = S3.Decrypt(CustomerBucket) with
        {
            Request = Obj(
                ("encryptionContext", Obj(("SecretARN", OrdersSecret), ("SecretVersionId", dice.Uuid()))),
                ("encryptionAlgorithm", "SYMMETRIC_DEFAULT")
            ),
        };
        stream.Say(time.AddSeconds(-4), Virginia, deploy.Through("secretsmanager"), keyCall);
        Say(new Call("organizations", "ListAccounts").Denied(deploy, "organizations:ListAccounts", "*"));
        Say(new("ssm", "DescribeParameters") { Request = Obj(("maxResults", 50)) });
    }

    /// <summary>The chain's third link, in another account: one call, a record on each side, one sharedEventID.</summary>
    private static void EnterDevelopment(Recorder.Stream stream, Caller deploy)
    {
        var dice = stream.Dice;
        var at = Moments.DevelopmentEntered;
        var shared = dice.Uuid();
        var call = Sts.AssumeRole(ArtifactPublisher, DevelopmentSession, DevelopmentKey, at, shared);
        stream.Say(at, Production, Virginia, deploy, call);
        var foreign = Caller.OfAccount(Production, $"{Deploy.Id}:{DeploySession}", VpnExit, Agents.AttackerCli);
        stream.Say(at, Development, Virginia, foreign, call);

        var inside = Caller.OfSession(
            ArtifactPublisher,
            DevelopmentSession,
            DevelopmentKey,
            at,
            VpnExit,
            Agents.AttackerCli
        );
        var time = at.AddSeconds(15);
        void Say(Caller caller, Call next, string region = Virginia)
        {
            stream.Say(time, region, caller, next);
            time = time.AddSeconds(dice.Between(9, 31));
        }
        Say(inside, Sts.WhoAmI);
        Say(inside, S3.ListBuckets(dice));
        Say(inside, new("lambda", "ListFunctions20150331"));
        Say(inside, new("lambda", "GetFunction20150331v2") { Request = Obj(("functionName", "image-resizer")) });
        Say(inside, new("lambda", "GetPolicy20150331v2") { Request = Obj(("functionName", "image-resizer")) });
        OpenUrl(stream, inside);
        time = Moments.UrlOpened.AddSeconds(52);
        foreach (var hostile in Agents.Hostile)
        {
            var liar = inside with { Agent = hostile };
            Say(liar, new Call("iam", "ListUsers").Denied(liar, "iam:ListUsers", $"arn:aws:iam::{Development}:user/"));
        }
    }

    private static void OpenUrl(Recorder.Stream stream, Caller inside)
    {
        var at = Moments.UrlOpened;
        stream.Say(
            at,
            Virginia,
            inside,
            new("lambda", "CreateFunctionUrlConfig")
            {
                Request = Obj(("functionName", "image-resizer"), ("authType", "NONE")),
                Response = Obj(
                    ("functionUrl", FunctionUrl),
                    ("functionArn", ResizerArn),
                    ("authType", "NONE"),
                    (
                        "creationTime",
                        at.ToString("yyyy-MM-dd'T'HH:mm:ss'.482Z'", System.Globalization.CultureInfo.InvariantCulture)
                    ),
                    ("invokeMode", "BUFFERED")
                ),
            }
        );
        stream.Say(
            at.AddSeconds(8),
            Virginia,
            inside,
            AddPermission(Policies.PublicUrlStatement, "functionUrlAuthType", "NONE")
        );
        stream.Say(
            at.AddSeconds(13),
            Virginia,
            inside,
            AddPermission(Policies.PublicInvokeStatement, "invokedViaFunctionUrl", true)
        );
    }

    private static Call AddPermission(string text, string condition, JsonNode value)
    {
        var statement = Parse(text);
        return new("lambda", "AddPermission20150331v2")
        {
            Request = Obj(
                ("functionName", "image-resizer"),
                ("statementId", statement["Sid"]!.DeepClone()),
                ("action", statement["Action"]!.DeepClone()),
                ("principal", "*"),
                (condition, value)
            ),
            Response = Obj(("statement", Line(statement))),
        };
    }

    /// <summary>Objects leave over IPv6, until the attacker finds that reads are recorded.</summary>
    private static void ReadCustomers(Recorder.Stream stream)
    {
        var dice = stream.Dice;
        var reader = AsDeploy(AttackerIpv6, Agents.AttackerScript);
        var time = Moments.ReadingStarts;
        foreach (var prefix in new[] { "", "customers/", "cards/" })
        {
            stream.Say(time, Virginia, reader, S3.ListObjects(CustomerBucket, Production, prefix, dice, dual: true));
            time = time.AddSeconds(dice.Between(4, 12));
        }
        foreach (var name in new[] { "2026-01", "2026-02", "2026-03" })
        {
            var call = S3.OfObject("GetObject", CustomerBucket, Production, $"cards/{name}.parquet", dice, dual: true);
            stream.Say(
                time,
                Virginia,
                reader,
                call.Forbidden(
                    reader,
                    "s3:GetObject",
                    $"arn:aws:s3:::{CustomerBucket}/cards/{name}.parquet",
                    "resource-based policy"
                )
            );
            time = time.AddSeconds(dice.Between(3, 9));
        }
        for (var part = 0; part < 84; part++)
        {
            var key = $"customers/2026/part-{part:D4}.parquet";
            var call = S3.OfObject("GetObject", CustomerBucket, Production, key, dice, dual: true);
            if (part is 30 or 31)
                call = call.Failed("NoSuchKey", "The specified key does not exist.");
            // The reads go on after the selectors are narrowed; then no trail keeps them.
            stream.Say(time, Virginia, reader, call);
            if (part % 6 == 0)
                stream.Say(time, Virginia, reader.Through("AWS Internal"), S3.Decrypt(CustomerBucket));
            time = time.AddSeconds(dice.Between(14, 30));
        }
    }

    public const string FunctionUrl = "https://k3v7q2larkspurexample4mzt0urlx.lambda-url.us-east-1.on.aws/";

    public static string ResizerArn => $"arn:aws:lambda:{Virginia}:{Development}:function:image-resizer";
}
