namespace RecipePicks.Aws;

/// <summary>AWS, or the way to it, failed; the message says what was asked, of whom, and why not.</summary>
/// <param name="message">The message, a sentence for people.</param>
/// <param name="inner">What lies behind it.</param>
public sealed class AwsException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The service's own code: <c>AccessDenied</c>, <c>ThrottlingException</c>; null when none answered.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status; 0 when none answered.</summary>
    public int Status { get; init; }

    /// <summary>Whether the credentials have expired: new ones are needed, and nothing else.</summary>
    public bool IsExpired =>
        Code is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" or "TokenRefreshRequired";

    /// <summary>Whether the service refused for lack of permission.</summary>
    public bool IsDenied =>
        Code is "AccessDenied" or "AccessDeniedException" or "AllAccessDisabled" || (Status == 403 && Code is null);
}
