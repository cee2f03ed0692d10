namespace RecipePicks.Bench;

/// <summary>What one step took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="Megabytes">The process's peak memory.</param>
/// <param name="Text">What it printed.</param>
internal sealed record Measured(double Seconds, long Megabytes, string Text);
