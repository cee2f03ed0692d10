namespace RecipePicks.Store;

/// <summary>
/// Says of nearly all events that are not in it that they are not: a Bloom filter in blocks of a cache line, so that a
/// question costs one look at memory.
/// </summary>
/// <param name="capacity">How many events it takes.</param>
internal sealed class EventFilter(int capacity)
{
    private const int WordsPerBlock = 8;
    private const int BitsPerBlock = WordsPerBlock * 64;

    // With seven bits set in twelve for each event, about one in two hundred others looks as if it were here.
    private const int BitsPerEvent = 12;
    private const int Probes = 7;

    private readonly ulong[] _words = new ulong[
        (int)((((long)capacity * BitsPerEvent) + BitsPerBlock - 1) / BitsPerBlock) * WordsPerBlock
    ];

    /// <summary>Adds an event.</summary>
    /// <param name="id">The hash of its eventID.</param>
    public void Add(ulong id)
    {
        var block = Block(id);
        var bits = Bits(id);
        for (var i = 0; i < Probes; i++, bits >>= 9)
        {
            _words[block + (int)((bits >> 6) % WordsPerBlock)] |= 1UL << (int)bits;
        }
    }

    /// <summary>Whether an event may be here; false is certain.</summary>
    /// <param name="id">The hash of its eventID.</param>
    public bool MayHold(ulong id)
    {
        var block = Block(id);
        var bits = Bits(id);
        for (var i = 0; i < Probes; i++, bits >>= 9)
        {
            if ((_words[block + (int)((bits >> 6) % WordsPerBlock)] & (1UL << (int)bits)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Block(ulong id) =>
        (int)Math.BigMul(id, (ulong)(_words.Length / WordsPerBlock), out ulong _) * WordsPerBlock;

    // The hash's upper bits choose the block, so these mix in the lower ones.
    private static ulong Bits(ulong id) => (id * 0x9E37_79B9_7F4A_7C15) ^ (id >> 29);
}
