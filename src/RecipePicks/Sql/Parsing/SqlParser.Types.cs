using System.Globalization;
using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Parsing;

/// <content>Types, in Trino's form and in Hive's: <c>row(a varchar)</c>, <c>struct&lt;a:string&gt;</c>.</content>
internal sealed partial class SqlParser
{
    private SqlType ReadType()
    {
        Enter();
        var type = ReadBareType();
        while (Take("ARRAY"))
        {
            type = SqlType.Array(type);
        }

        Leave();
        return type;
    }

    private SqlType ReadBareType()
    {
        var token = Now;
        if (token.Kind != TokenKind.Word)
        {
            throw Unexpected("a type");
        }

        _at++;
        switch (token.Value.ToLowerInvariant())
        {
            case "array":
                return SqlType.Array(Arguments(1)[0]);
            case "map":
                var pair = Arguments(2);
                return SqlType.Map(pair[0], pair[1]);
            case "row":
                NeedMark("(");
                var fields = Several(ReadField);
                NeedMark(")");
                return SqlType.Row(fields);
            case "struct":
                NeedMark("<");
                var members = Several(ReadHiveField);
                NeedMark(">");
                return SqlType.Row(members);
            case "decimal":
                var digits = Numbers();
                return SqlType.Decimal(digits.Count > 0 ? digits[0] : 38, digits.Count > 1 ? digits[1] : 0);
            case "char":
                return SqlType.Char(Numbers() is [var length, ..] ? length : 1);
            case "varchar":
                return Numbers() is [var most, ..] ? SqlType.VarcharOf(most) : SqlType.Varchar;
            case "timestamp":
                var precision = Numbers() is [var p, ..] ? p : 3;
                var zoned = Take("WITH") ? TakeZone() : Take("WITHOUT") && !TakeZone();
                return zoned ? SqlType.TimestampTz(precision) : SqlType.Timestamp(precision);
            case "double":
                Take("PRECISION");
                return SqlType.Double;
            case "time":
                throw Error(
                    token.Start,
                    "times of day are not known here",
                    "Cast to timestamp, or take hour(…) and minute(…)."
                );
            case "interval":
                var from = ReadUnit();
                Need("TO");
                ReadUnit();
                return from is "year" or "month" ? SqlType.IntervalYear : SqlType.IntervalDay;
            default:
                return TypeNames.Of(token.Value)
                    ?? throw Error(
                        token.Start,
                        $"there is no type {token.Value}",
                        Nearest.Of(token.Value, TypeNames.All)
                    );
        }
    }

    private bool TakeZone()
    {
        Need("TIME");
        Need("ZONE");
        return true;
    }

    private List<SqlType> Arguments(int count)
    {
        var close = TakeMark("<") ? ">" : ")";
        if (close == ")")
        {
            NeedMark("(");
        }

        var types = Several(ReadType);
        NeedMark(close);
        return types.Count == count
            ? types
            : throw Error(Now.Start, $"{count} types are needed here, not {types.Count}");
    }

    private RowField ReadField()
    {
        // A name and a type, or a type alone; what follows tells.
        var named =
            IsName(Now)
            && (
                Ahead(1).Kind is TokenKind.Word && !Ahead(1).Is("WITH") && !Ahead(1).Is("ARRAY")
                || Ahead(1).Is("ARRAY") && Ahead(2).IsMark("(")
            );
        named &= !(Now.Is("double") && Ahead(1).Is("PRECISION")) && !Now.Is("interval");
        return named ? new(ReadName().Text, ReadType()) : new(null, ReadType());
    }

    private RowField ReadHiveField()
    {
        var name = ReadFieldName().Text;
        // "arn:string" reads as a name and a parameter: the colon is part of the token.
        if (Now.Kind == TokenKind.Parameter)
        {
            var type = HiveTypeOf(Now);
            if (type is not null)
            {
                _at++;
                return new(name, type);
            }
        }
        else
        {
            NeedMark(":");
        }

        return new(name, ReadHiveNested());
    }

    private SqlType? HiveTypeOf(Token token) =>
        Ahead(1).IsMark("<") || Ahead(1).IsMark("(") ? null : TypeNames.Of(token.Value);

    /// <summary><c>:struct&lt;…&gt;</c>, <c>:array&lt;…&gt;</c>, <c>:map&lt;…&gt;</c>: the word sits in a parameter token.</summary>
    private SqlType ReadHiveNested()
    {
        if (Now.Kind != TokenKind.Parameter)
        {
            return ReadType();
        }

        Enter();
        var word = Skip();
        NeedMark("<");
        SqlType type;
        switch (word.Value.ToLowerInvariant())
        {
            case "struct":
                type = SqlType.Row(Several(ReadHiveField));
                break;
            case "array":
                type = SqlType.Array(ReadType());
                break;
            case "map":
                var key = ReadType();
                NeedMark(",");
                type = SqlType.Map(key, ReadType());
                break;
            default:
                throw Error(word.Start, $"there is no type {word.Value}");
        }

        NeedMark(">");
        Leave();
        return type;
    }

    private List<int> Numbers()
    {
        if (!Now.IsMark("("))
        {
            return [];
        }

        return Parenthesized(() =>
            Now.Kind == TokenKind.Number
            && int.TryParse(Now.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && Skip().End > 0
                ? n
                : throw Unexpected("a number")
        );
    }
}
