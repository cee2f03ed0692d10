using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Parsing;

/// <content>Calls, windows and orders.</content>
internal sealed partial class SqlParser
{
    private Call ReadCall()
    {
        var name = Skip();
        NeedMark("(");
        var (star, distinct) = (false, false);
        IReadOnlyList<Expression> arguments = [];
        IReadOnlyList<SortItem> order = [];
        if (TakeMark("*"))
        {
            star = true;
        }
        else if (!Now.IsMark(")"))
        {
            distinct = Take("DISTINCT");
            if (!distinct)
            {
                Take("ALL");
            }

            arguments = ReadArguments(name);
            order = Take("ORDER", "BY") ? Several(ReadSortItem) : [];
        }

        NeedMark(")");
        if (Take("WITHIN", "GROUP"))
        {
            NeedMark("(");
            Need("ORDER");
            Need("BY");
            order = Several(ReadSortItem);
            NeedMark(")");
        }

        var filter = ReadFilter();
        bool? ignore =
            Take("IGNORE", "NULLS") ? true
            : Take("RESPECT", "NULLS") ? false
            : null;
        return new(name.Value.ToLowerInvariant(), arguments, name.Start)
        {
            Star = star,
            Distinct = distinct,
            OrderBy = order,
            Filter = filter,
            IgnoreNulls = ignore,
            Over = Take("OVER") ? ReadOver() : null,
        };
    }

    /// <summary>Commas, or <c>substring(text FROM n FOR m)</c>.</summary>
    private List<Expression> ReadArguments(Token name)
    {
        var arguments = new List<Expression> { ReadExpression() };
        if (name.Is("substring") && Take("FROM"))
        {
            arguments.Add(ReadExpression());
            if (Take("FOR"))
            {
                arguments.Add(ReadExpression());
            }

            return arguments;
        }

        while (TakeMark(","))
        {
            arguments.Add(ReadExpression());
        }

        return arguments;
    }

    private Expression? ReadFilter()
    {
        if (!Now.Is("FILTER") || !Ahead(1).IsMark("("))
        {
            return null;
        }

        _at += 2;
        Need("WHERE");
        var filter = ReadExpression();
        NeedMark(")");
        return filter;
    }

    private WindowSpec ReadOver() =>
        Now.IsMark("(") ? ReadWindow() : new WindowSpec(ReadName("a window's name"), [], [], null);

    private WindowSpec ReadWindow()
    {
        NeedMark("(");
        var name = IsName(Now) && !Now.Is("PARTITION") && !IsFrameUnit() ? ReadName() : null;
        var partition = Take("PARTITION", "BY") ? Several(ReadExpression) : [];
        var order = Take("ORDER", "BY") ? Several(ReadSortItem) : [];
        var frame = IsFrameUnit() ? ReadFrame() : null;
        NeedMark(")");
        return new(name, partition, order, frame);
    }

    private bool IsFrameUnit() => Now.Is("ROWS") || Now.Is("RANGE") || Now.Is("GROUPS");

    private Frame ReadFrame()
    {
        var unit = Skip().Value.ToUpperInvariant();
        if (!Take("BETWEEN"))
        {
            return new(unit, ReadBound(), null);
        }

        var start = ReadBound();
        Need("AND");
        return new(unit, start, ReadBound());
    }

    private FrameBound ReadBound()
    {
        if (Take("CURRENT", "ROW"))
        {
            return new("CURRENT ROW", null);
        }

        var offset = Take("UNBOUNDED") ? null : ReadSum();
        var direction =
            Take("PRECEDING") ? "PRECEDING"
            : Take("FOLLOWING") ? "FOLLOWING"
            : throw Unexpected("PRECEDING or FOLLOWING");
        return new(offset is null ? "UNBOUNDED " + direction : direction, offset);
    }

    private SortItem ReadSortItem()
    {
        var of = ReadExpression();
        var descending = Take("DESC");
        if (!descending)
        {
            Take("ASC");
        }

        bool? nullsFirst =
            Take("NULLS", "FIRST") ? true
            : Take("NULLS", "LAST") ? false
            : null;
        return new(of, descending, nullsFirst);
    }
}
