using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Symbolic;

/// <summary>Writes statements as formulas over what a question leaves open. What it does not is decided at once.</summary>
internal sealed class FormulaBuilder(AccessQuestion question)
{
    private readonly AccessRequest _known = question.Known;

    /// <summary>When a statement applies, apart from its principal.</summary>
    public Formula Of(Statement statement) =>
        Formula.And([
            OfActions(statement.Actions),
            OfResources(statement.Resources),
            .. statement.Conditions.Select(OfCondition),
        ]);

    /// <summary>The requests of the question.</summary>
    public Formula Region() =>
        Formula.And(
            question.IsOneAction ? Formula.True : Action(question.Actions, false),
            question.IsOneResource ? Formula.True : Resource(question.Resources, false)
        );

    /// <summary>That the action meets one of some patterns.</summary>
    public Formula ActionIs(IEnumerable<string> patterns) =>
        OfActions(new ActionElement(false, [.. patterns.Select(p => Pattern.Parse(p))]));

    /// <summary>That the resource meets a pattern.</summary>
    public Formula ResourceIs(ArnPattern pattern) => OfResources(new ResourceElement(false, [pattern]));

    private Formula OfActions(ActionElement element) =>
        question.IsOneAction
            ? Formula.Of(Truths.Of(element.Covers(_known.Action)))
            : Action(element.Patterns, element.AllBut);

    private static TextLiteral Action(IReadOnlyList<Pattern> patterns, bool negated) =>
        new(
            IsAction: true,
            new TextConstraint([.. patterns.Select(p => TextGlob.Of(p, ignoreCase: true))], negated),
            $"the action is {(negated ? "none of " : "")}{string.Join(", ", patterns)}"
        );

    private Formula OfResources(ResourceElement? element)
    {
        if (element is null)
        {
            return Formula.True;
        }

        if (question.IsOneResource)
        {
            return Formula.Of(StatementMatch.Covers(element, _known));
        }

        var unknown = false;
        var patterns = new List<ArnPattern>();
        foreach (var pattern in element.Patterns)
        {
            var resolved = pattern.Resolve(_known.Lookups, out var isUnknown);
            unknown |= isUnknown;
            if (resolved is not null)
            {
                patterns.Add(resolved);
            }
        }

        return Perhaps(Resource(patterns, element.AllBut), unknown, element.AllBut);
    }

    private static TextLiteral Resource(IReadOnlyList<ArnPattern> patterns, bool negated) =>
        new(
            IsAction: false,
            new TextConstraint([.. patterns.SelectMany(p => p.Globs)], negated),
            $"the resource is {(negated ? "none of " : "")}{string.Join(", ", patterns)}"
        );

    private Formula OfCondition(Condition condition)
    {
        if (_known.Lookup(condition.Key).IsPresent != Truth.Unknown)
        {
            return Formula.Of(ConditionMatch.Of(condition, _known));
        }

        var op = condition.Operator;
        if (op.Test == ConditionTest.Null)
        {
            return Formula.Or([
                .. condition
                    .Operands.Select(o => ((BoolValue)o).Value)
                    .OfType<bool>()
                    .Distinct()
                    .Select(absent => PresenceLiteral.Of(condition.Key, !absent)),
            ]);
        }

        var unknown = false;
        var operands = new List<ConditionValue>();
        foreach (var operand in condition.Operands)
        {
            var resolved = operand.Resolve(_known.Lookups, out var isUnknown);
            unknown |= isUnknown;
            if (resolved is not null)
            {
                operands.Add(resolved);
            }
        }

        var literal = new KeyLiteral(
            condition.Key,
            op.Qualifier == SetQualifier.ForAllValues || (op.Qualifier == SetQualifier.None && op.Negated),
            operands,
            op.Negated,
            op.WhenAbsent,
            condition.ToString()
        );
        var holds = Perhaps(literal, unknown, op.Negated);

        // A key whose one value is an empty text has none to fail.
        return op.Qualifier == SetQualifier.ForAllValues ? Formula.Or(holds, Empty(condition.Key)) : holds;
    }

    private static KeyLiteral Empty(string key) =>
        new(
            key,
            All: true,
            [ConditionValue.Of(ConditionTest.StringEquals, "", PolicyVersion.V2008)],
            Negated: false,
            WhenAbsent: false,
            $"{key} is empty"
        );

    // A pattern that is not known may widen what is met, and narrow what must not be.
    private static Formula Perhaps(Formula literal, bool unknown, bool negated) =>
        !unknown ? literal
        : negated ? Formula.And(literal, Formula.Unknown)
        : Formula.Or(literal, Formula.Unknown);
}
