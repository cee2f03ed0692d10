namespace RecipePicks.Reports;

/// <summary>What a text is written on.</summary>
/// <param name="Width">Columns; texts wrap and tables are cut to it.</param>
/// <param name="Rich">A terminal that shows colours and lines; else plain ASCII of ours, and no escape codes.</param>
public sealed record Surface(int Width, bool Rich)
{
    /// <summary>A pipe or a file: 100 columns, plain.</summary>
    public static Surface Plain { get; } = new(100, false);
}
