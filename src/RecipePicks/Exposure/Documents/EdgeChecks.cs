using System.Text.Json;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Documents;

/// <summary>Checks 59 and 60: what Global Accelerator and CloudFront serve to everyone.</summary>
internal static class EdgeChecks
{
    /// <summary>Judges all that is wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        Distributions(estate)
            .Select(e => e.Opening)
            .Concat(Accelerators(estate).Select(e => e.Opening))
            .Where(o => isWanted(o.Thing));

    /// <summary>The distributions, each with its configuration.</summary>
    public static IEnumerable<(Opening Opening, JsonElement Config)> Distributions(Estate estate) =>
        from found in estate
            .Items("cloudfront list-distributions", "DistributionList.Items[]", null, null)
            .Select(i => (Id: Text(i.Item, "Id"), Arn: Text(i.Item, "ARN"), Config: i.Item, i.Document))
            .Concat(
                from document in estate.Of("cloudfront get-distribution")
                from item in document.At("Distribution")
                select (
                    Id: Text(item, "Id") ?? document.Subject,
                    Arn: Text(item, "ARN"),
                    Config: Member(item, "DistributionConfig"),
                    Document: document
                )
            )
            .Where(d => d.Id is not null)
            .DistinctBy(d => d.Id)
        let thing = new Thing("AWS::CloudFront::Distribution", found.Id!, found.Document.Account, null)
        {
            OtherNames = [.. new[] { found.Arn, Text(found.Config, "DomainName") }.OfType<string>()],
        }
        select (new Opening(60, thing, "distribution", Judged(found.Config), found.Document), found.Config);

    /// <summary>The accelerators.</summary>
    public static IEnumerable<(Opening Opening, string Arn)> Accelerators(Estate estate) =>
        from found in estate.Items("globalaccelerator list-accelerators", "Accelerators[]", null, null)
        let arn = Text(found.Item, "AcceleratorArn")
        where arn is not null
        let addresses = At(found.Item, "IpSets[].IpAddresses[]").Select(Text).OfType<string>().ToList()
        let thing = new Thing(
            "AWS::GlobalAccelerator::Accelerator",
            Text(found.Item, "Name") ?? arn,
            found.Document.Account,
            null
        )
        {
            OtherNames = [arn, .. addresses],
        }
        let grant = Grant.Everyone($"its addresses {string.Join(", ", addresses)} take in everyone")
        select (
            new Opening(
                59,
                thing,
                "accelerator",
                Text(found.Item, "Enabled") == "false" ? grant.Shut("it is disabled, which") : grant,
                found.Document
            ),
            arn
        );

    private static Grant Judged(JsonElement config)
    {
        var behavior = Member(config, "DefaultCacheBehavior");
        var isSigned =
            Text(Member(behavior, "TrustedKeyGroups"), "Enabled") == "true"
            || Text(Member(behavior, "TrustedSigners"), "Enabled") == "true";
        var grant = isSigned
            ? new Grant(
                Verdict.PublicAuth,
                "everyone with a signed URL",
                "it serves signed URLs and cookies alone (TrustedKeyGroups)"
            )
            : Grant.Everyone("it serves everyone");
        grant = Text(config, "WebACLId") is { Length: > 0 } acl
            ? grant with
            {
                Why = $"{grant.Why}; the web ACL {acl} may refuse some",
            }
            : grant;
        return Text(config, "Enabled") == "false" ? grant.Shut("it is disabled, which") : grant;
    }
}
