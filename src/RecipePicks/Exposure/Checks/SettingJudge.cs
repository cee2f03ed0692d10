using System.Text.Json;

namespace RecipePicks.Exposure.Checks;

/// <summary>Judges a setting that has one open and one closed value.</summary>
internal static class SettingJudge
{
    /// <summary>A judge of a setting.</summary>
    /// <param name="open">The value that opens, in any case.</param>
    /// <param name="why">What that means.</param>
    /// <param name="closed">The value that closes, in any case.</param>
    public static Judge Of(string open, string why, string closed) =>
        (document, _) =>
            JsonWalk.Text(document) is not { } value ? [Grant.Unclear("the record does not hold the setting")]
            : value.Equals(open, StringComparison.OrdinalIgnoreCase) ? [Grant.Everyone(why)]
            : value.Equals(closed, StringComparison.OrdinalIgnoreCase) ? [Grant.Nobody($"it is set to {value}")]
            : [Grant.Unclear($"it is set to {value}")];
}
