using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Tests.Sql;

/// <summary>Trees of every form, from a seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class RandomTrees(int seed)
{
    private static readonly SqlType[] s_types =
    [
        SqlType.Varchar,
        SqlType.BigInt,
        SqlType.Decimal(10, 2),
        SqlType.Timestamp(3),
        SqlType.TimestampTz(6),
        SqlType.Array(SqlType.Json),
        SqlType.Map(SqlType.Varchar, SqlType.Array(SqlType.Double)),
        SqlType.Row([new("a", SqlType.Varchar), new("select", SqlType.Boolean)]),
        SqlType.Row([new(null, SqlType.Integer), new(null, SqlType.IpAddress)]),
        SqlType.Char(7),
    ];

    private readonly Random _random = new(seed);

    public Query Query(int depth = 3) =>
        new(
            Chance(5) && depth > 0
                ? new With(Chance(2), Several(() => new CommonTable(Name(), Names(), Query(depth - 1))))
                : null,
            Body(depth),
            0
        )
        {
            OrderBy = Chance(3) ? Several(() => Sort(depth - 1)) : [],
            Offset = Chance(5) ? new NumberLiteral("3", 0) : null,
            Limit = Chance(4) ? (Chance(2) ? new NumberLiteral("10", 0) : new Parameter("n", 0)) : null,
        };

    public Expression Expression(int depth)
    {
        if (depth <= 0)
        {
            return Leaf();
        }

        Expression Next() => Expression(depth - 1);
        return _random.Next(22) switch
        {
            0 => new Sign(true, Next(), 0),
            1 => new Not(Next(), 0),
            2 => new Binary(Pick("+", "-", "*", "/", "%", "||"), Next(), Next(), 0),
            3 => new Comparison(Pick("=", "<>", "<", "<=", ">", ">="), Next(), Next(), 0),
            4 => new Logical(Chance(2), [Next(), Next(), Next()], 0),
            5 => new Between(Next(), Next(), Next(), Chance(2), 0),
            6 => new InList(Next(), [Leaf(), .. Several(Next)], Chance(2), 0),
            7 => new InQuery(Next(), Query(depth - 1), Chance(2), 0),
            8 => new Exists(Query(depth - 1), 0),
            9 => new Subquery(Query(depth - 1), 0),
            10 => new Like(Next(), Next(), Chance(2) ? new StringLiteral("\\", 0) : null, Chance(2), 0),
            11 => new IsNull(Next(), Chance(2), 0),
            12 => new IsDistinct(Next(), Next(), Chance(2), 0),
            13 => new Case(
                Chance(2) ? Next() : null,
                Several(() => new When(Next(), Next())),
                Chance(2) ? Next() : null,
                0
            ),
            14 => new Cast(Next(), s_types[_random.Next(s_types.Length)], Chance(2), 0),
            15 => new Extract(Pick("year", "hour"), Next(), 0),
            16 => new AtTimeZone(Next(), new StringLiteral("UTC", 0), 0),
            17 => new Subscript(Next(), Next(), 0),
            18 => new ArrayOf(Chance(4) ? [] : Several(Next), 0),
            19 => new RowOf(Several(Next), 0),
            20 => new Field(new ColumnName(Name()), Name()),
            _ => Call(depth),
        };
    }

    private Expression Leaf() =>
        _random.Next(10) switch
        {
            0 => new NullLiteral(0),
            1 => new BooleanLiteral(Chance(2), 0),
            2 => new NumberLiteral(Pick("0", "42", "1.50", "1E5", ".5"), 0),
            3 => new StringLiteral(Pick("", "it's", "%_\\", "-- no comment", "ü💰"), 0),
            4 => new BytesLiteral("00FF", 0),
            5 => new TypedLiteral(Pick(SqlType.Date, SqlType.IpAddress, SqlType.Json), "x'y", 0),
            6 => new IntervalLiteral("7", Chance(2), "day", Chance(2) ? "second" : null, 0),
            7 => new Parameter("from", 0),
            _ => new ColumnName(Name()),
        };

    private Call Call(int depth)
    {
        Expression Next() => Expression(depth - 1);
        if (Chance(8))
        {
            return new Call("count", [], 0) { Star = true };
        }

        if (Chance(5))
        {
            return new Call("transform", [Next(), new Lambda([new("x", false, 0), new("y", false, 0)], Next(), 0)], 0);
        }

        return new Call(Pick("f", "coalesce", "json_extract_scalar", "grouping"), Several(Next), 0)
        {
            Distinct = Chance(4),
            OrderBy = Chance(5) ? [Sort(depth - 1)] : [],
            Filter = Chance(5) ? Next() : null,
            IgnoreNulls = Chance(6) ? Chance(2) : null,
            Over = Chance(4) ? Window(depth - 1) : null,
        };
    }

    private WindowSpec Window(int depth) =>
        Chance(4)
            ? new(Name(), [], [], null)
            : new(
                null,
                Chance(2) ? Several(() => Expression(depth)) : [],
                Chance(2) ? [Sort(depth)] : [],
                Chance(2)
                    ? new Frame(
                        Pick("ROWS", "RANGE", "GROUPS"),
                        new("UNBOUNDED PRECEDING", null),
                        Chance(2) ? new("FOLLOWING", new NumberLiteral("2", 0)) : null
                    )
                    : null
            );

    private SortItem Sort(int depth) => new(Expression(depth), Chance(2), Chance(3) ? Chance(2) : null);

    private QueryBody Body(int depth) =>
        depth > 0 && Chance(6)
            ? new SetOperation(Pick("UNION", "EXCEPT"), Chance(2), Body(depth - 1), Select(depth - 1), 0)
        : Chance(8) ? new ValuesBody([new RowOf([Leaf(), Leaf()], 0), new RowOf([Leaf(), Leaf()], 0)], 0)
        : Chance(10) ? new TableBody(new([Name()], null, 0), 0)
        : depth > 0 && Chance(8) ? new NestedBody(Query(depth - 1), 0)
        : Select(depth - 1);

    private Select Select(int depth) =>
        new(
            Several<SelectItem>(() =>
                Chance(6)
                    ? new StarItem(Chance(2) ? new ColumnName(Name()) : null, 0)
                    : new ValueItem(Expression(depth), Chance(2) ? Name() : null)
            ),
            0
        )
        {
            Distinct = Chance(5),
            From = Chance(6) ? null : Relation(depth),
            Where = Chance(2) ? Expression(depth) : null,
            GroupBy = Chance(3) ? Several(Group) : [],
            Having = Chance(5) ? Expression(depth) : null,
            Windows = Chance(8) ? [new(Name(), new(null, [Leaf()], [], null))] : [],
        };

    private GroupItem Group() =>
        Chance(3)
            ? new(
                Pick("ROLLUP", "CUBE", "GROUPING SETS"),
                [
                    [Leaf(), Leaf()],
                    [new ColumnName(Name())],
                    [],
                ],
                0
            )
            : new(
                "",
                [
                    [new ColumnName(Name())],
                ],
                0
            );

    private Relation Relation(int depth) =>
        _random.Next(depth > 0 ? 8 : 3) switch
        {
            0 => new Aliased(new TableName([Name(), Name()], null, 0), Name(), []),
            1 => new Aliased(new Unnest(Several(Leaf), Chance(2), 0), Name(), [Name()]),
            2 => new TableName([Name()], null, 0),
            3 => new Aliased(new SubqueryRelation(Query(depth - 1), Chance(3), 0), Name(), []),
            4 => new Join(Pick("INNER", "LEFT", "RIGHT", "FULL"), Relation(depth - 1), Relation(0), 0)
            {
                On = Expression(depth - 1),
            },
            5 => new Join("INNER", Relation(depth - 1), Relation(0), 0) { Using = [Name()] },
            6 => new Join("CROSS", Relation(depth - 1), Relation(depth - 1), 0),
            _ => new TableName([Name()], null, 0),
        };

    private Identifier Name() =>
        new(Pick("a", "eventname", "useridentity", "limit", "Ünïcode \"x\"", "order", "1st"), true, 0);

    private List<Identifier> Names() => Chance(2) ? [] : [Name(), Name()];

    private List<T> Several<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => make())];

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
