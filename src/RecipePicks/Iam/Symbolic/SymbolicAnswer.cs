using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Symbolic;

/// <summary>The answer to a question about many requests.</summary>
public enum AccessVerdict
{
    /// <summary>All of them are allowed, whatever the circumstances.</summary>
    Yes,

    /// <summary>Some are allowed: under the residual conditions, or for some of the actions and resources.</summary>
    Conditional,

    /// <summary>None is allowed.</summary>
    No,

    /// <summary>The evidence does not say whether any is allowed, or the question was too large.</summary>
    Unknown,
}

/// <summary>The answer to a question about many requests, with its proof.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Witness">A request that is allowed, which the evaluator accepts; null when none was found.</param>
/// <param name="Conditions">Under what circumstances the witness is allowed, in words; empty when they do not matter to it.</param>
/// <param name="Counterexample">A request that is not allowed; null when there is none, or none was found.</param>
/// <param name="Because">The statements that decide the witness; without one, the counterexample.</param>
/// <param name="Missing">What the evidence lacks.</param>
public sealed record SymbolicAnswer(
    AccessVerdict Verdict,
    AccessRequest? Witness,
    IReadOnlyList<string> Conditions,
    AccessRequest? Counterexample,
    IReadOnlyList<Reason> Because,
    IReadOnlyList<string> Missing
);
