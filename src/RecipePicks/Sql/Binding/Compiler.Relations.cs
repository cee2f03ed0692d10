using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>What FROM reads.</content>
internal sealed partial class Compiler
{
    private (string Sql, IReadOnlyList<ScopeTable> Tables) BindRelation(
        Relation relation,
        Scope? outer,
        IReadOnlyList<ScopeTable> left
    )
    {
        Enter(relation);
        var bound = relation switch
        {
            Join join => BindJoin(join, outer, left),
            Aliased aliased => BindAliased(aliased, outer, left),
            _ => BindOne(relation, null, [], outer, left),
        };
        _depth--;
        return bound;
    }

    private (string Sql, IReadOnlyList<ScopeTable> Tables) BindAliased(
        Aliased aliased,
        Scope? outer,
        IReadOnlyList<ScopeTable> left
    )
    {
        if (aliased.Of is not (Join or Aliased))
        {
            return BindOne(aliased.Of, aliased.Name, aliased.Columns, outer, left);
        }

        var (sql, tables) = BindRelation(aliased.Of, outer, left);
        var columns = tables.SelectMany(t => t.Columns).Where(c => !c.Hidden).ToList();
        return (sql, [new([aliased.Name.Text], Renamed(columns, aliased.Columns, aliased))]);
    }

    private IReadOnlyList<ScopeColumn> Renamed(
        IReadOnlyList<ScopeColumn> columns,
        IReadOnlyList<Identifier> names,
        Node at
    )
    {
        var shown = columns.Where(c => !c.Hidden).ToList();
        return names.Count == 0 ? columns
            : names.Count == shown.Count ? [.. shown.Select((c, i) => c with { Name = names[i].Text })]
            : throw Error(at, $"{names.Count} names are given to {shown.Count} columns");
    }

    private (string Sql, IReadOnlyList<ScopeTable> Tables) BindOne(
        Relation relation,
        Identifier? alias,
        IReadOnlyList<Identifier> names,
        Scope? outer,
        IReadOnlyList<ScopeTable> left
    )
    {
        switch (relation)
        {
            case Unnest unnest:
                return BindUnnest(unnest, alias, names, new Scope(outer) { Tables = left });
            case SubqueryRelation subquery:
                var scope = subquery.Lateral ? new Scope(outer) { Tables = left } : outer;
                return FromQuery(
                    Apart(() => BindQuery(subquery.Query, scope)),
                    subquery.Lateral ? "LATERAL " : "",
                    alias,
                    names,
                    relation
                );
            case TableName table when table.Parts is [var only] && _common.TryGetValue(only.Text, out var common):
                var physical = Fresh(alias?.Text ?? only.Text);
                return (
                    $"{common.Sql} AS {physical}{ColumnList(common)}",
                    [Table(common, physical, alias ?? only, names, table)]
                );
            case TableName table when table.Parts.Count > 0 && _views.TryGetValue(table.Parts[^1].Text, out var view):
                return FromQuery(view, "", alias ?? table.Parts[^1], names, relation);
            default:
                return BindTable((TableName)relation, alias, names);
        }
    }

    /// <summary>A recursive table's columns are named where it is made; others keep the names of their query.</summary>
    private static string ColumnList(BoundQuery common) =>
        common.Columns.Count == 0 ? "" : $"({string.Join(", ", common.Columns.Select(c => Duck.Name(c.Physical)))})";

    private (string Sql, IReadOnlyList<ScopeTable> Tables) FromQuery(
        BoundQuery query,
        string before,
        Identifier? alias,
        IReadOnlyList<Identifier> names,
        Node at
    )
    {
        var physical = Fresh(alias?.Text ?? "q");
        return ($"{before}({query.Sql}) AS {physical}", [Table(query, physical, alias, names, at)]);
    }

    private ScopeTable Table(
        BoundQuery query,
        string physical,
        Identifier? alias,
        IReadOnlyList<Identifier> names,
        Node at
    )
    {
        var columns = query
            .Columns.Select(c => new ScopeColumn(c.Name ?? "", c.Type, $"{physical}.{Duck.Name(c.Physical)}"))
            .ToList();
        return new(alias is null ? [] : [alias.Text], Renamed(columns, names, at));
    }

    /// <summary>Binds a query that does not see the SELECT around it.</summary>
    private T Apart<T>(Func<T> bind)
    {
        var around = _selecting;
        _selecting = null;
        var bound = bind();
        _selecting = around;
        return bound;
    }

    private (string Sql, IReadOnlyList<ScopeTable> Tables) BindTable(
        TableName name,
        Identifier? alias,
        IReadOnlyList<Identifier> names
    )
    {
        var found = _options.Catalog.Find(name, _options.Lenient, _notices);
        if (found is not { } table)
        {
            var written = name.Placeholder ?? name.Parts[^1].Text;
            throw Error(
                name,
                $"there is no table {written}",
                Nearest.Of(written, [.. _common.Keys, .. _views.Keys, .. _options.Catalog.Names])
                    ?? $"The case's events are {CloudTrailTables.Physical}; CREATE EXTERNAL TABLE {written} (…), or --lenient, makes another name of it."
            );
        }

        var called = alias?.Text ?? (name.Parts.Count > 0 ? name.Parts[^1].Text : table.Name);
        var physical = Fresh(Same(called, table.Physical) ? "t" : called);
        var columns = table.Columns.Select(c => c.Under(physical)).ToList();
        IReadOnlyList<string> known = alias is not null
            ? [alias.Text]
            : [.. name.Parts.Select(p => p.Text).Reverse().Take(1), table.Name];
        return ($"{Duck.Name(table.Physical)} AS {physical}", [new(known, Renamed(columns, names, name))]);
    }

    private (string Sql, IReadOnlyList<ScopeTable> Tables) BindJoin(
        Join join,
        Scope? outer,
        IReadOnlyList<ScopeTable> around
    )
    {
        var (left, leftTables) = BindRelation(join.Left, outer, around);
        var (right, rightTables) = BindRelation(join.Right, outer, [.. around, .. leftTables]);
        // A join on the right needs its parentheses; a single table with an alias must not have them.
        right = Inner(join.Right) is Join ? $"({right})" : right;
        IReadOnlyList<ScopeTable> tables = [.. leftTables, .. rightTables];
        if (join.Kind == "CROSS")
        {
            return ($"{left} CROSS JOIN {right}", tables);
        }

        if (Unaliased(join.Right) is Unnest && join.On is not BooleanLiteral { Value: true })
        {
            throw Error(
                join.On ?? (Node)join.Right,
                $"{join.Kind} JOIN involving UNNEST is only supported with condition ON TRUE",
                "Write ON TRUE, and the condition in WHERE or within filter(array, x -> …)."
            );
        }

        if (join.Using.Count > 0)
        {
            var (condition, merged) = BindUsing(join, leftTables, rightTables);
            return ($"{left} {join.Kind} JOIN {right} ON {condition}", merged);
        }

        var on = Apart(() => BindCondition(join.On!, new Scope(outer) { Tables = [.. around, .. tables] }, "ON"));
        return ($"{left} {join.Kind} JOIN {right} ON {on.Sql}", tables);
    }

    private static Relation Unaliased(Relation relation) =>
        relation is Aliased aliased ? Unaliased(aliased.Of) : relation;

    private static Relation Inner(Relation relation) =>
        relation is Aliased { Of: Join or Aliased } aliased ? Inner(aliased.Of) : relation;

    /// <summary>USING: the columns are one, which is found without a table's name.</summary>
    private (string Condition, IReadOnlyList<ScopeTable> Tables) BindUsing(
        Join join,
        IReadOnlyList<ScopeTable> left,
        IReadOnlyList<ScopeTable> right
    )
    {
        var (conditions, shared) = (new List<string>(), new List<ScopeColumn>());
        foreach (var name in join.Using)
        {
            ScopeColumn Of(IReadOnlyList<ScopeTable> tables) =>
                tables.SelectMany(t => t.Columns).FirstOrDefault(c => Same(c.Name, name.Text) && !c.OnlyQualified)
                ?? throw Error(name, $"both tables need a column {name.Text}");
            var (a, b) = (Of(left), Of(right));
            var (x, y, type) = Alike(new(a.Sql, a.Type), new(b.Sql, b.Type), name, "=");
            conditions.Add($"{x} = {y}");
            var sql = join.Kind switch
            {
                "FULL" => $"coalesce({x}, {y})",
                "RIGHT" => y,
                _ => x,
            };
            shared.Add(new(a.Name, type, sql));
        }

        ScopeTable Hide(ScopeTable table) =>
            table with
            {
                Columns =
                [
                    .. table.Columns.Select(c =>
                        join.Using.Any(n => Same(n.Text, c.Name)) ? c with { Hidden = true, OnlyQualified = true } : c
                    ),
                ],
            };
        return (string.Join(" AND ", conditions), [new([], shared), .. left.Select(Hide), .. right.Select(Hide)]);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// UNNEST: a column for an array, two for a map; for an array of rows one for each field, or one in all where as many
    /// names are given (which Athena takes too).
    /// </summary>
    private (string Sql, IReadOnlyList<ScopeTable> Tables) BindUnnest(
        Unnest unnest,
        Identifier? alias,
        IReadOnlyList<Identifier> names,
        Scope scope
    )
    {
        var physical = Fresh(alias?.Text ?? "u");
        var arrays = Apart(() => unnest.Arrays.Select(a => Bind(a, scope)).ToList());
        var lists = arrays.Select((a, i) => List(a, unnest.Arrays[i])).ToList();
        var whole = names.Count > 0 && names.Count == lists.Count + (unnest.WithOrdinality ? 1 : 0);
        var items = new List<string>();
        var columns = new List<ScopeColumn>();
        foreach (var (list, i) in lists.Select((l, i) => (l, i)))
        {
            items.Add($"unnest({list.Sql}) AS c{i}");
            var element = new Bound($"{physical}.c{i}", list.Type.Element);
            var isMap = arrays[i].Type.Kind == TypeKind.Map;
            if (list.Type.Element.Kind == TypeKind.Row && (isMap || !whole))
            {
                columns.AddRange(
                    element.Type.Fields.Select(
                        (f, n) => new ScopeColumn(isMap ? "" : f.Name ?? "", f.Type, FieldOf(element, n).Sql)
                    )
                );
            }
            else
            {
                columns.Add(new("", element.Type, element.Sql));
            }
        }

        if (unnest.WithOrdinality)
        {
            var longest = $"greatest({string.Join(", ", lists.Select(l => $"coalesce(len({l.Sql}), 0)"))})";
            items.Add($"unnest(range(1, {longest} + 1)) AS n");
            columns.Add(new("", SqlType.BigInt, $"{physical}.n"));
        }

        var table = new ScopeTable(alias is null ? [] : [alias.Text], Renamed(columns, names, unnest));
        return ($"LATERAL (SELECT {string.Join(", ", items)}) AS {physical}", [table]);
    }

    private Bound List(Bound array, Node at) =>
        array.Type.Kind switch
        {
            TypeKind.Array => array,
            TypeKind.Map => new(
                $"map_entries({array.Sql})",
                SqlType.Array(SqlType.Row([new("key", array.Type.Key), new("value", array.Type.Element)]))
            ),
            _ => throw Error(
                at,
                $"UNNEST takes an array or a map, and this is {array.Type}",
                array.Type.IsText ? "JSON text becomes an array by CAST(json_parse(text) AS array(json))." : null
            ),
        };
}
