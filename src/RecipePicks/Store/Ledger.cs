using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>What a case knows of one file, or of one entry of an archive.</summary>
public sealed record LedgerEntry
{
    /// <summary>Its name: <c>folder/file.json.gz</c>, <c>archive.zip!entry.json</c>.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file (for an entry, of its archive), in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes: of the file as it lay on disk; of an archive's entry once inflated.</summary>
    public long Bytes { get; init; }

    /// <summary><c>loaded</c>, <c>skipped</c> (holds neither CloudTrail records nor states) or <c>rejected</c> (cannot be read).</summary>
    public required string Status { get; init; }

    /// <summary>Why it was skipped or rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>The object that it was; null for a file on disk.</summary>
    public RemoteObject? Object { get; init; }

    /// <summary>True for what lies elsewhere and was not got; the next load asks for it again.</summary>
    public bool? Unfetched { get; init; }

    /// <summary>CloudTrail records read.</summary>
    public long Records { get; init; }

    /// <summary>Events that it added to the case.</summary>
    public long Events { get; init; }

    /// <summary>Records that were in the case already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Recorded states (AWS Config items, resources in the AWS CLI's output) that it added to the case.</summary>
    public long Items { get; init; }

    /// <summary>Recorded states that were in the case already.</summary>
    public long ItemDuplicates { get; init; }

    /// <summary>Pieces that could not be read.</summary>
    public long Rejected { get; init; }

    /// <summary>The first of them, <see cref="MostRejects"/> at most.</summary>
    public IReadOnlyList<Reject> Rejects
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>JSON of other kinds in it, by kind.</summary>
    public IReadOnlyDictionary<string, long> Others
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, long>.Empty;
    } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>When it was taken in, UTC.</summary>
    public DateTime LoadedAt { get; init; }

    /// <summary>The version of the program that took it in.</summary>
    public required string Version { get; init; }

    /// <summary>False when the rest of it is in a later segment, or still to come.</summary>
    public bool Complete { get; init; }

    /// <summary>True for the last entry of a file: the file as a whole is in the case.</summary>
    public bool Last { get; init; }

    /// <summary>Rejects kept word for word for one file; the rest are counted.</summary>
    public const int MostRejects = 1000;

    /// <summary>Puts the entries of files that span segments together, and leaves out failures that a later load made good.</summary>
    /// <param name="entries">Entries in the order of the segments.</param>
    /// <returns>One entry a file, in the order in which they were begun.</returns>
    internal static IReadOnlyList<LedgerEntry> Merge(IEnumerable<LedgerEntry> entries)
    {
        IReadOnlyList<LedgerEntry> all = [.. entries];
        return
        [
            .. all.Where((entry, i) => entry.Unfetched is not true || !IsMadeGood(all, i))
                .GroupBy(f => (f.Sha256, f.File))
                .Select(g => g.Aggregate((a, b) => a.Then(b))),
        ];
    }

    /// <summary>Whether a later entry is of the same file, of an entry of that archive, or of what a prefix then listed.</summary>
    private static bool IsMadeGood(IReadOnlyList<LedgerEntry> all, int failed)
    {
        var file = all[failed].File;
        for (var i = failed + 1; i < all.Count; i++)
        {
            var later = all[i].File;
            if (
                later.StartsWith(file, StringComparison.Ordinal)
                && (later.Length == file.Length || file.EndsWith('/') || later[file.Length] == '!')
            )
            {
                return true;
            }
        }

        return false;
    }

    private int Rank =>
        Status switch
        {
            "loaded" => 2,
            "rejected" => 1,
            _ => 0,
        };

    private LedgerEntry Then(LedgerEntry rest) =>
        rest with
        {
            Status = Rank >= rest.Rank ? Status : rest.Status,
            Reason = Rank >= rest.Rank ? Reason : rest.Reason,
            Records = Records + rest.Records,
            Events = Events + rest.Events,
            Duplicates = Duplicates + rest.Duplicates,
            Items = Items + rest.Items,
            ItemDuplicates = ItemDuplicates + rest.ItemDuplicates,
            Rejected = Rejected + rest.Rejected,
            Rejects = [.. Rejects.Concat(rest.Rejects).Take(MostRejects)],
            Others = Others
                .Concat(rest.Others)
                .GroupBy(o => o.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Sum(o => o.Value), StringComparer.Ordinal),
        };
}

/// <summary>A segment's own page: what it holds and where that came from.</summary>
/// <remarks>What an older page has no member for, the generated reader sets to null: such lists are empty.</remarks>
internal sealed record SegmentPage
{
    /// <summary>The format of the segment's files.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>When it was written, UTC, and by which version; null where an earlier version did not say.</summary>
    public DateTime? Written { get; init; }

    public string? Version { get; init; }

    /// <summary>Its files but for the page itself; null where an earlier version did not write them down.</summary>
    public IReadOnlyList<SegmentPart>? Parts { get; init; }

    public long Events { get; init; }

    /// <summary>Recorded states.</summary>
    public long Items { get; init; }

    public long ConflictingDuplicates { get; init; }

    /// <summary>The earliest and latest event, seconds since 1970.</summary>
    public long? FirstTime { get; init; }

    public long? LastTime { get; init; }

    /// <summary>Whether an event has no time that can be read.</summary>
    public bool HasTimeless { get; init; }

    /// <summary>By what rule its telling events are marked; null when they are not, or not all by one.</summary>
    public string? Telling { get; init; }

    /// <summary>How its events were counted for coverage; null when they were not.</summary>
    public string? Counts { get; init; }

    /// <summary>Index rows whose event gave way to an earlier copy.</summary>
    public IReadOnlyList<uint> DeadRows
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The names of the index files; null where an earlier version did not write them down.</summary>
    public IReadOnlyList<string>? Index { get; init; }

    public IReadOnlyList<LedgerEntry> Files
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Objects whose content the case had before, so that nothing was taken from them.</summary>
    public IReadOnlyList<RemoteObject> Same
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Makes sure that no list has a member that is null: a page is read by whoever was sent the case.</summary>
    /// <exception cref="JsonException">One has.</exception>
    public void Check()
    {
        if (
            Files.Any(f => f is not { File: not null, Sha256: not null, Rejects: not null, Others: not null })
            || Files.Any(f => f.Rejects.Any(r => r is null))
            || Same.Any(s => s is null)
            || Index?.Any(i => i is null) is true
            || Parts?.Any(p => p is not { Name: not null, Sha256: not null }) is true
        )
        {
            throw new JsonException("a list of it has a member that is null");
        }
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SegmentPage))]
internal sealed partial class StoreJson : JsonSerializerContext;
