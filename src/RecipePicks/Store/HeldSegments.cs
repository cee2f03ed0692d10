using System.Collections;

namespace RecipePicks.Store;

/// <summary>
/// A case as it stands at a moment: its segments, which stay on disk for as long as they are held, whatever is loaded, merged
/// or pruned meanwhile. A reader holds a segment by having its page open, so that nothing is written to what is only read.
/// </summary>
internal sealed class HeldSegments : IReadOnlyList<Segment>, IDisposable
{
    private const int MostTries = 500;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly IReadOnlyList<Segment> _segments;
    private readonly IReadOnlyList<IDisposable> _holds;

    private HeldSegments(IReadOnlyList<Segment> segments, IReadOnlyList<IDisposable> holds) =>
        (_segments, _holds) = (segments, holds);

    public int Count => _segments.Count;

    public Segment this[int index] => _segments[index];

    /// <summary>Holds the finished segments of a case.</summary>
    /// <exception cref="CaseException">One of them cannot be read.</exception>
    public static HeldSegments Of(CaseFolder folder)
    {
        for (var tries = 1; ; tries++)
        {
            var segments = folder.Finished();
            var held = new List<IDisposable>();
            IOException? missed = null;
            try
            {
                foreach (var segment in segments)
                {
                    held.Add(segment.Hold());
                }
            }
            catch (IOException e)
            {
                missed = e;
            }
            catch (UnauthorizedAccessException e)
            {
                Release(held);
                throw Unreadable(segments[held.Count], e);
            }

            // A list that was read while a prune went on may lack both what was replaced and what replaced it.
            var same = segments.Select(s => s.Name).SequenceEqual(folder.Finished().Select(s => s.Name));
            if (same && missed is null)
            {
                return new HeldSegments(segments, held);
            }

            Release(held);
            if (same && missed is not null && (!FileInUse.Is(missed) || tries == MostTries))
            {
                throw Unreadable(segments[held.Count], missed);
            }

            if (missed is not null)
            {
                Thread.Sleep(s_pause);
            }
        }
    }

    public IEnumerator<Segment> GetEnumerator() => _segments.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => Release(_holds);

    private static CaseException Unreadable(Segment segment, Exception e) =>
        new($"{segment.PagePath} cannot be read: {e.Message}", e);

    private static void Release(IEnumerable<IDisposable> holds)
    {
        foreach (var hold in holds)
        {
            hold.Dispose();
        }
    }
}
