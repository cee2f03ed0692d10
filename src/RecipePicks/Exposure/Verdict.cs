namespace RecipePicks.Exposure;

/// <summary>How far a resource is open, the narrowest first.</summary>
internal enum Verdict
{
    /// <summary>To its own account alone.</summary>
    Private,

    /// <summary>The evidence does not say; the reason tells what is missing.</summary>
    Unknown,

    /// <summary>To others but for a gate that is shut; the reason names it.</summary>
    Latent,

    /// <summary>To somebody in particular: an account, an organization, a service, a range of addresses.</summary>
    External,

    /// <summary>To nobody by itself, but to whoever comes through something that is public; the reason tells the path.</summary>
    PublicViaLink,

    /// <summary>To everyone who has a login that anybody can get, such as an AWS account.</summary>
    PublicAuth,

    /// <summary>To everyone.</summary>
    Public,
}

/// <summary>The verdicts in their fixed words.</summary>
internal static class VerdictWords
{
    /// <summary><c>PUBLIC</c>, <c>PUBLIC-AUTH</c>, <c>EXTERNAL</c>, <c>PUBLIC-VIA-LINK</c>, <c>LATENT</c>, <c>PRIVATE</c>, <c>UNKNOWN</c>.</summary>
    public static string Word(this Verdict verdict) =>
        verdict switch
        {
            Verdict.PublicAuth => "PUBLIC-AUTH",
            Verdict.PublicViaLink => "PUBLIC-VIA-LINK",
            _ => verdict.ToString().ToUpperInvariant(),
        };
}

/// <summary>One opening of a resource to somebody.</summary>
/// <param name="Verdict">How far it is open by this.</param>
/// <param name="To">Who gets in: <c>everyone</c>, an account id, an ARN, an organization, a range; null when nobody or unknown.</param>
/// <param name="Why">The witness: what in the document says so.</param>
internal sealed record Grant(Verdict Verdict, string? To, string Why)
{
    /// <summary>A request by which a stranger gets in, in words; null when the document itself is the proof.</summary>
    public string? Witness { get; init; }

    /// <summary>AWS's own word by its rule of fixed values, <c>public</c> or <c>nonPublic</c>; null where it has none.</summary>
    public string? Aws { get; init; }

    /// <summary>Everyone.</summary>
    public static Grant Everyone(string why) => new(Verdict.Public, "everyone", why);

    /// <summary>Nobody outside.</summary>
    public static Grant Nobody(string why) => new(Verdict.Private, null, why);

    /// <summary>The document does not tell.</summary>
    public static Grant Unclear(string why, string? to = null) => new(Verdict.Unknown, to, why);

    /// <summary>What is left of it when a gate is shut.</summary>
    /// <param name="gate">The gate.</param>
    public Grant Shut(string gate) => this with { Verdict = Verdict.Latent, Why = $"{Why}; but {gate} keeps them out" };

    /// <summary>What is left of it when nothing tells whether a gate is shut.</summary>
    /// <param name="missing">What is not known.</param>
    public Grant UnlessShut(string missing) =>
        this with
        {
            Verdict = Verdict.Unknown,
            Why = $"{Why}; whether a gate keeps them out is not known: {missing}",
        };

    /// <summary>An account: its own is nobody else.</summary>
    /// <param name="account">Twelve digits.</param>
    /// <param name="about">Whose the resource is.</param>
    /// <param name="why">The witness.</param>
    /// <param name="to">Who in that account, when it is somebody in particular.</param>
    public static Grant Account(string account, ExposureContext about, string why, string? to = null) =>
        about.Account is not { } owner ? Unclear($"{why}; the record does not say whose the resource is", to ?? account)
        : owner == account ? Nobody(why)
        : new Grant(Verdict.External, to ?? account, why);
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
