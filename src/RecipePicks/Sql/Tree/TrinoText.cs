using System.Text;
using RecipePicks.Sql.Lexing;

namespace RecipePicks.Sql.Tree;

/// <summary>Writes a tree as Trino's SQL: reading it again gives the same tree.</summary>
internal partial class TrinoText
{
    private readonly StringBuilder _text = new();

    /// <summary>A query as text.</summary>
    public static string Of(Query query)
    {
        var writer = new TrinoText();
        return writer.Text(query);
    }

    /// <summary>An expression as text.</summary>
    public static string Of(Expression expression)
    {
        var writer = new TrinoText();
        writer.Write(expression);
        return writer._text.ToString();
    }

    /// <summary>A name, in quotes where it needs them.</summary>
    public static string Of(Identifier name) =>
        name.Quoted || Keywords.IsReserved(name.Text) || !IsPlain(name.Text)
            ? $"\"{name.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : name.Text;

    /// <summary>What stands before a clause.</summary>
    protected virtual string Break => " ";

    /// <summary>A query as text, by this writer.</summary>
    protected string Text(Query query)
    {
        Write(query);
        return _text.ToString();
    }

    /// <summary>A value that is shown, sorted by or grouped by as it is.</summary>
    protected virtual void Shown(Expression expression) => Write(expression);

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    protected static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    protected TrinoText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    protected void Several<T>(IEnumerable<T> items, Action<T> write, string between = ", ")
    {
        var first = true;
        foreach (var item in items)
        {
            Add(first ? "" : between);
            write(item);
            first = false;
        }
    }

    protected void Parenthesized<T>(IEnumerable<T> items, Action<T> write)
    {
        Add("(");
        Several(items, write);
        Add(")");
    }

    private void Names(IReadOnlyList<Identifier> names)
    {
        if (names.Count > 0)
        {
            Add(" ");
            Parenthesized(names, n => Add(Of(n)));
        }
    }

    private void Write(Query query)
    {
        if (query.With is { } with)
        {
            Add(with.Recursive ? "WITH RECURSIVE " : "WITH ");
            Several(with.Tables, Write);
            Add(Break);
        }

        Write(query.Body);
        Order(query.OrderBy, $"{Break}ORDER BY ");
        Optional($"{Break}OFFSET ", query.Offset);
        Optional($"{Break}LIMIT ", query.Limit);
    }

    private void Write(CommonTable table)
    {
        Add(Of(table.Name));
        Names(table.Columns);
        Add(" AS (");
        Write(table.Query);
        Add(")");
    }

    private void Optional(string before, Expression? expression)
    {
        if (expression is not null)
        {
            Add(before);
            Write(expression);
        }
    }

    private void Order(IReadOnlyList<SortItem> items, string before = " ORDER BY ")
    {
        if (items.Count > 0)
        {
            Add(before);
            Several(items, Write);
        }
    }

    private void Write(SortItem item)
    {
        Shown(item.Of);
        Add(item.Descending ? " DESC" : "");
        Add(
            item.NullsFirst switch
            {
                true => " NULLS FIRST",
                false => " NULLS LAST",
                _ => "",
            }
        );
    }

    private void Write(QueryBody body)
    {
        switch (body)
        {
            case Select select:
                Write(select);
                break;
            case ValuesBody values:
                Add("VALUES ");
                Several(values.Rows, Write);
                break;
            case TableBody table:
                Add("TABLE ");
                Write(table.Name);
                break;
            case NestedBody nested:
                Add("(");
                Write(nested.Query);
                Add(")");
                break;
            case SetOperation set:
                Write(set.Left);
                Add($"{Break}{set.Operator}{(set.All ? " ALL" : "")}{Break}");
                Write(set.Right);
                break;
        }
    }

    private void Write(Select select)
    {
        Add(select.Distinct ? "SELECT DISTINCT " : "SELECT ");
        Several(select.Items, Write);
        if (select.From is not null)
        {
            Add(Break).Add("FROM ");
            Write(select.From);
        }

        Optional($"{Break}WHERE ", select.Where);
        if (select.GroupBy.Count > 0)
        {
            Add(Break).Add("GROUP BY ");
            Several(select.GroupBy, Write);
        }

        Optional($"{Break}HAVING ", select.Having);
        if (select.Windows.Count > 0)
        {
            Add(" WINDOW ");
            Several(
                select.Windows,
                w =>
                {
                    Add(Of(w.Name)).Add(" AS ");
                    Window(w.Spec);
                }
            );
        }
    }

    private void Write(SelectItem item)
    {
        switch (item)
        {
            case StarItem star:
                if (star.Of is not null)
                {
                    Operand(star.Of);
                    Add(".");
                }

                Add("*");
                break;
            case ValueItem value:
                Shown(value.Of);
                Add(value.Alias is { } alias ? " AS " + Of(alias) : "");
                break;
        }
    }

    private void Write(GroupItem item)
    {
        if (item.Kind.Length == 0)
        {
            Set(item.Sets[0]);
            return;
        }

        Add(item.Kind).Add(" ");
        Parenthesized(item.Sets, Set);

        void Set(IReadOnlyList<Expression> set)
        {
            if (set.Count == 1)
            {
                Shown(set[0]);
            }
            else
            {
                Parenthesized(set, Shown);
            }
        }
    }

    private void Write(Relation relation)
    {
        switch (relation)
        {
            case TableName table:
                Write(table);
                break;
            case Aliased aliased:
                if (aliased.Of is Join or Aliased)
                {
                    Parenthesized([aliased.Of], Write);
                }
                else
                {
                    Write(aliased.Of);
                }

                Add(" AS ").Add(Of(aliased.Name));
                Names(aliased.Columns);
                break;
            case SubqueryRelation subquery:
                Add(subquery.Lateral ? "LATERAL (" : "(");
                Write(subquery.Query);
                Add(")");
                break;
            case Unnest unnest:
                Add("UNNEST");
                Parenthesized(unnest.Arrays, Write);
                Add(unnest.WithOrdinality ? " WITH ORDINALITY" : "");
                break;
            case Join join:
                Write(join);
                break;
        }
    }

    /// <summary>A table by its name.</summary>
    protected virtual void Write(TableName table)
    {
        if (table.Placeholder is { } placeholder)
        {
            Add(placeholder);
        }
        else
        {
            Several(table.Parts, p => Add(Of(p)), ".");
        }
    }

    private void Write(Join join)
    {
        Write(join.Left);
        Add($" {join.Kind} JOIN ");
        if (join.Right is Join)
        {
            Parenthesized([join.Right], Write);
        }
        else
        {
            Write(join.Right);
        }

        Optional(" ON ", join.On);
        if (join.Using.Count > 0)
        {
            Add(" USING");
            Names(join.Using);
        }
    }
}
