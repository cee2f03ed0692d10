namespace RecipePicks.Exposure.Documents;

/// <summary>Check 14: access points of Amazon S3, of one Region or several, and those that a function stands in front of.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, "Managing access with access points", "Configuring IAM policies for Object Lambda Access
/// Points": what an access point lets in, what stands behind it has to let in as well.
/// </remarks>
internal static class AccessPointChecks
{
    /// <summary>Judges all that is wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        Single(estate, isWanted).Concat(MultiRegion(estate, isWanted)).Concat(ObjectLambda(estate, isWanted));

    private static IEnumerable<Opening> Single(Estate estate, Predicate<Thing> isWanted) =>
        from point in estate.Of("s3control get-access-point")
        let name = point.Text("Name") ?? point.Subject
        where name is not null
        let thing = new Thing("AWS::S3::AccessPoint", name, point.Account, point.Region)
        {
            OtherNames = [.. point.Texts("AccessPointArn"), .. point.Texts("Alias")],
        }
        where isWanted(thing)
        let policy = estate.Find("s3control get-access-point-policy", point.Account, point.Region, name)
        from grant in BucketChecks.Judged(estate, thing, policy)
        select new Opening(14, thing, "access point policy", Pointed(grant, estate, point), policy);

    private static Grant Pointed(Grant grant, Estate estate, Document point)
    {
        if (grant.Verdict < Verdict.External)
        {
            return grant;
        }

        if (point.Text("NetworkOrigin")?.Equals("VPC", StringComparison.OrdinalIgnoreCase) == true)
        {
            return grant.Shut($"its network origin, the VPC {point.Text("VpcConfiguration.VpcId")} alone,");
        }

        var bucket = point.Text("Bucket") ?? "";
        var behind = estate.Find(
            "s3api get-bucket-policy",
            point.Text("BucketAccountId") ?? point.Account,
            null,
            bucket
        );
        var text = behind.Text("Policy") ?? "";
        var open = new BucketGates(estate, point.Account, bucket).OfPolicy(grant, point);
        return open.Verdict < Verdict.External ? open
            : behind.Unknown is { } unknown ? open.UnlessShut($"{behind.Words} {unknown}")
            : text.Contains("s3:DataAccessPoint", StringComparison.OrdinalIgnoreCase)
            || BucketChecks
                .Judged(estate, new Thing("AWS::S3::Bucket", bucket, point.Account, null), behind)
                .Any(g => g.Verdict >= Verdict.External)
                ? open
            : open.Shut($"the policy of the bucket {bucket}, which does not let them in through access points,");
    }

    private static IEnumerable<Opening> MultiRegion(Estate estate, Predicate<Thing> isWanted) =>
        from status in estate.Of("s3control get-multi-region-access-point-policy-status")
        let thing = new Thing("AWS::S3::MultiRegionAccessPoint", status.Subject ?? "", status.Account, null)
        where isWanted(thing)
        let policy = estate.Find("s3control get-multi-region-access-point-policy", status.Account, null, thing.Name)
        from grant in OfMultiRegion(estate, thing, status, policy)
        select new Opening(14, thing, "multi-Region access point policy", grant, status);

    // AWS's own verdict counts Block Public Access of the access point in; other accounts it does not tell of.
    private static IReadOnlyList<Grant> OfMultiRegion(Estate estate, Thing thing, Document status, Document policy)
    {
        if (status.Text("Established.IsPublic") == "true")
        {
            return [Grant.Everyone("AWS calls its policy public") with { Aws = "public" }];
        }

        if (status.Unknown is { } unknown)
        {
            return [Grant.Unclear($"{status.Words} {unknown}")];
        }

        return policy.Unknown is { } missing
            ?
            [
                Grant.Unclear(
                    $"AWS calls its policy not public; {policy.Words}, which would tell of other accounts, {missing}"
                ) with
                {
                    Aws = "nonPublic",
                },
            ]
            :
            [
                .. BucketChecks
                    .Judged(estate, thing, policy, at: "Policy.Established.Policy")
                    .Select(g =>
                        g.Verdict is Verdict.Public or Verdict.PublicAuth
                            ? g.Shut("AWS, which calls its policy not public,") with
                            {
                                Aws = "nonPublic",
                            }
                            : g
                    ),
            ];
    }

    private static IEnumerable<Opening> ObjectLambda(Estate estate, Predicate<Thing> isWanted) =>
        from point in estate.Of("s3control get-access-point-for-object-lambda")
        let name = point.Text("Name") ?? point.Subject
        where name is not null
        let thing = new Thing("AWS::S3ObjectLambda::AccessPoint", name, point.Account, point.Region)
        {
            OtherNames =
            [
                $"arn:aws:s3-object-lambda:{point.Region ?? "*"}:{point.Account ?? "*"}:accesspoint/{name}",
                .. point.Texts("Alias.Value"),
            ],
        }
        where isWanted(thing)
        let policy = estate.Find(
            "s3control get-access-point-policy-for-object-lambda",
            point.Account,
            point.Region,
            name
        )
        from grant in BucketChecks.Judged(estate, thing, policy, "s3-object-lambda")
        select new Opening(
            14,
            thing,
            "Object Lambda access point policy",
            Supported(grant, estate, point, name),
            policy
        );

    private static Grant Supported(Grant grant, Estate estate, Document point, string name)
    {
        if (grant.Verdict < Verdict.External)
        {
            return grant;
        }

        if (point.Unknown is { } unknown)
        {
            return grant.UnlessShut($"{point.Words} {unknown}");
        }

        if (grant.Aws != "nonPublic" && point.Text("PublicAccessBlockConfiguration.RestrictPublicBuckets") == "true")
        {
            return grant.Shut("the access point's Block Public Access (RestrictPublicBuckets)");
        }

        var configuration = estate.Find(
            "s3control get-access-point-configuration-for-object-lambda",
            point.Account,
            point.Region,
            name
        );
        if (configuration.Text("Configuration.SupportingAccessPoint") is not { } supporting)
        {
            return grant.UnlessShut(
                $"{configuration.Words} {configuration.Unknown ?? "does not tell what supports it"}"
            );
        }

        var behind = estate.Find("s3control get-access-point-policy", point.Account, point.Region, supporting);
        var thing = new Thing("AWS::S3::AccessPoint", Estate.Short(supporting), point.Account, point.Region);
        return behind.Unknown is { } missing ? grant.UnlessShut($"{behind.Words} {missing}")
            : BucketChecks.Judged(estate, thing, behind).Exists(g => g.Verdict >= Verdict.External) ? grant
            : grant.Shut($"the policy of the access point {thing.Name} behind it, which does not let them in,");
    }
}
