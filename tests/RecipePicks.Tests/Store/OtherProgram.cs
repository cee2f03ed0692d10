using System.Diagnostics;

namespace RecipePicks.Tests.Store;

/// <summary>Another program that works on a case.</summary>
internal static class OtherProgram
{
    private static readonly string s_helper = typeof(OtherProgram).Assembly.Location.Replace(
        "RecipePicks.Tests.dll",
        "RecipePicks.LoadHelper.dll"
    );

    public static Process Start(params IEnumerable<string> arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [s_helper, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    /// <summary>Runs it to its end, or until it is killed.</summary>
    /// <param name="kill">Waits for the time to kill it; null to let it end.</param>
    /// <param name="arguments">What it does.</param>
    /// <returns>Whether it was killed before its end.</returns>
    public static bool Run(Action? kill, params IEnumerable<string> arguments)
    {
        using var run = Start(arguments);
        kill?.Invoke();
        if (kill is not null && !run.HasExited)
        {
            run.Kill();
            run.WaitForExit();
            return true;
        }

        run.WaitForExit();
        Assert.Equal(0, run.ExitCode);
        return false;
    }
}
