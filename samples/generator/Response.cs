using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Act five, 08:31 to 09:16: Priya answers. What she finds she stops; what she cannot see in the log stays.</summary>
internal static class Response
{
    public static readonly Role Responder = PermissionSet(Production, "IncidentResponse");

    public static void Tell(Recorder recorder)
    {
        var stream = recorder.For("response");
        var dice = stream.Dice;
        var priya = SignIn.ThroughIdentityCenter(stream, Priya, Responder, At(11, 8, 31, 5), console: false);
        var time = At(11, 8, 31, 40);
        void Say(Call call, string region = Virginia)
        {
            stream.Say(time, region, priya, call);
            time = time.AddSeconds(dice.Between(12, 40));
        }
        void SayAt(DateTimeOffset at, Call call, string region = Virginia)
        {
            stream.Say(at, region, priya, call);
            time = at.AddSeconds(dice.Between(12, 30));
        }

        Say(Sts.WhoAmI);
        Say(Lookup("AccessKeyId", CiPublisher.AccessKey));
        Say(Lookup("Username", Intrusion.DeploySession));
        Say(new("iam", "ListAccessKeys") { Request = Obj(("userName", CiPublisher.Name)) });
        SayAt(
            Moments.KeyDeactivated,
            new("iam", "UpdateAccessKey")
            {
                Request = Obj(
                    ("userName", CiPublisher.Name),
                    ("status", "Inactive"),
                    ("accessKeyId", CiPublisher.AccessKey)
                ),
            }
        );
        SayAt(
            Moments.SessionsRevoked,
            new("iam", "PutRolePolicy")
            {
                Request = Obj(
                    ("roleName", Deploy.Name),
                    ("policyName", Policies.RevokeName),
                    ("policyDocument", Line(Parse(Policies.RevokeOlderSessions)))
                ),
            }
        );
        Say(
            new("cloudtrail", "DescribeTrails")
            {
                Request = Obj(("trailNameList", Arr()), ("includeShadowTrails", true)),
            }
        );
        SayAt(
            Moments.LoggingStarted,
            new("cloudtrail", "StartLogging") { Request = Obj(("name", IrelandTrail)) },
            Ireland
        );
        SayAt(Moments.SelectorsRestored, Persistence.PutSelectors("All", data: true));
        Say(Lookup("EventName", "ModifySnapshotAttribute"));
        Say(
            new("ec2", "DescribeSnapshotAttribute")
            {
                Request = Obj(("snapshotId", OrdersSnapshot), ("attributeType", "CREATE_VOLUME_PERMISSION")),
            }
        );
        SayAt(Moments.SnapshotUnshared, Ec2.ModifySnapshotAttribute(OrdersSnapshot, "remove", Outsider));
        Say(Lookup("EventName", "RunInstances"));
        Say(
            new("ec2", "DescribeInstances")
            {
                Request = Obj(("instancesSet", Items(Obj(("instanceId", RogueInstance)))), ("filterSet", Obj())),
            }
        );
        SayAt(Moments.RogueStopped, Ec2.StopInstances(RogueInstance));
        var evidence = At(11, 9, 15, 51);
        SayAt(
            evidence,
            Ec2.CreateSnapshot(RogueVolume, EvidenceSnapshot, "IR-2026-0311 evidence", evidence, "IR-2026-0311")
        );
        Say(new("iam", "ListUsers"));
    }

    private static Call Lookup(string key, string value) =>
        new("cloudtrail", "LookupEvents")
        {
            Request = Obj(
                ("maxResults", 50),
                ("lookupAttributes", Arr(Obj(("attributeKey", key), ("attributeValue", value))))
            ),
        };
}
