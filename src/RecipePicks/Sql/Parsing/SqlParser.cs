using System.Runtime.CompilerServices;
using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Parsing;

/// <summary>Reads Trino's SQL by recursive descent. What is not understood is refused where it stands.</summary>
internal sealed partial class SqlParser
{
    /// <summary>How deep expressions and queries may lie in each other.</summary>
    public const int MostNesting = 200;

    /// <summary>How many operators may follow each other in one chain: <c>a || b || c …</c>.</summary>
    public const int MostChained = 500;

    private readonly string _text;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly ICollection<string>? _notices;
    private int _at;
    private int _depth;
    private int _positional;

    private SqlParser(string text, ICollection<string>? notices)
    {
        (_text, _notices) = (text, notices);
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            throw Error(nul, "SQL cannot hold the character U+0000");
        }

        _tokens = new Lexer(text, notices).Read();
    }

    /// <summary>Reads statements that semicolons part.</summary>
    /// <param name="text">The text.</param>
    /// <param name="notices">Where common mistakes that are put right are told; null refuses them.</param>
    /// <exception cref="SqlTextException">It is no SQL, or SQL that is not known here.</exception>
    public static IReadOnlyList<Statement> Parse(string text, ICollection<string>? notices = null)
    {
        var parser = new SqlParser(text, notices);
        var statements = new List<Statement>();
        while (true)
        {
            while (parser.TakeMark(";")) { }

            if (parser.Now.Kind == TokenKind.End)
            {
                break;
            }

            statements.Add(parser.ReadStatement());
            if (parser.Now.Kind != TokenKind.End && !parser.Now.IsMark(";"))
            {
                throw parser.Unexpected("the end of the statement");
            }
        }

        return statements.Count > 0
            ? statements
            : throw new SqlTextException(
                text,
                0,
                "there is no statement, only blanks and comments",
                "Write a query: SELECT … FROM cloudtrail_logs"
            );
    }

    /// <summary>Reads one expression, to the end of the text.</summary>
    public static Expression ParseExpression(string text)
    {
        var parser = new SqlParser(text, null);
        var read = parser.ReadExpression();
        return parser.Now.Kind == TokenKind.End ? read : throw parser.Unexpected("the end of the expression");
    }

    private Token Now => _tokens[_at];

    private Token Ahead(int by) => _tokens[Math.Min(_at + by, _tokens.Count - 1)];

    private bool Take(string word)
    {
        var taken = Now.Is(word);
        _at += taken ? 1 : 0;
        return taken;
    }

    /// <summary>Takes words that follow each other, or none of them.</summary>
    private bool Take(string first, string second)
    {
        var taken = Now.Is(first) && Ahead(1).Is(second);
        _at += taken ? 2 : 0;
        return taken;
    }

    private bool TakeMark(string mark)
    {
        var taken = Now.IsMark(mark);
        _at += taken ? 1 : 0;
        return taken;
    }

    private void Need(string word)
    {
        if (!Take(word))
        {
            throw Unexpected(word);
        }
    }

    private void NeedMark(string mark)
    {
        if (!TakeMark(mark))
        {
            throw Unexpected(mark);
        }
    }

    private Token Skip() => _tokens[_at++];

    /// <summary>Things that commas part.</summary>
    private List<T> Several<T>(Func<T> read)
    {
        var list = new List<T> { read() };
        while (TakeMark(","))
        {
            list.Add(read());
        }

        return list;
    }

    private List<T> Parenthesized<T>(Func<T> read)
    {
        NeedMark("(");
        var list = Several(read);
        NeedMark(")");
        return list;
    }

    private Identifier ReadName(string what = "a name")
    {
        if (!IsName(Now))
        {
            throw Unexpected(what);
        }

        var token = Skip();
        return new(token.Value, token.Kind == TokenKind.QuotedName, token.Start);
    }

    private static bool IsName(Token token) =>
        token.Kind == TokenKind.QuotedName || (token.Kind == TokenKind.Word && !Keywords.IsReserved(token.Value));

    /// <summary>Goes one level down, if there is room.</summary>
    private void Enter()
    {
        if (++_depth > MostNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error(Now.Start, $"this is nested more than {MostNesting} levels deep", "Part it with WITH.");
        }
    }

    private void Leave() => _depth--;

    private void CheckChain(int links)
    {
        if (links > MostChained)
        {
            throw Error(
                Now.Start,
                $"more than {MostChained} operators follow each other",
                "Use parentheses, or IN (…)."
            );
        }
    }

    private SqlTextException Error(int at, string problem, string? instead = null) => new(_text, at, problem, instead);

    private SqlTextException Unexpected(string wanted)
    {
        var token = Now;
        if (token.Kind == TokenKind.Bad)
        {
            return Error(
                token.Start,
                token.Value,
                "Or let --lenient put it right, if a web page or editor changed the quotes."
            );
        }

        var found = token.Kind switch
        {
            TokenKind.End => "the text ends",
            TokenKind.String => $"there is a text, '{Shorten(token.Value)}',",
            TokenKind.Word when Keywords.IsReserved(token.Value) =>
                $"there is the keyword {token.Value.ToUpperInvariant()}",
            _ => $"there is {Shorten(_text[token.Start..token.End])}",
        };
        return Error(token.Start, $"{found} where {wanted} is needed", Hints.For(token, Ahead(1)));
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
