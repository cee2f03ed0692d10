using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Binding;

/// <content>
/// Reads the rows that an index lists instead of all, where a condition of WHERE cannot be true elsewhere. WHERE stays as it
/// is, so what the index lists too much changes nothing.
/// </content>
internal sealed partial class Compiler
{
    private static readonly string s_events = $"{Duck.Name(CloudTrailTables.Physical)} AS ";
    private readonly List<string> _indexed = [];

    /// <summary>Of rows with as many columns it pays to read those that are searched apart from the others.</summary>
    private const int WideRow = 10;

    /// <summary>No row has these numbers: DuckDB reads all rows when it is told of none, and those of a single file when of one.</summary>
    private const string NoRow = "unnest(CAST([4294967294, 4294967295] AS UINTEGER[]))";

    /// <summary>What WHERE does not hold when it is asked twice: it may say something else, or takes long.</summary>
    private static readonly string[] s_askedOnce = ["SELECT ", "random()", "uuid()"];

    /// <summary>The query that is compiled, without those in it.</summary>
    private Query? _whole;

    /// <summary>Where an index was used, and where it could not be, a line each.</summary>
    public IReadOnlyList<string> Indexed => _indexed;

    /// <summary>What FROM reads, with an index if that gives the same answer.</summary>
    /// <param name="select">The query, whose WHERE has been bound.</param>
    /// <param name="from">What FROM reads without one.</param>
    /// <param name="scope">What names mean in WHERE.</param>
    private string Narrow(Select select, string from, Scope scope)
    {
        if (_options.Index is not { } index || !IsOfEvents(select, from))
        {
            return from;
        }

        var table = from[s_events.Length..];
        var columns = index.Columns.ToDictionary(c => Physical(table, c), StringComparer.Ordinal);
        var found = Conjuncts(select.Where)
            .Select(c => Fixed(c, columns, scope))
            .OfType<(string Condition, IReadOnlyList<string> Values)>()
            .Select(f => (f.Condition, Rows: index.Find(f.Values)))
            .ToList();
        if (found.Where(f => f.Rows.Parts is not null).OrderBy(f => f.Rows.Count).ToList() is not [var best, ..])
        {
            found.ForEach(f => Tell($"the identifier index is not used for {f.Condition}: {f.Rows.WhyNot}"));
            if (found.Count == 0)
            {
                Tell("the identifier index is not used: no condition that must hold compares an identifier as a whole");
            }

            return from;
        }

        Tell($"the identifier index is used for {best.Condition}: {best.Rows.Count} rows name it, and WHERE decides");
        return Listed(best.Rows.Parts!) + " AS " + table;
    }

    /// <summary>
    /// What FROM reads where a text is searched for in rows of many columns: of all rows those that WHERE needs, and the others
    /// of the row groups alone in which it holds. It holds for few rows as a rule, and WHERE stays as it is.
    /// </summary>
    /// <param name="select">The query.</param>
    /// <param name="from">What FROM reads, of which no index gave the rows.</param>
    /// <param name="where">WHERE, bound.</param>
    /// <param name="columns">How many columns a row of the result has.</param>
    private string Searched(Select select, string from, string where, int columns)
    {
        if (
            _options.Index?.RowNumber is not { } number
            || columns < WideRow
            || !IsOfEvents(select, from)
            || !(
                where.Contains("strpos(", StringComparison.Ordinal)
                || where.Contains(" LIKE ", StringComparison.Ordinal)
            )
            || s_askedOnce.Any(where.Contains)
        )
        {
            return from;
        }

        Tell("texts are searched first, and of what has none no other column is read");
        var (row, table) = (Duck.Name(number), from[s_events.Length..]);
        var found = $"SELECT {table}.{row} FROM {from}{where} UNION ALL SELECT {NoRow}";
        return $"(SELECT * FROM {Duck.Name(CloudTrailTables.Physical)} WHERE {row} IN ({found})) AS {table}";
    }

    private static bool IsOfEvents(Select select, string from) =>
        select.From is null or TableName or Aliased { Of: TableName }
        && from.StartsWith(s_events, StringComparison.Ordinal);

    /// <summary>A relation of the rows of an index.</summary>
    private string Listed(IReadOnlyList<IndexedPart> parts)
    {
        if (parts.Count == 0)
        {
            return $"(SELECT * FROM {Duck.Name(CloudTrailTables.Physical)} WHERE false)";
        }

        var columns = string.Join(", ", _options.Catalog.Stored.Select(Duck.Name));
        return $"({string.Join(" UNION ALL ", parts.Select(Part))})";

        string Part(IndexedPart part)
        {
            var name = $"picks_rows_{_used.Count}";
            while (_options.Parameters.ContainsKey(name) || _used.ContainsKey(name))
            {
                name += "_";
            }

            _used[name] = part.Rows.Select(r => (object?)r).ToList();
            return $"SELECT {columns} FROM {part.Source} WHERE picks_row IN (SELECT unnest(CAST(${name} AS UINTEGER[])))";
        }
    }

    private static IEnumerable<Expression> Conjuncts(Expression? where) =>
        where switch
        {
            null => [],
            Logical { IsAnd: true } all => all.Terms.SelectMany(Conjuncts),
            _ => [where],
        };

    /// <summary>The values of which a column must have one if a condition holds; null where it says no such thing.</summary>
    private (string Condition, IReadOnlyList<string> Values)? Fixed(
        Expression condition,
        Dictionary<string, string> columns,
        Scope scope
    )
    {
        if (condition is Logical { IsAnd: false } any)
        {
            return Any(any, columns, scope);
        }

        (Expression? Of, IReadOnlyList<Expression> Among) sides = condition switch
        {
            Comparison { Operator: "=" } equal when Text(equal.Left, scope) is not null => (equal.Right, [equal.Left]),
            Comparison { Operator: "=" } equal => (equal.Left, [equal.Right]),
            InList { Negated: false } list => (list.Of, list.Values),
            InQuery { Negated: false, Query: { With: null, Offset: null, Limit: null, Body: ValuesBody rows } } table =>
                (table.Of, rows.Rows),
            Like { Negated: false, Escape: null } like => (like.Of, [like.Pattern]),
            _ => (null, []),
        };
        var (of, among) = sides;
        if (
            of is not (ColumnName or Field)
            || !columns.TryGetValue(Bind(of, scope).Sql, out var column)
            || among.Select(v => Text(v, scope)).ToList() is not { Count: > 0 } texts
            || texts.Contains(null)
        )
        {
            return null;
        }

        var written = string.Join(", ", texts.Take(3).Select(t => Shown(t!))) + (texts.Count > 3 ? ", …" : "");
        if (condition is Like && texts[0]!.AsSpan().IndexOfAny('%', '_') >= 0)
        {
            Tell(
                $"the identifier index is not used for {column} LIKE {written}: it knows whole values only, so all are scanned"
            );
            return null;
        }

        return ($"{column} = {written}", texts!);
    }

    /// <summary>
    /// The values of which some column must have one if one of several conditions holds: an index tells which rows name a value,
    /// not where.
    /// </summary>
    private (string Condition, IReadOnlyList<string> Values)? Any(
        Logical any,
        Dictionary<string, string> columns,
        Scope scope
    )
    {
        var fixedOnes = new List<(string Condition, IReadOnlyList<string> Values)>();
        foreach (var term in any.Terms.Where(t => t is not BooleanLiteral { Value: false }))
        {
            if (Conjuncts(term).Select(c => Fixed(c, columns, scope)).FirstOrDefault(f => f is not null) is not { } one)
            {
                return null;
            }

            fixedOnes.Add(one);
        }

        return fixedOnes.Count == 0
            ? null
            : (
                string.Join(" or ", fixedOnes.Select(f => f.Condition)),
                [.. fixedOnes.SelectMany(f => f.Values).Distinct()]
            );
    }

    /// <summary>The value of a text that is known now.</summary>
    private string? Text(Expression expression, Scope scope) =>
        expression is StringLiteral or Parameter or ColumnName { Name.Quoted: true }
            ? Bind(expression, scope).Text
            : null;

    /// <summary>DuckDB's SQL for a column or field of the table, as <see cref="Bind"/> writes it.</summary>
    private static string Physical(string table, string column)
    {
        var parts = column.Split('.');
        return parts
            .Skip(1)
            .Aggregate($"{table}.{Duck.Name(parts[0])}", (of, name) => $"struct_extract({of}, {Duck.Text(name)})");
    }

    /// <summary>A value within one line.</summary>
    private static string Shown(string value) =>
        Duck.Text(new([.. (value.Length > 80 ? value[..80] + "…" : value).Select(c => char.IsControl(c) ? ' ' : c)]));

    private void Tell(string line)
    {
        if (!_indexed.Contains(line))
        {
            _indexed.Add(line);
        }
    }
}
