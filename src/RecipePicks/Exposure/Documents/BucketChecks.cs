using RecipePicks.Exposure.Checks;

namespace RecipePicks.Exposure.Documents;

/// <summary>Checks 10 to 15: buckets and objects, behind their gates and through CloudFront.</summary>
internal static class BucketChecks
{
    private const string Type = "AWS::S3::Bucket";

    private static readonly string[] Calls =
    [
        "s3api get-bucket-policy",
        "s3api get-bucket-acl",
        "s3api get-public-access-block",
    ];

    /// <summary>Judges all that is wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        Buckets(estate)
            .Where(t => isWanted(t))
            .SelectMany(t => Policy(estate, t).Concat(Acl(estate, t)).Concat(UnreadObjects(estate, t)))
            .Concat(Objects(estate, isWanted))
            .Concat(AccessPointChecks.Of(estate, isWanted));

    /// <summary>The buckets that documents tell of.</summary>
    public static IEnumerable<Thing> Buckets(Estate estate) =>
        estate
            .Of("s3api list-buckets")
            .SelectMany(d => d.Texts("Buckets[].Name").Select(n => (n, d.Account)))
            .Concat(Calls.SelectMany(estate.Of).Select(d => (d.Subject ?? "", d.Account)))
            .Where(b => b.Item1.Length > 0)
            .Distinct()
            .Select(b => new Thing(Type, b.Item1, b.Account, null) { OtherNames = [$"arn:aws:s3:::{b.Item1}"] });

    private static IEnumerable<Opening> Policy(Estate estate, Thing bucket)
    {
        var document = estate.Find("s3api get-bucket-policy", bucket.Account, null, bucket.Name);
        var gates = new BucketGates(estate, bucket.Account, bucket.Name);
        return Judged(estate, bucket, document)
            .Select(g => gates.OfPolicy(WithStatus(g, estate, bucket)))
            .Select(g => new Opening(11, bucket, "bucket policy", g, document));
    }

    // AWS's own verdict, where it was asked for; one that differs from its rule is told.
    private static Grant WithStatus(Grant grant, Estate estate, Thing bucket)
    {
        var status = estate.Find("s3api get-bucket-policy-status", bucket.Account, null, bucket.Name);
        var aws = status.Text("PolicyStatus.IsPublic") switch
        {
            "true" => "public",
            "false" => "nonPublic",
            _ => null,
        };
        return aws is null || grant.Aws is null || aws == grant.Aws
            ? grant
            : grant with
            {
                Aws = aws,
                Why = $"{grant.Why}; get-bucket-policy-status says {aws}, its documented rule {grant.Aws}",
            };
    }

    private static IEnumerable<Opening> Acl(Estate estate, Thing bucket)
    {
        var document = estate.Find("s3api get-bucket-acl", bucket.Account, null, bucket.Name);
        return Acl(12, estate, bucket, bucket.Name, "bucket ACL", document);
    }

    private static IEnumerable<Opening> UnreadObjects(Estate estate, Thing bucket) =>
        new BucketGates(estate, bucket.Account, bucket.Name).OfObjects() is { } grant
            ? [new Opening(13, bucket, "object ACLs", grant, null)]
            : [];

    private static IEnumerable<Opening> Acl(
        int check,
        Estate estate,
        Thing thing,
        string bucket,
        string what,
        Document document
    )
    {
        var gates = new BucketGates(estate, thing.Account, bucket);
        var grants =
            document.Unknown is { } unknown ? [Grant.Unclear($"{document.Words} {unknown}")]
            : document.IsAbsent ? [Grant.Nobody("there is none")]
            : document.Pages.SelectMany(p => AclJudge.Acl(p, new(thing.Account))).Select(gates.OfAcl).ToList();
        return grants.Select(g => new Opening(check, thing, what, g, document));
    }

    private static IEnumerable<Opening> Objects(Estate estate, Predicate<Thing> isWanted) =>
        from document in estate.Of("s3api get-object-acl")
        let name = document.Subject?.Split(',', 2) ?? []
        where name.Length == 2
        let thing = new Thing("AWS::S3::Object", $"{name[0]}/{name[1]}", document.Account, null)
        {
            OtherNames = [$"arn:aws:s3:::{name[0]}/{name[1]}"],
        }
        where isWanted(thing)
        from opening in Acl(13, estate, thing, name[0], "object ACL", document)
        select opening;

    /// <summary>Judges the policy that an answer holds.</summary>
    /// <param name="estate">What is known.</param>
    /// <param name="thing">What carries it.</param>
    /// <param name="document">The answer.</param>
    /// <param name="type">What carries it: a name of <see cref="Reach.PolicyType"/>.</param>
    /// <param name="at">Where the policy stands in it.</param>
    internal static List<Grant> Judged(
        Estate estate,
        Thing thing,
        Document document,
        string type = "s3",
        string at = "Policy"
    ) =>
        document.Unknown is { } unknown ? [Grant.Unclear($"{document.Words} {unknown}")]
        : document.IsAbsent ? [Grant.Nobody("there is no policy")]
        : document.At(at).SelectMany(p => ResourcePolicy.Judge(p, type, new Case(estate, thing, default))).ToList()
            is { Count: > 0 } grants
            ? grants
        : [Grant.Nobody("there is no policy")];
}
