using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>What the identities of a case tell.</summary>
internal static class IdentityFindings
{
    /// <summary>One identity, in words.</summary>
    /// <param name="uses">Its keys; at least one.</param>
    public static Finding InWords(IReadOnlyList<IdentityUse> uses)
    {
        var keys = uses.Select(u => u.Key).OfType<string>().Distinct().ToList();
        var longLived = keys.Where(k => k.StartsWith("AKIA", StringComparison.Ordinal)).ToList();
        var with = (longLived.Count, keys.Count - longLived.Count) switch
        {
            (0, 0) => "without an access key",
            (0, var temporary) => $"with {Counted(temporary, "temporary key")}",
            (_, 0) =>
                $"with {(longLived.Count == 1 ? "the long-lived key" : "the long-lived keys")} {Listed(longLived)}",
            (_, var temporary) =>
                $"with {(longLived.Count == 1 ? "the long-lived key" : "the long-lived keys")} {Listed(longLived)} and {Counted(temporary, "temporary key")}",
        };
        var addresses = uses.SelectMany(u => u.Addresses).Distinct().Order(StringComparer.Ordinal).ToList();
        var mfa = uses.SelectMany(u => u.Mfa).Distinct().ToList() switch
        {
            ["true"] => "; its sessions used MFA",
            ["false"] => "; its sessions used no MFA",
            { Count: > 1 } => "; some of its sessions used MFA, some did not",
            _ => "",
        };
        var services = uses.SelectMany(u => u.InvokedBy).Distinct().Order(StringComparer.Ordinal).ToList();
        var through = services.Count > 0 && uses[0].Arn is not null ? $"; some of them through {Listed(services)}" : "";
        var words = uses[0].Words;
        return new Finding(
            $"{char.ToUpperInvariant(words[0])}{words[1..]} made {Counted(uses.Sum(u => u.Calls), "call")} {with} from "
                + $"{Listed(addresses)}, {Between(uses.Min(u => u.First), uses.Max(u => u.Last))}{mfa}{through}.",
            Certainty.Exact,
            uses[0].Type == "Root" ? Severity.Warning : Severity.Info,
            Inquiry.Cite(uses.SelectMany(u => u.Evidence.Take(2)).Concat(uses.SelectMany(u => u.Evidence)))
        );
    }

    /// <summary>What should not be as it is: a spreadsheet's account, a name with two unique ids.</summary>
    public static IEnumerable<Finding> Oddities(IReadOnlyList<IdentityUse> uses)
    {
        foreach (var account in uses.Where(u => LeadForm.IsMangledAccount(u.Account)).GroupBy(u => u.Account))
        {
            yield return new Finding(
                $"accountId {account.Key} is a number that a spreadsheet made of an account id; it is not shown as an account.",
                Certainty.Exact,
                Severity.Notice,
                Inquiry.Cite(account.SelectMany(u => u.Evidence))
            );
        }

        foreach (
            var arn in uses.Where(u => u is { Arn: not null, PrincipalId: not null, Type: "IAMUser" or "AssumedRole" })
                .GroupBy(u => u.Arn)
        )
        {
            var ids = arn.Select(u => u.PrincipalId!.Split(':')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
            if (ids.Count > 1)
            {
                yield return new Finding(
                    $"{Who.Short(arn.Key)} has {ids.Count} unique ids, {Listed(ids)}: it was deleted and created again under the same name.",
                    Certainty.Inferred,
                    Severity.Warning,
                    Inquiry.Cite(arn.SelectMany(u => u.Evidence.Take(1)))
                );
            }
        }
    }

    /// <summary>Sessions that show many keys: the console takes a new one for each request.</summary>
    public static IEnumerable<Finding> ManyKeysOneSession(QueryRows sessions) =>
        sessions
            .Rows.Where(r => r.Count("keys") > 1 && Arn.TryParse(r.Text("arn"))?.ResourceType != "assumed-role")
            .GroupBy(r => r.Text("arn") ?? r.Text("principalid"))
            .Select(g => new Finding(
                $"{Who.Short(g.Key)}: {Counted(g.Sum(r => r.Count("keys")), "temporary key")} belong to {Counted(g.Count(), "session")} "
                    + "(same unique id and creation time); the console takes new keys as it goes, so they are not so many credentials.",
                Certainty.Inferred,
                Severity.Info,
                Inquiry.Cite(g.SelectMany(r => r.List("evidence").Take(3)))
            ));
}
