namespace RecipePicks.Reports;

/// <summary>Shapes an investigation's outcome as a document.</summary>
/// <remarks>
/// A report is deterministic (same outcome, same text), reads nothing but the outcome, and escapes every string at the
/// moment it writes it: leads, findings and cells are an attacker's words.
/// </remarks>
public interface IReport
{
    /// <summary>Writes the document.</summary>
    /// <param name="investigated">The outcome.</param>
    /// <param name="output">Where to; lines end in a line feed.</param>
    void Write(Investigated investigated, TextWriter output);
}
