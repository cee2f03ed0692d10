using System.Text.Json;
using RecipePicks.Exposure.Documents;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>Checks 50 to 52: instances, network interfaces and load balancers, by their path from the internet.</summary>
internal static class Machines
{
    /// <summary>All that documents tell of.</summary>
    public static IEnumerable<Addressed> Of(Estate estate) =>
        Instances(estate).Concat(Interfaces(estate)).Concat(Balancers(estate)).Concat(Classic(estate));

    private static IEnumerable<Addressed> Instances(Estate estate) =>
        from document in estate.Of("ec2 describe-instances")
        from item in document.At("Reservations[].Instances[]")
        let name = Text(item, "InstanceId")
        where name is not null
        let thing = new Thing("AWS::EC2::Instance", name, document.Account, document.Region)
        {
            OtherNames = [$"arn:aws:ec2:{document.Region ?? "*"}:{document.Account ?? "*"}:instance/{name}"],
        }
        let ports = At(item, "NetworkInterfaces[]").ToList()
        select new Addressed(50, thing, "public address", Groups(item), document)
        {
            Inner = [.. ports.SelectMany(p => Texts(At(p, "PrivateIpAddresses[].PrivateIpAddress")))],
            Vpc = Text(item, "VpcId"),
            Grants = () => OfInstance(estate, thing, item, ports),
        };

    private static IReadOnlyList<Grant> OfInstance(
        Estate estate,
        Thing thing,
        JsonElement item,
        List<JsonElement> ports
    )
    {
        var grants = Reached(estate, thing, ports.Count > 0 ? ports : [item], Text(item, "PublicIpAddress"));
        var state = Text(Member(item, "State"), "Name");
        return state is null or "running"
            ? grants
            : [.. grants.Select(g => g.Verdict >= Verdict.External ? g.Shut($"it is {state}, which") : g)];
    }

    private static IEnumerable<Addressed> Interfaces(Estate estate) =>
        from document in estate.Of("ec2 describe-network-interfaces")
        from item in document.At("NetworkInterfaces[]")
        let name = Text(item, "NetworkInterfaceId")
        where name is not null
        let elastic = estate
            .Items("ec2 describe-addresses", $"Addresses[NetworkInterfaceId={name}]", document.Account, document.Region)
            .Select(a => a.Item)
            .ToList()
        let thing = new Thing("AWS::EC2::NetworkInterface", name, document.Account, document.Region)
        {
            OtherNames =
            [
                .. Elastic(item)
                    .Concat(elastic.SelectMany(a => new[] { Text(a, "AllocationId"), Text(a, "PublicIp") }))
                    .OfType<string>()
                    .Append($"arn:aws:ec2:{document.Region ?? "*"}:{document.Account ?? "*"}:network-interface/{name}")
                    .Distinct(StringComparer.Ordinal),
            ],
        }
        select new Addressed(51, thing, $"public address{Owner(item)}", Groups(item), document)
        {
            Inner = [.. Texts(At(item, "PrivateIpAddresses[].PrivateIpAddress"))],
            IsPart = Text(Member(item, "Attachment"), "InstanceId") is not null,
            Vpc = Text(item, "VpcId"),
            Grants = () =>
                Text(item, "InterfaceType") is "nat_gateway" or "natGateway"
                    ? [Grant.Nobody("a NAT gateway lets nobody in")]
                    : Reached(estate, thing, [item], null),
        };

    private static string Owner(JsonElement item) =>
        Text(item, "Description") is { Length: > 0 } description ? $" ({description})" : "";

    private static IReadOnlyList<Grant> Reached(
        Estate estate,
        Thing thing,
        IEnumerable<JsonElement> interfaces,
        string? publicIp
    )
    {
        var path = new NetworkPath(estate, thing.Account, thing.Region);
        var all = interfaces
            .SelectMany(i =>
                Elastic(i)
                    .Concat(
                        estate
                            .Items(
                                "ec2 describe-addresses",
                                $"Addresses[NetworkInterfaceId={Text(i, "NetworkInterfaceId")}].PublicIp",
                                thing.Account,
                                thing.Region
                            )
                            .Select(a => Text(a.Item))
                            .OfType<string>()
                    )
                    .Concat(Texts(At(i, "Ipv6Addresses[].Ipv6Address")))
                    .Concat(new[] { Text(i, "PublicIpAddress") }.OfType<string>())
                    .Distinct(StringComparer.Ordinal)
                    .Select(address => (Address: address, Interface: i))
            )
            .ToList();
        if (all.Count == 0)
        {
            return
            [
                Grant.Nobody(publicIp is null ? "it has no public address" : "its interfaces have no public address"),
            ];
        }

        return PathAnswer
            .Union([
                .. all.Select(a => Kind(path.Of(Carried(a.Interface), Text(a.Interface, "SubnetId") ?? ""), a.Address)),
            ])
            .Grants(string.Join(", ", all.Select(a => a.Address)));
    }

    // To an address of one kind come only addresses of that kind.
    private static PathAnswer Kind(PathAnswer answer, string address)
    {
        var kind = AddressSet.KindOf(address);
        return answer with
        {
            Doors = Door.Joined(
                answer.Doors.Select(d => d with { Sources = d.Sources.Intersect(kind) }).Where(d => !d.Sources.IsEmpty)
            ),
        };
    }

    private static IEnumerable<Addressed> Balancers(Estate estate) =>
        from document in estate.Of("elbv2 describe-load-balancers")
        from item in document.At("LoadBalancers[]")
        let arn = Text(item, "LoadBalancerArn")
        where arn is not null
        let thing = new Thing(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            Text(item, "LoadBalancerName") ?? arn,
            document.Account,
            document.Region
        )
        {
            OtherNames = [arn, .. new[] { Text(item, "DNSName") }.OfType<string>()],
        }
        let listeners = estate.Find("elbv2 describe-listeners", document.Account, document.Region, arn)
        let ports = Numbers(listeners.Texts("Listeners[].Port"))
        select new Addressed(52, thing, "load balancer", [.. Texts(At(item, "SecurityGroups[]"))], document)
        {
            Ports = ports,
            Vpc = Text(item, "VpcId"),
            Grants = () =>
                Balanced(
                    estate,
                    thing,
                    Text(item, "Scheme"),
                    listeners,
                    ports,
                    Member(item, "SecurityGroups").ValueKind == JsonValueKind.Array
                        ? [.. Texts(At(item, "SecurityGroups[]"))]
                        : null,
                    Texts(At(item, "AvailabilityZones[].SubnetId"))
                ),
        };

    private static IEnumerable<Addressed> Classic(Estate estate) =>
        from document in estate.Of("elb describe-load-balancers")
        from item in document.At("LoadBalancerDescriptions[]")
        let name = Text(item, "LoadBalancerName")
        where name is not null
        let thing = new Thing("AWS::ElasticLoadBalancing::LoadBalancer", name, document.Account, document.Region)
        {
            OtherNames = [.. new[] { Text(item, "DNSName") }.OfType<string>()],
        }
        let ports = Numbers(Texts(At(item, "ListenerDescriptions[].Listener.LoadBalancerPort")))
        select new Addressed(52, thing, "load balancer", [.. Texts(At(item, "SecurityGroups[]"))], document)
        {
            Ports = ports,
            Vpc = Text(item, "VPCId"),
            Grants = () =>
                Balanced(
                    estate,
                    thing,
                    Text(item, "Scheme"),
                    document,
                    ports,
                    [.. Texts(At(item, "SecurityGroups[]"))],
                    Texts(At(item, "Subnets[]"))
                ),
        };

    private static IReadOnlyList<Grant> Balanced(
        Estate estate,
        Thing thing,
        string? scheme,
        Document listeners,
        IReadOnlyList<int> ports,
        IReadOnlyList<string>? groups,
        IEnumerable<string> subnets
    )
    {
        if (scheme != "internet-facing")
        {
            return [Grant.Nobody($"its scheme is {scheme ?? "not told"}")];
        }

        if (listeners.Unknown is { } unknown)
        {
            return [Grant.Unclear($"its scheme is internet-facing; {listeners.Words} {unknown}")];
        }

        var path = new NetworkPath(estate, thing.Account, thing.Region);
        var isUdp = listeners.Texts("Listeners[].Protocol").Any(p => p is "UDP" or "TCP_UDP" or "QUIC" or "TCP_QUIC");
        return ports.Count == 0
            ? [Grant.Nobody("it has no listener")]
            : PathAnswer
                .Union([.. subnets.Select(s => path.Of(groups is [] ? null : groups, s, ports, isUdp ? null : "tcp"))])
                .Grants("its scheme is internet-facing");
    }

    // A private address beyond the first may have a public one of its own.
    private static IEnumerable<string> Elastic(JsonElement item) =>
        Texts(At(item, "Association.PublicIp"))
            .Concat(Texts(At(item, "PrivateIpAddresses[].Association.PublicIp")))
            .Distinct(StringComparer.Ordinal);

    // A load balancer's interface that has no security groups takes everything; any other has one at least.
    private static IReadOnlyList<string>? Carried(JsonElement item) =>
        Groups(item) is { Count: > 0 } groups ? groups
        : Text(item, "InterfaceType")?.EndsWith("load_balancer", StringComparison.Ordinal) == true ? null
        : [];

    private static IReadOnlyList<string> Groups(JsonElement item) =>
        [.. Texts(At(item, "SecurityGroups[].GroupId")).Concat(Texts(At(item, "Groups[].GroupId"))).Distinct()];

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> values) => values.Select(Text).OfType<string>();

    private static IReadOnlyList<int> Numbers(IEnumerable<string> texts) =>
        [.. texts.Select(t => int.TryParse(t, out var number) ? number : -1).Where(n => n >= 0).Distinct().Order()];
}
