namespace RecipePicks.Store;

/// <summary>A case cannot be opened, or is in use.</summary>
/// <param name="message">What is the matter, with the folder.</param>
/// <param name="inner">The cause.</param>
public sealed class CaseException(string message, Exception? inner = null) : Exception(message, inner);
