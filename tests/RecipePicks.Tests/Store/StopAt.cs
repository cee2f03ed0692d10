using RecipePicks.Store;

namespace RecipePicks.Tests.Store;

/// <summary>Stops a load once it has read so many records.</summary>
internal sealed class StopAt(long records, CancellationTokenSource stop) : IProgress<LoadProgress>
{
    public void Report(LoadProgress value)
    {
        if (value.Records >= records)
        {
            stop.Cancel();
        }
    }
}
