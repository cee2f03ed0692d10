using System.Collections.Frozen;

namespace RecipePicks.Iam.Policies;

/// <summary>How a condition compares, without its negation, qualifier and IfExists.</summary>
public enum ConditionTest
{
    /// <summary>The same text.</summary>
    StringEquals,

    /// <summary>The same text, but for case.</summary>
    StringEqualsIgnoreCase,

    /// <summary>A text of a pattern.</summary>
    StringLike,

    /// <summary>The same number.</summary>
    NumericEquals,

    /// <summary>A smaller number.</summary>
    NumericLessThan,

    /// <summary>A smaller number or the same.</summary>
    NumericLessThanEquals,

    /// <summary>A greater number.</summary>
    NumericGreaterThan,

    /// <summary>A greater number or the same.</summary>
    NumericGreaterThanEquals,

    /// <summary>The same time.</summary>
    DateEquals,

    /// <summary>An earlier time.</summary>
    DateLessThan,

    /// <summary>An earlier time or the same.</summary>
    DateLessThanEquals,

    /// <summary>A later time.</summary>
    DateGreaterThan,

    /// <summary>A later time or the same.</summary>
    DateGreaterThanEquals,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>The same bytes, written in base 64.</summary>
    BinaryEquals,

    /// <summary>An address of a range.</summary>
    IpAddress,

    /// <summary>An ARN of a pattern, segment by segment; <c>ArnEquals</c> means the same.</summary>
    ArnLike,

    /// <summary>Whether the key is absent.</summary>
    Null,
}

/// <summary>How a condition treats a key of several values.</summary>
public enum SetQualifier
{
    /// <summary>A key of one value.</summary>
    None,

    /// <summary>One of the request's values must pass.</summary>
    ForAnyValue,

    /// <summary>All of the request's values must pass; none at all pass too.</summary>
    ForAllValues,
}

/// <summary>A condition operator.</summary>
/// <param name="Text">As the document writes it.</param>
/// <param name="Test">How it compares.</param>
/// <param name="Negated">Whether the comparison must fail: StringNotEquals, NotIpAddress …</param>
/// <param name="IfExists">Whether it holds when the key is absent.</param>
/// <param name="Qualifier">How it treats several values.</param>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context keys".</remarks>
public sealed record ConditionOperator(
    string Text,
    ConditionTest Test,
    bool Negated,
    bool IfExists,
    SetQualifier Qualifier
)
{
    private static readonly FrozenDictionary<string, (ConditionTest Test, bool Negated)> Known = Names()
        .ToFrozenDictionary(n => n.Name, n => (n.Test, n.Negated), StringComparer.OrdinalIgnoreCase);

    /// <summary>What it says of a request that does not have the key.</summary>
    /// <remarks>
    /// "If the key that you specify in a policy condition is not present in the request context, the values do not match and
    /// the condition is false"; negated operators are then true, as are …IfExists and ForAllValues, and ForAnyValue is false.
    /// </remarks>
    public bool WhenAbsent =>
        IfExists || Qualifier == SetQualifier.ForAllValues || (Negated && Qualifier == SetQualifier.None);

    /// <summary>Reads an operator.</summary>
    /// <param name="text"><c>ForAnyValue:StringLikeIfExists</c>; case does not count.</param>
    /// <returns>The operator, or null when AWS knows none of that name.</returns>
    public static ConditionOperator? TryParse(string text)
    {
        var rest = text.AsSpan();
        var qualifier = SetQualifier.None;
        foreach (var known in (SetQualifier[])[SetQualifier.ForAnyValue, SetQualifier.ForAllValues])
        {
            var prefix = $"{known}:";
            if (rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                qualifier = known;
                rest = rest[prefix.Length..];
                break;
            }
        }

        var ifExists = rest.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        rest = ifExists ? rest[..^"IfExists".Length] : rest;
        return
            !Known.TryGetValue(rest.ToString(), out var known2)
            || (known2.Test == ConditionTest.Null && (ifExists || qualifier != SetQualifier.None))
            ? null
            : new ConditionOperator(text, known2.Test, known2.Negated, ifExists, qualifier);
    }

    private static IEnumerable<(string Name, ConditionTest Test, bool Negated)> Names() =>
        [
            .. Enum.GetValues<ConditionTest>().Select(t => (t.ToString(), t, false)),
            ("StringNotEquals", ConditionTest.StringEquals, true),
            ("StringNotEqualsIgnoreCase", ConditionTest.StringEqualsIgnoreCase, true),
            ("StringNotLike", ConditionTest.StringLike, true),
            ("NumericNotEquals", ConditionTest.NumericEquals, true),
            ("DateNotEquals", ConditionTest.DateEquals, true),
            ("NotIpAddress", ConditionTest.IpAddress, true),
            ("ArnEquals", ConditionTest.ArnLike, false),
            ("ArnNotEquals", ConditionTest.ArnLike, true),
            ("ArnNotLike", ConditionTest.ArnLike, true),
        ];
}
