using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>EC2's requests and answers, where the story hangs on their details.</summary>
internal static class Ec2
{
    public static Call CreateSnapshot(
        string volume,
        string snapshot,
        string description,
        DateTimeOffset at,
        string name
    ) =>
        new("ec2", "CreateSnapshot")
        {
            Request = Obj(
                ("volumeId", volume),
                ("description", description),
                ("tagSpecificationSet", NameTag("snapshot", name))
            ),
            Response = Obj(
                ("snapshotId", snapshot),
                ("volumeId", volume),
                ("status", "pending"),
                ("startTime", at.ToUnixTimeMilliseconds()),
                ("ownerId", Production),
                ("volumeSize", "200"),
                ("description", description),
                ("encrypted", false),
                ("tagSet", Items(Tag(name)))
            ),
        };

    /// <summary>Shares a snapshot with an account ("add"), or takes that back ("remove").</summary>
    public static Call ModifySnapshotAttribute(string snapshot, string change, string account) =>
        new("ec2", "ModifySnapshotAttribute")
        {
            Request = Obj(
                ("snapshotId", snapshot),
                ("createVolumePermission", Obj((change, Items(Obj(("userId", account)))))),
                ("attributeType", "CREATE_VOLUME_PERMISSION")
            ),
            Response = Obj(("_return", true)),
        };

    public static Call AuthorizeIngress(string group, int port, string cidr, string ruleId) =>
        new("ec2", "AuthorizeSecurityGroupIngress")
        {
            Request = Obj(
                ("groupId", group),
                (
                    "ipPermissions",
                    Items(
                        Obj(
                            ("ipProtocol", "tcp"),
                            ("fromPort", port),
                            ("toPort", port),
                            ("groups", Obj()),
                            ("ipRanges", Items(Obj(("cidrIp", cidr)))),
                            ("ipv6Ranges", Obj()),
                            ("prefixListIds", Obj())
                        )
                    )
                )
            ),
            Response = Obj(
                ("_return", true),
                (
                    "securityGroupRuleSet",
                    Items(
                        Obj(
                            ("groupOwnerId", Production),
                            ("groupId", group),
                            ("securityGroupRuleId", ruleId),
                            ("isEgress", false),
                            ("ipProtocol", "tcp"),
                            ("fromPort", port),
                            ("toPort", port),
                            ("cidrIpv4", cidr)
                        )
                    )
                )
            ),
        };

    /// <summary>A launch that carries a role: iam:PassRole was needed for it, but is an event nowhere.</summary>
    public static Call RunInstances(
        string instance,
        string type,
        string subnet,
        string privateIp,
        DateTimeOffset at,
        string name,
        Dice dice
    )
    {
        var token = dice.Uuid();
        var eni = "eni-0" + dice.Hex(16);
        return new("ec2", "RunInstances")
        {
            Request = Obj(
                ("instancesSet", Items(Obj(("imageId", Image), ("minCount", 1), ("maxCount", 1)))),
                ("userData", "<sensitiveDataRemoved>"),
                ("instanceType", type),
                ("blockDeviceMapping", Obj()),
                ("monitoring", Obj(("enabled", false))),
                ("disableApiTermination", false),
                ("disableApiStop", false),
                ("clientToken", token),
                (
                    "networkInterfaceSet",
                    Items(
                        Obj(
                            ("deviceIndex", 0),
                            ("subnetId", subnet),
                            ("associatePublicIpAddress", true),
                            ("groupSet", Items(Obj(("groupId", OrdersGroup))))
                        )
                    )
                ),
                ("iamInstanceProfile", Obj(("name", OrdersApi.Name))),
                ("ebsOptimized", false),
                ("tagSpecificationSet", NameTag("instance", name))
            ),
            Response = Obj(
                ("reservationId", "r-0" + dice.Hex(16)),
                ("ownerId", Production),
                ("groupSet", Obj()),
                (
                    "instancesSet",
                    Items(
                        Obj(
                            ("instanceId", instance),
                            ("imageId", Image),
                            ("currentInstanceBootMode", "uefi"),
                            ("instanceState", Obj(("code", 0), ("name", "pending"))),
                            ("privateDnsName", $"ip-{privateIp.Replace('.', '-')}.ec2.internal"),
                            ("amiLaunchIndex", 0),
                            ("productCodes", Obj()),
                            ("instanceType", type),
                            ("launchTime", at.ToUnixTimeMilliseconds()),
                            ("placement", Obj(("availabilityZone", Virginia + "a"), ("tenancy", "default"))),
                            ("monitoring", Obj(("state", "disabled"))),
                            ("subnetId", subnet),
                            ("vpcId", Vpc),
                            ("privateIpAddress", privateIp),
                            ("stateReason", Obj(("code", "pending"), ("message", "pending"))),
                            ("architecture", "x86_64"),
                            ("rootDeviceType", "ebs"),
                            ("rootDeviceName", "/dev/xvda"),
                            ("blockDeviceMapping", Obj()),
                            ("virtualizationType", "hvm"),
                            ("hypervisor", "xen"),
                            ("tagSet", Items(Tag(name))),
                            ("clientToken", token),
                            ("groupSet", Items(Obj(("groupId", OrdersGroup), ("groupName", "orders-api")))),
                            ("sourceDestCheck", true),
                            (
                                "networkInterfaceSet",
                                Items(
                                    Obj(
                                        ("networkInterfaceId", eni),
                                        ("subnetId", subnet),
                                        ("vpcId", Vpc),
                                        ("ownerId", Production),
                                        ("status", "in-use"),
                                        ("privateIpAddress", privateIp)
                                    )
                                )
                            ),
                            ("iamInstanceProfile", Obj(("arn", ProfileArn), ("id", ProfileId))),
                            ("ebsOptimized", false),
                            ("enaSupport", true),
                            (
                                "metadataOptions",
                                Obj(
                                    ("state", "pending"),
                                    ("httpTokens", "optional"),
                                    ("httpPutResponseHopLimit", 2),
                                    ("httpEndpoint", "enabled")
                                )
                            )
                        )
                    )
                )
            ),
        };
    }

    public static Call StopInstances(string instance) =>
        new("ec2", "StopInstances")
        {
            Request = Obj(("instancesSet", Items(Obj(("instanceId", instance)))), ("force", false)),
            Response = Obj(
                (
                    "instancesSet",
                    Items(
                        Obj(
                            ("instanceId", instance),
                            ("currentState", Obj(("code", 64), ("name", "stopping"))),
                            ("previousState", Obj(("code", 16), ("name", "running")))
                        )
                    )
                )
            ),
        };

    public static string ProfileArn => $"arn:aws:iam::{Production}:instance-profile/{OrdersApi.Name}";
    public static string ProfileId => new Dice(ProfileArn).PrincipalId("AIPA");

    private static JsonObject NameTag(string kind, string name) =>
        Items(Obj(("resourceType", kind), ("tags", Arr(Tag(name)))));

    private static JsonObject Tag(string name) => Obj(("key", "Name"), ("value", name));
}
