using System.Globalization;

namespace RecipePicks.Athena;

/// <summary>What scanning costs.</summary>
/// <remarks>
/// Source: Amazon Athena pricing: $5 for a TB scanned in most regions, at least 10 MB a query, nothing for queries that fail. A TB
/// is taken for 10¹² bytes, so that what is said is not too little.
/// </remarks>
public static class ScanCost
{
    private const decimal DollarsPerByte = 5m / 1_000_000_000_000m;
    private const long Least = 10_000_000;

    /// <summary>What a query costs, in dollars.</summary>
    /// <param name="scanned">Bytes that it scanned.</param>
    /// <param name="reused">Whether an earlier result was taken: that is free.</param>
    public static decimal Dollars(long scanned, bool reused = false) =>
        reused ? 0 : Math.Max(scanned, Least) * DollarsPerByte;

    /// <summary>Dollars in words; a part of a cent is not rounded to none.</summary>
    /// <param name="dollars">The amount.</param>
    public static string Words(decimal dollars) =>
        dollars is > 0 and < 0.01m
            ? string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00000}")
            : string.Create(CultureInfo.InvariantCulture, $"${dollars:0.00}");

    /// <summary>Bytes in words: <c>1.2 GB</c>.</summary>
    /// <param name="bytes">How many.</param>
    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1_000 => $"{bytes} B",
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
            < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
            < 1_000_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e12:0.##} TB"),
        };

    /// <summary>Reads a number of bytes: <c>500MB</c>, <c>1.5 GB</c>, <c>1000000</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Bytes; null when it is no number of bytes.</returns>
    public static long? ParseBytes(string text)
    {
        var value = text.Trim();
        var digits = value.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        decimal? factor = value[digits..].Trim().ToUpperInvariant() switch
        {
            "" or "B" => 1,
            "K" or "KB" => 1e3m,
            "M" or "MB" => 1e6m,
            "G" or "GB" => 1e9m,
            "T" or "TB" => 1e12m,
            "KIB" => 1024m,
            "MIB" => 1024m * 1024,
            "GIB" => 1024m * 1024 * 1024,
            "TIB" => 1024m * 1024 * 1024 * 1024,
            _ => null,
        };
        return
            decimal.TryParse(value[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
            && factor is { } f
            && n * f <= long.MaxValue
            ? (long)(n * f)
            : null;
    }
}
