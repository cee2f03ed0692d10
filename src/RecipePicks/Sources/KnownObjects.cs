namespace RecipePicks.Sources;

/// <summary>The objects that stood in the records read last.</summary>
internal sealed class KnownObjects
{
    /// <summary>Longer objects are not kept.</summary>
    private const int Longest = 4096;

    // Where an object ends is not known before it is read, so it is looked for by its beginning, which names the session, and
    // compared as a whole with the few that begin so: their keys and dates come later.
    private const int Head = 96;
    private const int Sets = 1024;
    private const int Ways = 4;

    // The hash of its beginning lies beside each object: those that begin otherwise need not be looked at.
    private readonly (ulong Head, KnownObject? Object)[] _objects = new (ulong, KnownObject?)[Sets * Ways];

    /// <summary>Finds the object that begins here.</summary>
    /// <param name="json">Begins with an object; more may follow.</param>
    /// <returns>The object; null when it is not known.</returns>
    public KnownObject? Find(ReadOnlySpan<byte> json)
    {
        if (json.Length < Head)
        {
            return null;
        }

        var head = HeadOf(json);
        var set = Set(head);
        for (var i = 0; i < Ways; i++)
        {
            if (set[i].Head == head && set[i].Object is { } known && json.StartsWith(known.Json))
            {
                // The one found last is tried first.
                (set[0], set[i]) = (set[i], set[0]);
                return known;
            }
        }

        return null;
    }

    /// <summary>Makes room for an object that is not known.</summary>
    /// <param name="json">The object, from brace to brace.</param>
    /// <returns>Its place, still empty; null when it is too short or too long to be kept.</returns>
    public KnownObject? Add(ReadOnlySpan<byte> json)
    {
        if (json.Length is < Head or > Longest)
        {
            return null;
        }

        var head = HeadOf(json);
        var set = Set(head);
        var known = set[Ways - 1].Object ?? new KnownObject();
        set[..^1].CopyTo(set[1..]);
        set[0] = (head, known);
        known.Begin(json);
        return known;
    }

    private static ulong HeadOf(ReadOnlySpan<byte> json) => ContentHash.Of(json[..Head]);

    private Span<(ulong Head, KnownObject? Object)> Set(ulong head) => _objects.AsSpan((int)(head % Sets) * Ways, Ways);
}
