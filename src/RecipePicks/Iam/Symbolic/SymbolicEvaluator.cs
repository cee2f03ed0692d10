using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Symbolic;

/// <summary>Decides questions about many requests at once, by the same logic as <see cref="PolicyEvaluator"/>.</summary>
public static class SymbolicEvaluator
{
    /// <summary>Says which of a question's requests are allowed.</summary>
    /// <param name="question">The question.</param>
    /// <param name="policies">All policies that bear on it.</param>
    public static SymbolicAnswer Ask(AccessQuestion question, PolicySet policies)
    {
        var builder = new FormulaBuilder(question);
        var layers = BearingLayers.Of(question.Known.Caller, question.Known.ResourceAccount, policies);
        var allowed = Allowance.Of(question, policies, layers, builder);
        var keys = new MentionedKeys(layers, question.Known);
        var solver = new Solver(keys.Any);
        var region = builder.Region();
        var (some, solution) = solver.Solve(Formula.And(region, allowed));
        var (notAll, refusal) = solver.Solve(Formula.And(region, allowed.Not()));

        // A witness is shown only when the evaluator accepts it as well.
        var witness = some == Truth.Yes ? keys.Request(question, solution!) : null;
        var decision = witness is null ? null : PolicyEvaluator.Decide(witness, policies);
        some = decision is { IsAllowed: false } ? Truth.Unknown : some;
        var counterexample = notAll == Truth.Yes ? keys.Request(question, refusal!) : null;
        var verdict = (some, notAll) switch
        {
            (Truth.Yes, Truth.No) => AccessVerdict.Yes,
            (Truth.Yes, _) => AccessVerdict.Conditional,
            (Truth.No, _) => AccessVerdict.No,
            _ => AccessVerdict.Unknown,
        };
        decision =
            some == Truth.Yes ? decision
            : counterexample is null ? null
            : PolicyEvaluator.Decide(counterexample, policies);
        return new SymbolicAnswer(
            verdict,
            some == Truth.Yes ? witness : null,
            some == Truth.Yes ? [.. solution!.Taken.Select(l => l.Words).Distinct(StringComparer.Ordinal)] : [],
            counterexample,
            decision?.Because ?? [],
            verdict is AccessVerdict.Unknown or AccessVerdict.Conditional ? keys.Missing(notAll) : []
        );
    }
}
