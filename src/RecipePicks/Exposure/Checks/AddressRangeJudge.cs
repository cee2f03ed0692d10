using System.Text.Json;
using RecipePicks.Exposure.Policies;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Checks;

/// <summary>Judges rules that let addresses in: security groups, an EKS endpoint.</summary>
internal static class AddressRangeJudge
{
    /// <summary>Judges one rule as text: <c>tcp 22-22 0.0.0.0/0</c>, protocol, ports and source.</summary>
    public static IReadOnlyList<Grant> Rule(JsonElement document, ExposureContext about) =>
        Text(document) is not { } rule || rule.LastIndexOf(' ') is not (> 0 and var at)
            ? Rules(document, about)
            : [Source(rule[(at + 1)..], PortWords(rule[..at].Split(' ')), about)];

    /// <summary>Judges a rule that a call changed by its id, when no call in the evidence made it.</summary>
    public static IReadOnlyList<Grant> RuleOfEitherWay(JsonElement document, ExposureContext about) =>
        [
            .. Rule(document, about)
                .Select(g =>
                    g.Verdict <= Verdict.Unknown
                        ? g
                        : Grant.Unclear(
                            $"{g.Why}, if it is a rule for what comes in: the call names it by its id alone",
                            g.To
                        )
                ),
        ];

    /// <summary>Judges rules as EC2 describes or CloudTrail logs them: <c>{ ipPermissions: [ … ] }</c> or a flat rule.</summary>
    public static IReadOnlyList<Grant> Rules(JsonElement document, ExposureContext about)
    {
        JsonElement[] listed = [.. At(document, "ipPermissions.items[]"), .. At(document, "ipPermissions[]")];
        return [.. (listed.Length > 0 ? listed : [document]).SelectMany(r => Sources(r, about))];
    }

    /// <summary>Judges whether an EKS cluster's API may be called from outside, and from where.</summary>
    /// <param name="document"><c>resourcesVpcConfig</c>, or the value of <c>endpointPublicAccess</c> alone.</param>
    /// <param name="about">Whose the cluster is.</param>
    public static IReadOnlyList<Grant> ClusterEndpoint(JsonElement document, ExposureContext about) =>
        (Text(document) ?? Text(document, "endpointPublicAccess"))?.ToLowerInvariant() switch
        {
            "false" => [Grant.Nobody("the API endpoint is private")],
            "true" when Ranges(Member(document, "publicAccessCidrs"), about) is { Count: > 0 } ranges => ranges,
            "true" when document.ValueKind == JsonValueKind.Object =>
            [
                Grant.Everyone("the API endpoint is public and names no range; a login is still asked for"),
            ],
            "true" => [Grant.Unclear("the API endpoint is public; its publicAccessCidrs say from where")],
            var value => [Grant.Unclear($"endpointPublicAccess is {value ?? "not in the record"}")],
        };

    /// <summary>Judges a list of ranges.</summary>
    public static IReadOnlyList<Grant> Ranges(JsonElement document, ExposureContext about) =>
        [.. Texts(document).Select(r => Range(r, "it lets in", ""))];

    private static IEnumerable<Grant> Sources(JsonElement rule, ExposureContext about)
    {
        var ports = PortWords([Text(rule, "ipProtocol") ?? "-1", $"{Text(rule, "fromPort")}-{Text(rule, "toPort")}"]);
        string?[] sources =
        [
            .. Ranges(rule),
            .. At(rule, "ipv6Ranges.items[]").Concat(At(rule, "ipv6Ranges[]")).Select(r => Text(r, "cidrIpv6")),
            .. At(rule, "prefixListIds.items[]")
                .Concat(At(rule, "prefixListIds[]"))
                .Select(r => Text(r, "prefixListId")),
            .. At(rule, "groups.items[]").Concat(At(rule, "userIdGroupPairs[]")).Select(r => Text(r, "userId")),
            Text(rule, "cidrIp"),
            Text(rule, "cidrIpv4"),
            Text(rule, "cidrIpv6"),
            Text(rule, "prefixListId"),
        ];
        return sources.OfType<string>().Distinct().Select(s => Source(s, ports, about));
    }

    /// <summary>
    /// The IPv4 ranges of a rule: objects as EC2 and CloudTrail write them; AWS Config writes them twice, as texts and as
    /// <c>ipv4Ranges</c>.
    /// </summary>
    /// <param name="rule">One of <c>ipPermissions</c>.</param>
    public static IEnumerable<string> Ranges(JsonElement rule) =>
        At(rule, "ipRanges.items[]")
            .Concat(At(rule, "ipRanges[]"))
            .Concat(At(rule, "ipv4Ranges[]"))
            .Select(r => Text(r) ?? Text(r, "cidrIp"))
            .OfType<string>();

    private static Grant Source(string source, string ports, ExposureContext about) =>
        NamedPrincipal.IsAccount(source)
            ? Grant.Account(source, about, $"it lets in a security group of {source} on {ports}")
        : source.StartsWith("sg-", StringComparison.Ordinal)
            ? Grant.Nobody($"it lets in the security group {source} on {ports}")
        : Limit.IsRange(source) ? Range(source, "it lets in", $" on {ports}")
        : Grant.Unclear($"it lets in {source} on {ports}; which addresses that is the record does not say", source);

    private static Grant Range(string range, string why, string ports) =>
        Limit.IsWorld(range) ? Grant.Everyone($"{why} {range}{ports}")
        : Limit.IsInternal(range) ? Grant.Nobody($"{why} {range}{ports}, which is no public address")
        : Limit.IsRange(range) ? new Grant(Verdict.External, range, $"{why} {range}{ports}")
        : Grant.Unclear($"{why} {range}{ports}");

    private static string PortWords(string[] protocolAndPorts)
    {
        var protocol = protocolAndPorts[0];
        var ports = protocolAndPorts.Length > 1 ? protocolAndPorts[1] : "-";
        return protocol is "-1" or "all" ? "all ports"
            : ports is "-" or "-1" or "-1--1" or "0-65535" or "all" ? $"{protocol} all ports"
            : ports.Split('-') is [var from, var to] && from == to ? $"{protocol} {from}"
            : $"{protocol} {ports}";
    }
}
