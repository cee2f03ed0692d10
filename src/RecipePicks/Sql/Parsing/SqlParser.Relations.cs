using System.Text.RegularExpressions;
using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Parsing;

/// <content>What FROM reads.</content>
internal sealed partial class SqlParser
{
    /// <summary>What stands in texts that are copied from a web page where the table's name belongs.</summary>
    [GeneratedRegex(
        @"\G(?:<[^<>\n]{1,80}>|\$\{[^{}\n]{1,80}\}|\{\{[^{}\n]{1,80}\}\}|\{[^{}\n]{1,80}\}|\[[^\[\]\n]{1,80}\]|%[A-Za-z_]{1,40}%|\$[A-Za-z_][A-Za-z0-9_]{0,60})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PlaceholderHere();

    /// <summary>A CloudTrail Lake event data store's id.</summary>
    [GeneratedRegex(
        @"\G[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex StoreIdHere();

    private Relation ReadFrom()
    {
        var left = ReadJoined();
        for (var links = 0; Now.IsMark(","); links++)
        {
            CheckChain(links);
            var at = Skip().Start;
            left = new Join("CROSS", left, ReadJoined(), at);
        }

        return left;
    }

    private Relation ReadJoined()
    {
        var left = ReadRelation();
        for (var links = 0; ; links++)
        {
            CheckChain(links);
            var at = Now.Start;
            if (Take("CROSS"))
            {
                Need("JOIN");
                left = new Join("CROSS", left, ReadRelation(), at);
                continue;
            }

            if (Now.Is("NATURAL"))
            {
                throw Error(at, "NATURAL JOIN is not known here", "Name the columns: JOIN … USING (column)");
            }

            if (JoinKind() is not { } kind)
            {
                return left;
            }

            var join = new Join(kind, left, ReadRelation(), at);
            left =
                Take("ON") ? join with { On = ReadExpression() }
                : Take("USING") ? join with { Using = Parenthesized(() => ReadName()) }
                : throw Unexpected("ON or USING");
        }
    }

    private string? JoinKind()
    {
        if (Take("JOIN") || Take("INNER", "JOIN"))
        {
            return "INNER";
        }

        foreach (var kind in (string[])["LEFT", "RIGHT", "FULL"])
        {
            if (Take(kind))
            {
                Take("OUTER");
                Need("JOIN");
                return kind;
            }
        }

        return null;
    }

    private Relation ReadRelation()
    {
        Enter();
        var of = ReadBareRelation();
        Leave();
        if (!Take("AS") && (!IsName(Now) || IsClause()))
        {
            return of;
        }

        var name = ReadName("an alias");
        return new Aliased(of, name, Now.IsMark("(") ? Parenthesized(() => ReadName()) : []);
    }

    private Relation ReadBareRelation()
    {
        var at = Now.Start;
        if (Take("UNNEST"))
        {
            var arrays = Parenthesized(ReadExpression);
            return new Unnest(arrays, Take("WITH", "ORDINALITY"), at);
        }

        var lateral = Take("LATERAL");
        if (!Now.IsMark("("))
        {
            return lateral ? throw Unexpected("(") : ReadTableName();
        }

        NeedMark("(");
        if (StartsQuery())
        {
            var query = ReadQuery();
            NeedMark(")");
            return new SubqueryRelation(query, lateral, at);
        }

        var nested = ReadFrom();
        NeedMark(")");
        return nested;
    }

    private TableName ReadTableName(bool declared = false)
    {
        var at = Now.Start;
        if (SpelledHere(StoreIdHere()) is { } id)
        {
            return new([new(id, true, at)], null, at);
        }

        if (SpelledHere(PlaceholderHere()) is { } placeholder)
        {
            // What follows may be the rest of a qualified name: <database>.<table>
            while (TakeMark("."))
            {
                if (SpelledHere(PlaceholderHere()) is { } rest)
                {
                    placeholder += "." + rest;
                }
                else
                {
                    placeholder += "." + ReadFieldName().Text;
                }
            }

            return new([], placeholder, at);
        }

        if (_notices is not null && (Now.Kind == TokenKind.End || Now.IsMark(";") || Now.IsMark(")") || NextClause()))
        {
            return new([], "", at);
        }

        if (NextClause())
        {
            throw Error(
                at,
                $"there is the keyword {Now.Value.ToUpperInvariant()} where a table's name is needed",
                "Write FROM cloudtrail_logs, or let --lenient fill it in."
            );
        }

        var parts = new List<Identifier> { ReadName("a table's name") };
        while (TakeMark("."))
        {
            if (SpelledHere(PlaceholderHere()) is { } rest)
            {
                return new([], parts[0].Text + "." + rest, at);
            }

            parts.Add(ReadFieldName());
        }

        return Now.IsMark("(") && !declared
            ? throw Error(
                at,
                $"{parts[^1].Text}(…) is no table",
                "Tables are cloudtrail_logs, those of WITH, UNNEST(…) and (VALUES …)."
            )
            : new(parts, null, at);
    }

    private bool NextClause() =>
        Now.Is("WHERE") || Now.Is("GROUP") || Now.Is("ORDER") || Now.Is("LIMIT") || Now.Is("HAVING") || Now.Is("UNION");

    /// <summary>Text that is no tokens of SQL's but means something here.</summary>
    private string? SpelledHere(Regex pattern)
    {
        if (Now.Kind == TokenKind.QuotedName || pattern.Match(_text, Now.Start) is not { Success: true } match)
        {
            return null;
        }

        while (Now.Kind != TokenKind.End && Now.Start < match.Index + match.Length)
        {
            _at++;
        }

        return match.Value;
    }
}
