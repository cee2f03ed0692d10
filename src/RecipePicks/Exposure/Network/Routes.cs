using System.Text.Json;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>Where a route table leads: an answer to the internet must go back as a question came.</summary>
/// <remarks>
/// Sources: Amazon VPC User Guide, "Route table concepts", "Gateway route tables"; AWS Network Firewall Developer Guide,
/// "Architecture with an internet gateway": the subnet's default route leads to the firewall's endpoint.
/// </remarks>
internal sealed class Routes
{
    /// <summary>Reads a route table.</summary>
    public Routes(JsonElement table)
    {
        var routes = At(table, "Routes[]").Where(r => Text(r, "State") != "blackhole").ToList();
        var open = routes.Where(r => IsOver(r, "igw-")).ToList();
        Gateway = open.Select(r => Text(r, "GatewayId")).FirstOrDefault();
        Open = open.Aggregate(AddressSet.None, (all, r) => all.Union(Destination(r)));
        Doubtful =
        [
            .. routes
                .Where(r => IsOver(r, "vpce-") || Text(r, "CarrierGatewayId") is not null)
                .Where(r => !Destination(r).Intersect(AddressSet.Internet).IsEmpty)
                .Select(r =>
                    (
                        Destination(r),
                        $"answers go through {Text(r, "CarrierGatewayId") ?? Text(r, "GatewayId")}; what is let in there is not known"
                    )
                ),
            .. open.Where(r => Text(r, "DestinationPrefixListId") is not null)
                .Select(r =>
                    (
                        AddressSet.All.Except(Open),
                        $"which addresses {Text(r, "DestinationPrefixListId")} holds, to which its subnet has a route, is not known"
                    )
                ),
        ];
    }

    /// <summary>The internet gateway; null when no route leads to one.</summary>
    public string? Gateway { get; }

    /// <summary>The addresses to which routes lead over it.</summary>
    public AddressSet Open { get; }

    /// <summary>The addresses to which routes may lead, and what is not known of it.</summary>
    public IReadOnlyList<(AddressSet To, string Words)> Doubtful { get; }

    private static bool IsOver(JsonElement route, string prefix) =>
        Text(route, "GatewayId")?.StartsWith(prefix, StringComparison.Ordinal) == true;

    private static AddressSet Destination(JsonElement route) =>
        AddressSet.Of(
            new[] { Text(route, "DestinationCidrBlock"), Text(route, "DestinationIpv6CidrBlock") }.OfType<string>()
        );
}
