using System.Collections.Concurrent;
using RecipePicks.Sources;
using RecipePicks.Sources.Lookup;

namespace RecipePicks.Store;

/// <summary>What comes up while a load runs: the event history, span by span.</summary>
internal sealed class LiveInputs : IDisposable
{
    private const int MostWaiting = 32;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    private LiveInputs(LookupOptions options, IReadOnlyList<LookupSpan> taken) => _run = Run(options, taken);

    /// <summary>What is there so far.</summary>
    public BlockingCollection<InputFile> Files { get; } = new(MostWaiting);

    /// <summary>Begins to ask.</summary>
    /// <param name="options">How.</param>
    /// <param name="taken">Spans that the case has.</param>
    public static LiveInputs Start(LookupOptions options, IReadOnlyList<LookupSpan> taken) => new(options, taken);

    /// <summary>Waits for the end.</summary>
    /// <exception cref="IOException">It ended early.</exception>
    public void Check() => _run.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_run).AsyncWaitHandle.WaitOne();
        _stop.Dispose();
        Files.Dispose();
    }

    private async Task Run(LookupOptions options, IReadOnlyList<LookupSpan> taken)
    {
        await Task.Yield();
        try
        {
            await new LookupHistory(options, taken, Files).Run(DateTime.UtcNow, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            Files.CompleteAdding();
        }
    }
}
