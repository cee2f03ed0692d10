using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The network around production's instances, as far as a path from the internet needs it.</summary>
internal static class SnapshotNetwork
{
    private static readonly string InternetGateway = Id("igw", "production");
    private static readonly string NatGateway = Id("nat", "production");

    public static void Tell(Snapshot snapshot)
    {
        NetworkAcl(snapshot);
        foreach (var account in Accounts)
        {
            BlockPublicAccess(snapshot, account, Virginia);
            BlockPublicAccess(snapshot, account, Ireland);
        }

        snapshot.Add(
            Production,
            $"ec2-describe-security-groups.{Virginia}",
            $$"""
            {
              "SecurityGroups": [
                {
                  "GroupId": "{{OrdersGroup}}",
                  "GroupName": "orders-api",
                  "Description": "Orders API behind the load balancer",
                  "OwnerId": "{{Production}}",
                  "VpcId": "{{Vpc}}",
                  "SecurityGroupArn": "arn:aws:ec2:{{Virginia}}:{{Production}}:security-group/{{OrdersGroup}}",
                  "IpPermissions": [
                    {
                      "IpProtocol": "tcp", "FromPort": 8443, "ToPort": 8443, "UserIdGroupPairs": [],
                      "IpRanges": [ { "CidrIp": "10.20.0.0/16" } ], "Ipv6Ranges": [], "PrefixListIds": []
                    },
                    {
                      "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "UserIdGroupPairs": [],
                      "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ], "Ipv6Ranges": [], "PrefixListIds": []
                    }
                  ],
                  "IpPermissionsEgress": [
                    {
                      "IpProtocol": "-1", "UserIdGroupPairs": [],
                      "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ], "Ipv6Ranges": [], "PrefixListIds": []
                    }
                  ]
                }
              ]
            }
            """
        );
        snapshot.Add(
            Production,
            $"ec2-describe-security-group-rules.{Virginia}",
            Obj(
                (
                    "SecurityGroupRules",
                    Arr(Rule(Id("sgr", "from-vpc"), 8443, "10.20.0.0/16"), Rule(Persistence.SshRule, 22, "0.0.0.0/0"))
                )
            )
        );
        snapshot.Add(
            Production,
            $"ec2-describe-subnets.{Virginia}",
            Obj(
                (
                    "Subnets",
                    Arr(
                        Subnet(PublicSubnet, "10.20.0.0/24", "public"),
                        Subnet(PrivateSubnet, "10.20.1.0/24", "private")
                    )
                )
            )
        );
        snapshot.Add(
            Production,
            $"ec2-describe-route-tables.{Virginia}",
            Obj(
                (
                    "RouteTables",
                    Arr(
                        RouteTable("public", PublicSubnet, ("GatewayId", InternetGateway)),
                        RouteTable("private", PrivateSubnet, ("NatGatewayId", NatGateway))
                    )
                )
            )
        );
        snapshot.Add(
            Production,
            $"ec2-describe-internet-gateways.{Virginia}",
            $$"""
            {
              "InternetGateways": [
                {
                  "Attachments": [ { "State": "available", "VpcId": "{{Vpc}}" } ],
                  "InternetGatewayId": "{{InternetGateway}}",
                  "OwnerId": "{{Production}}",
                  "Tags": []
                }
              ]
            }
            """
        );
        snapshot.Add(
            Production,
            $"ec2-describe-nat-gateways.{Virginia}",
            $$"""
            {
              "NatGateways": [
                {
                  "NatGatewayAddresses": [ { "PublicIp": "{{ProductionNat}}" } ],
                  "NatGatewayId": "{{NatGateway}}",
                  "State": "available",
                  "SubnetId": "{{PublicSubnet}}",
                  "VpcId": "{{Vpc}}"
                }
              ]
            }
            """
        );
    }

    private static void NetworkAcl(Snapshot snapshot) =>
        snapshot.Add(
            Production,
            $"ec2-describe-network-acls.{Virginia}",
            $$"""
            {
              "NetworkAcls": [
                {
                  "Associations": [
                    { "NetworkAclId": "{{Id("acl", "production")}}", "SubnetId": "{{PublicSubnet}}" },
                    { "NetworkAclId": "{{Id("acl", "production")}}", "SubnetId": "{{PrivateSubnet}}" }
                  ],
                  "Entries": [
                    { "CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100 },
                    { "CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767 },
                    { "CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100 },
                    { "CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767 }
                  ],
                  "IsDefault": true,
                  "NetworkAclId": "{{Id("acl", "production")}}",
                  "OwnerId": "{{Production}}",
                  "VpcId": "{{Vpc}}"
                }
              ]
            }
            """
        );

    private static JsonObject Rule(string id, int port, string cidr) =>
        Obj(
            ("SecurityGroupRuleId", id),
            ("GroupId", OrdersGroup),
            ("GroupOwnerId", Production),
            ("IsEgress", false),
            ("IpProtocol", "tcp"),
            ("FromPort", port),
            ("ToPort", port),
            ("CidrIpv4", cidr),
            ("Tags", Arr())
        );

    private static JsonObject Subnet(string id, string cidr, string name) =>
        Obj(
            ("AvailabilityZone", Virginia + "a"),
            ("CidrBlock", cidr),
            ("MapPublicIpOnLaunch", name == "public"),
            ("OwnerId", Production),
            ("State", "available"),
            ("SubnetId", id),
            ("VpcId", Vpc),
            ("Tags", Arr(Obj(("Key", "Name"), ("Value", name))))
        );

    private static JsonObject RouteTable(string name, string subnet, (string Kind, string Id) target)
    {
        var table = Id("rtb", name);
        return Obj(
            (
                "Associations",
                Arr(
                    Obj(
                        ("Main", false),
                        ("RouteTableAssociationId", Id("rtbassoc", name)),
                        ("RouteTableId", table),
                        ("SubnetId", subnet),
                        ("AssociationState", Obj(("State", "associated")))
                    )
                )
            ),
            ("PropagatingVgws", Arr()),
            ("RouteTableId", table),
            (
                "Routes",
                Arr(
                    Obj(
                        ("DestinationCidrBlock", "10.20.0.0/16"),
                        ("GatewayId", "local"),
                        ("Origin", "CreateRouteTable"),
                        ("State", "active")
                    ),
                    Obj(
                        ("DestinationCidrBlock", "0.0.0.0/0"),
                        (target.Kind, target.Id),
                        ("Origin", "CreateRoute"),
                        ("State", "active")
                    )
                )
            ),
            ("Tags", Arr(Obj(("Key", "Name"), ("Value", name)))),
            ("VpcId", Vpc),
            ("OwnerId", Production)
        );
    }

    // As it is in an account that never heard of it: off.
    private static void BlockPublicAccess(Snapshot snapshot, string account, string region) =>
        snapshot.Add(
            account,
            $"ec2-describe-vpc-block-public-access-options.{region}",
            $$"""
            {
              "VpcBlockPublicAccessOptions": {
                "AwsAccountId": "{{account}}",
                "AwsRegion": "{{region}}",
                "State": "default-state",
                "InternetGatewayBlockMode": "off"
              }
            }
            """
        );
}
