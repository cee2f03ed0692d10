using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Acts four and six: the backdoors are used, in the night from a second address and again after the response.</summary>
internal static class Night
{
    public static readonly string ConsoleKey = new Dice("backdoor console").AccessKey("ASIA");
    public static readonly string ReportKey = new Dice("outsider's report session").AccessKey("ASIA");
    public const string ReportSession = "nightly-check";
    public static readonly string OutsiderUserId = new Dice("outsider").PrincipalId("AIDA");

    private static readonly Caller WithKey = Caller.OfUser(BackupSync, AttackerSecond, Agents.AttackerScript);

    /// <summary>02:11 to 06:15. production-trail keeps only changes now, so only those are left to read.</summary>
    public static void Tell(Recorder recorder)
    {
        var stream = recorder.For("night");
        var dice = stream.Dice;
        var door = SignIn.AtTheDoor(BackupSync, AttackerSecond, Agents.AttackerBrowser, failed: true);
        stream.Say(Moments.BackdoorLogin.AddSeconds(-58), Virginia, door, SignIn.ConsoleFailed());
        stream.Say(Moments.BackdoorLogin.AddSeconds(-31), Virginia, door, SignIn.ConsoleFailed());
        stream.Say(
            Moments.BackdoorLogin,
            Virginia,
            SignIn.AtTheDoor(BackupSync, AttackerSecond, Agents.AttackerBrowser),
            SignIn.Console("No")
        );
        var console = Caller.OfUserSession(
            BackupSync,
            ConsoleKey,
            Moments.BackdoorLogin,
            mfa: false,
            AttackerSecond,
            Agents.AttackerBrowser
        ) with
        {
            Console = true,
        };
        var time = Moments.BackdoorLogin.AddSeconds(40);
        foreach (var name in new[] { "ListUsers", "ListRoles", "GetAccountSummary", "ListMFADevices" })
        {
            stream.Say(time, Virginia, console, new("iam", name));
            time = time.AddSeconds(dice.Between(5, 30));
        }
        stream.Say(
            At(11, 2, 16, 20),
            Virginia,
            console,
            new("ec2", "CreateKeyPair")
            {
                Request = Obj(("keyName", "batch-worker"), ("keyType", "rsa"), ("keyFormat", "pem")),
                Response = Obj(
                    ("keyName", "batch-worker"),
                    ("keyFingerprint", "<sensitiveDataRemoved>"),
                    ("keyPairId", "key-0" + dice.Hex(16)),
                    ("keyMaterial", "<sensitiveDataRemoved>")
                ),
            }
        );
        stream.Say(At(11, 6, 14, 31), Virginia, WithKey, Sts.WhoAmI);
        stream.Say(
            At(11, 6, 14, 48),
            Virginia,
            WithKey,
            S3.OfBucket("GetBucketPolicy", CustomerBucket, Production, "policy", dice)
        );
        stream.Say(
            Moments.BucketOpened,
            Virginia,
            WithKey,
            S3.PutBucketPolicy(CustomerBucket, Production, Parse(Policies.CustomerBucketAfter), dice)
        );
    }

    /// <summary>After the response: the old session is refused, but the backdoors still open.</summary>
    public static void TellAfterResponse(Recorder recorder)
    {
        var stream = recorder.For("after the response");
        var dice = stream.Dice;
        var deploy = Intrusion.AsDeploy(VpnExit, Agents.AttackerCli);
        var time = At(11, 9, 2, 11);
        var refused = new (Call Call, string Action, string Resource)[]
        {
            (S3.ListBuckets(dice), "s3:ListAllMyBuckets", "*"),
            (new("iam", "ListUsers"), "iam:ListUsers", $"arn:aws:iam::{Production}:user/"),
            (new("lambda", "ListFunctions20150331"), "lambda:ListFunctions", "*"),
            (new("secretsmanager", "ListSecrets"), "secretsmanager:ListSecrets", "*"),
        };
        foreach (var (call, action, resource) in refused)
        {
            stream.Say(time, Virginia, deploy, call.Forbidden(deploy, action, resource, "identity-based policy"));
            time = time.AddSeconds(dice.Between(10, 50));
        }

        time = Moments.BackdoorBack;
        void Say(Caller caller, Call call)
        {
            stream.Say(time, Production, Virginia, caller, call);
            time = time.AddSeconds(dice.Between(6, 28));
        }
        Say(WithKey, Sts.WhoAmI);
        Say(WithKey, new("iam", "ListUsers"));
        Say(WithKey, new("iam", "ListAccessKeys") { Request = Obj(("userName", CiPublisher.Name)) });
        Say(
            WithKey,
            new("iam", "GetRolePolicy")
            {
                Request = Obj(("roleName", Deploy.Name), ("policyName", Policies.RevokeName)),
            }
        );
        Say(WithKey, S3.ListBuckets(dice));
        Say(WithKey, S3.ListObjects(CustomerBucket, Production, "customers/", dice));
        for (var part = 84; part < 93; part++)
            Say(
                WithKey,
                S3.OfObject("GetObject", CustomerBucket, Production, $"customers/2026/part-{part:D4}.parquet", dice)
            );

        // The bucket policy lets the outside account list; the key's policy keeps the objects shut.
        var outsider = Caller.OfAccount(Outsider, OutsiderUserId, AttackerSecond, Agents.AttackerCli);
        time = At(11, 10, 31, 0);
        Say(outsider, S3.ListObjects(CustomerBucket, Production, "customers/", dice));
        for (var part = 0; part < 4; part++)
        {
            var call = S3.OfObject(
                "GetObject",
                CustomerBucket,
                Production,
                $"customers/2026/part-{part:D4}.parquet",
                dice
            );
            Say(
                outsider,
                call.Failed(
                    "AccessDenied",
                    $"User: arn:aws:iam::{Outsider}:user/ops is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access"
                )
            );
        }

        time = Moments.ReportTaken;
        Say(outsider, Sts.AssumeRole(OrdersReport, ReportSession, ReportKey, time, dice.Uuid()));
        var report = Caller.OfSession(
            OrdersReport,
            ReportSession,
            ReportKey,
            Moments.ReportTaken,
            AttackerSecond,
            Agents.AttackerCli
        );
        Say(report, Sts.WhoAmI);
        Say(report, S3.ListObjects(CustomerBucket, Production, "reports/", dice));
        foreach (var name in new[] { "2026-03-09", "2026-03-10", "2026-03-11" })
            Say(report, S3.OfObject("GetObject", CustomerBucket, Production, $"reports/{name}.csv", dice));
        Say(report, new Call("iam", "ListUsers").Denied(report, "iam:ListUsers", $"arn:aws:iam::{Production}:user/"));
    }
}
