namespace RecipePicks.Iam.Symbolic;

/// <summary>What must hold of a request, as truths and literals joined by and and or; nothing but literals is negated.</summary>
internal abstract record Formula
{
    public static Formula True { get; } = new Constant(Evaluation.Truth.Yes);

    public static Formula False { get; } = new Constant(Evaluation.Truth.No);

    public static Formula Unknown { get; } = new Constant(Evaluation.Truth.Unknown);

    /// <summary>How many literals it has.</summary>
    public abstract int Size { get; }

    /// <summary>The opposite.</summary>
    public abstract Formula Not();

    /// <summary>A truth as such.</summary>
    public static Formula Of(Evaluation.Truth truth) =>
        truth switch
        {
            Evaluation.Truth.Yes => True,
            Evaluation.Truth.No => False,
            _ => Unknown,
        };

    /// <summary>All of them.</summary>
    public static Formula And(params IReadOnlyList<Formula> parts) => Join(parts, isAnd: true);

    /// <summary>One of them.</summary>
    public static Formula Or(params IReadOnlyList<Formula> parts) => Join(parts, isAnd: false);

    private static Formula Join(IReadOnlyList<Formula> parts, bool isAnd)
    {
        var (neutral, absorbing) = isAnd ? (True, False) : (False, True);
        var kept = new List<Formula>(parts.Count);
        foreach (var part in parts)
        {
            if (part == absorbing)
            {
                return absorbing;
            }

            if (part is Joined joined && joined.IsAnd == isAnd)
            {
                kept.AddRange(joined.Parts);
            }
            else if (part != neutral)
            {
                kept.Add(part);
            }
        }

        return kept.Count switch
        {
            0 => neutral,
            1 => kept[0],
            _ => new Joined(isAnd, kept),
        };
    }
}

/// <summary>A truth.</summary>
internal sealed record Constant(Evaluation.Truth Truth) : Formula
{
    public override int Size => 0;

    public override Formula Not() => Of((Evaluation.Truth)(Evaluation.Truth.Yes - Truth));
}

/// <summary>All, or one, of some formulas.</summary>
internal sealed record Joined(bool IsAnd, IReadOnlyList<Formula> Parts) : Formula
{
    public override int Size { get; } = Parts.Sum(p => p.Size);

    public override Formula Not() => IsAnd ? Or([.. Parts.Select(p => p.Not())]) : And([.. Parts.Select(p => p.Not())]);
}

/// <summary>The logic of evaluation, written in formulas.</summary>
internal readonly struct FormulaAlgebra : Evaluation.IAlgebra<Formula>
{
    public static Formula And(Formula one, Formula other) => Formula.And(one, other);

    public static Formula Or(Formula one, Formula other) => Formula.Or(one, other);

    public static Formula Of(Evaluation.Truth truth) => Formula.Of(truth);
}
