using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RecipePicks.Collecting;

/// <summary>What the AWS CLI did.</summary>
/// <param name="Code">Its exit status; null when it had to be ended because it took too long.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it said on standard error.</param>
internal sealed record CliRun(int? Code, byte[] Output, string Error);

/// <summary>
/// Runs <c>aws</c>, from the <c>PATH</c>, with a list of arguments and never through a shell. It is told to wait and try
/// again by itself when AWS asks it to slow down, to ask nothing, and to show nothing page by page.
/// </summary>
/// <remarks>Source: AWS CLI User Guide, "Retries", "Environment variables".</remarks>
internal sealed class AwsCli(string program, TimeSpan patience)
{
    private static readonly (string Name, string Value)[] s_habits =
    [
        ("AWS_RETRY_MODE", "adaptive"),
        ("AWS_MAX_ATTEMPTS", "8"),
    ];

    /// <summary>Runs it once.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CollectException">There is no <c>aws</c>.</exception>
    public async Task<CliRun> Run(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(patience);
        using var output = new MemoryStream();
        try
        {
            var error = process.StandardError.ReadToEndAsync(late.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, late.Token).ConfigureAwait(false);
            var said = await error.ConfigureAwait(false);
            await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
            return new(process.ExitCode, output.ToArray(), said);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return new(null, [], $"no answer within {patience.TotalSeconds:0} seconds");
        }
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_CLI_AUTO_PROMPT"] = "off";
        foreach (var (name, value) in s_habits)
        {
            start.Environment.TryAdd(name, value);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CollectException(
                $"the AWS CLI cannot be run ({e.Message}). Install it, see https://docs.aws.amazon.com/cli/latest/userguide/, "
                    + "or run what 'picks collect --script' prints in AWS CloudShell and load the folder that it makes",
                e
            );
        }
    }
}
