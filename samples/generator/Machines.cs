using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>What runs by itself: instances, functions, the pipeline, AWS Config, auto scaling, the monitoring vendor.</summary>
internal static class Machines
{
    private static readonly int[] RunHours = [7, 8, 9, 11, 13, 14, 16, 18];

    public static void Tell(Recorder recorder)
    {
        Instances(recorder);
        Functions(recorder);
        Pipeline(recorder);
        Services.Tell(recorder);
        Monitoring(recorder);
    }

    public static Call Heartbeat(string instance, string privateIp) =>
        new("ssm", "UpdateInstanceInformation")
        {
            Request = Obj(
                ("instanceId", instance),
                ("agentVersion", "3.3.1611.0"),
                ("agentStatus", "Active"),
                ("platformType", "Linux"),
                ("platformName", "Amazon Linux"),
                ("platformVersion", "2023"),
                ("iPAddress", privateIp),
                ("computerName", $"ip-{privateIp.Replace('.', '-')}.ec2.internal"),
                ("agentName", "amazon-ssm-agent")
            ),
        };

    private static void Instances(Recorder recorder)
    {
        (string Id, string Private, string Region, string Public)[] instances =
        [
            (Orders1, "10.20.1.21", Virginia, ProductionNat),
            (Orders2, "10.20.1.34", Virginia, ProductionNat),
            (OrdersEu, "10.30.1.12", Ireland, IrelandNat),
        ];
        foreach (var (id, inside, region, outside) in instances)
        {
            var stream = recorder.For("instance " + id);
            var dice = stream.Dice;
            // Instance credentials are renewed about every six hours.
            for (var issued = Start; issued < End; issued = issued.AddHours(6))
            {
                var key = dice.AccessKey("ASIA");
                stream.Say(
                    issued.AddSeconds(7),
                    Production,
                    region,
                    Caller.OfService("ec2"),
                    Sts.AssumeRoleForService(OrdersApi, id, key, issued.AddSeconds(7), dice.Uuid())
                );
                var role = Caller.OfSession(
                    OrdersApi,
                    id,
                    key,
                    issued.AddSeconds(7),
                    outside,
                    Agents.SsmAgent,
                    instance: true
                );
                for (var time = issued.AddMinutes(3); time < issued.AddHours(6); time = time.AddMinutes(20))
                    stream.Say(time.AddSeconds(dice.Below(50)), region, role, Heartbeat(id, inside));
                var app = role with { Agent = Agents.OrdersService };
                for (var time = issued.AddMinutes(11); time < issued.AddHours(6); time = time.AddMinutes(60))
                    stream.Say(time.AddSeconds(dice.Below(300)), region, app, Parameter(region));
                if (region == Virginia)
                    Orders(stream, app with { Address = inside, Endpoint = S3Endpoint }, issued);
            }
        }
    }

    private static Call Parameter(string region) =>
        new("ssm", "GetParameter")
        {
            Request = Obj(("name", "/prod/orders/feature-flags"), ("withDecryption", false)),
            Resources = Arr(
                Obj(
                    ("accountId", Production),
                    ("ARN", $"arn:aws:ssm:{region}:{Production}:parameter/prod/orders/feature-flags")
                )
            ),
        };

    // The shop reads and writes customers' objects all day, less at night; now and then one is not there.
    private static void Orders(Recorder.Stream stream, Caller app, DateTimeOffset from)
    {
        var dice = stream.Dice;
        for (
            var time = from.AddSeconds(dice.Below(600));
            time < from.AddHours(6);
            time = time.AddSeconds(dice.Between(150, 1050))
        )
        {
            if (time.Hour < 6 && dice.Chance(60))
                continue;
            var key = $"profiles/{dice.Hex(2)}/{dice.Between(100000, 999999)}.json";
            var write = dice.Chance(25);
            var call = S3.OfObject(write ? "PutObject" : "GetObject", CustomerBucket, Production, key, dice);
            if (!write && dice.Chance(9))
                call = call.Failed("NoSuchKey", "The specified key does not exist.");
            stream.Say(time, Virginia, app, call);
            if (dice.Chance(30))
                stream.Say(
                    time,
                    Virginia,
                    (app with { Endpoint = null }).Through("AWS Internal"),
                    S3.Decrypt(CustomerBucket)
                );
        }
    }

    private static void Functions(Recorder recorder)
    {
        var stream = recorder.For("functions");
        var dice = stream.Dice;
        for (var time = Start.AddMinutes(17); time < End; time = time.AddMinutes(dice.Between(45, 95)))
        {
            var session = Begin(ImageResizer, "image-resizer", Development, time, DevelopmentNat);
            stream.Say(time.AddSeconds(1), Virginia, session, LogStream("image-resizer", time, dice));
        }
        foreach (var day in Days)
        {
            var time = At(day, 2, 0, 4);
            var session = Begin(OrdersReport, "orders-report", Production, time, ProductionNat);
            stream.Say(time.AddSeconds(1), Virginia, session, LogStream("orders-report", time, dice));
            stream.Say(
                time.AddSeconds(2),
                Virginia,
                session,
                S3.ListObjects(CustomerBucket, Production, "customers/2026/", dice)
            );
            for (var part = 0; part < 45; part++)
            {
                time = time.AddSeconds(dice.Between(1, 3));
                stream.Say(
                    time,
                    Virginia,
                    session,
                    S3.OfObject("GetObject", CustomerBucket, Production, $"customers/2026/part-{part:D4}.parquet", dice)
                );
            }
            stream.Say(
                time.AddSeconds(6),
                Virginia,
                session,
                S3.OfObject("PutObject", CustomerBucket, Production, $"reports/2026-03-{day - 1:D2}.csv", dice)
            );
        }

        Caller Begin(Role role, string name, string account, DateTimeOffset at, string address)
        {
            var key = dice.AccessKey("ASIA");
            stream.Say(
                at,
                account,
                Virginia,
                Caller.OfService("lambda"),
                Sts.AssumeRoleForService(role, name, key, at, dice.Uuid())
            );
            return Caller.OfSession(role, name, key, at, address, Agents.Lambda);
        }
    }

    private static Call LogStream(string function, DateTimeOffset at, Dice dice) =>
        new("logs", "CreateLogStream")
        {
            Request = Obj(
                ("logGroupName", "/aws/lambda/" + function),
                ("logStreamName", $"{at:yyyy'/'MM'/'dd}/[$LATEST]{dice.Hex(32)}")
            ),
            ApiVersion = "20140328",
        };

    /// <summary>The pipeline uses the very key that leaks: from its runners' addresses, in deploy-NNNN sessions.</summary>
    private static void Pipeline(Recorder recorder)
    {
        var stream = recorder.For("pipeline");
        var dice = stream.Dice;
        var run = 8121;
        foreach (var (day, hour) in Days.SelectMany(_ => RunHours, (day, hour) => (day, hour)))
        {
            var time = At(day, hour, dice.Below(55), dice.Below(60));
            run++;
            // With the key switched off nothing signs in any more, and AWS records no event for that.
            if (time > Moments.KeyDeactivated)
                continue;
            var address = dice.Pick(CiRunners);
            var user = Caller.OfUser(CiPublisher, address, Agents.CiCli);
            stream.Say(time, Virginia, user, Sts.WhoAmI);
            stream.Say(time.AddSeconds(2), Virginia, user, new("ecr", "GetAuthorizationToken"));
            stream.Say(
                time.AddSeconds(55),
                Virginia,
                user,
                Ecr("InitiateLayerUpload", ("repositoryName", "orders-api"))
            );
            stream.Say(
                time.AddSeconds(83),
                Virginia,
                user,
                Ecr("PutImage", ("repositoryName", "orders-api"), ("imageTag", $"build-{run}"))
            );
            var session = $"deploy-{run}";
            var key = dice.AccessKey("ASIA");
            time = time.AddSeconds(96);
            stream.Say(time, Virginia, user, Sts.AssumeRole(Deploy, session, key, time, dice.Uuid()));
            var deploy = Caller.OfSession(Deploy, session, key, time, address, Agents.CiCli);
            Deployment(stream, deploy, time.AddSeconds(3), run);
        }
    }

    private static void Deployment(Recorder.Stream stream, Caller deploy, DateTimeOffset time, int run)
    {
        var dice = stream.Dice;
        void Say(Call call, string region = Virginia)
        {
            stream.Say(time, region, deploy, call);
            time = time.AddSeconds(dice.Between(2, 14));
        }
        foreach (var region in new[] { Virginia, Ireland })
        {
            Say(new("cloudformation", "DescribeStacks") { Request = Obj(("stackName", "orders-api")) }, region);
            Say(
                new("ssm", "PutParameter")
                {
                    Request = Obj(
                        ("name", "/prod/orders/build"),
                        ("type", "String"),
                        ("value", "HIDDEN_DUE_TO_SECURITY_REASONS"),
                        ("overwrite", true)
                    ),
                    Response = Obj(("version", run - 8000), ("tier", "Standard")),
                },
                region
            );
            Say(
                new("ssm", "SendCommand")
                {
                    Request = Obj(
                        ("documentName", "AWS-RunShellScript"),
                        ("targets", Arr(Obj(("key", "tag:service"), ("values", Arr("orders-api"))))),
                        ("parameters", "HIDDEN_DUE_TO_SECURITY_REASONS")
                    ),
                    Response = Obj(
                        (
                            "command",
                            Obj(
                                ("commandId", dice.Uuid()),
                                ("documentName", "AWS-RunShellScript"),
                                ("status", "Pending")
                            )
                        )
                    ),
                },
                region
            );
            Say(new("ssm", "ListCommandInvocations") { Request = Obj(("commandId", dice.Uuid())) }, region);
        }
        Say(new("lambda", "GetFunction20150331v2") { Request = Obj(("functionName", "orders-report")) });
        if (dice.Chance(40))
            Say(
                new Call("cloudformation", "CreateChangeSet")
                {
                    Request = Obj(("stackName", "orders-api"), ("changeSetName", $"build-{run}")),
                }.Failed("ValidationException", "No updates are to be performed.")
            );
    }

    private static Call Ecr(string name, params (string, JsonNode?)[] request) =>
        new("ecr", name)
        {
            Request = Obj([("registryId", Production), .. request]),
            Resources = Arr(
                Obj(("accountId", Production), ("ARN", $"arn:aws:ecr:{Virginia}:{Production}:repository/orders-api"))
            ),
        };

    // An outside account that is welcome: its role has an external id. It is refused one call in every round.
    private static void Monitoring(Recorder recorder)
    {
        Watch(recorder, Observability, [Virginia, Ireland], 30);
        Watch(recorder, DevObservability, [Virginia], 60);
    }

    private static void Watch(Recorder recorder, Role role, string[] regions, int minutes)
    {
        var stream = recorder.For("monitoring " + role.Account);
        var dice = stream.Dice;
        for (var time = Start.AddMinutes(4); time < End; time = time.AddMinutes(minutes))
        {
            var at = time.AddSeconds(dice.Below(90));
            var address = dice.Pick(VendorProbes);
            var key = dice.AccessKey("ASIA");
            const string session = "observability-collector";
            var vendor = Caller.OfAccount(Vendor, new Dice("vendor").PrincipalId("AIDA"), address, Agents.Vendor);
            stream.Say(
                at,
                role.Account,
                Virginia,
                vendor,
                Sts.AssumeRole(role, session, key, at, dice.Uuid(), externalId: "larkspur-7d1f")
            );
            var inside = Caller.OfSession(role, session, key, at, address, Agents.Vendor);
            foreach (var region in regions)
            {
                foreach (var call in Round(dice))
                {
                    at = at.AddSeconds(dice.Between(1, 4));
                    stream.Say(at, region, inside, call);
                }
            }
            if (dice.Chance(50))
            {
                var tags = S3.OfBucket(
                    "GetBucketTagging",
                    role.Account == Production ? CustomerBucket : "larkspur-dev-artifacts",
                    role.Account,
                    "tagging",
                    dice
                );
                stream.Say(
                    at.AddSeconds(2),
                    Virginia,
                    inside,
                    tags.Denied(inside, "s3:GetBucketTagging", tags.Resources![0]!["ARN"]!.GetValue<string>())
                );
            }
        }
    }

    private static IEnumerable<Call> Round(Dice dice)
    {
        yield return new("ec2", "DescribeInstances")
        {
            Request = Obj(("maxResults", 100), ("instancesSet", Obj()), ("filterSet", Obj())),
        };
        yield return new("monitoring", "ListMetrics")
        {
            Request = Obj(("namespace", "AWS/EC2")),
            ApiVersion = "2010-08-01",
        };
        if (dice.Chance(60))
            yield return new("rds", "DescribeDBInstances");
        if (dice.Chance(40))
            yield return new("autoscaling", "DescribeAutoScalingGroups") { Request = Obj(("maxRecords", 100)) };
        if (dice.Chance(4))
            yield return new Call("monitoring", "DescribeAlarms").Failed("ThrottlingException", "Rate exceeded");
    }
}
