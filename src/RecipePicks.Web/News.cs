using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RecipePicks.Web;

/// <summary>Tells every open page what happens: the letter that is being asked, and that the case has grown.</summary>
/// <param name="pool">The case.</param>
internal sealed class News(CasePool pool)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private readonly List<Channel<SseItem<string>>> _listeners = [];

    /// <summary>Tells all.</summary>
    public void Tell(string what, string text)
    {
        lock (_lock)
        {
            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(new SseItem<string>(text, what));
            }
        }
    }

    /// <summary>Listens until the page goes away.</summary>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<SseItem<string>> Listen([EnumeratorCancellation] CancellationToken cancellation)
    {
        var mine = Channel.CreateBounded<SseItem<string>>(
            new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        lock (_lock)
        {
            _listeners.Add(mine);
        }

        try
        {
            var stamp = pool.Stamp;
            yield return new SseItem<string>("listening", "hello");
            while (!cancellation.IsCancellationRequested)
            {
                if (await Next(mine, cancellation))
                {
                    while (mine.Reader.TryRead(out var item))
                    {
                        yield return item;
                    }
                }
                else if (pool.Stamp is var now && now != stamp)
                {
                    stamp = now;
                    yield return new SseItem<string>("grown", "case");
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(mine);
            }
        }
    }

    /// <summary>Waits for something to tell, or for the time to look at the case.</summary>
    private static async Task<bool> Next(Channel<SseItem<string>> mine, CancellationToken cancellation)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        look.CancelAfter(s_look);
        try
        {
            return await mine.Reader.WaitToReadAsync(look.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
