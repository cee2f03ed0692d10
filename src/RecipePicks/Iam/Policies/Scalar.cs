using System.Globalization;

namespace RecipePicks.Iam.Policies;

/// <summary>Reads the numbers, times and bytes of conditions.</summary>
/// <remarks>Source: IAM User Guide, "Condition operators": numbers are integers or decimals, times ISO 8601 (W3C) or seconds since 1970.</remarks>
internal static class Scalar
{
    private static readonly string[] Times =
    [
        "yyyy",
        "yyyy-MM",
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>A number; null when it is none.</summary>
    public static decimal? Number(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>A time, in seconds since 1970; null when it is none. Without a zone it is UTC.</summary>
    public static decimal? Time(string text)
    {
        // A year stands alone as four digits; more are seconds.
        if (text.Length != 4 && Number(text) is { } seconds)
        {
            return seconds;
        }

        return DateTimeOffset.TryParseExact(
            text,
            Times,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? (decimal)(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerSecond
            : null;
    }

    /// <summary>Bytes in base 64; null when it is none.</summary>
    public static byte[]? Bytes(string text)
    {
        var bytes = new byte[((text.Length + 3) / 4) * 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
