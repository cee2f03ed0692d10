namespace RecipePicks.Bench;

/// <summary>What one step took.</summary>
/// <param name="Seconds">Wall time; not a number when it failed.</param>
/// <param name="Megabytes">The process's peak memory.</param>
/// <param name="Text">What it printed.</param>
internal sealed record Measured(double Seconds, long Megabytes, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => double.IsNaN(Seconds) ? $"failed: {Text}" : $"{Seconds:F2} s, {Megabytes} MB";
}
