using System.Diagnostics;
using System.Globalization;

namespace RecipePicks.Bench;

/// <summary>What one step took.</summary>
/// <param name="Seconds">Wall time; not a number when it failed.</param>
/// <param name="Megabytes">The process's peak memory.</param>
/// <param name="Text">What it printed beside these two, or why there is nothing to tell.</param>
internal sealed record Measured(double Seconds, long Megabytes, string Text)
{
    /// <summary>Runs a program that measures itself: it prints seconds, megabytes and maybe more, or why it failed.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Measured Of(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(start)!;
        var text = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return child.ExitCode == 0 && text.Split(' ', 3) is [var seconds, var megabytes, .. var more]
            ? new Measured(
                double.Parse(seconds, CultureInfo.InvariantCulture),
                long.Parse(megabytes, CultureInfo.InvariantCulture),
                string.Concat(more)
            )
            : new Measured(double.NaN, 0, text.Length > 0 ? text : "failed");
    }

    /// <summary>The one in the middle; the later of two.</summary>
    /// <param name="values">At least one.</param>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <inheritdoc/>
    public override string ToString() => double.IsNaN(Seconds) ? Text : $"{Seconds:F2} s, {Megabytes} MB";
}
