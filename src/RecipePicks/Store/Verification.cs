using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>Compares the files of a case with what its pages say of them.</summary>
internal static class Verification
{
    /// <summary>Compares a case.</summary>
    /// <param name="segments">Its segments.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Every difference, in words; none when the case is whole.</returns>
    public static IReadOnlyList<string> OfCase(IReadOnlyList<Segment> segments, CancellationToken cancellation) =>
        [.. Missing(segments), .. Of(segments, cancellation)];

    /// <summary>Compares some segments of a case.</summary>
    /// <param name="segments">They.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Every difference, in words; none when the case is whole.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Segment> segments, CancellationToken cancellation)
    {
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        var found = segments.SelectMany(s => Of(s, connection, cancellation)).ToList();
        if (found.Count == 0)
        {
            var (ledger, held) = (
                segments.Sum(s => s.ReadPage().Files.Sum(f => f.Events)),
                segments.Sum(s => s.Page.Events)
            );
            found.AddRange(
                ledger == held ? [] : [$"the ledger counts {ledger:N0} events, the segments hold {held:N0}"]
            );
        }

        return found;
    }

    /// <summary>Segments are numbered from 1, and one that stands for others has their numbers: each number is in one name.</summary>
    private static IEnumerable<string> Missing(IReadOnlyList<Segment> segments)
    {
        var next = 1;
        foreach (var name in segments.Select(s => s.Name))
        {
            if (name.First > next)
            {
                var missing = new SegmentName(next, name.First - 1, IsRange: name.First - 1 > next);
                yield return $"{missing} is missing";
            }

            next = name.Last + 1;
        }
    }

    private static IEnumerable<string> Of(Segment segment, DuckConnection connection, CancellationToken cancellation)
    {
        var name = segment.Name;
        SegmentPage page;
        try
        {
            page = segment.ReadPage();
        }
        catch (CaseException e)
        {
            return [e.Message];
        }

        return
        [
            .. (page.Parts ?? []).SelectMany(p => Of(segment, p, cancellation)),
            .. Strangers(segment).Select(s => $"{name}/{s} is not in the segment's page"),
            .. Try(
                () => page.Events == 0 ? page.Events : Ids(segment),
                page.Events,
                $"{name}/{CaseFolder.EventIdsFile}"
            ),
            .. Try(
                () => page.Events == 0 ? page.Events : SegmentParquet.Rows(connection, segment.EventsPath),
                page.Events,
                $"{name}/{CaseFolder.EventsFile}"
            ),
            .. Try(
                () => page.Items == 0 ? page.Items : SegmentParquet.Rows(connection, segment.ItemsPath),
                page.Items,
                $"{name}/{CaseFolder.ItemsFile}"
            ),
            .. Try(() => Index(segment), 0, $"{name}: its index"),
        ];
    }

    private static IEnumerable<string> Of(Segment segment, SegmentPart part, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (file, name) = (new FileInfo(Path.Combine(segment.Folder, Path.GetFileName(part.Name))), part.Name);
        if (!file.Exists)
        {
            yield return $"{segment.Name}/{name} is missing";
        }
        else if (file.Length != part.Bytes)
        {
            yield return $"{segment.Name}/{name} has {file.Length:N0} bytes, its page says {part.Bytes:N0}";
        }
        else
        {
            string? hash = null;
            string? why = null;
            try
            {
                hash = SegmentPart.Hash(file.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                why = e.Message;
            }

            if (hash != part.Sha256)
            {
                yield return why is null
                    ? $"{segment.Name}/{name} is not what was written: its SHA-256 is {hash}, its page says {part.Sha256}"
                    : $"{segment.Name}/{name} cannot be read: {why}";
            }
        }
    }

    /// <summary>Files of which the page says nothing; an earlier version's page names none.</summary>
    private static IEnumerable<string> Strangers(Segment segment) =>
        segment.Page.Parts is { } parts
            ? Directory
                .EnumerateFileSystemEntries(segment.Folder)
                .Select(f => Path.GetFileName(f))
                .Where(f => f != CaseFolder.PageFile && parts.All(p => p.Name != f))
                .Order(StringComparer.Ordinal)
            : [];

    private static IEnumerable<string> Try(Func<long> count, long expected, string what)
    {
        string? wrong;
        try
        {
            var counted = count();
            wrong = counted == expected ? null : $"{what} holds {counted:N0}, the segment's page says {expected:N0}";
        }
        catch (Exception e) when (e is CaseException or DuckDbException)
        {
            wrong = $"{what} cannot be read: {e.Message.Split('\n')[0]}";
        }

        return wrong is null ? [] : [wrong];
    }

    private static long Ids(Segment segment)
    {
        using var ids = segment.OpenEventIds();
        return ids.Count;
    }

    private static long Index(Segment segment)
    {
        foreach (var file in segment.OpenIndex())
        {
            file.Dispose();
        }

        return 0;
    }
}
