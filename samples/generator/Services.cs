using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>AWS's own services at work: Config, CloudTrail's deliveries, auto scaling, the security team's nightly audit.</summary>
internal static class Services
{
    private static readonly string[] Audited = [Production, Development];

    public static void Tell(Recorder recorder)
    {
        Configuration(recorder);
        Deliveries(recorder);
        Scaling(recorder);
        Auditing(recorder);
    }

    private static void Configuration(Recorder recorder)
    {
        (string Account, string Region, int Calls)[] recorders =
        [
            (Production, Virginia, 5),
            (Production, Ireland, 3),
            (Development, Virginia, 3),
            (Development, Ireland, 1),
            (Security, Virginia, 2),
            (Security, Ireland, 1),
        ];
        (string Service, string Name)[] asked =
        [
            ("ec2", "DescribeSecurityGroups"),
            ("ec2", "DescribeVolumes"),
            ("ec2", "DescribeNetworkInterfaces"),
            ("s3", "GetBucketPolicy"),
            ("s3", "GetBucketLifecycle"),
            ("iam", "ListAttachedRolePolicies"),
            ("kms", "ListGrants"),
        ];
        foreach (var (account, region, calls) in recorders)
        {
            var stream = recorder.For($"config {account} {region}");
            var dice = stream.Dice;
            for (var time = Start.AddMinutes(dice.Below(50)); time < End; time = time.AddMinutes(60))
            {
                var role = ServiceRole(account, "config", "Config");
                var caller = Caller
                    .OfSession(role, "ConfigResourceCompositionSession", dice.AccessKey("ASIA"), time, "", "")
                    .Through("config");
                for (var i = 0; i < calls; i++)
                {
                    var (service, name) = dice.Pick(asked);
                    var bucket =
                        account == Production ? dice.Pick(new[] { CustomerBucket, ArtifactBucket }) : ArchiveBucket;
                    var call = (service, name) switch
                    {
                        ("s3", "GetBucketLifecycle") => S3.OfBucket(name, bucket, account, "lifecycle", dice)
                            .Failed("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
                        ("s3", _) => S3.OfBucket(name, bucket, account, "policy", dice),
                        ("iam", _) => new Call(service, name) { Request = Obj(("roleName", OrdersApi.Name)) },
                        ("kms", _) => new Call(service, name)
                        {
                            Request = Obj(("keyId", DataKeyArn)),
                            Resources = S3.KeyResource,
                        },
                        _ => new Call(service, name) { Request = Obj(("maxResults", 500), ("filterSet", Obj())) },
                    };
                    // IAM is global: its records are written in us-east-1.
                    stream.Say(
                        time.AddSeconds((i * 7) + dice.Below(6)),
                        account,
                        service == "iam" ? Virginia : region,
                        caller,
                        call
                    );
                }
            }
        }
    }

    // CloudTrail checks the bucket before it writes; the bucket's owner gets a record with a sharedEventID.
    private static void Deliveries(Recorder recorder)
    {
        var stream = recorder.For("deliveries");
        var dice = stream.Dice;
        for (var time = Start.AddMinutes(9); time < End; time = time.AddMinutes(60))
        {
            var acl = S3.OfBucket("GetBucketAcl", ArchiveBucket, Security, "acl", dice) with { SharedId = dice.Uuid() };
            stream.Say(time.AddSeconds(dice.Below(500)), Security, Virginia, Caller.OfService("cloudtrail"), acl);
            var key = new Call("kms", "GenerateDataKey")
            {
                Request = Obj(
                    ("keyId", $"arn:aws:kms:{Virginia}:{Security}:key/{new Dice("archive key").Uuid()}"),
                    ("encryptionContext", Obj(("aws:s3:arn", $"arn:aws:s3:::{ArchiveBucket}"))),
                    ("keySpec", "AES_256")
                ),
                SharedId = dice.Uuid(),
            };
            stream.Say(time.AddSeconds(dice.Below(500)), Security, Virginia, Caller.OfService("cloudtrail"), key);
        }
        var rotation = new Caller(
            Obj(("accountId", Production), ("invokedBy", "AWS Internal")),
            "AWS Internal",
            "AWS Internal"
        );
        stream.Say(
            At(10, 4, 12, 9),
            Virginia,
            rotation,
            new("kms", "RotateKey")
            {
                Resources = S3.KeyResource,
                Type = "AwsServiceEvent",
                ServiceDetails = Obj(("keyId", DataKey), ("rotationType", "AUTOMATIC")),
            }
        );
    }

    private static void Scaling(Recorder recorder)
    {
        var stream = recorder.For("scaling");
        var dice = stream.Dice;
        var role = ServiceRole(Production, "autoscaling", "AutoScaling");
        foreach (var day in Days)
        {
            foreach (var hour in new[] { 8, 12, 17 })
            {
                var time = At(day, hour, dice.Below(50), dice.Below(60));
                var caller = Caller
                    .OfSession(role, "AutoScaling", dice.AccessKey("ASIA"), time, "", "")
                    .Through("autoscaling");
                var instance = "i-0" + dice.Hex(16);
                var ip = $"10.20.1.{dice.Between(60, 240)}";
                stream.Say(
                    time,
                    Virginia,
                    caller,
                    Ec2.RunInstances(instance, "m7i.large", PrivateSubnet, ip, time, "orders-api-asg", dice)
                );
                stream.Say(
                    time.AddSeconds(2),
                    Virginia,
                    caller,
                    new("ec2", "DescribeInstanceStatus")
                    {
                        Request = Obj(
                            ("instancesSet", Items(Obj(("instanceId", instance)))),
                            ("filterSet", Obj()),
                            ("includeAllInstances", true)
                        ),
                    }
                );
                var end = time.AddMinutes(dice.Between(70, 170));
                var terminate = Ec2.StopInstances(instance);
                var answer = Obj(
                    (
                        "instancesSet",
                        Items(
                            Obj(
                                ("instanceId", instance),
                                ("currentState", Obj(("code", 32), ("name", "shutting-down"))),
                                ("previousState", Obj(("code", 16), ("name", "running")))
                            )
                        )
                    )
                );
                stream.Say(
                    end,
                    Virginia,
                    caller,
                    new("ec2", "TerminateInstances")
                    {
                        Request = Obj(("instancesSet", terminate.Request!["instancesSet"])),
                        Response = answer,
                    }
                );
            }
        }
    }

    // Every night the security account reads the others: honest role chains, recorded on both sides.
    private static void Auditing(Recorder recorder)
    {
        var stream = recorder.For("auditing");
        var dice = stream.Dice;
        foreach (var (day, account) in Days.SelectMany(_ => Audited, (day, account) => (day, account)))
        {
            var time = At(day, account == Production ? 3 : 4, 30, dice.Below(40));
            var runner = Caller.OfSession(
                AuditRunner,
                "nightly-audit",
                dice.AccessKey("ASIA"),
                time.AddSeconds(-8),
                "192.0.2.104",
                Agents.Lambda
            );
            var role = Audit(account);
            var key = dice.AccessKey("ASIA");
            var call = Sts.AssumeRole(role, "nightly-audit", key, time, dice.Uuid());
            stream.Say(time, Security, Virginia, runner, call);
            stream.Say(
                time,
                account,
                Virginia,
                Caller.OfAccount(Security, $"{AuditRunner.Id}:nightly-audit", "192.0.2.104", Agents.Lambda),
                call
            );
            var auditor = Caller.OfSession(role, "nightly-audit", key, time, "192.0.2.104", Agents.Lambda);
            for (var i = 0; i < 48; i++)
            {
                time = time.AddSeconds(dice.Between(1, 5));
                var region = dice.Chance(30) ? Ireland : Virginia;
                switch (dice.Below(4))
                {
                    case 0:
                        stream.Say(
                            time,
                            Virginia,
                            auditor,
                            new("iam", "ListAttachedRolePolicies")
                            {
                                Request = Obj(("roleName", dice.Pick(new[] { OrdersApi, OrdersReport, Deploy }).Name)),
                            }
                        );
                        break;
                    case 1:
                        stream.Say(
                            time,
                            region,
                            auditor,
                            new("ec2", "DescribeSecurityGroups")
                            {
                                Request = Obj(("maxResults", 1000), ("filterSet", Obj())),
                            }
                        );
                        break;
                    case 2:
                        stream.Say(time, region, auditor, new("lambda", "ListFunctions20150331"));
                        break;
                    default:
                        var bucket = account == Production ? CustomerBucket : "larkspur-dev-artifacts";
                        stream.Say(
                            time,
                            Virginia,
                            auditor,
                            dice.Chance(50)
                                ? S3.OfBucket("GetBucketWebsite", bucket, account, "website", dice)
                                    .Failed(
                                        "NoSuchWebsiteConfiguration",
                                        "The specified bucket does not have a website configuration"
                                    )
                                : S3.OfBucket("GetBucketPublicAccessBlock", bucket, account, "publicAccessBlock", dice)
                        );
                        break;
                }
            }
        }
    }
}
