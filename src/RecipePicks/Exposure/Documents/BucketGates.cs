namespace RecipePicks.Exposure.Documents;

/// <summary>The gates of a bucket: what keeps others out whatever its policy and its ACL say.</summary>
/// <remarks>
/// Source: Amazon S3 User Guide, "Blocking public access": the most restrictive of account, bucket and access point counts;
/// IgnorePublicAcls and RestrictPublicBuckets hold for what is there, the other two only refuse what is new.
/// </remarks>
internal sealed class BucketGates(Estate estate, string? account, string bucket)
{
    private readonly (string Words, Document Document)[] _blocks =
    [
        ("the account's Block Public Access", estate.Find("s3control get-public-access-block", account, null)),
        ("the bucket's Block Public Access", estate.Find("s3api get-public-access-block", account, null, bucket)),
    ];

    /// <summary>What is left of a grant of a policy that AWS's rule calls public, to anybody outside the account.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="more">A further gate: the access point's own.</param>
    public Grant OfPolicy(Grant grant, Document? more = null) =>
        grant.Verdict >= Verdict.External && grant.Aws != "nonPublic"
            ? Block(grant, "RestrictPublicBuckets", more)
            : grant;

    /// <summary>What is left of a grant of an ACL.</summary>
    public Grant OfAcl(Grant grant)
    {
        if (grant.Verdict < Verdict.External)
        {
            return grant;
        }

        var ownership = estate.Find("s3api get-bucket-ownership-controls", account, null, bucket);
        var rule = ownership.Text("OwnershipControls.Rules[].ObjectOwnership");
        if (rule == "BucketOwnerEnforced")
        {
            return grant.Shut("Object Ownership BucketOwnerEnforced, which switches ACLs off,");
        }

        // One gate that is shut is enough, whatever is not known of the other.
        var left = grant.Verdict > Verdict.External ? Block(grant, "IgnorePublicAcls", null) : grant;
        return left.Verdict != Verdict.Latent && ownership.Unknown is { } unknown
            ? grant.UnlessShut($"{ownership.Words} {unknown}")
            : left;
    }

    /// <summary>What the ACLs of single objects may grant, which nobody lists; null when a gate keeps everyone out.</summary>
    public Grant? OfObjects() =>
        OfAcl(Grant.Everyone("ACLs of single objects were not read")) is { Verdict: not Verdict.Latent } grant
            ? Grant.Unclear(grant.Why)
            : null;

    private Grant Block(Grant grant, string flag, Document? more)
    {
        var blocks = more is null ? _blocks : [.. _blocks, ("the access point's Block Public Access", more)];
        var shut = blocks.FirstOrDefault(b => IsOn(b.Document, flag));
        var unknown = blocks.Select(b => b.Document).FirstOrDefault(d => d.Unknown is not null);
        return shut.Document is not null ? grant.Shut($"{shut.Words} ({flag})")
            : unknown is not null ? grant.UnlessShut($"{unknown.Words} {unknown.Unknown}")
            : grant;
    }

    private static bool IsOn(Document block, string flag) =>
        block.Text($"PublicAccessBlockConfiguration.{flag}") == "true";
}
