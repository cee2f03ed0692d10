namespace RecipePicks.Store;

/// <summary>A case cannot be opened, or is in use.</summary>
/// <param name="message">What is the matter, with the folder.</param>
/// <param name="inner">The cause.</param>
public sealed class CaseException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether a newer program wrote it, so that it may well be whole.</summary>
    public bool IsNewer { get; init; }
}
