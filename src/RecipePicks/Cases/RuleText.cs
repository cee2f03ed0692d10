using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RecipePicks.Exposure;

namespace RecipePicks.Cases;

/// <summary>A rule of a security group as the AWS CLI takes it.</summary>
internal static partial class RuleText
{
    /// <summary>Writes <c>--ip-permissions</c> of a rule.</summary>
    /// <param name="rule">The rule as replay names it: <c>tcp 22-22 0.0.0.0/0</c>; <c>all</c> where a call left something out.</param>
    /// <returns>JSON; null when it is no such text, or the ports are missing that its protocol has.</returns>
    public static string? Of(string? rule)
    {
        if (rule is null || Rule().Match(rule) is not { Success: true } read)
        {
            return null;
        }

        var protocol = read.Groups["protocol"].Value;
        var permission = new JsonObject { ["IpProtocol"] = protocol == "all" ? "-1" : protocol };
        if (protocol is not ("all" or "-1"))
        {
            if (!IsPort("from", out var from) || !IsPort("to", out var to))
            {
                return null;
            }

            permission["FromPort"] = from;
            permission["ToPort"] = to;
        }

        var source = read.Groups["source"].Value;
        var (list, member) =
            source.StartsWith("sg-", StringComparison.Ordinal) ? ("UserIdGroupPairs", "GroupId")
            : source.StartsWith("pl-", StringComparison.Ordinal) ? ("PrefixListIds", "PrefixListId")
            : !IPAddress.TryParse(source.Split('/')[0], out _) ? ("", "")
            : source.Contains(':', StringComparison.Ordinal) ? ("Ipv6Ranges", "CidrIpv6")
            : ("IpRanges", "CidrIp");
        if (list.Length == 0)
        {
            return null;
        }

        permission[list] = new JsonArray(new JsonObject { [member] = source });
        return new JsonArray(permission).ToJsonString();

        bool IsPort(string group, out int port) =>
            int.TryParse(
                read.Groups[group].Value,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out port
            );
    }

    /// <summary>The id that EC2 gave a rule.</summary>
    /// <param name="rule">The rule as replay names it.</param>
    /// <param name="response">The response of the call that made it.</param>
    /// <returns>Null when the response has none, or several, for the rule's source.</returns>
    public static string? IdOf(string? rule, string? response) =>
        rule is not null
        && JsonWalk
            .At(JsonWalk.Parse(response), "securityGroupRuleSet.items[]")
            .Where(r => JsonWalk.Leaves(r).Contains(rule[(rule.LastIndexOf(' ') + 1)..]))
            .Select(r => JsonWalk.Text(r, "securityGroupRuleId"))
            .OfType<string>()
            .ToList()
            is [var only]
            ? only
            : null;

    [GeneratedRegex(
        @"^(?<protocol>[a-z0-9-]+) (?<from>-?[0-9]+|all)-(?<to>-?[0-9]+|all) (?<source>[0-9a-zA-Z.:/-]+)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Rule();
}
