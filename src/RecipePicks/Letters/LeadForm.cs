namespace RecipePicks.Letters;

/// <summary>Placeholder until the letters land.</summary>
public static class LeadForm
{
    /// <summary>Placeholder.</summary>
    /// <param name="text">The text.</param>
    /// <returns>None.</returns>
    public static Lead? Recognise(string text) => null;
}
