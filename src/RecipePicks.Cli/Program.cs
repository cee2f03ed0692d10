using System.CommandLine;
using RecipePicks.Cli;
using RecipePicks.Collecting;
using RecipePicks.Engines;
using RecipePicks.Store;

// The one place where errors become exit codes: 0 done, 1 the work failed, 2 wrong usage, 130 interrupted.
// A reader that has seen enough (a broken pipe) is no error.
var terminal = Terminal.Open();
using var interruption = new Interruption();
var parsed = Root.Create(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
try
{
    UsageException.ThrowIfWrong(parsed);
    var invocation = new InvocationConfiguration
    {
        Output = terminal.Output,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
    parsed.InvokeAsync(invocation, interruption.Token).GetAwaiter().GetResult();
    terminal.Output.Flush();
    return 0;
}
catch (UsageException e)
{
    terminal.Complain(e.Message);
    terminal.Complain($"see {Root.HelpFor(parsed)}");
    return 2;
}
catch (Exception) when (interruption.Token.IsCancellationRequested)
{
    terminal.Complain("interrupted");
    return 130;
}
catch (IOException e) when (StandardOutput.IsBrokenPipe(e))
{
    return 0;
}
catch (Exception e)
    when (e
            is WorkFailedException
                or CollectException
                or CaseException
                or EngineException
                or IOException
                or UnauthorizedAccessException
                or NotSupportedException
    )
{
    terminal.FlushQuietly();
    terminal.Complain(e.Message);
    return 1;
}
#pragma warning disable CA1031 // the last line of defence: a crash must not look like a usage error or an interruption
catch (Exception e)
#pragma warning restore CA1031
{
    terminal.FlushQuietly();
    terminal.Complain($"this is a defect of picks, please report it: {e}");
    return 1;
}
