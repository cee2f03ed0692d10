using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Act one, 22:14 to 22:42: somebody found the key of ci-publisher and tries what it opens. Almost nothing.</summary>
internal static class Reconnaissance
{
    public static void Tell(Recorder recorder)
    {
        var stream = recorder.For("reconnaissance");
        var dice = stream.Dice;
        var time = Moments.FirstUse;
        var leaked = Caller.OfUser(CiPublisher, VpnExit, Agents.AttackerCli);
        var script = leaked with { Agent = Agents.AttackerScript };

        void Say(Caller caller, Call call, string region = Virginia)
        {
            stream.Say(time, region, caller, call);
            time = time.AddSeconds(dice.Between(4, 19));
        }
        void Denied(
            string service,
            string name,
            string? resource = null,
            string? action = null,
            string region = Virginia
        )
        {
            var caller = dice.Chance(60) ? script : leaked;
            Say(caller, new Call(service, name).Denied(caller, action ?? $"{service}:{Bare(name)}", resource), region);
        }

        Say(leaked, Sts.WhoAmI);
        time = time.AddSeconds(41);

        // What it may see of itself.
        Say(leaked, new("iam", "GetUser"));
        Say(leaked, new("iam", "ListAttachedUserPolicies") { Request = Obj(("userName", CiPublisher.Name)) });
        Say(leaked, new("iam", "ListGroupsForUser") { Request = Obj(("userName", CiPublisher.Name)) });

        Denied("iam", "ListUsers", $"arn:aws:iam::{Production}:user/");
        Denied("iam", "ListRoles", $"arn:aws:iam::{Production}:role/");
        Denied("iam", "GetAccountAuthorizationDetails", "*");
        Denied("iam", "ListPolicies", "policy path /");
        Denied("iam", "GetAccountSummary", "*");
        Denied("iam", "ListAccessKeys", $"user {FinanceViewer.Name}");
        Denied("iam", "ListVirtualMFADevices", $"arn:aws:iam::{Production}:mfa/");
        Say(leaked, S3.ListBuckets(dice).Denied(leaked, "s3:ListAllMyBuckets"));
        foreach (var sub in new[] { "acl", "policy", "publicAccessBlock" })
        {
            var name = sub switch
            {
                "acl" => "GetBucketAcl",
                "policy" => "GetBucketPolicy",
                _ => "GetBucketPublicAccessBlock",
            };
            var call = S3.OfBucket(name, CustomerBucket, Production, sub, dice);
            Say(script, call.Denied(script, "s3:" + name, "arn:aws:s3:::" + CustomerBucket));
        }
        foreach (var region in new[] { Virginia, Ireland })
        {
            foreach (var name in DescribedInEc2)
                Say(
                    script,
                    new Call("ec2", name) { Request = EmptyFilter(name) }.Unauthorized(script, "ec2:" + name),
                    region
                );
            Denied("lambda", "ListFunctions20150331", "*", "lambda:ListFunctions", region);
            Denied("rds", "DescribeDBInstances", $"arn:aws:rds:{region}:{Production}:db:*", null, region);
            Denied("secretsmanager", "ListSecrets", null, null, region);
            Denied("ssm", "DescribeParameters", $"arn:aws:ssm:{region}:{Production}:*", null, region);
            Denied("guardduty", "ListDetectors", $"arn:aws:guardduty:{region}:{Production}:/detector", null, region);
            Denied("cloudtrail", "DescribeTrails", null, null, region);
        }
        Denied("organizations", "ListAccounts", "*");
        Denied("ses", "GetAccount", $"arn:aws:ses:{Virginia}:{Production}:/v2/email/account");
        Denied("ce", "GetCostAndUsage", $"arn:aws:ce:{Virginia}:{Production}:/GetCostAndUsage");

        // Changes, tried in turn: in EC2 each refusal carries a blob of its own.
        foreach (var type in new[] { "p4d.24xlarge", "g5.12xlarge", "c7i.8xlarge" })
        {
            foreach (var region in new[] { Virginia, Ireland })
                Say(
                    script,
                    RunInstances(type)
                        .Unauthorized(
                            script,
                            "ec2:RunInstances",
                            $"arn:aws:ec2:{region}:{Production}:instance/*",
                            dice
                        ),
                    region
                );
        }
        foreach (var name in new[] { "ubuntu-key", "default-key", "backup-key" })
        {
            var call = new Call("ec2", "CreateKeyPair")
            {
                Request = Obj(("keyName", name), ("keyType", "rsa"), ("keyFormat", "pem")),
            };
            Say(
                leaked,
                call.Unauthorized(
                    leaked,
                    "ec2:CreateKeyPair",
                    $"arn:aws:ec2:{Virginia}:{Production}:key-pair/{name}",
                    dice
                )
            );
        }
        Denied("iam", "CreateUser", $"arn:aws:iam::{Production}:user/svc-monitor");
        Denied("iam", "CreateAccessKey", "user " + CiPublisher.Name);
        Denied("iam", "AttachUserPolicy", "user " + CiPublisher.Name);
        Denied("iam", "PutUserPolicy", "user " + CiPublisher.Name);

        // A user may always ask for a session token; it opens no more than the key does.
        var sessionKey = dice.AccessKey("ASIA");
        Say(leaked, Sts.GetSessionToken(sessionKey, time));
        var session = Caller.OfUserSession(
            CiPublisher,
            sessionKey,
            time.AddSeconds(-9),
            mfa: false,
            VpnExit,
            Agents.AttackerCli
        );
        Say(session, Sts.WhoAmI);
        Say(session, new Call("iam", "ListUsers").Denied(session, "iam:ListUsers", $"arn:aws:iam::{Production}:user/"));

        // Roles, by guess: STS tells the name in the message only.
        Say(leaked, Sts.AssumeRoleDenied(leaked, new Role(Production, "OrganizationAccountAccessRole")));
        Say(leaked, Sts.AssumeRoleDenied(leaked, Breakglass));
        Say(leaked, Sts.AssumeRoleDenied(leaked, OrdersApi));
        Say(leaked, Sts.AssumeRoleDenied(leaked, ArtifactPublisher));
    }

    private static readonly string[] DescribedInEc2 =
    [
        "DescribeInstances",
        "DescribeSnapshots",
        "DescribeVolumes",
        "DescribeSecurityGroups",
        "DescribeKeyPairs",
    ];

    private static JsonObject EmptyFilter(string name) =>
        name switch
        {
            "DescribeInstances" => Obj(("maxResults", 1000), ("instancesSet", Obj()), ("filterSet", Obj())),
            "DescribeSnapshots" => Obj(
                ("maxResults", 1000),
                ("snapshotSet", Obj()),
                ("ownersSet", Items(Obj(("owner", "self")))),
                ("sharedUsersSet", Obj()),
                ("filterSet", Obj())
            ),
            "DescribeVolumes" => Obj(("maxResults", 500), ("volumeSet", Obj()), ("filterSet", Obj())),
            "DescribeSecurityGroups" => Obj(
                ("maxResults", 1000),
                ("securityGroupSet", Obj()),
                ("securityGroupIdSet", Obj()),
                ("filterSet", Obj())
            ),
            _ => Obj(("filterSet", Obj())),
        };

    private static Call RunInstances(string type) =>
        new("ec2", "RunInstances")
        {
            Request = Obj(
                ("instancesSet", Items(Obj(("imageId", Image), ("minCount", 1), ("maxCount", 4)))),
                ("instanceType", type),
                ("blockDeviceMapping", Obj()),
                ("monitoring", Obj(("enabled", false))),
                ("disableApiTermination", false),
                ("disableApiStop", false)
            ),
        };

    // The action has no API version in its name.
    private static string Bare(string name) => name.TrimEnd('v', '2').TrimEnd("0123456789".ToCharArray());
}
