using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RecipePicks.Sources;

/// <summary>
/// Reads JSON 64 bytes at a time and marks where tokens begin: brackets, commas and colons outside strings, the quotes at
/// both ends of strings, and the first byte of anything else that is no white space.
/// </summary>
internal struct JsonBlock
{
    /// <summary>Bytes in a block.</summary>
    public const int Length = 64;

    // All ones when the block before ended inside a string; one when its last byte escapes the first of this block, or
    // belongs to a number or word that may go on here.
    private ulong _inString;
    private ulong _escaped;
    private ulong _inWord;

    public JsonBlock() => LastSpecial = LastControl = -1;

    /// <summary>Where the last backslash or control character inside a string was; -1 when there was none.</summary>
    public int LastSpecial;

    /// <summary>Where the last control character inside a string was; -1 when there was none.</summary>
    public int LastControl;

    /// <summary>Reads the next block.</summary>
    /// <param name="bytes">Its first byte, of 64.</param>
    /// <param name="at">Where it stands in the text.</param>
    /// <returns>The marks, the first byte's in the lowest bit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Read(ref byte bytes, int at)
    {
        var low = Vector256.LoadUnsafe(ref bytes);
        var high = Vector256.LoadUnsafe(ref bytes, (nuint)Vector256<byte>.Count);
        var backslashes = Bits(low, high, '\\');
        var quotes = Bits(low, high, '"');
        if ((backslashes | _escaped) != 0)
        {
            quotes &= ~Escaped(backslashes);
        }

        var inString = PrefixXor(quotes) ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        var space = Vector256.Create((byte)' ');
        var blanks = Bits(Vector256.LessThanOrEqual(low, space), Vector256.LessThanOrEqual(high, space));
        var special = (blanks & ~Bits(low, high, ' ') | backslashes) & inString;
        if (special != 0)
        {
            Note(special, backslashes, at);
        }

        // Bit 5 makes '[' of '{' and ']' of '}' alike; the two control characters that turn into others are refused by the cursor.
        var operators = Operators(low | space, high | space);
        var words = ~(blanks | operators | quotes | inString);
        var marks = (operators & ~inString) | quotes | (words & ~((words << 1) | _inWord));
        _inWord = words >> 63;
        return marks;
    }

    private static ulong Operators(Vector256<byte> low, Vector256<byte> high) => Bits(Operators(low), Operators(high));

    private static Vector256<byte> Operators(Vector256<byte> folded) =>
        Vector256.Equals(folded, Vector256.Create((byte)'{'))
        | Vector256.Equals(folded, Vector256.Create((byte)'}'))
        | Vector256.Equals(folded, Vector256.Create((byte)','))
        | Vector256.Equals(folded, Vector256.Create((byte)':'));

    private static ulong Bits(Vector256<byte> low, Vector256<byte> high, char c)
    {
        var wanted = Vector256.Create((byte)c);
        return Bits(Vector256.Equals(low, wanted), Vector256.Equals(high, wanted));
    }

    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    /// <summary>Every bit becomes the parity of itself and those below: between a quote and the next, one.</summary>
    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    /// <summary>The bytes that an odd run of backslashes stands before.</summary>
    private ulong Escaped(ulong backslashes)
    {
        var escaped = _escaped;
        backslashes &= ~escaped;
        _escaped = 0;
        while (backslashes != 0)
        {
            var next = (backslashes & (0 - backslashes)) << 1;
            if (next == 0)
            {
                _escaped = 1;
                break;
            }

            escaped |= next;
            // The escaped byte is no escape itself, even if it is a backslash.
            backslashes &= ~(next | (next - 1));
        }

        return escaped;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Note(ulong special, ulong backslashes, int at)
    {
        LastSpecial = at + Last(special);
        var controls = special & ~backslashes;
        if (controls != 0)
        {
            LastControl = at + Last(controls);
        }
    }

    private static int Last(ulong bits) => Length - 1 - BitOperations.LeadingZeroCount(bits);
}
