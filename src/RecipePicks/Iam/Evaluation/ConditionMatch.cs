using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>Whether a condition holds for a request.</summary>
/// <remarks>Source: IAM User Guide, "Condition operators", "…IfExists", "Null", "Set operators for multivalued context keys".</remarks>
internal static class ConditionMatch
{
    public static Truth Of(Condition condition, AccessRequest request)
    {
        var value = request.Lookup(condition.Key);
        var op = condition.Operator;
        if (op.Test == ConditionTest.Null)
        {
            return IsNull(condition, value.IsPresent);
        }

        if (value.IsPresent != Truth.Yes)
        {
            return value.IsPresent == Truth.No ? Truths.Of(op.WhenAbsent) : Truth.Unknown;
        }

        // Without a qualifier one value is compared; should there be several, one must pass, and for a negated operator all.
        var all = op.Qualifier == SetQualifier.ForAllValues || (op.Qualifier == SetQualifier.None && op.Negated);
        var holds = all ? Truth.Yes : Truth.No;
        foreach (var asked in value.Values)
        {
            var meets = Meets(condition, asked, request);
            meets = op.Negated ? meets.Not() : meets;
            holds = all ? holds.And(meets) : holds.Or(meets);
        }

        return holds;
    }

    private static Truth Meets(Condition condition, string value, AccessRequest request)
    {
        var truth = Truth.No;
        foreach (var operand in condition.Operands)
        {
            var resolved = operand.Resolve(request.Lookups, out var isUnknown);
            if (resolved is null)
            {
                truth = isUnknown ? Truth.Unknown : truth;
            }
            else if (resolved.Matches(value))
            {
                return Truth.Yes;
            }
        }

        return truth;
    }

    private static Truth IsNull(Condition condition, Truth present)
    {
        var truth = Truth.No;
        foreach (var operand in condition.Operands)
        {
            truth = ((BoolValue)operand).Value switch
            {
                true => truth.Or(present.Not()),
                false => truth.Or(present),
                null => truth,
            };
        }

        return truth;
    }
}
