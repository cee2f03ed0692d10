namespace RecipePicks.Iam.Policies;

/// <summary>A condition: an operator, a context key, and values of which one must be met (for a negated operator, none).</summary>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements: Condition" and "Conditions with multiple context keys or values".</remarks>
public sealed record Condition
{
    private Condition() { }

    /// <summary>The operator.</summary>
    public ConditionOperator Operator { get; private init; } = null!;

    /// <summary>The context key; case does not count.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The values as the document writes them.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>The values, read for the operator.</summary>
    internal IReadOnlyList<ConditionValue> Operands { get; private init; } = [];

    /// <summary>Makes a condition.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="key">The context key.</param>
    /// <param name="values">The values.</param>
    /// <param name="version">Only 2012-10-17 knows variables.</param>
    public static Condition Of(
        ConditionOperator @operator,
        string key,
        IReadOnlyList<string> values,
        PolicyVersion version = PolicyVersion.V2012
    ) =>
        new()
        {
            Operator = @operator,
            Key = key,
            Values = values,
            Operands = [.. values.Select(v => ConditionValue.Of(@operator.Test, v, version))],
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Operator.Text} {Key} {string.Join(" or ", Values)}";
}
