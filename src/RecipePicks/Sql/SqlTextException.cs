namespace RecipePicks.Sql;

/// <summary>SQL that cannot be run, with the place in the text and what to write instead.</summary>
public sealed class SqlTextException : Exception
{
    /// <summary>Says what is wrong at a place.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="offset">Where, in characters from its beginning.</param>
    /// <param name="problem">What is wrong, in one line.</param>
    /// <param name="instead">What to write instead; null when there is nothing to say.</param>
    public SqlTextException(string text, int offset, string problem, string? instead = null)
        : base(Describe(text, offset, problem, instead))
    {
        (Line, Column) = Locate(text, offset);
        Problem = problem;
        Instead = instead;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1, in characters.</summary>
    public int Column { get; }

    /// <summary>What is wrong, in one line.</summary>
    public string Problem { get; }

    /// <summary>What to write instead, or null.</summary>
    public string? Instead { get; }

    /// <summary>How much of a long line is shown around the place.</summary>
    private const int Shown = 100;

    private static (int Line, int Column) Locate(string text, int offset)
    {
        var before = text.AsSpan(0, Math.Clamp(offset, 0, text.Length));
        return (before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1);
    }

    private static string Describe(string text, int offset, string problem, string? instead)
    {
        var (line, column) = Locate(text, offset);
        var whole = text.Split('\n')[line - 1].TrimEnd('\r').Replace('\t', ' ');
        var from = Math.Max(0, column - 1 - (Shown / 2));
        var shown = whole.Substring(Math.Min(from, whole.Length), Math.Min(Shown, Math.Max(0, whole.Length - from)));
        var caret = new string(' ', Math.Max(0, column - 1 - from)) + "^";
        return $"line {line}, column {column}: {problem}\n  {shown}\n  {caret}"
            + (instead is null ? "" : $"\n{instead}");
    }
}
