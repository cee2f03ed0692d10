using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>Writes conditions for CloudWatch Logs Insights. A comparison with what is absent must not hold, as in SQL.</summary>
/// <param name="athena">The text that the tree is read from.</param>
internal sealed class InsightsConditions(string athena)
{
    /// <summary>A condition.</summary>
    /// <exception cref="SqlTextException">It cannot be said.</exception>
    public string Write(Expression condition) =>
        condition switch
        {
            Logical logical => All(logical),
            IsNull isNull => isNull.Negated ? $"ispresent({Field(isNull.Of)})" : $"not ispresent({Field(isNull.Of)})",
            Like { Escape: null, Pattern: StringLiteral pattern } like => Matched(like, pattern.Value),
            InList list => In(list),
            Between { Negated: false } b => $"({Field(b.Of)} >= {Text(b.Low)} and {Field(b.Of)} <= {Text(b.High)})",
            Comparison comparison => Compared(comparison),
            _ => throw Refused(condition),
        };

    /// <summary>What changes nothing is left out: <c>false OR …</c>, <c>true AND …</c>.</summary>
    private string All(Logical logical)
    {
        var terms = logical.Terms.Where(t => t is not BooleanLiteral literal || literal.Value != logical.IsAnd);
        var written = terms.Select(Write).ToList();
        return written.Count == 0 ? throw Refused(logical)
            : written is [var only] ? only
            : $"({string.Join(logical.IsAnd ? " and " : " or ", written)})";
    }

    private string Matched(Like like, string pattern)
    {
        var (field, matched) = Lowered(like.Of);
        var regex = InsightsText.Like(pattern);
        return like.Negated ? $"(ispresent({field}) and {matched} not like {regex})" : $"{matched} like {regex}";
    }

    private string In(InList list)
    {
        var values = list.Values.Select(v => v is StringLiteral text ? text.Value : throw Refused(v)).ToList();
        if (!list.Negated && SplitPart(list.Of, values) is { } part)
        {
            return part;
        }

        var field = Field(list.Of);
        var quoted = values.Select(InsightsText.Quoted).ToList();
        var test = quoted.Contains(null)
            ? $"{field} {(list.Negated ? "not like" : "like")} /\\A({string.Join('|', values.Select(InsightsText.Pattern))})\\z/"
            : $"{field} {(list.Negated ? "not in" : "in")} [{string.Join(", ", quoted)}]";
        return list.Negated ? $"(ispresent({field}) and {test})" : test;
    }

    private string Compared(Comparison comparison)
    {
        if (EventNames.Found(comparison) is var (of, found))
        {
            return $"{Field(of)} like /{InsightsText.Pattern(found)}/";
        }

        if (comparison.Right is not StringLiteral { Value: var value })
        {
            return
                comparison is { Operator: "=" or "<>", Left: var left, Right: var right }
                && InsightsText.Field(left) is { } one
                && InsightsText.Field(right) is { } other
                ? $"(ispresent({one}) and ispresent({other}) and {one} {Sign(comparison)} {other})"
                : throw Refused(comparison.Right);
        }

        switch (comparison)
        {
            case { Operator: "=", Left: Call { Name: "split_part" } }:
                return SplitPart(comparison.Left, [value]) ?? throw Refused(comparison.Left);
            case { Operator: "=", Left: Call { Name: "coalesce", Arguments: [_, .., StringLiteral { Value: "" }] all } }
                when value.Length == 0:
                return Blank([.. all.SkipLast(1)]);
            case {
                Operator: "<>",
                Left: Call { Name: "coalesce", Arguments: [var maybe, StringLiteral { Value: "" }] }
            } when value.Length > 0:
                return $"(not ispresent({Field(maybe)}) or {Field(maybe)} != {Text(comparison.Right)})";
        }

        var field = Field(comparison.Left);
        return comparison.Operator switch
        {
            "=" when InsightsText.Quoted(value) is null => $"{field} like /\\A{InsightsText.Pattern(value)}\\z/",
            "<>" => $"(ispresent({field}) and {field} != {Text(comparison.Right)})",
            var sign => $"{field} {sign} {Text(comparison.Right)}",
        };
    }

    /// <summary>The first of these that is there is empty, or none is there.</summary>
    private string Blank(ReadOnlySpan<Expression> fields)
    {
        var first = Field(fields[0]);
        return fields.Length == 1
            ? $"(not ispresent({first}) or {first} = \"\")"
            : $"({first} = \"\" or (not ispresent({first}) and {Blank(fields[1..])}))";
    }

    private static string Sign(Comparison comparison) => comparison.Operator == "<>" ? "!=" : comparison.Operator;

    /// <summary><c>split_part(f, ':', 1) = 'v'</c> is a match; null where it is none that is surely the same.</summary>
    private static string? SplitPart(Expression expression, IReadOnlyList<string> values)
    {
        if (
            expression
                is not Call
                {
                    Name: "split_part",
                    Arguments: [
                        var of,
                        StringLiteral { Value: { Length: > 0 } by },
                        NumberLiteral { Text: var number },
                    ],
                }
            || InsightsText.Field(of) is not { } field
            || values.Any(v => (v + by).IndexOf(by, StringComparison.Ordinal) != v.Length)
        )
        {
            return null;
        }

        var before = (number, by) switch
        {
            ("1", _) => "",
            ("2", [not '^' and not ']' and not '\\' and not '-']) =>
                $"[^{InsightsText.Pattern(by)}]*{InsightsText.Pattern(by)}",
            _ => null,
        };
        var any = values is [var one]
            ? InsightsText.Pattern(one)
            : $"({string.Join('|', values.Select(InsightsText.Pattern))})";
        return before is null ? null : $"{field} like /\\A{before}{any}({InsightsText.Pattern(by)}|\\z)/";
    }

    /// <summary>A field, and what is matched: the field itself or <c>tolower</c> of it.</summary>
    private (string Field, string Matched) Lowered(Expression expression) =>
        expression is Call { Name: "lower", Arguments: [var of] }
            ? (Field(of), $"tolower({Field(of)})")
            : (Field(expression), Field(expression));

    private string Field(Expression expression) => InsightsText.Field(expression) ?? throw Refused(expression);

    private string Text(Expression expression) =>
        expression is StringLiteral { Value: var text }
            ? InsightsText.Quoted(text)
                ?? throw new SqlTextException(
                    athena,
                    expression.At,
                    "a text with such characters can only be matched whole"
                )
            : throw Refused(expression);

    private SqlTextException Refused(Expression at) => InsightsRows.Refused(athena, at);
}
