using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Parsing;

/// <content>Expressions, from the loosest binding to the tightest.</content>
internal sealed partial class SqlParser
{
    private static readonly string[] s_comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private Expression ReadExpression()
    {
        Enter();
        var read = ReadLogical(isAnd: false);
        Leave();
        return read;
    }

    private Expression ReadLogical(bool isAnd)
    {
        var at = Now.Start;
        var terms = new List<Expression> { ReadTerm() };
        while (Take(isAnd ? "AND" : "OR"))
        {
            terms.Add(ReadTerm());
        }

        return terms.Count == 1 ? terms[0] : new Logical(isAnd, terms, at);

        Expression ReadTerm() => isAnd ? ReadNot() : ReadLogical(isAnd: true);
    }

    private Expression ReadNot()
    {
        var at = Now.Start;
        if (!Take("NOT"))
        {
            return ReadPredicate();
        }

        Enter();
        var of = ReadNot();
        Leave();
        return new Not(of, at);
    }

    /// <summary>Comparisons and what stands like them: IS, IN, LIKE, BETWEEN.</summary>
    private Expression ReadPredicate()
    {
        var left = ReadSum();
        for (var links = 0; ; links++)
        {
            CheckChain(links);
            var at = Now.Start;
            if (Comparator() is { } comparison)
            {
                left = ReadComparison(left, comparison, at);
            }
            else if (Take("IS"))
            {
                left = ReadIs(left, at);
            }
            else if (Now.Is("NOT") && (Ahead(1).Is("IN") || Ahead(1).Is("LIKE") || Ahead(1).Is("BETWEEN")))
            {
                _at++;
                left = ReadNegatable(left, negated: true, at);
            }
            else if (Now.Is("IN") || Now.Is("LIKE") || Now.Is("BETWEEN"))
            {
                left = ReadNegatable(left, negated: false, at);
            }
            else
            {
                return left;
            }
        }
    }

    private string? Comparator()
    {
        if (_notices is not null && TakeMark("=="))
        {
            Notice("== read as =");
            return "=";
        }

        if (Now.Kind != TokenKind.Mark || !s_comparisons.Contains(Now.Value))
        {
            return null;
        }

        var mark = Skip().Value;
        return mark == "!=" ? "<>" : mark;
    }

    private Expression ReadComparison(Expression left, string comparison, int at)
    {
        if ((Now.Is("ANY") || Now.Is("SOME") || Now.Is("ALL")) && Ahead(1).IsMark("("))
        {
            var all = Skip().Is("ALL");
            NeedMark("(");
            var query = ReadQuery();
            NeedMark(")");
            return new Quantified(comparison, left, all, query, at);
        }

        return new Comparison(comparison, left, ReadSum(), at);
    }

    private Expression ReadIs(Expression left, int at)
    {
        var negated = Take("NOT");
        if (Take("NULL"))
        {
            return new IsNull(left, negated, at);
        }

        if (Take("DISTINCT", "FROM"))
        {
            return new IsDistinct(left, ReadSum(), negated, at);
        }

        if (Now.Is("TRUE") || Now.Is("FALSE"))
        {
            // x IS TRUE is not Trino's; saying so helps more than "NULL is needed".
            throw Error(Now.Start, "IS takes NULL or DISTINCT FROM", $"Write … = {Now.Value.ToLowerInvariant()}");
        }

        throw Unexpected("NULL or DISTINCT FROM");
    }

    private Expression ReadNegatable(Expression left, bool negated, int at)
    {
        if (Take("BETWEEN"))
        {
            var low = ReadSum();
            Need("AND");
            return new Between(left, low, ReadSum(), negated, at);
        }

        if (Take("LIKE"))
        {
            var pattern = ReadSum();
            return new Like(left, pattern, Take("ESCAPE") ? ReadSum() : null, negated, at);
        }

        Need("IN");
        NeedMark("(");
        if (StartsQuery())
        {
            var query = ReadQuery();
            NeedMark(")");
            return new InQuery(left, query, negated, at);
        }

        var values = Several(ReadExpression);
        NeedMark(")");
        return new InList(left, values, negated, at);
    }

    private Expression ReadSum() => ReadChain(["+", "-", "||"], ReadProduct);

    private Expression ReadProduct() => ReadChain(["*", "/", "%"], ReadSign);

    private Expression ReadChain(string[] operators, Func<Expression> read)
    {
        var left = read();
        for (var links = 0; Now.Kind == TokenKind.Mark && operators.Contains(Now.Value); links++)
        {
            CheckChain(links);
            var mark = Skip();
            left = new Binary(mark.Value, left, read(), mark.Start);
        }

        return left;
    }

    private Expression ReadSign()
    {
        var token = Now;
        if (!TakeMark("-") && !TakeMark("+"))
        {
            return ReadPostfix();
        }

        Enter();
        var of = ReadSign();
        Leave();
        return new Sign(token.Value == "-", of, token.Start);
    }

    /// <summary>Fields, subscripts and time zones.</summary>
    private Expression ReadPostfix()
    {
        var of = ReadPrimary();
        for (var links = 0; ; links++)
        {
            CheckChain(links);
            var at = Now.Start;
            if (TakeMark("["))
            {
                var index = ReadExpression();
                NeedMark("]");
                of = new Subscript(of, index, at);
            }
            else if (Now.IsMark(".") && !Ahead(1).IsMark("*"))
            {
                _at++;
                of = new Field(of, ReadFieldName());
            }
            else if (Now.Is("AT") && Ahead(1).Is("TIME") && Ahead(2).Is("ZONE"))
            {
                _at += 3;
                of = new AtTimeZone(of, ReadSign(), at);
            }
            else
            {
                return of;
            }
        }
    }

    /// <summary>After a dot any word is a name.</summary>
    private Identifier ReadFieldName() =>
        Now.Kind is TokenKind.Word or TokenKind.QuotedName
            ? new(Now.Value, Now.Kind == TokenKind.QuotedName, Skip().Start)
            : throw Unexpected("a field's name");

    private void Notice(string notice)
    {
        if (_notices is not null && !_notices.Contains(notice))
        {
            _notices.Add(notice);
        }
    }
}
