using System.Globalization;
using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Parsing;

/// <content>What expressions are made of.</content>
internal sealed partial class SqlParser
{
    private static readonly string[] s_clocks =
    [
        "current_date",
        "current_time",
        "current_timestamp",
        "localtimestamp",
        "localtime",
        "current_user",
    ];

    private Expression ReadPrimary()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.String:
                _at++;
                return Now.Kind == TokenKind.String
                    ? throw Error(
                        Now.Start,
                        "two texts follow each other",
                        "Texts are joined by ||; a quote within one is doubled: ''"
                    )
                    : new StringLiteral(token.Value, token.Start);
            case TokenKind.Bytes:
                _at++;
                return new BytesLiteral(token.Value, token.Start);
            case TokenKind.Number:
                return ReadNumber();
            case TokenKind.Parameter:
                _at++;
                return new Parameter(token.Value, token.Start);
            case TokenKind.QuotedName:
                return ReadColumn();
            case TokenKind.Mark when token.Value == "?":
                _at++;
                return new Parameter((++_positional).ToString(CultureInfo.InvariantCulture), token.Start);
            case TokenKind.Mark when token.Value == "(":
                return ReadParenthesis();
            case TokenKind.Word:
                return ReadWord();
            default:
                throw Unexpected("a value");
        }
    }

    private NumberLiteral ReadNumber()
    {
        var token = Skip();
        return Now.Kind == TokenKind.Word && Now.Start == token.End
            ? throw Error(
                token.Start,
                "a name begins with a letter",
                "Put a name that begins with a digit in double quotes."
            )
            : new(token.Value, token.Start);
    }

    private Expression ReadColumn()
    {
        if (Ahead(1).IsMark("->"))
        {
            return ReadLambda();
        }

        return Ahead(1).IsMark("(") ? ReadCall() : new ColumnName(ReadName());
    }

    private Expression ReadWord()
    {
        var token = Now;
        switch (token.Value.ToUpperInvariant())
        {
            case "NULL":
                _at++;
                return new NullLiteral(token.Start);
            case "TRUE" or "FALSE":
                _at++;
                return new BooleanLiteral(token.Is("TRUE"), token.Start);
            case "CASE":
                return ReadCase();
            case "CAST" or "TRY_CAST" when Ahead(1).IsMark("("):
                return ReadCast();
            case "EXTRACT" when Ahead(1).IsMark("("):
                return ReadExtract();
            case "TRIM" when Ahead(1).IsMark("("):
                return ReadTrim();
            case "POSITION" when Ahead(1).IsMark("("):
                return ReadPosition();
            case "EXISTS" when Ahead(1).IsMark("("):
                return ReadExists();
            case "GROUPING" when Ahead(1).IsMark("("):
                return ReadCall();
            case "INTERVAL"
                when Ahead(1).Kind == TokenKind.String
                    || Ahead(1).Kind == TokenKind.Mark && Ahead(2).Kind == TokenKind.String:
                return ReadInterval();
            case "ARRAY" when Ahead(1).IsMark("["):
                return ReadArray();
            case "ROW" when Ahead(1).IsMark("("):
                _at++;
                return new RowOf(Parenthesized(ReadExpression), token.Start);
            default:
                break;
        }

        if (Array.Exists(s_clocks, token.Is))
        {
            _at++;
            if (TakeMark("("))
            {
                if (Now.Kind == TokenKind.Number)
                {
                    _at++;
                }

                NeedMark(")");
            }

            return new Call(token.Value.ToLowerInvariant(), [], token.Start);
        }

        if (TypedLiteralHere() is { } literal)
        {
            return literal;
        }

        return IsName(token) ? ReadColumn() : throw Unexpected("a value");
    }

    /// <summary><c>DATE '…'</c> and the like: a type's name before a text.</summary>
    private TypedLiteral? TypedLiteralHere()
    {
        var token = Now;
        if (Ahead(1).Kind == TokenKind.String && TypeNames.Of(token.Value) is { } type)
        {
            _at++;
            return new(type, Skip().Value, token.Start);
        }

        return null;
    }

    private Expression ReadParenthesis()
    {
        var at = Now.Start;
        if (LambdaAhead())
        {
            return ReadLambda();
        }

        _at++;
        if (StartsQuery())
        {
            var query = ReadQuery();
            NeedMark(")");
            return new Subquery(query, at);
        }

        var items = Several(ReadExpression);
        NeedMark(")");
        return items.Count == 1 ? items[0] : new RowOf(items, at);
    }

    /// <summary>Whether here stands <c>(x, y) -&gt;</c>.</summary>
    private bool LambdaAhead()
    {
        var i = 1;
        while (IsName(Ahead(i)) && Ahead(i + 1).IsMark(","))
        {
            i += 2;
        }

        i += IsName(Ahead(i)) ? 1 : 0;
        return Ahead(i).IsMark(")") && Ahead(i + 1).IsMark("->");
    }

    private Lambda ReadLambda()
    {
        var at = Now.Start;
        var parameters = new List<Identifier>();
        if (TakeMark("("))
        {
            if (!Now.IsMark(")"))
            {
                parameters = Several(() => ReadName());
            }

            NeedMark(")");
        }
        else
        {
            parameters.Add(ReadName());
        }

        NeedMark("->");
        return new(parameters, ReadExpression(), at);
    }

    private Case ReadCase()
    {
        var at = Skip().Start;
        var operand = Now.Is("WHEN") ? null : ReadExpression();
        var whens = new List<When>();
        while (Take("WHEN"))
        {
            var condition = ReadExpression();
            Need("THEN");
            whens.Add(new(condition, ReadExpression()));
        }

        if (whens.Count == 0)
        {
            throw Unexpected("WHEN");
        }

        var otherwise = Take("ELSE") ? ReadExpression() : null;
        Need("END");
        return new(operand, whens, otherwise, at);
    }

    private Cast ReadCast()
    {
        var token = Skip();
        NeedMark("(");
        var of = ReadExpression();
        Need("AS");
        var type = ReadType();
        NeedMark(")");
        return new(of, type, token.Is("TRY_CAST"), token.Start);
    }

    private Extract ReadExtract()
    {
        var at = Skip().Start;
        NeedMark("(");
        var part =
            Now.Kind == TokenKind.Word ? Skip().Value.ToLowerInvariant() : throw Unexpected("a part such as YEAR");
        Need("FROM");
        var of = ReadExpression();
        NeedMark(")");
        return new(part, of, at);
    }

    /// <summary><c>trim([BOTH|LEADING|TRAILING] [characters] FROM text)</c> as the functions that it stands for.</summary>
    private Call ReadTrim()
    {
        var at = Skip().Start;
        NeedMark("(");
        var name =
            Take("LEADING") ? "ltrim"
            : Take("TRAILING") ? "rtrim"
            : "trim";
        var both = Take("BOTH") || name != "trim";
        var first = both && Now.Is("FROM") ? null : ReadExpression();
        List<Expression> arguments;
        if (Take("FROM"))
        {
            var text = ReadExpression();
            arguments = first is null ? [text] : [text, first];
        }
        else
        {
            arguments = first is null || both ? throw Unexpected("FROM") : [first];
            while (TakeMark(","))
            {
                arguments.Add(ReadExpression());
            }
        }

        NeedMark(")");
        return new(name, arguments, at);
    }

    private Call ReadPosition()
    {
        var at = Skip().Start;
        NeedMark("(");
        var part = ReadSum();
        Need("IN");
        var text = ReadSum();
        NeedMark(")");
        return new("strpos", [text, part], at);
    }

    private Exists ReadExists()
    {
        var at = Skip().Start;
        NeedMark("(");
        var query = ReadQuery();
        NeedMark(")");
        return new(query, at);
    }

    private ArrayOf ReadArray()
    {
        var at = Skip().Start;
        NeedMark("[");
        var items = Now.IsMark("]") ? [] : Several(ReadExpression);
        NeedMark("]");
        return new(items, at);
    }

    private IntervalLiteral ReadInterval()
    {
        var at = Skip().Start;
        var negative = TakeMark("-");
        if (!negative)
        {
            TakeMark("+");
        }

        if (Now.Kind != TokenKind.String)
        {
            throw Unexpected("a text such as '7'");
        }

        var text = Skip().Value;
        var from = ReadUnit();
        var to = Take("TO") ? ReadUnit() : null;
        return new(text, negative, from, to, at);
    }

    private string ReadUnit()
    {
        var unit = Now.Kind == TokenKind.Word ? Now.Value.ToLowerInvariant() : "";
        if (unit is not ("year" or "month" or "day" or "hour" or "minute" or "second"))
        {
            throw Error(
                Now.Start,
                "an interval's unit is YEAR, MONTH, DAY, HOUR, MINUTE or SECOND",
                "Write INTERVAL '7' DAY: the number in quotes, the unit in the singular."
            );
        }

        _at++;
        return unit;
    }
}
