using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RecipePicks.Web;

/// <summary>Tells every open page what happens: how far a question is, and that the case has grown.</summary>
/// <param name="pool">The case.</param>
internal sealed class News(CasePool pool)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private readonly List<Channel<SseItem<string>>> _listeners = [];
    private readonly Dictionary<string, SseItem<string>> _standing = [];

    /// <summary>Tells all how something stands that goes on; who comes later is told the last of it.</summary>
    /// <param name="what">What is told.</param>
    /// <param name="of">What goes on.</param>
    /// <param name="text">How it stands.</param>
    public void Tell(string what, string of, string text)
    {
        var item = new SseItem<string>(text, what);
        lock (_lock)
        {
            _standing[of] = item;
            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(item);
            }
        }
    }

    /// <summary>It is over: who comes later is told nothing of it.</summary>
    /// <param name="of">What went on.</param>
    public void Over(string of)
    {
        lock (_lock)
        {
            _standing.Remove(of);
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
            foreach (var item in _standing.Values)
            {
                mine.Writer.TryWrite(item);
            }
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
