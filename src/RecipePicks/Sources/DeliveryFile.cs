using System.Globalization;
using System.Text.RegularExpressions;

namespace RecipePicks.Sources;

/// <summary>What the name of a file says that CloudTrail delivered.</summary>
/// <param name="Account">The account whose events it holds.</param>
/// <param name="Region">Their region.</param>
/// <param name="Time">When it was delivered, UTC; its events are of the minutes before.</param>
/// <remarks>
/// <c>123456789012_CloudTrail_eu-west-1_20240301T0005Z_Mu0KsOhtH1ar15ZZ.json.gz</c>; source: AWS CloudTrail User Guide,
/// "Finding your CloudTrail log files".
/// </remarks>
internal sealed partial record DeliveryFile(string Account, string Region, DateTime Time)
{
    /// <summary>Reads a name.</summary>
    /// <param name="file">A path, of which the last part counts.</param>
    /// <returns>What it says; null when CloudTrail gave no such name.</returns>
    public static DeliveryFile? Of(string file) =>
        Name().Match(file) is { Success: true } m
        && DateTime.TryParseExact(
            m.Groups["time"].Value,
            "yyyyMMdd'T'HHmm'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? new(m.Groups["account"].Value, m.Groups["region"].Value, time)
            : null;

    [GeneratedRegex(
        "(?<account>[0-9]{12})_CloudTrail_(?<region>[a-z0-9-]+)_(?<time>[0-9]{8}T[0-9]{4}Z)_[^/\\\\]*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Name();
}
