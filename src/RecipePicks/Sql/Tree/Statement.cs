using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tree;

/// <summary>One statement.</summary>
internal abstract record Statement(int At) : Node(At);

internal sealed record QueryStatement(Query Query) : Statement(Query.At);

/// <summary><c>EXPLAIN …</c>.</summary>
internal sealed record Explain(Statement Of, int At) : Statement(At);

/// <summary><c>SHOW TABLES</c>.</summary>
internal sealed record ShowTables(int At) : Statement(At);

/// <summary><c>SHOW FUNCTIONS</c>.</summary>
internal sealed record ShowFunctions(int At) : Statement(At);

/// <summary><c>DESCRIBE t</c>, <c>SHOW COLUMNS FROM t</c>, <c>SHOW CREATE TABLE t</c>, <c>SHOW PARTITIONS t</c>.</summary>
internal sealed record ShowColumns(TableName Table, int At) : Statement(At);

/// <summary><c>CREATE [OR REPLACE] VIEW v AS …</c>: known to the statements after it.</summary>
internal sealed record CreateView(TableName Name, bool Replace, Query Query, int At) : Statement(At);

/// <summary>A column of a table that is declared.</summary>
internal sealed record DeclaredColumn(Identifier Name, SqlType Type);

/// <summary><c>CREATE EXTERNAL TABLE</c>: declares a name for the case's events, and how its partitions are written.</summary>
internal sealed record CreateTable(
    TableName Name,
    IReadOnlyList<DeclaredColumn> Columns,
    IReadOnlyList<DeclaredColumn> Partitions,
    IReadOnlyDictionary<string, string> Properties,
    int At
) : Statement(At)
{
    /// <summary>Where its files lie; null when the statement does not say.</summary>
    public string? Location { get; init; }
}
