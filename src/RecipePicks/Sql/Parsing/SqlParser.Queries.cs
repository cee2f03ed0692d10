using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Parsing;

/// <content>Queries.</content>
internal sealed partial class SqlParser
{
    /// <summary>Whether a query begins here, and not an expression that only begins with one: <c>(SELECT 1) + 1</c>.</summary>
    private bool StartsQuery()
    {
        var i = 0;
        while (Ahead(i).IsMark("("))
        {
            i++;
        }

        var token = Ahead(i);
        var query =
            token.Is("SELECT") || token.Is("WITH") || token.Is("VALUES") || (token.Is("TABLE") && IsName(Ahead(i + 1)));
        return query && (i == 0 || GoesOnAsQuery());
    }

    /// <summary>Whether what follows these parentheses belongs to a query.</summary>
    private bool GoesOnAsQuery()
    {
        var depth = 0;
        var i = 0;
        do
        {
            depth +=
                Ahead(i).IsMark("(") ? 1
                : Ahead(i).IsMark(")") ? -1
                : 0;
            i++;
        } while (depth > 0 && Ahead(i).Kind != TokenKind.End);
        var next = Ahead(i);
        return next.Kind == TokenKind.End
            || next.IsMark(")")
            || next.IsMark(";")
            || Array.Exists(s_afterQuery, next.Is);
    }

    private static readonly string[] s_afterQuery =
    [
        "UNION",
        "EXCEPT",
        "INTERSECT",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "FETCH",
    ];

    private Query ReadQuery()
    {
        Enter();
        var at = Now.Start;
        var with = Now.Is("WITH") ? ReadWith() : null;
        var body = ReadSetOperations(intersect: false);
        IReadOnlyList<SortItem> order = Take("ORDER", "BY") ? Several(ReadSortItem) : [];
        var offset = Take("OFFSET") ? ReadCount() : null;
        if (offset is not null && !Take("ROWS"))
        {
            Take("ROW");
        }

        var limit = ReadLimit();
        Leave();
        return new(with, body, at)
        {
            OrderBy = order,
            Offset = offset,
            Limit = limit,
        };
    }

    private Expression? ReadLimit()
    {
        if (Take("LIMIT"))
        {
            return Take("ALL") ? null : ReadCount();
        }

        if (!Take("FETCH"))
        {
            return null;
        }

        _ = Take("FIRST") || Take("NEXT") ? true : throw Unexpected("FIRST");
        var count = Now.Is("ROW") || Now.Is("ROWS") ? new NumberLiteral("1", Now.Start) : ReadCount();
        _ = Take("ROWS") || Take("ROW") ? true : throw Unexpected("ROWS");
        if (Now.Is("WITH"))
        {
            throw Error(
                Now.Start,
                "WITH TIES is not known here",
                "Write FETCH FIRST n ROWS ONLY, or rank() in a subquery."
            );
        }

        Need("ONLY");
        return count;
    }

    private Expression ReadCount() =>
        Now.Kind switch
        {
            TokenKind.Number when Now.Value.All(char.IsAsciiDigit) => ReadNumber(),
            TokenKind.Parameter => new Parameter(Now.Value, Skip().Start),
            TokenKind.Mark when Now.Value == "?" => ReadPrimary(),
            _ => throw Unexpected("a number of rows"),
        };

    private With ReadWith()
    {
        Need("WITH");
        var recursive = Take("RECURSIVE");
        return new(recursive, Several(ReadCommonTable));
    }

    private CommonTable ReadCommonTable()
    {
        var name = ReadName();
        var columns = Now.IsMark("(") ? Parenthesized(() => ReadName()) : [];
        Need("AS");
        NeedMark("(");
        var query = ReadQuery();
        NeedMark(")");
        return new(name, columns, query);
    }

    /// <summary>UNION and EXCEPT, and tighter than they INTERSECT.</summary>
    private QueryBody ReadSetOperations(bool intersect)
    {
        var left = intersect ? ReadBody() : ReadSetOperations(intersect: true);
        for (var links = 0; ; links++)
        {
            CheckChain(links * 5);
            var token = Now;
            if (!(intersect ? Take("INTERSECT") : Take("UNION") || Take("EXCEPT")))
            {
                return left;
            }

            var all = Take("ALL");
            if (!all)
            {
                Take("DISTINCT");
            }

            var right = intersect ? ReadBody() : ReadSetOperations(intersect: true);
            left = new SetOperation(token.Value.ToUpperInvariant(), all, left, right, token.Start);
        }
    }

    private QueryBody ReadBody()
    {
        var at = Now.Start;
        if (Now.Is("SELECT"))
        {
            return ReadSelect();
        }

        if (Take("VALUES"))
        {
            return new ValuesBody(Several(ReadExpression), at);
        }

        if (Take("TABLE"))
        {
            return new TableBody(ReadTableName(), at);
        }

        if (!TakeMark("("))
        {
            throw Now.Is("FROM")
                ? Error(at, "a query begins with SELECT", "Write SELECT * FROM …")
                : Unexpected("a query");
        }

        var query = ReadQuery();
        NeedMark(")");
        return new NestedBody(query, at);
    }

    private Select ReadSelect()
    {
        var at = Skip().Start;
        var distinct = Take("DISTINCT");
        if (!distinct)
        {
            Take("ALL");
        }

        var items = Several(ReadSelectItem);
        var from = Take("FROM") ? ReadFrom() : null;
        var where = Take("WHERE") ? ReadExpression() : null;
        var group = Take("GROUP", "BY") ? ReadGroupBy() : [];
        var having = Take("HAVING") ? ReadExpression() : null;
        var windows = Take("WINDOW") ? Several(ReadNamedWindow) : [];
        return new(items, at)
        {
            Distinct = distinct,
            From = from,
            Where = where,
            GroupBy = group,
            Having = having,
            Windows = windows,
        };
    }

    private NamedWindow ReadNamedWindow()
    {
        var name = ReadName();
        Need("AS");
        return new(name, ReadWindow());
    }

    private SelectItem ReadSelectItem()
    {
        var at = Now.Start;
        if (TakeMark("*"))
        {
            return new StarItem(null, at);
        }

        if (Now.Is("FROM"))
        {
            throw Error(at, "there is nothing before FROM", "A comma too many? Or write SELECT * FROM …");
        }

        var of = ReadExpression();
        if (TakeMark("."))
        {
            NeedMark("*");
            return new StarItem(of, at);
        }

        return new ValueItem(of, ReadAlias());
    }

    private Identifier? ReadAlias() =>
        Take("AS") ? ReadFieldOrText()
        : IsName(Now) && !IsClause() ? ReadName()
        : null;

    private Identifier ReadFieldOrText() =>
        Now.Kind == TokenKind.String
            ? throw Error(
                Now.Start,
                "an alias is a name, not a text",
                $"Write \"{Shorten(Now.Value)}\", in double quotes."
            )
            : ReadName("an alias");

    /// <summary>Words that are no reserved ones but begin what comes next.</summary>
    private bool IsClause() =>
        Now.Kind == TokenKind.Word
        && (
            Now.Is("LIMIT")
            || Now.Is("OFFSET") && Ahead(1).Kind is TokenKind.Number or TokenKind.Parameter or TokenKind.Mark
            || Now.Is("FETCH") && (Ahead(1).Is("FIRST") || Ahead(1).Is("NEXT"))
            || Now.Is("WINDOW") && Ahead(2).Is("AS")
            || Now.Is("TABLESAMPLE")
            || Now.Is("MATCH_RECOGNIZE")
            || Now.Is("QUALIFY")
        );

    private List<GroupItem> ReadGroupBy()
    {
        if (!Take("ALL"))
        {
            Take("DISTINCT");
        }

        return Several(ReadGroupItem);
    }

    private GroupItem ReadGroupItem()
    {
        var at = Now.Start;
        if (Take("ROLLUP"))
        {
            return new("ROLLUP", Parenthesized(ReadGroupSet), at);
        }

        if (Take("CUBE"))
        {
            return new("CUBE", Parenthesized(ReadGroupSet), at);
        }

        return Take("GROUPING", "SETS")
            ? new("GROUPING SETS", Parenthesized(ReadGroupSet), at)
            : new("", [ReadGroupSet()], at);
    }

    private IReadOnlyList<Expression> ReadGroupSet()
    {
        if (Now.IsMark("(") && Ahead(1).IsMark(")"))
        {
            _at += 2;
            return [];
        }

        var read = ReadExpression();
        return read is RowOf { Items: var items } ? items : [read];
    }
}
