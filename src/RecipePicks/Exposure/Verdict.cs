namespace RecipePicks.Exposure;

/// <summary>How far a resource is open, the narrowest first.</summary>
internal enum Verdict
{
    /// <summary>To its own account alone.</summary>
    Private,

    /// <summary>The document does not say; the reason tells what is missing.</summary>
    Unknown,

    /// <summary>To somebody in particular: an account, an organization, a service, a range of addresses.</summary>
    Shared,

    /// <summary>To everyone, or to everyone who has an AWS account.</summary>
    Public,
}

/// <summary>One opening of a resource to somebody.</summary>
/// <param name="Verdict">How far it is open by this.</param>
/// <param name="To">Who gets in: <c>everyone</c>, an account id, an ARN, an organization, a range; null when nobody or unknown.</param>
/// <param name="Why">The witness: what in the document says so.</param>
internal sealed record Grant(Verdict Verdict, string? To, string Why)
{
    /// <summary>Everyone, without a login.</summary>
    public static Grant Everyone(string why) => new(Verdict.Public, "everyone", why);

    /// <summary>Nobody outside.</summary>
    public static Grant Nobody(string why) => new(Verdict.Private, null, why);

    /// <summary>The document does not tell.</summary>
    public static Grant Unclear(string why, string? to = null) => new(Verdict.Unknown, to, why);

    /// <summary>An account: its own is nobody else.</summary>
    /// <param name="account">Twelve digits.</param>
    /// <param name="about">Whose the resource is.</param>
    /// <param name="why">The witness.</param>
    /// <param name="to">Who in that account, when it is somebody in particular.</param>
    public static Grant Account(string account, ExposureContext about, string why, string? to = null) =>
        about.Account is not { } owner ? Unclear($"{why}; the record does not say whose the resource is", to ?? account)
        : owner == account ? Nobody(why)
        : new Grant(Verdict.Shared, to ?? account, why);
}

/// <summary>What a judge has to know besides the document.</summary>
/// <param name="Account">The account that owns the resource; null when it is unknown.</param>
internal sealed record ExposureContext(string? Account);

/// <summary>What a document comes down to.</summary>
/// <param name="Verdict">The widest of its grants.</param>
/// <param name="Witness">Who gets in by it.</param>
/// <param name="Because">What in the document says so.</param>
internal sealed record Judgement(Verdict Verdict, string? Witness, string Because)
{
    /// <summary>The widest of several grants, the first where they are alike.</summary>
    public static Judgement Of(IReadOnlyList<Grant> grants) =>
        grants.OrderByDescending(g => g.Verdict).FirstOrDefault() is { } widest
            ? new Judgement(widest.Verdict, widest.To, widest.Why)
            : new Judgement(Verdict.Private, null, "it grants nothing");
}
