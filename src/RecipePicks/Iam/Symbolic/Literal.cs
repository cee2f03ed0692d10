using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Symbolic;

/// <summary>What must hold of one thing of a request.</summary>
/// <param name="Words">In a sentence, for residual conditions.</param>
internal abstract record Literal(string Words) : Formula
{
    public override int Size => 1;
}

/// <summary>The action, or the resource, meets one of some patterns, or none.</summary>
/// <param name="IsAction">The action; else the resource.</param>
/// <param name="Constraint">The patterns.</param>
/// <param name="Words">In a sentence.</param>
internal sealed record TextLiteral(bool IsAction, TextConstraint Constraint, string Words) : Literal(Words)
{
    public override Formula Not() => this with { Constraint = Constraint with { Negated = !Constraint.Negated } };
}

/// <summary>A context key has values of which all, or one, meet some operands, or none of them; or it is absent.</summary>
/// <param name="Key">The key.</param>
/// <param name="All">Whether all values must, or one.</param>
/// <param name="Operands">The operands, of which one is met.</param>
/// <param name="Negated">Whether none is met.</param>
/// <param name="WhenAbsent">Whether it holds when the key is absent.</param>
/// <param name="Words">In a sentence.</param>
internal sealed record KeyLiteral(
    string Key,
    bool All,
    IReadOnlyList<ConditionValue> Operands,
    bool Negated,
    bool WhenAbsent,
    string Words
) : Literal(Words)
{
    public override Formula Not() =>
        this with
        {
            All = !All,
            Negated = !Negated,
            WhenAbsent = !WhenAbsent,
            Words = Words.StartsWith("not ", StringComparison.Ordinal) ? Words[4..] : $"not {Words}",
        };
}

/// <summary>A context key is absent, or present.</summary>
/// <param name="Key">The key.</param>
/// <param name="Present">Whether it is present.</param>
/// <param name="Words">In a sentence.</param>
internal sealed record PresenceLiteral(string Key, bool Present, string Words) : Literal(Words)
{
    public override Formula Not() => Of(Key, !Present);

    public static PresenceLiteral Of(string key, bool present) =>
        new(key, present, present ? $"{key} is present" : $"{key} is absent");
}
