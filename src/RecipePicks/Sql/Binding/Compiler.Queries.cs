using System.Globalization;
using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Queries.</content>
internal sealed partial class Compiler
{
    private BoundQuery BindQuery(Query query, Scope? outer)
    {
        Enter(query);
        var known = _common;
        var with = query.With is null ? "" : BindWith(query.With, outer);
        var bound = query.Body is Select select ? BindSelect(select, query, outer) : BindOrdered(query, outer);
        var limit = Count(" LIMIT ", query.Limit) + Count(" OFFSET ", query.Offset);
        _common = known;
        _depth--;
        return bound with { Sql = with + bound.Sql + limit };
    }

    private string Count(string before, Expression? count) =>
        count switch
        {
            null => "",
            NumberLiteral number => before + number.Text,
            Parameter parameter => $"{before}CAST({BindParameter(parameter).Sql} AS BIGINT)",
            _ => throw Error(count, "a number of rows is needed"),
        };

    private string BindWith(With with, Scope? outer)
    {
        _common = new(_common, StringComparer.OrdinalIgnoreCase);
        var tables = new List<string>();
        foreach (var table in with.Tables)
        {
            var name = Fresh(table.Name.Text);
            if (
                with.Recursive
                && table.Query is { Body: SetOperation { Operator: "UNION" } union, With: null, OrderBy.Count: 0 }
            )
            {
                tables.AddRange(
                    union.All && !_stepping
                        ? BindSteps(table, union, name, outer)
                        : [BindRecursive(table, union, name, outer)]
                );
                continue;
            }

            var bound = BindQuery(table.Query, outer);
            var columns = Renamed(bound.Columns, table.Columns, table.Name);
            _common[table.Name.Text] = new(name, columns);
            tables.Add($"{name} AS ({bound.Sql})");
        }

        return $"WITH {(with.Recursive ? "RECURSIVE " : "")}{string.Join(", ", tables)} ";
    }

    /// <summary>The first part gives the types; the second may name the table itself.</summary>
    private string BindRecursive(CommonTable table, SetOperation union, string name, Scope? outer)
    {
        var first = BindBody(union.Left, outer);
        var columns = Renamed(first.Columns, table.Columns, table.Name);
        _common[table.Name.Text] = new(name, columns);
        var second = BindBody(union.Right, outer);
        if (second.Columns.Count != columns.Count)
        {
            throw Error(union, $"the parts of UNION have {columns.Count} and {second.Columns.Count} columns");
        }

        var types = columns.Select(c => c.Type).ToList();
        var list = string.Join(", ", columns.Select(c => Duck.Name(c.Physical)));
        return $"{name}({list}) AS ({Cast(first, types, union)} UNION {(union.All ? "ALL " : "")}{Cast(second, types, union)})";
    }

    /// <summary>How many steps a recursive table has in Athena.</summary>
    private const int MostSteps = 10;

    private bool _stepping;

    /// <summary>
    /// Recursion as Trino plans it: the second part over the first, over that again, ten times; an eleventh that has rows
    /// is an error.
    /// </summary>
    private List<string> BindSteps(CommonTable table, SetOperation union, string name, Scope? outer)
    {
        var first = BindBody(union.Left, outer);
        var columns = Renamed(first.Columns, table.Columns, table.Name);
        var types = columns.Select(c => c.Type).ToList();
        var list = string.Join(", ", columns.Select(c => Duck.Name(c.Physical)));
        // Steps within steps would be many: what recurs within a step is left to DuckDB.
        _stepping = true;
        var named = Enumerable.Range(0, MostSteps + 2).Select(_ => Fresh(table.Name.Text)).ToList();
        var steps = new List<string> { $"{named[0]}({list}) AS MATERIALIZED ({Cast(first, types, union)})" };
        for (var step = 1; step <= MostSteps + 1; step++)
        {
            _common[table.Name.Text] = new(named[step - 1], columns);
            var next = BindBody(union.Right, outer);
            if (next.Columns.Count != columns.Count)
            {
                throw Error(union, $"the parts of UNION have {columns.Count} and {next.Columns.Count} columns");
            }

            steps.Add($"{named[step]}({list}) AS MATERIALIZED ({Cast(next, types, union)})");
        }

        _stepping = false;
        var deep = Rendering.Failing(
            $"Recursion depth limit exceeded ({MostSteps}): WITH RECURSIVE has at most {MostSteps} steps",
            SqlType.Varchar
        );
        var all = string.Join(" UNION ALL ", named.Select(step => $"SELECT * FROM {step}"));
        _common[table.Name.Text] = new(name, columns);
        return [.. steps, $"{name}({list}) AS ({all} WHERE {deep} IS NOT NULL)"];
    }

    private IReadOnlyList<ResultColumn> Renamed(
        IReadOnlyList<ResultColumn> columns,
        IReadOnlyList<Identifier> names,
        Node at
    ) =>
        names.Count == 0 ? columns
        : names.Count == columns.Count ? [.. columns.Select((c, i) => c with { Name = names[i].Text })]
        : throw Error(at, $"{names.Count} names are given to {columns.Count} columns");

    /// <summary>What is no plain SELECT: its ORDER BY sees the result alone.</summary>
    private BoundQuery BindOrdered(Query query, Scope? outer)
    {
        var body = BindBody(query.Body, outer);
        if (query.OrderBy.Count == 0)
        {
            return body;
        }

        var columns = body.Columns.Select(c => new ScopeColumn(c.Name ?? "", c.Type, Duck.Name(c.Physical))).ToList();
        var scope = new Scope(outer) { Tables = [new([], columns)] };
        var order = query.OrderBy.Select(o =>
            $"{Ordinal(o.Of, columns.Count)?.ToString(CultureInfo.InvariantCulture) ?? Bind(o.Of, scope).Sql}{Direction(o)}"
        );
        return body with { Sql = $"SELECT * FROM ({body.Sql}) ORDER BY {string.Join(", ", order)}" };
    }

    private int? Ordinal(Expression expression, int count)
    {
        if (expression is not NumberLiteral { Text: var text } || !text.All(char.IsAsciiDigit))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= count
            ? n
            : throw Error(expression, $"there is no column {text}: the query has {count}");
    }

    private static string Direction(SortItem item) =>
        (item.Descending ? " DESC" : "") + (item.NullsFirst == true ? " NULLS FIRST" : " NULLS LAST");

    private BoundQuery BindBody(QueryBody body, Scope? outer) =>
        body switch
        {
            Select select => BindSelect(select, new Query(null, select, select.At), outer),
            ValuesBody values => BindValues(values, outer),
            TableBody table => BindSelect(
                new Select([new StarItem(null, table.At)], table.At) { From = table.Name },
                new Query(null, table, table.At),
                outer
            ),
            NestedBody nested => Nested(BindQuery(nested.Query, outer)),
            SetOperation set => BindSet(set, outer),
            _ => throw Error(body, "this query is not known here"),
        };

    private static BoundQuery Nested(BoundQuery query) => query with { Sql = $"({query.Sql})" };

    private BoundQuery BindSet(SetOperation set, Scope? outer)
    {
        Enter(set);
        var (left, right) = (BindBody(set.Left, outer), BindBody(set.Right, outer));
        _depth--;
        if (left.Columns.Count != right.Columns.Count)
        {
            throw Error(
                set,
                $"the parts of {set.Operator} have {left.Columns.Count} and {right.Columns.Count} columns"
            );
        }

        var types = left.Columns.Zip(
            right.Columns,
            (l, r) =>
                Coercion.Common(l.Type, r.Type)
                ?? throw Error(
                    set,
                    $"column {l.Name ?? l.Physical} of {set.Operator} is {l.Type} in one part and {r.Type} in the other",
                    "CAST one of them."
                )
        );
        var common = types.ToList();
        var all = set.All ? " ALL" : "";
        var columns = left.Columns.Select((c, i) => c with { Type = common[i] }).ToList();
        return new($"({Cast(left, common, set)}) {set.Operator}{all} ({Cast(right, common, set)})", columns);
    }

    /// <summary>A query whose columns are made to be of some types.</summary>
    private string Cast(BoundQuery query, List<SqlType> types, Node at)
    {
        if (query.Columns.Zip(types).All(c => c.First.Type.Equals(c.Second)))
        {
            return query.Sql;
        }

        var items = query.Columns.Select(
            (c, i) => $"{Coerce(new(Duck.Name(c.Physical), c.Type), types[i], at)} AS {Duck.Name(c.Physical)}"
        );
        return $"SELECT {string.Join(", ", items)} FROM ({query.Sql})";
    }

    private BoundQuery BindValues(ValuesBody values, Scope? outer)
    {
        var scope = new Scope(outer);
        var rows = values
            .Rows.Select(r => (r is RowOf row ? row.Items : [r]).Select(e => Bind(e, scope)).ToList())
            .ToList();
        var count = rows[0].Count;
        var types = new List<SqlType>();
        for (var i = 0; i < count; i++)
        {
            var type = SqlType.Unknown;
            foreach (var (row, at) in rows.Zip(values.Rows))
            {
                type =
                    row.Count != count
                        ? throw Error(at, $"this row has {row.Count} columns, the first has {count}")
                        : Coercion.Common(type, row[i].Type)
                            ?? throw Error(at, $"column {i + 1} is {type} in one row and {row[i].Type} in another");
            }

            types.Add(type);
        }

        var name = Fresh("v");
        var columns = types.Select((t, i) => new ResultColumn(null, t, $"_col{i}")).ToList();
        var lines = rows.Zip(
            values.Rows,
            (row, at) => $"({string.Join(", ", row.Select((b, i) => Coerce(b, types[i], at)))})"
        );
        var list = string.Join(", ", columns.Select(c => Duck.Name(c.Physical)));
        return new($"SELECT * FROM (VALUES {string.Join(", ", lines)}) AS {name}({list})", columns);
    }
}
