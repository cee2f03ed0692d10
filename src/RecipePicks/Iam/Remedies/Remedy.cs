using RecipePicks.Iam.Accounts;

namespace RecipePicks.Iam.Remedies;

/// <summary>What a change takes away, the smallest first.</summary>
public enum RemedyKind
{
    /// <summary>A role's sessions that were issued before a time are denied everything; new ones are not.</summary>
    DenyOlderSessions,

    /// <summary>A role's trust policy refuses one principal; all others go on taking it.</summary>
    RefuseInTrust,

    /// <summary>A boundary leaves all rights but some.</summary>
    Boundary,

    /// <summary>An inline policy denies some actions, where a boundary stands already.</summary>
    DenyActions,

    /// <summary>An inline policy denies everything.</summary>
    DenyAll,
}

/// <summary>A request that containment must end: somebody does, or could do, something.</summary>
/// <param name="Who">The identity.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Issued">When its session was issued, UTC; null for a user's key, and for a session that is yet to come.</param>
public sealed record OpenRequest(IamIdentity Who, string Action, string Resource, DateTime? Issued = null);

/// <summary>A change of one identity that takes rights away.</summary>
/// <param name="Kind">What it takes away.</param>
/// <param name="Of">The identity that is changed, as it is.</param>
/// <param name="Policy">The document that is put there: the inline policy, the boundary, or the whole trust policy.</param>
/// <param name="About">The principal that a trust policy refuses; null for other kinds.</param>
public sealed record Remedy(RemedyKind Kind, IamIdentity Of, string Policy, string? About = null)
{
    /// <summary>How what is put there is marked.</summary>
    public const string Mark = "IncidentContainment";

    /// <summary>The time before which sessions are denied, UTC; null for other kinds.</summary>
    public DateTime? Before { get; init; }

    /// <summary>The name of the policy that is put there: each identity has its own.</summary>
    public string PolicyName => $"{Mark}-{Of.Kind.ToString().ToLowerInvariant()}-{Of.Name}";

    /// <summary>The ARN of the boundary that is put there.</summary>
    public string BoundaryArn =>
        $"arn:{Arn.TryParse(Of.Arn)?.Partition ?? "aws"}:iam::{Of.Account}:policy/{PolicyName}";

    /// <summary>The accounts as they would be.</summary>
    /// <param name="estate">The accounts as they are.</param>
    public Estate On(Estate estate)
    {
        var now = estate.Find(Of.Arn) ?? Of;
        return Kind switch
        {
            RemedyKind.RefuseInTrust => estate.With(now with { Trust = Policy }),
            RemedyKind.Boundary => estate
                .With(now with { Boundary = BoundaryArn })
                .With(new ManagedPolicy(BoundaryArn, "v1", [new PolicyDocument("v1", Policy)])),
            _ => estate.With(now with { Inline = [.. now.Inline, new PolicyDocument(PolicyName, Policy)] }),
        };
    }
}

/// <summary>Changes that together end requests.</summary>
/// <param name="Remedies">The changes, in the order in which to make them.</param>
/// <param name="Closed">The requests that are denied for certain once they are made.</param>
/// <param name="Open">Those that are not.</param>
public sealed record Closing(
    IReadOnlyList<Remedy> Remedies,
    IReadOnlyList<OpenRequest> Closed,
    IReadOnlyList<OpenRequest> Open
);
