namespace RecipePicks.Iam.Policies;

/// <summary>Why a text is no policy.</summary>
/// <param name="Message">In AWS's words for MalformedPolicyDocument, where AWS has words for it.</param>
/// <param name="Detail">What stands there, in ours.</param>
/// <param name="Path">The element: <c>Statement[0].Action</c>; empty for the document.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in bytes of UTF-8.</param>
public sealed record PolicyError(string Message, string Detail, string Path, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Message} ({(Path.Length > 0 ? Path + ": " : "")}{Detail}; line {Line}, column {Column})";
}

/// <summary>A text that is no policy.</summary>
/// <param name="error">Why.</param>
public sealed class PolicyException(PolicyError error) : FormatException(error.ToString())
{
    /// <summary>Why.</summary>
    public PolicyError Error { get; } = error;
}
