using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Parsing;

/// <content>Statements.</content>
internal sealed partial class SqlParser
{
    private Statement ReadStatement()
    {
        var token = Now;
        if (StartsQuery())
        {
            return new QueryStatement(ReadQuery());
        }

        if (Take("EXPLAIN"))
        {
            if (Now.Is("ANALYZE") || Now.Is("ANALYSE") || Now.IsMark("("))
            {
                throw Error(Now.Start, "EXPLAIN takes a query and nothing else here", "Write EXPLAIN SELECT …");
            }

            Enter();
            var of = ReadStatement();
            Leave();
            return new Explain(of, token.Start);
        }

        if (Take("SHOW"))
        {
            return ReadShow(token.Start);
        }

        if (Take("DESCRIBE") || Take("DESC"))
        {
            if (!Take("EXTENDED"))
            {
                Take("FORMATTED");
            }

            Take("TABLE");
            return new ShowColumns(ReadTableName(), token.Start);
        }

        if (Take("CREATE"))
        {
            return ReadCreate(token.Start);
        }

        throw Now.Is("FROM")
            ? Error(token.Start, "a query begins with SELECT", "Write SELECT * FROM …")
            : Unexpected("a query");
    }

    private Statement ReadShow(int at)
    {
        if (Take("TABLES") || Take("VIEWS"))
        {
            if (Take("IN") || Take("FROM"))
            {
                ReadName();
            }

            return new ShowTables(at);
        }

        if (Take("FUNCTIONS"))
        {
            return new ShowFunctions(at);
        }

        if (Take("COLUMNS"))
        {
            _ = Take("FROM") || Take("IN") ? true : throw Unexpected("FROM");
            return new ShowColumns(ReadTableName(), at);
        }

        if (Take("PARTITIONS") || Take("CREATE", "TABLE") || Take("CREATE", "VIEW"))
        {
            return new ShowColumns(ReadTableName(), at);
        }

        throw Unexpected("TABLES, COLUMNS FROM or FUNCTIONS");
    }

    private Statement ReadCreate(int at)
    {
        var replace = Take("OR", "REPLACE");
        if (Take("VIEW"))
        {
            var view = ReadTableName();
            Need("AS");
            return new CreateView(view, replace, ReadQuery(), at);
        }

        if (!Take("EXTERNAL"))
        {
            throw Error(
                at,
                "a case is only read: of what is created, only views and external tables are known",
                "CREATE VIEW v AS SELECT … lasts for the statements after it."
            );
        }

        Need("TABLE");
        if (Take("IF", "NOT"))
        {
            Need("EXISTS");
        }

        var name = ReadTableName(declared: true);
        var columns = Parenthesized(ReadDeclared);
        return ReadTableOptions(
            new(name, columns, [], new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), at)
        );
    }

    private DeclaredColumn ReadDeclared()
    {
        var column = new DeclaredColumn(ReadFieldName(), ReadType().Lasting);
        if (Take("COMMENT") && Now.Kind == TokenKind.String)
        {
            _at++;
        }

        return column;
    }

    /// <summary>How the files are read tells nothing here; where they lie, partitions and their projection do.</summary>
    private CreateTable ReadTableOptions(CreateTable table)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<DeclaredColumn> partitions = [];
        string? location = null;
        while (Now.Kind != TokenKind.End && !Now.IsMark(";"))
        {
            if (Take("PARTITIONED", "BY"))
            {
                partitions = Parenthesized(ReadDeclared);
            }
            else if (Take("TBLPROPERTIES"))
            {
                foreach (var (key, value) in Parenthesized(ReadProperty))
                {
                    properties[key] = value;
                }
            }
            else if (Take("LOCATION") && Now.Kind == TokenKind.String)
            {
                location = Skip().Value;
            }
            else if (Now.Kind == TokenKind.Bad)
            {
                throw Unexpected("a table's option");
            }
            else
            {
                _at++;
            }
        }

        return table with
        {
            Partitions = partitions,
            Properties = properties,
            Location = location,
        };
    }

    private (string Key, string Value) ReadProperty()
    {
        var key = ReadOption();
        NeedMark("=");
        return (key, ReadOption());
    }

    private string ReadOption() =>
        Now.Kind is TokenKind.String or TokenKind.QuotedName
            ? Skip().Value
            : throw Unexpected("a property's name or value, in quotes");
}
