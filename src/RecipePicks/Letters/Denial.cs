namespace RecipePicks.Letters;

/// <summary>
/// What is a denial: an error code with Denied or Unauthorized, or a message that says so, such as UpdateTrail's "Access
/// denied" under another code, or a failed ConsoleLogin, which has a message and no code. A missing key is none.
/// The questions hold the same rule in SQL; a test compares them.
/// </summary>
internal static class Denial
{
    private static readonly string[] Says =
    [
        "access denied",
        "accessdenied",
        "not authorized",
        "unauthorized",
        "explicit deny",
        "failed authentication",
        "no username found",
    ];

    /// <summary>The text after which EC2 puts a code that differs on every call.</summary>
    public const string Encoded = "Encoded authorization failure message: ";

    /// <summary>Whether a call was denied.</summary>
    /// <param name="errorCode">CloudTrail's errorCode, or null.</param>
    /// <param name="errorMessage">CloudTrail's errorMessage, or null.</param>
    public static bool Is(string? errorCode, string? errorMessage) =>
        (errorCode is not null && (errorCode.Contains("Denied") || errorCode.Contains("Unauthorized")))
        || (errorMessage?.ToLowerInvariant() is { } message && Says.Any(message.Contains));

    /// <summary>What a message says was asked for: <c>… is not authorized to perform: ACTION on resource: RESOURCE</c>.</summary>
    /// <param name="message">CloudTrail's errorMessage, or null.</param>
    /// <returns>The resource that only the message names; null when it names none.</returns>
    public static string? ResourceIn(string? message)
    {
        const string Mark = " on resource: ";
        if (message?.IndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return null;
        }

        var rest = message[(at + Mark.Length)..];
        var end = rest.IndexOfAny([' ', '\n']);
        var resource = (end < 0 ? rest : rest[..end]).TrimEnd('.', ',');
        return resource is "" or "*" ? null : resource;
    }
}
