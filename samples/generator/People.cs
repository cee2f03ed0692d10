using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The people of Larkspur at their ordinary work, with their ordinary mistakes.</summary>
internal static class People
{
    public static void Tell(Recorder recorder)
    {
        foreach (var day in Days)
        {
            Work(recorder, Tomasz, PermissionSet(Development, "Developer"), At(day, 8, 12), 520, console: true);
            Work(recorder, Tomasz, PermissionSet(Production, "ReadOnly"), At(day, 10, 41), 150, console: false);
            Work(recorder, Ines, PermissionSet(Development, "Developer"), At(day, 9, 3), 460, console: false);
            Work(recorder, Kofi, PermissionSet(Production, "ReadOnly"), At(day, 13, 25), 310, console: true);
            Work(recorder, Kofi, PermissionSet(Security, "Administrator"), At(day, 15, 2), 120, console: true);
            Work(recorder, Priya, PermissionSet(Security, "Administrator"), At(day, 9, 40), 200, console: false);
            Finance(recorder, day);
        }
        // Mara works late from a hotel, through the same VPN exit that the attacker uses.
        Work(recorder, Mara, PermissionSet(Development, "Developer"), At(10, 21, 47), 110, console: true);
        Work(recorder, Mara, PermissionSet(Production, "ReadOnly"), At(10, 22, 20), 70, console: false);
    }

    private static void Work(
        Recorder recorder,
        Person person,
        Role role,
        DateTimeOffset from,
        int minutes,
        bool console
    )
    {
        var stream = recorder.For($"{person.Name} in {role.Account} at {from.Iso()}");
        var dice = stream.Dice;
        var caller = SignIn.ThroughIdentityCenter(stream, person, role, from, console);
        for (
            var time = from.AddMinutes(1);
            time < from.AddMinutes(minutes);
            time = time.AddSeconds(dice.Between(60, 900))
        )
        {
            var region = dice.Chance(22) ? Ireland : Virginia;
            foreach (var (call, global) in Task(dice, caller, role.Account, region))
            {
                time = time.AddSeconds(dice.Between(1, 5));
                stream.Say(time, global ? Virginia : region, caller, call);
            }
        }
    }

    private static IEnumerable<(Call Call, bool Global)> Task(Dice dice, Caller caller, string account, string region)
    {
        var bucket = account switch
        {
            Production => ArtifactBucket,
            Security => ArchiveBucket,
            _ => "larkspur-dev-artifacts",
        };
        switch (dice.Below(8))
        {
            case 0:
                yield return (
                    new("ec2", "DescribeInstances")
                    {
                        Request = Obj(("maxResults", 50), ("instancesSet", Obj()), ("filterSet", Obj())),
                    },
                    false
                );
                yield return (
                    new("ec2", "DescribeInstanceTypes")
                    {
                        Request = Obj(("DescribeInstanceTypesRequest", Obj(("MaxResults", 100)))),
                    },
                    false
                );
                break;
            case 1:
                yield return (
                    new("logs", "DescribeLogGroups") { Request = Obj(("limit", 50)), ApiVersion = "20140328" },
                    false
                );
                yield return (
                    new("logs", "FilterLogEvents")
                    {
                        Request = Obj(("logGroupName", "/aws/lambda/image-resizer"), ("limit", 100)),
                        ApiVersion = "20140328",
                    },
                    false
                );
                break;
            case 2:
                yield return (S3.ListBuckets(dice), true);
                yield return (
                    S3.OfBucket("GetBucketPolicy", bucket, account, "policy", dice)
                        .Failed("NoSuchBucketPolicy", "The bucket policy does not exist"),
                    true
                );
                break;
            case 3:
                yield return (new("lambda", "ListFunctions20150331"), false);
                if (account == Development)
                    yield return (
                        new("lambda", "GetFunctionConfiguration20150331v2")
                        {
                            Request = Obj(("functionName", "image-resizer")),
                        },
                        false
                    );
                break;
            case 4:
                yield return (new("iam", "ListRoles"), true);
                if (dice.Chance(30))
                    yield return (
                        new Call("iam", "GetRole") { Request = Obj(("roleName", "orders-apl")) }.Failed(
                            "NoSuchEntityException",
                            "The role with name orders-apl cannot be found."
                        ),
                        true
                    );
                break;
            case 5:
                yield return (
                    new("monitoring", "DescribeAlarms")
                    {
                        Request = Obj(("maxRecords", 100)),
                        ApiVersion = "2010-08-01",
                    },
                    false
                );
                break;
            // An administrator is refused nothing.
            case 6 when account != Security && dice.Chance(45):
                yield return Refusal(dice, caller, account, region);
                break;
            default:
                yield return (new("cloudformation", "ListStacks"), false);
                if (dice.Chance(8))
                    yield return (
                        new Call("ec2", "DescribeInstances")
                        {
                            Request = Obj(
                                ("instancesSet", Items(Obj(("instanceId", "i-0" + dice.Hex(16))))),
                                ("filterSet", Obj())
                            ),
                        }.Failed("Client.InvalidInstanceID.NotFound", "The instance ID does not exist"),
                        false
                    );
                break;
        }
    }

    // A denial a day keeps the baseline honest.
    private static (Call Call, bool Global) Refusal(Dice dice, Caller caller, string account, string region) =>
        dice.Below(4) switch
        {
            0 => (
                new Call("iam", "CreateServiceLinkedRole").Denied(
                    caller,
                    "iam:CreateServiceLinkedRole",
                    $"arn:aws:iam::{account}:role/aws-service-role/*"
                ),
                true
            ),
            1 => (new Call("secretsmanager", "ListSecrets").Denied(caller, "secretsmanager:ListSecrets"), false),
            2 => (
                new Call("ce", "GetCostAndUsage").Denied(
                    caller,
                    "ce:GetCostAndUsage",
                    $"arn:aws:ce:{Virginia}:{account}:/GetCostAndUsage"
                ),
                true
            ),
            _ => (
                new Call("ec2", "StopInstances") { Request = Ec2.StopInstances(Orders1).Request }.Unauthorized(
                    caller,
                    "ec2:StopInstances",
                    $"arn:aws:ec2:{region}:{account}:instance/{Orders1}",
                    dice
                ),
                false
            ),
        };

    // An IAM user with a password and an MFA device: the old way in, still used for invoices.
    private static void Finance(Recorder recorder, int day)
    {
        var stream = recorder.For($"finance {day}");
        var dice = stream.Dice;
        var at = At(day, 9, 31, dice.Below(60));
        if (day == 11)
            stream.Say(
                at.AddSeconds(-25),
                Virginia,
                SignIn.AtTheDoor(FinanceViewer, Office, Agents.Chrome, failed: true),
                SignIn.ConsoleFailed()
            );
        stream.Say(
            at,
            Virginia,
            SignIn.AtTheDoor(FinanceViewer, Office, Agents.Chrome),
            SignIn.Console($"arn:aws:iam::{Production}:mfa/finance-phone")
        );
        var user = Caller.OfUserSession(
            FinanceViewer,
            dice.AccessKey("ASIA"),
            at,
            mfa: true,
            Office,
            Agents.Chrome
        ) with
        {
            Console = true,
        };
        for (var time = at.AddMinutes(1); time < at.AddMinutes(70); time = time.AddSeconds(dice.Between(120, 700)))
        {
            stream.Say(time, Virginia, user, new("ce", "GetCostAndUsage"));
            if (dice.Chance(25))
                stream.Say(
                    time.AddSeconds(3),
                    Virginia,
                    user,
                    new Call("organizations", "DescribeOrganization").Denied(
                        user,
                        "organizations:DescribeOrganization",
                        "*"
                    )
                );
        }
    }
}
