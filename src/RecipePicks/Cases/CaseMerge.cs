using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RecipePicks.Cases.Pulling;
using RecipePicks.Store;

namespace RecipePicks.Cases;

/// <summary>What was taken of a case into another: its segments, its story, and what was pulled into it.</summary>
/// <param name="Source">The case, as it was given.</param>
/// <param name="Summary">What was taken of its segments.</param>
/// <param name="Pins">Pins that were taken over.</param>
/// <param name="Pulls">Rings of Athena that were taken over.</param>
/// <param name="Conflicts">What the two say differently, and what became of it.</param>
public sealed record MergedCase(
    string Source,
    MergeSummary Summary,
    int Pins,
    int Pulls,
    IReadOnlyList<string> Conflicts
);

/// <summary>Merges cases.</summary>
public static class CaseMerge
{
    /// <summary>
    /// Takes cases into another, one after the other. None is begun before all of them are found whole. Done again, it adds
    /// nothing.
    /// </summary>
    /// <param name="sources">The cases to take in; they are not written to.</param>
    /// <param name="into">The case that takes them in; made when it is not there.</param>
    /// <param name="progress">Told after each segment.</param>
    /// <param name="cancellation">Stops it; the same merge goes on.</param>
    /// <exception cref="CaseException">One of them is in use, damaged or newer than this program, or they are the same.</exception>
    public static IReadOnlyList<MergedCase> Run(
        IReadOnlyList<string> sources,
        string into,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        foreach (var source in sources)
        {
            Merging.Check(source, cancellation);
            Expect(source);
        }

        if (Directory.Exists(into))
        {
            Expect(into);
            foreach (var source in sources)
            {
                Merging.Differ(source, into);
            }
        }

        return [.. sources.Select(s => Merge(s, into, progress, cancellation))];
    }

    private static void Expect(string directory)
    {
        try
        {
            Story.Read(directory);
        }
        catch (JsonException e)
        {
            throw new CaseException($"the story of {directory} is damaged: {e.Message}", e);
        }

        _ = new PullJournal(directory);
    }

    private static MergedCase Merge(
        string source,
        string into,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var summary = Merging.Take(source, into, progress, cancellation);
        var conflicts = new List<string>();
        var pins = MergeStory(source, into, conflicts);
        var pulls = MergePulls(source, into, conflicts);
        return new MergedCase(source, summary, pins, pulls, conflicts);
    }

    /// <summary>Puts the pins after those that are there. A pin of the same id that says something else is kept beside the first.</summary>
    private static int MergeStory(string source, string into, List<string> conflicts)
    {
        while (true)
        {
            var (theirs, ours) = (Story.Read(source), Story.Read(into));
            var pins = ours.Pins.ToList();
            var said = new List<string>();
            foreach (var pin in theirs.Pins)
            {
                var known = pins.Find(p => p.Id == pin.Id);
                if (known is null)
                {
                    pins.Add(pin);
                }
                else if (Text(known) != Text(pin) && Beside(pin) is var other && pins.TrueForAll(p => p.Id != other.Id))
                {
                    pins.Add(other);
                    said.Add(
                        $"pin {pin.Id} says something else in both stories: both are kept, the other as {other.Id}"
                    );
                }
            }

            if (pins.Count > Story.MostPins)
            {
                conflicts.Add(
                    $"the stories have {pins.Count:N0} pins together and one holds {Story.MostPins:N0}: none was taken over"
                );
                return 0;
            }

            // A page may save the story meanwhile; then it is read again.
            if (pins.Count == ours.Pins.Count || (ours with { Pins = pins }).TrySave(into, out _))
            {
                conflicts.AddRange(said);
                return pins.Count - ours.Pins.Count;
            }
        }
    }

    /// <summary>Takes over pulls that the case does not know; a pull that both have stays as it stands here.</summary>
    private static int MergePulls(string source, string into, List<string> conflicts)
    {
        var theirs = new PullJournal(source).Queries;
        if (theirs.Count == 0)
        {
            return 0;
        }

        var journal = new PullJournal(into);
        var known = journal.Queries.ToList();
        var taken = new List<PulledQuery>();
        foreach (var query in theirs.Where(q => q.Loaded && known.TrueForAll(k => k.Id != q.Id)))
        {
            if (known.Exists(k => k.Pull == query.Pull))
            {
                conflicts.Add(
                    $"ring {query.Ring} of query {query.Id} is of a pull that both cases made: its events are in, what it cost stands in {source}"
                );
                continue;
            }

            taken.Add(query);
        }

        if (taken.Count > 0)
        {
            journal.Put(taken);
        }

        return taken.Count;
    }

    private static StoryPin Beside(StoryPin pin) =>
        pin with
        {
            Id = $"{pin.Id}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(pin))))[..8]}",
        };

    private static string Text(StoryPin pin) => new Story(0, [pin]).ToJson();
}
