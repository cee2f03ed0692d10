using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Expressions.</content>
internal sealed partial class Compiler
{
    /// <summary>Gives an expression its meaning.</summary>
    private Bound Bind(Expression expression, Scope scope)
    {
        Enter(expression);
        var loose = _selecting?.Loose.Count ?? 0;
        var bound = Sized(expression, BindAny(expression, scope));
        if (_selecting is { } state && state.Loose.Count > loose && state.Keys.Contains(bound.Sql))
        {
            state.Loose.RemoveRange(loose, state.Loose.Count - loose);
        }

        _depth--;
        return bound;
    }

    private Bound BindAny(Expression expression, Scope scope) =>
        expression switch
        {
            NullLiteral => new("NULL", SqlType.Unknown),
            BooleanLiteral literal => new(literal.Value ? "TRUE" : "FALSE", SqlType.Boolean),
            NumberLiteral literal => BindNumber(literal),
            StringLiteral literal => new(Duck.Text(literal.Value), SqlType.Varchar) { Text = literal.Value },
            BytesLiteral literal => new($"from_hex('{literal.Hex}')", SqlType.Varbinary),
            TypedLiteral literal => BindTyped(literal),
            IntervalLiteral literal => BindInterval(literal),
            Parameter parameter => BindParameter(parameter),
            ColumnName column => BindName(column, scope),
            Field field => BindField(field, scope),
            Sign sign => BindSign(sign, scope),
            Not not => new($"(NOT {BindCondition(not.Of, scope, "NOT").Sql})", SqlType.Boolean),
            Binary binary => BindBinary(binary, scope),
            Comparison comparison => BindComparison(comparison, scope),
            Logical logical => BindLogical(logical, scope),
            Between between => BindBetween(between, scope),
            InList list => BindInList(list, scope),
            InQuery query => BindInQuery(query, scope),
            Exists exists => new($"EXISTS ({Inner(exists.Query, scope).Sql})", SqlType.Boolean),
            Subquery subquery => BindScalar(subquery, scope),
            Quantified quantified => BindQuantified(quantified, scope),
            Like like => BindLike(like, scope),
            IsNull isNull => new(
                $"({Bind(isNull.Of, scope).Sql} IS {(isNull.Negated ? "NOT " : "")}NULL)",
                SqlType.Boolean
            ),
            IsDistinct distinct => BindDistinct(distinct, scope),
            Case choice => BindCase(choice, scope),
            Tree.Cast cast => BindCast(cast, scope),
            Extract extract => BindExtract(extract, scope),
            AtTimeZone zone => BindAtTimeZone(zone, scope),
            Subscript subscript => BindSubscript(subscript, scope),
            ArrayOf array => BindArray(array, scope),
            RowOf row => BindRow(row, scope),
            Call call => BindCall(call, scope),
            Lambda lambda => throw Error(
                lambda,
                "x -> … is a function, and a value is needed",
                "It stands as an argument: transform(array, x -> …)."
            ),
            _ => throw Error(expression, "this expression is not known here"),
        };

    private Bound BindLogical(Logical logical, Scope scope)
    {
        var name = logical.IsAnd ? "AND" : "OR";
        var terms = logical.Terms.Select(t => BindCondition(t, scope, name).Sql);
        return new($"({string.Join($" {name} ", terms)})", SqlType.Boolean);
    }

    private Bound BindBetween(Between between, Scope scope)
    {
        var (of, low, high) = (Bind(between.Of, scope), Bind(between.Low, scope), Bind(between.High, scope));
        of = InFormOf(InFormOf(of, high, between.High), low, between.Low);
        var (x, a, type) = Alike(of, low, between, "BETWEEN");
        var (y, b, common) = Alike(new(x, type), high, between, "BETWEEN");
        a = common.Equals(type) ? a : Coerce(new(a, type), common, between);
        return new($"({y} {(between.Negated ? "NOT " : "")}BETWEEN {a} AND {b})", SqlType.Boolean);
    }

    private Bound BindInList(InList list, Scope scope)
    {
        var of = Bind(list.Of, scope);
        var values = list.Values.Select(v => Bind(v, scope)).ToList();
        of = values.Count > 0 ? InFormOf(of, values[0], list.Values[0]) : of;
        var type = of.Type;
        foreach (var (value, at) in values.Zip(list.Values))
        {
            type = Alike(new(of.Sql, type), value, at, "IN").Type;
        }

        var sql = values.Zip(list.Values, (v, at) => Coerce(v, type, at));
        return new(
            $"({Coerce(of, type, list.Of)} {(list.Negated ? "NOT " : "")}IN ({string.Join(", ", sql)}))",
            SqlType.Boolean
        );
    }

    private BoundQuery Inner(Query query, Scope scope) => Apart(() => BindQuery(query, scope));

    private Bound BindInQuery(InQuery node, Scope scope)
    {
        var (of, query, type) = WithQuery(node.Of, node.Query, node, "IN", scope);
        return new($"({of} {(node.Negated ? "NOT " : "")}IN ({query}))", type);
    }

    private Bound BindQuantified(Quantified node, Scope scope)
    {
        var (of, query, type) = WithQuery(node.Of, node.Query, node, node.Operator, scope);
        return new($"({of} {node.Operator} {(node.All ? "ALL" : "ANY")} ({query}))", type);
    }

    private (string Of, string Query, SqlType Boolean) WithQuery(
        Expression left,
        Query right,
        Node at,
        string name,
        Scope scope
    )
    {
        var (of, query) = (Bind(left, scope), AsOne(Inner(right, scope)));
        var column = query.Columns[0];
        var type = Alike(of, new(Duck.Name(column.Physical), column.Type), at, name).Type;
        return (Coerce(of, type, left), Cast(query, [type], right), SqlType.Boolean);
    }

    private Bound BindScalar(Subquery subquery, Scope scope)
    {
        var query = AsOne(Inner(subquery.Query, scope));
        return new($"({query.Sql})", query.Columns[0].Type) { Name = query.Columns[0].Name };
    }

    /// <summary>A query that stands for a value: several columns are the fields of a row.</summary>
    private BoundQuery AsOne(BoundQuery query)
    {
        if (query.Columns.Count == 1)
        {
            return query;
        }

        var type = SqlType.Row([.. query.Columns.Select(c => new RowField(null, c.Type))]);
        var fields = query.Columns.Select((c, i) => $"{type.FieldName(i)} := {Duck.Name(c.Physical)}");
        var row = new ResultColumn(null, type, "row");
        return new(
            $"SELECT struct_pack({string.Join(", ", fields)}) AS \"row\" FROM ({query.Sql}) AS {Fresh("q")}",
            [row]
        );
    }

    private Bound BindLike(Like like, Scope scope)
    {
        var (of, pattern) = (Bind(like.Of, scope), Bind(like.Pattern, scope));
        var escape = like.Escape is null ? null : Bind(like.Escape, scope);
        foreach (var (bound, at) in new[] { (of, like.Of), (pattern, like.Pattern), (escape, like.Escape) })
        {
            if (bound is not null && !bound.Type.IsText && bound.Type.Kind != TypeKind.Unknown)
            {
                throw Error(
                    at!,
                    $"LIKE compares texts, and this is {bound.Type}",
                    bound.Type.Kind == TypeKind.Json
                        ? "Write json_format(…) or json_extract_scalar(…)."
                        : "CAST(… AS varchar) makes it one."
                );
            }
        }

        // A char keeps its blanks here.
        var (text, mark) = (
            of.Type.Kind == TypeKind.Char ? of.Sql : Coerce(of, SqlType.Varchar, like.Of),
            Coerce(pattern, SqlType.Varchar, like.Pattern)
        );
        var not = like.Negated ? "NOT " : "";
        if (escape is null || escape.Text is "")
        {
            return new($"({text} {not}LIKE {mark})", SqlType.Boolean);
        }

        if (escape.Type.Kind == TypeKind.Unknown)
        {
            return new(Null(SqlType.Boolean), SqlType.Boolean);
        }

        if (escape.Text is { } sign && (sign.EnumerateRunes().Count() != 1 || BadEscape(pattern.Text, sign)))
        {
            throw Error(like.Escape!, "ESCAPE takes one character, which stands before %, _ or itself");
        }

        return new($"({text} {not}LIKE {mark} ESCAPE {escape.Sql})", SqlType.Boolean);
    }

    private static bool BadEscape(string? pattern, string sign)
    {
        for (var i = 0; pattern is not null && i < pattern.Length; i++)
        {
            if (
                pattern[i] == sign[0]
                && (++i >= pattern.Length || (pattern[i] != '%' && pattern[i] != '_' && pattern[i] != sign[0]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private Bound BindDistinct(IsDistinct node, Scope scope)
    {
        var (left, right, _) = Alike(Bind(node.Left, scope), Bind(node.Right, scope), node, "IS DISTINCT FROM");
        return new($"({left} IS {(node.Negated ? "NOT " : "")}DISTINCT FROM {right})", SqlType.Boolean);
    }

    private Bound BindCase(Case node, Scope scope)
    {
        var operand = node.Operand is null ? null : Bind(node.Operand, scope);
        var conditions = node
            .Whens.Select(w => operand is null ? BindCondition(w.Condition, scope, "WHEN") : Bind(w.Condition, scope))
            .ToList();
        var results = node.Whens.Select(w => Bind(w.Result, scope)).ToList();
        results.Add(node.Else is null ? new("NULL", SqlType.Unknown) : Bind(node.Else, scope));
        var nodes = node.Whens.Select(w => w.Result).Append(node.Else ?? node).ToList();
        var type = CommonOf(results, nodes, "CASE");
        if (operand is not null)
        {
            var common = CommonOf([operand, .. conditions], [node, .. node.Whens.Select(w => w.Condition)], "CASE");
            operand = new(Coerce(operand, common, node), common);
            conditions = [.. conditions.Select(c => new Bound(Coerce(c, common, node), common))];
        }

        var whens = conditions.Select((c, i) => $"WHEN {c.Sql} THEN {Coerce(results[i], type, nodes[i])}");
        return new($"(CASE {operand?.Sql} {string.Join(' ', whens)} ELSE {Coerce(results[^1], type, node)} END)", type);
    }

    private SqlType CommonOf(List<Bound> values, IReadOnlyList<Node> nodes, string what)
    {
        var type = SqlType.Unknown;
        for (var i = 0; i < values.Count; i++)
        {
            type =
                Coercion.Common(type, values[i].Type)
                ?? throw Error(nodes[i], $"{what} mixes {type} and {values[i].Type}", "CAST one of them.");
        }

        return type;
    }

    private Bound BindArray(ArrayOf array, Scope scope)
    {
        var items = array.Items.Select(i => Bind(i, scope)).ToList();
        var type = CommonOf(items, array.Items, "ARRAY");
        var list = string.Join(", ", items.Zip(array.Items, (b, at) => Coerce(b, type, at)));
        return new($"CAST([{list}] AS {type.Physical}[])", SqlType.Array(type));
    }

    private Bound BindRow(RowOf row, Scope scope)
    {
        var items = row.Items.Select(i => Bind(i, scope)).ToList();
        var type = SqlType.Row([.. items.Select(b => new RowField(null, b.Type))]);
        return new(
            $"struct_pack({string.Join(", ", items.Select((b, i) => $"{Duck.Name(type.FieldName(i))} := {Coerce(b, b.Type, row)}"))})",
            type
        );
    }
}
