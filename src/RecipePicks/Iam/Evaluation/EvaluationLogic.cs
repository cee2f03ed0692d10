namespace RecipePicks.Iam.Evaluation;

/// <summary>What the logic of evaluation is written in: truths for one request, formulas for all requests.</summary>
/// <typeparam name="T">A truth, a formula.</typeparam>
internal interface IAlgebra<T>
{
    /// <summary>Both.</summary>
    static abstract T And(T one, T other);

    /// <summary>Either.</summary>
    static abstract T Or(T one, T other);

    /// <summary>A truth as such.</summary>
    static abstract T Of(Truth truth);
}

/// <summary>What each kind of policy allows; and whether the resource's own need not, within its account.</summary>
/// <typeparam name="T">A truth, a formula.</typeparam>
internal readonly record struct Allowances<T>(
    T Identity,
    T Boundary,
    T Session,
    T ResourceDirect,
    T ResourceIssuer,
    T ResourceAccount,
    T Guardrails,
    T ResourceNeedNot
);

/// <summary>How a caller stands to a resource.</summary>
/// <param name="HasIdentity">Whether policies of an account are attached to the caller.</param>
/// <param name="SameAccount">Whether the caller's account is the resource's.</param>
internal readonly record struct Standing(bool HasIdentity, Truth SameAccount);

/// <summary>How the kinds of policy combine once no statement denies.</summary>
/// <remarks>
/// Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access", "Cross-account policy
/// evaluation logic", "Permissions boundaries for IAM entities", "Session policies".
/// </remarks>
internal static class EvaluationLogic
{
    public static T Allowed<T, TAlgebra>(in Allowances<T> by, Standing standing)
        where TAlgebra : IAlgebra<T>
    {
        var any = TAlgebra.Or(by.ResourceDirect, TAlgebra.Or(by.ResourceIssuer, by.ResourceAccount));
        return TAlgebra.And(by.Guardrails, standing.HasIdentity ? WithIdentity<T, TAlgebra>(by, any, standing) : any);
    }

    private static T WithIdentity<T, TAlgebra>(in Allowances<T> by, T any, Standing standing)
        where TAlgebra : IAlgebra<T>
    {
        var limits = TAlgebra.And(by.Boundary, by.Session);
        var own = TAlgebra.And(by.Identity, limits);

        // Across accounts both sides must allow.
        var across = TAlgebra.And(own, any);
        if (standing.SameAccount == Truth.No)
        {
            return across;
        }

        // Within one, either: the caller itself when it is named outright, its role or user within the limits of the session.
        var named = TAlgebra.Or(by.ResourceDirect, TAlgebra.And(by.ResourceIssuer, limits));
        var within = TAlgebra.Or(named, TAlgebra.And(own, TAlgebra.Or(any, by.ResourceNeedNot)));
        return standing.SameAccount == Truth.Yes
            ? within
            : TAlgebra.Or(across, TAlgebra.And(within, TAlgebra.Of(Truth.Unknown)));
    }
}

/// <summary>The logic for one request.</summary>
internal readonly struct TruthAlgebra : IAlgebra<Truth>
{
    public static Truth And(Truth one, Truth other) => one < other ? one : other;

    public static Truth Or(Truth one, Truth other) => one > other ? one : other;

    public static Truth Of(Truth truth) => truth;
}
