using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Exposure.Reach;

/// <summary>How far a resource policy lets strangers in, the narrowest first.</summary>
public enum Openness
{
    /// <summary>Nobody outside the account and those that it trusts.</summary>
    Private,

    /// <summary>The policy does not say enough.</summary>
    Unknown,

    /// <summary>Somebody outside, whom the policy names: an account, an organization, a network.</summary>
    External,

    /// <summary>Everyone who has an AWS account.</summary>
    PublicAuth,

    /// <summary>Everyone, without credentials or with any login of a provider that serves everybody.</summary>
    Public,
}

/// <summary>A resource policy, judged.</summary>
/// <param name="Openness">How far it lets strangers in.</param>
/// <param name="IsPublicToAws">
/// What AWS's own rule says of it: that of Amazon S3, by which a policy is public unless each of its grants names fixed
/// principals or asks for fixed values of certain keys.
/// </param>
/// <param name="Witness">A stranger's request that the evaluator allows; null when there is none.</param>
/// <param name="Because">The statements that let the witness in, and what narrows the policy, in sentences.</param>
public sealed record PolicyReach(
    Openness Openness,
    bool IsPublicToAws,
    AccessRequest? Witness,
    IReadOnlyList<string> Because
)
{
    /// <summary>The verdict in its fixed word: <c>PUBLIC</c>, <c>PUBLIC-AUTH</c>, <c>EXTERNAL</c>, <c>PRIVATE</c>, <c>UNKNOWN</c>.</summary>
    public string Verdict => Openness == Openness.PublicAuth ? "PUBLIC-AUTH" : Openness.ToString().ToUpperInvariant();
}
