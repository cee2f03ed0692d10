using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Instances and snapshots.</summary>
internal static class SnapshotEc2
{
    public static void Tell(Snapshot snapshot)
    {
        snapshot.Add(
            Production,
            $"ec2-describe-instances.{Virginia}",
            Obj(
                (
                    "Reservations",
                    Arr(
                        Reservation(
                            Instance(Orders1, "10.20.1.21", null, PrivateSubnet, "running", "orders-api-1", Virginia)
                        ),
                        Reservation(
                            Instance(Orders2, "10.20.1.34", null, PrivateSubnet, "running", "orders-api-2", Virginia)
                        ),
                        Reservation(
                            Instance(
                                RogueInstance,
                                "10.20.0.57",
                                null,
                                PublicSubnet,
                                "stopped",
                                "batch-worker",
                                Virginia
                            )
                        )
                    )
                )
            )
        );
        snapshot.Add(
            Production,
            $"ec2-describe-instances.{Ireland}",
            Obj(
                (
                    "Reservations",
                    Arr(
                        Reservation(
                            Instance(
                                OrdersEu,
                                "10.30.1.12",
                                null,
                                Id("subnet", "ireland-private"),
                                "running",
                                "orders-api-eu",
                                Ireland
                            )
                        )
                    )
                )
            )
        );
        snapshot.Add(
            Production,
            $"ec2-describe-snapshots.{Virginia}",
            Obj(
                (
                    "Snapshots",
                    Arr(
                        Snap(NightlySnapshot, OrdersVolume, "2026-03-10T03:00:02.114000+00:00", "nightly", 200),
                        Snap(OrdersSnapshot, OrdersVolume, "2026-03-10T22:49:12+00:00", "weekly backup", 200),
                        Snap(EvidenceSnapshot, RogueVolume, "2026-03-11T09:15:51+00:00", "IR-2026-0311 evidence", 8)
                    )
                )
            )
        );
        foreach (var id in new[] { NightlySnapshot, OrdersSnapshot, EvidenceSnapshot })
        {
            snapshot.Add(
                Production,
                $"ec2-describe-snapshot-attribute.{id}",
                Obj(("SnapshotId", id), ("CreateVolumePermissions", Arr()))
            );
        }
        snapshot.Add(Production, $"ec2-get-snapshot-block-public-access-state.{Virginia}", Obj(("State", "unblocked")));
        SnapshotNetwork.Tell(snapshot);
    }

    private static JsonObject Reservation(JsonObject instance) =>
        Obj(
            ("ReservationId", "r-0" + new Dice("reservation " + instance["InstanceId"]).Hex(16)),
            ("OwnerId", Production),
            ("Groups", Arr()),
            ("Instances", Arr(instance))
        );

    private static JsonObject Instance(
        string id,
        string privateIp,
        string? publicIp,
        string subnet,
        string state,
        string name,
        string region
    )
    {
        var eu = region == Ireland;
        var group = Obj(("GroupId", eu ? Id("sg", "orders-eu") : OrdersGroup), ("GroupName", "orders-api"));
        var rogue = id == RogueInstance;
        var launched = rogue ? IamAccount.Date(Moments.RogueLaunched) : "2026-01-19T07:30:00+00:00";
        var entry = Obj(
            ("AmiLaunchIndex", 0),
            ("ImageId", eu ? Id("ami", "amazon-linux-2023-eu") : Image),
            ("InstanceId", id),
            ("InstanceType", "m7i.large"),
            ("LaunchTime", launched),
            ("Monitoring", Obj(("State", "disabled"))),
            ("Placement", Obj(("AvailabilityZone", region + "a"), ("GroupName", ""), ("Tenancy", "default"))),
            ("PrivateDnsName", $"ip-{privateIp.Replace('.', '-')}.{(eu ? Ireland + ".compute" : "ec2")}.internal"),
            ("PrivateIpAddress", privateIp),
            ("ProductCodes", Arr()),
            ("PublicDnsName", ""),
            ("State", Obj(("Code", state == "running" ? 16 : 80), ("Name", state))),
            ("StateTransitionReason", rogue ? "User initiated (2026-03-11 09:12:30 GMT)" : ""),
            ("SubnetId", subnet),
            ("VpcId", eu ? Id("vpc", "ireland") : Vpc),
            ("Architecture", "x86_64"),
            (
                "BlockDeviceMappings",
                Arr(
                    Obj(
                        ("DeviceName", "/dev/xvda"),
                        (
                            "Ebs",
                            Obj(
                                ("AttachTime", launched),
                                ("DeleteOnTermination", true),
                                ("Status", "attached"),
                                ("VolumeId", rogue ? RogueVolume : Id("vol", name))
                            )
                        )
                    )
                )
            ),
            ("ClientToken", new Dice("token " + id).Uuid()),
            ("EbsOptimized", false),
            ("EnaSupport", true),
            ("Hypervisor", "xen"),
            ("IamInstanceProfile", Obj(("Arn", Ec2.ProfileArn), ("Id", Ec2.ProfileId))),
            ("NetworkInterfaces", Arr(Interface(id, privateIp, subnet, group, eu))),
            ("RootDeviceName", "/dev/xvda"),
            ("RootDeviceType", "ebs"),
            ("SecurityGroups", Arr(group)),
            ("SourceDestCheck", true),
            ("Tags", Arr(Obj(("Key", "Name"), ("Value", name)))),
            ("VirtualizationType", "hvm"),
            (
                "MetadataOptions",
                Obj(
                    ("State", "applied"),
                    ("HttpTokens", rogue ? "optional" : "required"),
                    ("HttpPutResponseHopLimit", 2),
                    ("HttpEndpoint", "enabled")
                )
            )
        );
        if (publicIp is not null)
            entry.Add("PublicIpAddress", publicIp);
        return entry;
    }

    private static JsonObject Interface(string instance, string privateIp, string subnet, JsonObject group, bool eu) =>
        Obj(
            ("Description", ""),
            ("Groups", Arr(group)),
            ("Ipv6Addresses", Arr()),
            ("NetworkInterfaceId", "eni-0" + new Dice("eni " + instance).Hex(16)),
            ("OwnerId", Production),
            ("PrivateIpAddress", privateIp),
            ("PrivateIpAddresses", Arr(Obj(("Primary", true), ("PrivateIpAddress", privateIp)))),
            ("SourceDestCheck", true),
            ("Status", "in-use"),
            ("SubnetId", subnet),
            ("VpcId", eu ? Id("vpc", "ireland") : Vpc),
            ("InterfaceType", "interface")
        );

    private static JsonObject Snap(string id, string volume, string at, string description, int size) =>
        Obj(
            ("Description", description),
            ("Encrypted", false),
            ("OwnerId", Production),
            ("Progress", "100%"),
            ("SnapshotId", id),
            ("StartTime", at),
            ("State", "completed"),
            ("StorageTier", "standard"),
            ("VolumeId", volume),
            ("VolumeSize", size)
        );
}
