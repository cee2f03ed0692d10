using System.Diagnostics;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RecipePicks.EndToEnd;

/// <summary>What a run of the program left.</summary>
internal sealed record Run(int Code, string Out, string Err)
{
    public Run Ok() => Is(0);

    public Run Is(int code)
    {
        Assert.True(Code == code, $"exit {Code}, not {code}\n{Err}\n{Out}");
        return this;
    }
}

/// <summary>Runs the built program as a process.</summary>
internal static class Picks
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(20);

    public static Run With(params string[] arguments) => In(Repository.Root, arguments);

    public static Run In(string folder, params string[] arguments) =>
        Wait(Start(folder, "dotnet", [Repository.Program, .. arguments]));

    /// <summary>Runs a line of shell; <c>$PICKS</c> is the program.</summary>
    public static Run Shell(string script, string? folder = null) =>
        Wait(Start(folder ?? Repository.Root, "bash", ["-c", script]));

    public static Process Start(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["PICKS"] = $"dotnet {Repository.Program}";
        start.Environment.Remove("COLUMNS");
        start.Environment.Remove("NO_COLOR");
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static Run Wait(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException("the program did not end");
            }

            return new Run(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
    }
}
