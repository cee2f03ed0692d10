namespace RecipePicks.Sql.Tree;

/// <content>Expressions. What is not a single thing stands in parentheses within another.</content>
internal partial class TrinoText
{
    /// <summary>An operand: in parentheses unless nothing could be mistaken.</summary>
    protected void Operand(Expression of)
    {
        if (
            of
                is ColumnName
                    or Field
                    or NullLiteral
                    or BooleanLiteral
                    or NumberLiteral
                    or StringLiteral
                    or BytesLiteral
                    or Parameter
                    or Subscript
                    or ArrayOf
                    or Cast
                    or Extract
                    or Case
                    or Subquery
            || of is Call { Over: null, Filter: null, IgnoreNulls: null }
        )
        {
            Write(of);
        }
        else
        {
            Parenthesized([of], Write);
        }
    }

    /// <summary>Any expression.</summary>
    protected virtual void Write(Expression expression)
    {
        switch (expression)
        {
            case NullLiteral:
                Add("NULL");
                break;
            case BooleanLiteral literal:
                Add(literal.Value ? "TRUE" : "FALSE");
                break;
            case NumberLiteral literal:
                Add(literal.Text);
                break;
            case StringLiteral literal:
                Add(Quote(literal.Value));
                break;
            case BytesLiteral literal:
                Add($"X'{literal.Hex}'");
                break;
            case TypedLiteral literal:
                Add($"{literal.Type.Kind.ToString().ToUpperInvariant()} {Quote(literal.Text)}");
                break;
            case IntervalLiteral i:
                Add($"INTERVAL {(i.Negative ? "-" : "")}{Quote(i.Text)} {i.From.ToUpperInvariant()}");
                Add(i.To is null ? "" : $" TO {i.To.ToUpperInvariant()}");
                break;
            case Parameter parameter:
                Add(char.IsAsciiDigit(parameter.Name[0]) ? "?" : ":" + parameter.Name);
                break;
            case ColumnName column:
                Add(Of(column.Name));
                break;
            case Field field:
                Operand(field.Of);
                Add(".").Add(Of(field.Name));
                break;
            case Case or Cast or Extract or Call or Lambda or ArrayOf or RowOf or Subscript or AtTimeZone:
                Form(expression);
                break;
            default:
                Condition(expression);
                break;
        }
    }

    private void Condition(Expression expression)
    {
        switch (expression)
        {
            case Sign sign:
                Add(sign.Negative ? "-" : "+");
                Operand(sign.Of);
                break;
            case Not not:
                Add("NOT ");
                Operand(not.Of);
                break;
            case Binary binary:
                Infix(binary.Left, binary.Operator, binary.Right);
                break;
            case Comparison comparison:
                Infix(comparison.Left, comparison.Operator, comparison.Right);
                break;
            case Logical logical:
                Several(logical.Terms, Operand, logical.IsAnd ? " AND " : " OR ");
                break;
            case Between between:
                Operand(between.Of);
                Add(between.Negated ? " NOT BETWEEN " : " BETWEEN ");
                Infix(between.Low, "AND", between.High);
                break;
            case InList list:
                Operand(list.Of);
                Add(list.Negated ? " NOT IN " : " IN ");
                Parenthesized(list.Values, Write);
                break;
            case InQuery query:
                Operand(query.Of);
                Add(query.Negated ? " NOT IN " : " IN ");
                Nested(query.Query);
                break;
            case Exists exists:
                Add("EXISTS ");
                Nested(exists.Query);
                break;
            case Subquery subquery:
                Nested(subquery.Query);
                break;
            case Quantified quantified:
                Operand(quantified.Of);
                Add($" {quantified.Operator} {(quantified.All ? "ALL" : "ANY")} ");
                Nested(quantified.Query);
                break;
            case Like like:
                Operand(like.Of);
                Add(like.Negated ? " NOT LIKE " : " LIKE ");
                Operand(like.Pattern);
                if (like.Escape is not null)
                {
                    Add(" ESCAPE ");
                    Operand(like.Escape);
                }

                break;
            case IsNull isNull:
                Operand(isNull.Of);
                Add(isNull.Negated ? " IS NOT NULL" : " IS NULL");
                break;
            case IsDistinct distinct:
                Infix(distinct.Left, distinct.Negated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM", distinct.Right);
                break;
        }
    }

    private void Infix(Expression left, string between, Expression right)
    {
        Operand(left);
        Add($" {between} ");
        Operand(right);
    }

    private void Nested(Query query)
    {
        Add("(");
        Write(query);
        Add(")");
    }

    private void Form(Expression expression)
    {
        switch (expression)
        {
            case Case choice:
                Add("CASE ");
                Optional("", choice.Operand);
                foreach (var when in choice.Whens)
                {
                    Add(" WHEN ");
                    Write(when.Condition);
                    Add(" THEN ");
                    Write(when.Result);
                }

                Optional(" ELSE ", choice.Else);
                Add(" END");
                break;
            case Cast cast:
                Add(cast.Try ? "TRY_CAST(" : "CAST(");
                Write(cast.Of);
                Add($" AS {cast.Type})");
                break;
            case Extract extract:
                Add($"EXTRACT({extract.Part.ToUpperInvariant()} FROM ");
                Write(extract.Of);
                Add(")");
                break;
            case Call call:
                Write(call);
                break;
            case Lambda lambda:
                Parenthesized(lambda.Parameters, p => Add(Of(p)));
                Add(" -> ");
                Write(lambda.Body);
                break;
            case ArrayOf array:
                Add("ARRAY[");
                Several(array.Items, Write);
                Add("]");
                break;
            case RowOf row:
                Add("ROW");
                Parenthesized(row.Items, Write);
                break;
            case Subscript subscript:
                Operand(subscript.Of);
                Add("[");
                Write(subscript.Index);
                Add("]");
                break;
            case AtTimeZone zone:
                Operand(zone.Of);
                Add(" AT TIME ZONE ");
                Operand(zone.Zone);
                break;
        }
    }

    /// <summary>A call.</summary>
    protected virtual void Write(Call call)
    {
        if (Clocks.Contains(call.Name))
        {
            Add(call.Name);
            return;
        }

        Add(Of(new Identifier(call.Name, false, 0))).Add("(").Add(call.Distinct ? "DISTINCT " : "");
        Several(call.Arguments, Write);
        Add(call.Star ? "*" : "");
        Order(call.OrderBy);
        Add(")");
        if (call.Filter is not null)
        {
            Add(" FILTER (WHERE ");
            Write(call.Filter);
            Add(")");
        }

        Add(
            call.IgnoreNulls switch
            {
                true => " IGNORE NULLS",
                false => " RESPECT NULLS",
                _ => "",
            }
        );
        if (call.Over is not null)
        {
            Add(" OVER ");
            Window(call.Over);
        }
    }

    private static readonly HashSet<string> Clocks =
    [
        "current_date",
        "current_time",
        "current_timestamp",
        "localtimestamp",
        "localtime",
        "current_user",
    ];

    private void Window(WindowSpec window)
    {
        if (window is { Name: { } name, PartitionBy.Count: 0, OrderBy.Count: 0, Frame: null })
        {
            Add(Of(name));
            return;
        }

        Add("(").Add(window.Name is null ? "" : Of(window.Name) + " ");
        if (window.PartitionBy.Count > 0)
        {
            Add("PARTITION BY ");
            Several(window.PartitionBy, Write);
        }

        Order(window.OrderBy);
        if (window.Frame is { } frame)
        {
            Add($" {frame.Unit} {(frame.End is null ? "" : "BETWEEN ")}");
            Bound(frame.Start);
            if (frame.End is not null)
            {
                Add(" AND ");
                Bound(frame.End);
            }
        }

        Add(")");
    }

    private void Bound(FrameBound bound)
    {
        Optional("", bound.Offset);
        Add(bound.Offset is null ? bound.Kind : " " + bound.Kind);
    }
}
