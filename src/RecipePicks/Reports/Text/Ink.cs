namespace RecipePicks.Reports.Text;

/// <summary>How a piece of a line is printed on a terminal with colours.</summary>
internal enum Ink
{
    Plain,
    Bold,
    Dim,
    Good,
    Half,
    Bad,
    Mark,
}

/// <summary>A piece of a line: its text is escaped when it is printed, never before.</summary>
internal readonly record struct Piece(string Text, Ink Ink = Ink.Plain)
{
    public static implicit operator Piece(string text) => new(text);
}
