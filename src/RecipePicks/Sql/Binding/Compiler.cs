using System.Runtime.CompilerServices;
using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <summary>
/// Gives names and types their meaning, and writes DuckDB's SQL for them. What Athena would refuse is refused where it
/// stands; only functions of our own lists are ever written.
/// </summary>
internal sealed partial class Compiler
{
    /// <summary>How long compiled SQL may become: what stands twice in it grows quickly when it is nested.</summary>
    public const int MostCharacters = 2_000_000;

    private readonly string _text;
    private readonly CompilerOptions _options;
    private readonly ICollection<string> _notices;
    private readonly Dictionary<string, BoundQuery> _views;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, object?> _used = new(StringComparer.Ordinal);
    private Dictionary<string, BoundQuery> _common = new(StringComparer.OrdinalIgnoreCase);
    private int _depth;

    /// <summary>Makes a compiler for one statement.</summary>
    /// <param name="text">The text that the tree was read from, for errors.</param>
    /// <param name="options">What it is compiled with.</param>
    /// <param name="notices">Takes what the reader is to know.</param>
    /// <param name="views">Views that statements before it created.</param>
    public Compiler(
        string text,
        CompilerOptions options,
        ICollection<string> notices,
        Dictionary<string, BoundQuery> views
    )
    {
        (_text, _options, _notices, _views) = (text, options, notices, views);
        _names = new(options.Catalog.Physicals, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The values that the compiled text asks for, by DuckDB's names.</summary>
    public IReadOnlyDictionary<string, object?> Used => _used;

    /// <summary>Compiles a query.</summary>
    public BoundQuery Compile(Query query)
    {
        _whole = query;
        return BindQuery(query, null);
    }

    private SqlTextException Error(Node at, string problem, string? instead = null) =>
        new(_text, at.At, problem, instead);

    private void Notice(string notice)
    {
        if (!_notices.Contains(notice))
        {
            _notices.Add(notice);
        }
    }

    /// <summary>A name like this one that nothing in the statement has yet.</summary>
    private string Fresh(string like)
    {
        var name = like;
        for (var i = 2; !_names.Add(name); i++)
        {
            name = $"{like}_{i}";
        }

        return Duck.Name(name);
    }

    private void Enter(Node node)
    {
        if (
            ++_depth > 2 * Parsing.SqlParser.MostNesting + Parsing.SqlParser.MostChained
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack()
        )
        {
            throw Error(node, "this is nested too deep", "Part it with WITH.");
        }
    }

    private Bound Sized(Node node, Bound bound) =>
        bound.Sql.Length <= MostCharacters
            ? bound
            : throw Error(node, "this becomes too long once compiled", "Part it with WITH.");

    private static string Null(SqlType type) => $"CAST(NULL AS {type.Physical})";
}
