namespace RecipePicks.Letters;

/// <summary>Placeholder until the letters land.</summary>
public static class CheatSheet
{
    /// <summary>Placeholder.</summary>
    /// <param name="leads">Leads.</param>
    /// <param name="table">The table.</param>
    /// <returns>One entry.</returns>
    public static IReadOnlyList<CheatSheetEntry> For(IReadOnlyList<Lead> leads, string table = "cloudtrail_logs") =>
        [new("E", "events", "Which API calls name this resource?", "athena", $"SELECT *\nFROM {table}")];
}

/// <summary>Placeholder.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Letter">The letter.</param>
/// <param name="Asks">The question.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Text">The text.</param>
public sealed record CheatSheetEntry(string Mark, string Letter, string Asks, string Engine, string Text);
