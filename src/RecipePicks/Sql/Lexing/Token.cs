namespace RecipePicks.Sql.Lexing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A word: a keyword or a name.</summary>
    Word,

    /// <summary>A name in double quotes, or in backquotes.</summary>
    QuotedName,

    /// <summary>A text in single quotes.</summary>
    String,

    /// <summary>Bytes: <c>X'65'</c>; the value is the hexadecimal digits.</summary>
    Bytes,

    /// <summary>A number, as it is written.</summary>
    Number,

    /// <summary>An operator or a mark.</summary>
    Mark,

    /// <summary><c>:name</c>; the value is the name.</summary>
    Parameter,

    /// <summary>Something that is no token; the value says why.</summary>
    Bad,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A piece of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its meaning: quotes taken off, doubled quotes made single.</param>
/// <param name="Start">Where it begins, in characters.</param>
/// <param name="End">Where the next thing may begin.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Start, int End)
{
    /// <summary>Whether this is a keyword; letters of either case.</summary>
    public bool Is(string word) =>
        Kind == TokenKind.Word && string.Equals(Value, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is a mark.</summary>
    public bool IsMark(string mark) => Kind == TokenKind.Mark && string.Equals(Value, mark, StringComparison.Ordinal);
}
