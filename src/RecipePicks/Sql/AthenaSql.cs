using RecipePicks.DuckDb;
using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Native;
using RecipePicks.Sql.Parsing;
using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql;

/// <summary>Athena's SQL on the local case: text in, DuckDB's SQL out. What Athena would refuse is refused with its place.</summary>
internal static class AthenaSql
{
    /// <summary>Makes the functions known that compiled SQL calls.</summary>
    public static void Register(DuckConnection connection) => NativeFunctions.Register(connection);

    /// <summary>Compiles statements; what one of them creates, those after it know.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">What it is compiled with.</param>
    /// <returns>The statements that have a result, in order; at least one.</returns>
    /// <exception cref="SqlTextException">It is no SQL, or Athena would refuse it.</exception>
    public static IReadOnlyList<Compiled> Compile(string text, CompilerOptions options)
    {
        var shared = new List<string>();
        var statements = SqlParser.Parse(text, options.Lenient ? shared : null);
        var views = new Dictionary<string, BoundQuery>(StringComparer.OrdinalIgnoreCase);
        var compiled = new List<Compiled>();
        foreach (var statement in statements)
        {
            var notices = compiled.Count == 0 ? shared : [];
            switch (statement)
            {
                case CreateView view:
                    CreateView(view, text, options, notices, views);
                    break;
                case CreateTable table:
                    options.Catalog.Declare(table);
                    break;
                default:
                    compiled.Add(Compile(statement, text, options, notices, views));
                    break;
            }
        }

        return compiled.Count > 0 ? compiled : [Listing("created", [.. statements.Select(Created)], shared)];
    }

    private static string Created(Statement statement) =>
        statement switch
        {
            CreateView view => $"view {Name(view.Name)}",
            CreateTable table => $"table {Name(table.Name)}",
            _ => "",
        };

    private static string Name(TableName name) => name.Placeholder ?? string.Join('.', name.Parts.Select(p => p.Text));

    private static void CreateView(
        CreateView view,
        string text,
        CompilerOptions options,
        ICollection<string> notices,
        Dictionary<string, BoundQuery> views
    )
    {
        if (
            view.Name.Parts.Count == 0
            || options.Catalog.Names.Contains(view.Name.Parts[^1].Text, StringComparer.OrdinalIgnoreCase)
        )
        {
            throw new SqlTextException(
                text,
                view.Name.At,
                "a view needs a name of its own",
                "A table cannot be replaced: a case is only read."
            );
        }

        // What a view is to find is not known before it is asked.
        var compiler = new Compiler(text, options with { Index = null }, notices, views);
        views[view.Name.Parts[^1].Text] = compiler.Compile(view.Query);
    }

    private static Compiled Compile(
        Statement statement,
        string text,
        CompilerOptions options,
        List<string> notices,
        Dictionary<string, BoundQuery> views
    )
    {
        switch (statement)
        {
            case QueryStatement query:
                var compiler = new Compiler(text, options, notices, views);
                var bound = compiler.Compile(query.Query);
                var columns = bound.Columns.Select(
                    (c, i) => new OutputColumn(c.Name is { Length: > 0 } name ? name : $"_col{i}", c.Type)
                );
                return new(bound.Sql, [.. columns], compiler.Used, notices) { Indexed = compiler.Indexed };
            case Explain { Of: var of }:
                var explained = Compile(of, text, options, notices, views);
                return Listing(
                    "query plan",
                    [.. explained.Indexed.Select(line => $"-- {line}"), .. explained.Sql.Split('\n')],
                    notices
                );
            case ShowTables:
                return Listing("tab_name", [.. options.Catalog.Names.Concat(views.Keys)], notices);
            case ShowFunctions:
                return Listing(
                    "function",
                    [.. FunctionTable.Groups.SelectMany(g => g.Functions).Select(f => f.ToString())],
                    notices
                );
            case ShowColumns show:
                return Described(show, text, options, notices, views);
            default:
                throw new SqlTextException(text, statement.At, "this statement has no result");
        }
    }

    private static Compiled Described(
        ShowColumns show,
        string text,
        CompilerOptions options,
        List<string> notices,
        Dictionary<string, BoundQuery> views
    )
    {
        var columns =
            show.Table.Parts.Count > 0 && views.TryGetValue(show.Table.Parts[^1].Text, out var view)
                ? view.Columns.Select(c => (c.Name ?? c.Physical, c.Type, ""))
            : options.Catalog.Find(show.Table, options.Lenient, notices) is { } table
                ? table.Columns.Select(c => (c.Name, c.Type, c.Hidden ? "computed partition" : ""))
            : throw new SqlTextException(
                text,
                show.Table.At,
                $"there is no table {Name(show.Table)}",
                $"The case's events are {CloudTrailTables.Physical}."
            );
        var rows = columns.Select(c => $"({Duck.Text(c.Item1)}, {Duck.Text(c.Type.ToString())}, {Duck.Text(c.Item3)})");
        return new(
            $"SELECT * FROM (VALUES {string.Join(", ", rows)})",
            [new("column", SqlType.Varchar), new("type", SqlType.Varchar), new("extra", SqlType.Varchar)],
            new Dictionary<string, object?>(StringComparer.Ordinal),
            notices
        );
    }

    private static Compiled Listing(string column, IReadOnlyList<string> lines, IReadOnlyList<string> notices) =>
        new(
            $"SELECT * FROM (VALUES {string.Join(", ", lines.Select(l => $"({Duck.Text(l)})"))})",
            [new(column, SqlType.Varchar)],
            new Dictionary<string, object?>(StringComparer.Ordinal),
            notices
        );
}
