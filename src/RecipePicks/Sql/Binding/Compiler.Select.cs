using System.Globalization;
using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>SELECT: its items, its groups and its order.</content>
internal sealed partial class Compiler
{
    /// <summary>What is known of the SELECT that is being bound.</summary>
    private sealed class Selecting
    {
        /// <summary>What is grouped by, as SQL.</summary>
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        /// <summary>Columns that stand in no aggregate and in no key.</summary>
        public List<(Node At, string Name)> Loose { get; } = [];

        public Dictionary<string, string> Windows { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Bound> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

        public bool Aggregates { get; set; }

        /// <summary>The clause that may not hold an aggregate; null where one may stand.</summary>
        public string? Clause { get; set; }

        public bool InAggregate { get; set; }

        /// <summary>Whether names are looked for among the results first, as ORDER BY does.</summary>
        public bool Ordering { get; set; }
    }

    private Selecting? _selecting;

    private BoundQuery BindSelect(Select select, Query query, Scope? outer)
    {
        var (around, state) = (_selecting, new Selecting());
        _selecting = state;
        var (from, tables) = select.From is null ? ("", []) : BindRelation(select.From, outer, []);
        if (select.From is null && _options.Lenient && NamesColumns(select))
        {
            Notice($"there is no FROM: {CloudTrailTables.Physical} is read");
            (from, tables) = BindRelation(new TableName([], "", select.At), outer, []);
        }

        var scope = new Scope(outer) { Tables = tables };
        state.Clause = "WHERE";
        var where = select.Where is null ? "" : " WHERE " + BindCondition(select.Where, scope, "WHERE").Sql;
        var all = from;
        from = Narrow(select, from, scope);
        state.Clause = null;
        state.Loose.Clear();
        // Groups are bound first, for what is grouped by may stand in the items.
        var group = BindGroups(select, scope, state);
        var named = select.Windows.Select(w => BindNamedWindow(w, scope, state)).ToList();
        var items = select.Items.SelectMany(i => BindItem(i, scope)).ToList();
        var having = select.Having is null ? "" : " HAVING " + BindCondition(select.Having, scope, "HAVING").Sql;
        var columns = ResultColumns(items);
        var order = BindOrder(query.OrderBy, items, scope, state, select);
        if ((state.Aggregates || select.GroupBy.Count > 0) && state.Loose.Count > 0)
        {
            var (at, name) = state.Loose[0];
            throw Error(
                at,
                $"{name} is neither grouped by nor in an aggregate",
                $"Add it to GROUP BY, or write arbitrary({name})."
            );
        }

        _selecting = around;
        // What stands in the result of the query itself is wanted whole; of another only what the query around it takes.
        if (from == all && ReferenceEquals(query, _whole) && !state.Aggregates && select.GroupBy.Count == 0)
        {
            from = Searched(select, from, where, items.Count);
        }

        var list = items.Select((b, i) => $"{b.Sql} AS {Duck.Name(columns[i].Physical)}");
        var windows = named.Count > 0 ? " WINDOW " + string.Join(", ", named) : "";
        return new(
            $"SELECT {(select.Distinct ? "DISTINCT " : "")}{string.Join(", ", list)}{(from.Length > 0 ? " FROM " + from : "")}{where}{group}{having}{windows}{order}",
            columns
        );
    }

    private static bool NamesColumns(Select select) =>
        select.Items.Any(i => i is StarItem or ValueItem { Of: ColumnName or Field or Call })
        || select.Where is not null;

    private List<Bound> BindItem(SelectItem item, Scope scope)
    {
        switch (item)
        {
            case ValueItem { Alias: { } alias } value:
                var bound = Bind(value.Of, scope) with { Name = alias.Text };
                _selecting!.Aliases.TryAdd(alias.Text, bound);
                return [bound];
            case ValueItem value:
                var plain = Bind(value.Of, scope);
                if (plain.Name is { } name)
                {
                    _selecting!.Aliases.TryAdd(name, plain);
                }

                return [plain];
            default:
                return BindStar((StarItem)item, scope);
        }
    }

    private List<Bound> BindStar(StarItem star, Scope scope)
    {
        List<ScopeColumn> columns;
        if (star.Of is null)
        {
            columns = [.. scope.Tables.SelectMany(t => t.Columns).Where(c => !c.Hidden)];
            if (scope.Tables.Count == 0)
            {
                throw Error(star, "* needs a FROM", "Write SELECT * FROM cloudtrail_logs");
            }
        }
        else if (
            star.Of is ColumnName { Name.Text: var name }
            && scope.Tables.FirstOrDefault(t => Named(t, name)) is { } table
        )
        {
            columns = [.. table.Columns.Where(c => !c.Hidden || c.OnlyQualified)];
        }
        else
        {
            var row = Bind(star.Of, scope);
            return row.Type.Kind == TypeKind.Row
                ? [.. row.Type.Fields.Select((f, i) => FieldOf(row, i))]
                : throw Error(star, $"there is no table of this name, and no row: it is {row.Type}");
        }

        foreach (var column in columns)
        {
            Loosen(star, column);
        }

        return [.. columns.Select(c => new Bound(c.Sql, c.Type) { Name = c.Name, Column = c })];
    }

    /// <summary>Names that DuckDB can tell apart; a column without one is _col and its number, as in Athena.</summary>
    private static IReadOnlyList<ResultColumn> ResultColumns(IReadOnlyList<Bound> items)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. items.Select(
                (b, i) =>
                {
                    var physical = b.Name is { Length: > 0 } name && taken.Add(name) ? name : $"_col{i}";
                    taken.Add(physical);
                    return new ResultColumn(b.Name, b.Type, physical);
                }
            ),
        ];
    }

    private string BindGroups(Select select, Scope scope, Selecting state)
    {
        if (select.GroupBy.Count == 0)
        {
            return "";
        }

        state.Clause = "GROUP BY";
        var groups = select.GroupBy.Select(g => BindGroup(g, select, scope, state)).ToList();
        state.Clause = null;
        state.Loose.Clear();
        return " GROUP BY " + string.Join(", ", groups);
    }

    private string BindGroup(GroupItem item, Select select, Scope scope, Selecting state)
    {
        var sets = item.Sets.Select(s => s.Select(e => Key(e, select, scope, state)).ToList()).ToList();
        return item.Kind switch
        {
            "" => sets[0].Count == 1 ? sets[0][0]
            : sets[0].Count == 0 ? "()"
            : string.Join(", ", sets[0]),
            _ =>
                $"{item.Kind} ({string.Join(", ", sets.Select(s => s.Count == 1 && item.Kind != "GROUPING SETS" ? s[0] : $"({string.Join(", ", s)})"))})",
        };
    }

    private string Key(Expression expression, Select select, Scope scope, Selecting state)
    {
        var of = expression;
        if (Ordinal(expression, select.Items.Count) is { } ordinal)
        {
            of = select.Items[ordinal - 1] is ValueItem { Of: var item }
                ? item
                : throw Error(expression, "the column of a number cannot be * here", "Write the column's name.");
        }
        else if (
            _options.Lenient
            && expression is ColumnName { Name.Text: var name }
            && FindColumn(name, scope) is null
            && select
                .Items.OfType<ValueItem>()
                .FirstOrDefault(i => string.Equals(i.Alias?.Text, name, StringComparison.OrdinalIgnoreCase))
                is { } aliased
        )
        {
            Notice($"GROUP BY {name} is read as its expression: Athena takes a number there, or the expression");
            of = aliased.Of;
        }

        var bound = Bind(of, scope);
        state.Keys.Add(bound.Sql);
        // DuckDB would take a bare number for a column's place.
        return of is NumberLiteral or Sign ? $"({bound.Sql} + 0)" : bound.Sql;
    }

    private string BindOrder(
        IReadOnlyList<SortItem> order,
        List<Bound> items,
        Scope scope,
        Selecting state,
        Select select
    )
    {
        if (order.Count == 0)
        {
            return "";
        }

        state.Ordering = true;
        var parts = new List<string>();
        foreach (var item in order)
        {
            if (Ordinal(item.Of, items.Count) is { } ordinal)
            {
                parts.Add(ordinal.ToString(CultureInfo.InvariantCulture) + Direction(item));
                continue;
            }

            var bound = Bind(item.Of, scope);
            var place = items.FindIndex(b => b.Sql == bound.Sql);
            if (select.Distinct && place < 0)
            {
                throw Error(
                    item.Of,
                    "with SELECT DISTINCT, what is ordered by must be selected",
                    "Add it to the items."
                );
            }

            parts.Add((place >= 0 ? (place + 1).ToString(CultureInfo.InvariantCulture) : bound.Sql) + Direction(item));
        }

        state.Ordering = false;
        return " ORDER BY " + string.Join(", ", parts);
    }

    private string BindNamedWindow(NamedWindow window, Scope scope, Selecting state)
    {
        var name = Fresh(window.Name.Text);
        var spec = BindWindow(window.Spec, scope);
        state.Windows[window.Name.Text] = name;
        return $"{name} AS {spec}";
    }

    /// <summary>Remembers a column that must be grouped by if the query aggregates.</summary>
    private void Loosen(Node at, ScopeColumn column)
    {
        if (_selecting is { InAggregate: false } state && !state.Keys.Contains(column.Sql))
        {
            state.Loose.Add((at, column.Name));
        }
    }

    private Bound BindCondition(Expression expression, Scope scope, string what)
    {
        var bound = Bind(expression, scope);
        return bound.Type.Kind is TypeKind.Boolean ? bound
            : bound.Type.Kind is TypeKind.Unknown ? new(Null(SqlType.Boolean), SqlType.Boolean)
            : throw Error(
                expression,
                $"{what} needs a condition, and this is {bound.Type}",
                "Compare it with something: … = …"
            );
    }
}
