namespace RecipePicks.Sql.Tree;

/// <summary>A part of a statement.</summary>
/// <param name="At">Where it begins in the text, in characters.</param>
internal abstract record Node(int At);

/// <summary>A name.</summary>
/// <param name="Text">The name, quotes taken off.</param>
/// <param name="Quoted">Whether it stood in quotes.</param>
/// <param name="At">Where.</param>
internal sealed record Identifier(string Text, bool Quoted, int At) : Node(At);
