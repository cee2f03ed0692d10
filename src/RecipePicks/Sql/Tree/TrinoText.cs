using System.Text;
using RecipePicks.Sql.Lexing;

namespace RecipePicks.Sql.Tree;

/// <summary>Writes a tree as Trino's SQL: reading it again gives the same tree.</summary>
internal sealed partial class TrinoText
{
    private readonly StringBuilder _text = new();

    /// <summary>A query as text.</summary>
    public static string Of(Query query)
    {
        var writer = new TrinoText();
        writer.Write(query);
        return writer._text.ToString();
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

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private TrinoText Add(string text)
    {
        _text.Append(text);
        return this;
    }

    private void Several<T>(IEnumerable<T> items, Action<T> write, string between = ", ")
    {
        var first = true;
        foreach (var item in items)
        {
            Add(first ? "" : between);
            write(item);
            first = false;
        }
    }

    private void Parenthesized<T>(IEnumerable<T> items, Action<T> write)
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
            Add(" ");
        }

        Write(query.Body);
        Order(query.OrderBy);
        Optional(" OFFSET ", query.Offset);
        Optional(" LIMIT ", query.Limit);
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
        Write(item.Of);
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
                Add($" {set.Operator} {(set.All ? "ALL " : "")}");
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
            Add(" FROM ");
            Write(select.From);
        }

        Optional(" WHERE ", select.Where);
        if (select.GroupBy.Count > 0)
        {
            Add(" GROUP BY ");
            Several(select.GroupBy, Write);
        }

        Optional(" HAVING ", select.Having);
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
                Write(value.Of);
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
                Write(set[0]);
            }
            else
            {
                Parenthesized(set, Write);
            }
        }
    }

    private void Write(Relation relation)
    {
        switch (relation)
        {
            case TableName { Placeholder: { } placeholder }:
                Add(placeholder);
                break;
            case TableName table:
                Several(table.Parts, p => Add(Of(p)), ".");
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
