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

        // "if the context key value resolves to a null dataset, such as an empty string"
        if (op.Qualifier == SetQualifier.ForAllValues && value.Values is [""])
        {
            return Truth.Yes;
        }

        if (value.Shapes is { } shapes)
        {
            var like = Meets(condition, request, o => o.Like(shapes));
            return op.Negated ? like.Not() : like;
        }

        // Without a qualifier one value is compared; should there be several, one must pass, and for a negated operator all.
        var all = op.Qualifier == SetQualifier.ForAllValues || (op.Qualifier == SetQualifier.None && op.Negated);
        var holds = all ? Truth.Yes : Truth.No;
        foreach (var asked in value.Values)
        {
            var meets = Meets(condition, request, o => Truths.Of(o.Matches(asked)));
            meets = op.Negated ? meets.Not() : meets;
            holds = all ? holds.And(meets) : holds.Or(meets);
        }

        return holds;
    }

    private static Truth Meets(Condition condition, AccessRequest request, Func<ConditionValue, Truth> meets)
    {
        var truth = Truth.No;
        foreach (var operand in condition.Operands)
        {
            var resolved = operand.Resolve(request.Lookups, out var isUnknown);
            truth = truth.Or(
                resolved is not null ? meets(resolved)
                : isUnknown ? Truth.Unknown
                : Truth.No
            );
            if (truth == Truth.Yes)
            {
                return truth;
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
