namespace RecipePicks.Sources;

/// <summary>The buffer that a slice lies in.</summary>
internal enum SliceSource : byte
{
    /// <summary>There is no such value.</summary>
    None,

    /// <summary>The bytes as they were read.</summary>
    Window,

    /// <summary>Bytes that had to be rewritten.</summary>
    Scratch,
}

/// <summary>A stretch of UTF-8 in one of a reader's two buffers.</summary>
internal readonly record struct Slice(SliceSource Source, int Offset, int Length)
{
    public bool IsPresent => Source != SliceSource.None;
}

/// <summary>A place where a record names an identifier.</summary>
/// <param name="Text">The identifier.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Path">The number of the JSON path, see <see cref="PathTable"/>.</param>
internal readonly record struct Naming(Slice Text, ulong Hash, int Path);

/// <summary>One record, taken apart: where each of its values lies. Reused from record to record.</summary>
internal sealed class RecordFields
{
    /// <summary>The values, by the number of their cell in <see cref="RecordSchema"/>.</summary>
    public Slice[] Values { get; } = new Slice[RecordSchema.Values];

    /// <summary>Which groups, lists and maps are present, by their number.</summary>
    public bool[] Groups { get; } = new bool[RecordSchema.Groups];

    /// <summary>Entries of <c>resources</c>: ARN, account and type, three slices an entry.</summary>
    public List<Slice> Resources { get; } = [];

    /// <summary>Entries of the web identity's attributes: name and value, two slices an entry.</summary>
    public List<Slice> Attributes { get; } = [];

    /// <summary>The identifiers that the record names, each once a path; those of <see cref="Known"/> are not among them.</summary>
    public List<Naming> Namings { get; } = [];

    /// <summary>Objects of the record that name identifiers and may stand in other records too.</summary>
    public List<KnownObject> Known { get; } = [];

    /// <summary>JSON text of what the columns do not hold.</summary>
    public Slice Unmapped { get; set; }

    /// <summary>True when <see cref="Unmapped"/> is the record as a whole, for the columns hold more or other than it says.</summary>
    public bool Verbatim { get; set; }

    /// <summary>The record as it was read.</summary>
    public Slice Whole { get; set; }

    /// <summary>The hash of the eventID.</summary>
    public ulong EventIdHash { get; set; }

    /// <summary>The event's time in seconds since 1970, UTC; null when it has none that can be read.</summary>
    public long? Time { get; set; }

    /// <summary>Makes ready for the next record.</summary>
    public void Clear()
    {
        Array.Clear(Values);
        Array.Clear(Groups);
        Resources.Clear();
        Attributes.Clear();
        Namings.Clear();
        Known.Clear();
        Unmapped = default;
        Verbatim = false;
        Whole = default;
        EventIdHash = 0;
        Time = null;
    }
}
