using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Act three, 23:20 to midnight: blind the trails, then dig in.</summary>
internal static class Persistence
{
    public static void Tell(Recorder recorder)
    {
        var stream = recorder.For("persistence");
        var deploy = Intrusion.AsDeploy(VpnExit, Agents.AttackerCli);
        Blind(stream, deploy);
        CreateBackdoorUser(stream, deploy);
        stream.Say(
            Moments.TrustBackdoored,
            Virginia,
            deploy,
            new("iam", "UpdateAssumeRolePolicy")
            {
                Request = Obj(
                    ("roleName", OrdersReport.Name),
                    ("policyDocument", Line(Parse(Policies.BackdooredTrust)))
                ),
            }
        );
        stream.Say(Moments.GroupOpened, Virginia, deploy, Ec2.AuthorizeIngress(OrdersGroup, 22, "0.0.0.0/0", SshRule));
        LaunchRogue(stream, deploy);
    }

    public static readonly string SshRule = Id("sgr", "open-ssh");

    private static void Blind(Recorder.Stream stream, Caller deploy)
    {
        var dice = stream.Dice;
        var time = At(10, 23, 20, 2);
        void Say(Call call, string region = Virginia)
        {
            stream.Say(time, region, deploy, call);
            time = time.AddSeconds(dice.Between(11, 27));
        }
        var organizationTrail = $"arn:aws:cloudtrail:{Virginia}:{Security}:trail/{OrganizationTrail}";
        var productionTrail = $"arn:aws:cloudtrail:{Virginia}:{Production}:trail/{ProductionTrail}";
        Say(
            new("cloudtrail", "DescribeTrails")
            {
                Request = Obj(("trailNameList", Arr()), ("includeShadowTrails", true)),
            }
        );
        Say(new("cloudtrail", "GetTrailStatus") { Request = Obj(("name", ProductionTrail)) });
        Say(new("cloudtrail", "GetEventSelectors") { Request = Obj(("trailName", ProductionTrail)) });
        Say(
            new Call("cloudtrail", "StopLogging").Forbidden(
                deploy,
                "cloudtrail:StopLogging",
                organizationTrail,
                "service control policy"
            )
        );
        Say(
            new Call("cloudtrail", "StopLogging").Forbidden(
                deploy,
                "cloudtrail:StopLogging",
                productionTrail,
                "service control policy"
            )
        );
        Say(
            new Call("cloudtrail", "DeleteTrail").Forbidden(
                deploy,
                "cloudtrail:DeleteTrail",
                productionTrail,
                "service control policy"
            )
        );

        stream.Say(Moments.SelectorsNarrowed, Virginia, deploy, PutSelectors("WriteOnly", data: false));

        // A denial under another code: CloudTrail may not use the attacker's key.
        var foreignKey = $"arn:aws:kms:{Ireland}:{Outsider}:key/{dice.Uuid()}";
        stream.Say(
            At(10, 23, 29, 55),
            Ireland,
            deploy,
            new Call("cloudtrail", "UpdateTrail")
            {
                Request = Obj(("name", IrelandTrail), ("kmsKeyId", foreignKey)),
            }.Failed(
                "InsufficientEncryptionPolicyException",
                $"Access denied. Check the policy of the KMS key {foreignKey} or of the S3 bucket {TrailBucket}."
            )
        );
        stream.Say(
            Moments.LoggingStopped,
            Ireland,
            deploy,
            new("cloudtrail", "StopLogging") { Request = Obj(("name", IrelandTrail)) }
        );
    }

    /// <summary>What production-trail records. Its answer repeats the request.</summary>
    public static Call PutSelectors(string readWrite, bool data)
    {
        var resources = data
            ? Arr(Obj(("type", "AWS::S3::Object"), ("values", Arr($"arn:aws:s3:::{CustomerBucket}/"))))
            : Arr();
        var selectors = Arr(
            Obj(
                ("readWriteType", readWrite),
                ("includeManagementEvents", true),
                ("dataResources", resources),
                ("excludeManagementEventSources", Arr())
            )
        );
        return new("cloudtrail", "PutEventSelectors")
        {
            Request = Obj(("trailName", ProductionTrail), ("eventSelectors", selectors)),
            Response = Obj(
                ("trailARN", $"arn:aws:cloudtrail:{Virginia}:{Production}:trail/{ProductionTrail}"),
                ("eventSelectors", selectors)
            ),
        };
    }

    private static void CreateBackdoorUser(Recorder.Stream stream, Caller deploy)
    {
        var at = Moments.BackdoorCreated;
        stream.Say(
            at,
            Virginia,
            deploy,
            new("iam", "CreateUser")
            {
                Request = Obj(("userName", BackupSync.Name)),
                Response = Obj(
                    (
                        "user",
                        Obj(
                            ("path", "/"),
                            ("arn", BackupSync.Arn),
                            ("userId", BackupSync.Id),
                            ("createDate", at.IamDate()),
                            ("userName", BackupSync.Name)
                        )
                    )
                ),
            }
        );
        stream.Say(at.AddSeconds(9), Virginia, deploy, AttachAdministrator);
        stream.Say(
            at.AddSeconds(21),
            Virginia,
            deploy,
            new("iam", "CreateAccessKey")
            {
                Request = Obj(("userName", BackupSync.Name)),
                Response = Obj(
                    (
                        "accessKey",
                        Obj(
                            ("userName", BackupSync.Name),
                            ("accessKeyId", BackupSync.AccessKey),
                            ("status", "Active"),
                            ("createDate", at.AddSeconds(21).IamDate())
                        )
                    )
                ),
            }
        );
        stream.Say(
            at.AddSeconds(38),
            Virginia,
            deploy,
            new("iam", "CreateLoginProfile")
            {
                Request = Obj(("passwordResetRequired", false), ("userName", BackupSync.Name)),
                Response = Obj(
                    (
                        "loginProfile",
                        Obj(
                            ("passwordResetRequired", false),
                            ("userName", BackupSync.Name),
                            ("createDate", at.AddSeconds(38).IamDate())
                        )
                    )
                ),
            }
        );
    }

    /// <summary>The one record whose two copies disagree: see <see cref="Trails"/>.</summary>
    public static Call AttachAdministrator =>
        new("iam", "AttachUserPolicy")
        {
            Request = Obj(("userName", BackupSync.Name), ("policyArn", Policies.Administrator)),
        };

    public static readonly string RogueKey = new Dice("rogue instance credentials").AccessKey("ASIA");

    private static void LaunchRogue(Recorder.Stream stream, Caller deploy)
    {
        var dice = stream.Dice;
        var at = Moments.RogueLaunched;
        var refused = Ec2.RunInstances(
            RogueInstance,
            "p4d.24xlarge",
            PublicSubnet,
            "10.20.0.57",
            at,
            "batch-worker",
            dice
        );
        stream.Say(
            at.AddSeconds(-64),
            Virginia,
            deploy,
            refused.Failed(
                "Client.VcpuLimitExceeded",
                "You have requested more vCPU capacity than your current vCPU limit of 0 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit."
            )
        );
        stream.Say(
            at,
            Virginia,
            deploy,
            Ec2.RunInstances(RogueInstance, "m7i.large", PublicSubnet, "10.20.0.57", at, "batch-worker", dice)
        );

        var issued = at.AddSeconds(4);
        stream.Say(
            issued,
            Production,
            Virginia,
            Caller.OfService("ec2"),
            Sts.AssumeRoleForService(OrdersApi, RogueInstance, RogueKey, issued, dice.Uuid())
        );
        var onInstance = Caller.OfSession(
            OrdersApi,
            RogueInstance,
            RogueKey,
            issued,
            RogueInstanceAddress,
            Agents.SsmAgent,
            instance: true
        );
        var renewed = issued.AddHours(6);
        var renewedKey = dice.AccessKey("ASIA");
        stream.Say(
            renewed,
            Production,
            Virginia,
            Caller.OfService("ec2"),
            Sts.AssumeRoleForService(OrdersApi, RogueInstance, renewedKey, renewed, dice.Uuid())
        );
        var later = Caller.OfSession(
            OrdersApi,
            RogueInstance,
            renewedKey,
            renewed,
            RogueInstanceAddress,
            Agents.SsmAgent,
            instance: true
        );
        for (var beat = at.AddSeconds(95); beat < Moments.RogueStopped; beat = beat.AddMinutes(20))
            stream.Say(
                beat,
                Virginia,
                beat < renewed ? onInstance : later,
                Machines.Heartbeat(RogueInstance, "10.20.0.57")
            );

        // The same key, from the attacker's address: taken off the instance, with no call that says so.
        var stolen = onInstance with
        {
            Address = VpnExit,
            Agent = Agents.AttackerCli,
        };
        var time = Moments.RoleStolen;
        void Say(Call call)
        {
            stream.Say(time, Virginia, stolen, call);
            time = time.AddSeconds(dice.Between(8, 21));
        }
        Say(Sts.WhoAmI);
        Say(
            new("ssm", "GetParametersByPath")
            {
                Request = Obj(("path", "/prod/orders/"), ("recursive", true), ("withDecryption", true)),
            }
        );
        Say(
            new("ssm", "GetParameter")
            {
                Request = Obj(("name", "/prod/orders/payment-token"), ("withDecryption", true)),
            }
        );
        var buckets = S3.ListBuckets(dice);
        Say(buckets.Denied(stolen, "s3:ListAllMyBuckets"));
        Say(new Call("iam", "ListRoles").Denied(stolen, "iam:ListRoles", $"arn:aws:iam::{Production}:role/"));
        Say(new Call("secretsmanager", "ListSecrets").Denied(stolen, "secretsmanager:ListSecrets"));
        // Card data, which only orders-api may read; no trail records reads any more.
        foreach (var name in new[] { "2026-01", "2026-02", "2026-03" })
            Say(S3.OfObject("GetObject", CustomerBucket, Production, $"cards/{name}.parquet", dice));
    }
}
