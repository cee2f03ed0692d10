using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RecipePicks.Sources;

/// <summary>A 64-bit hash of bytes.</summary>
/// <remarks>
/// The mixing is that of the public-domain wyhash (Wang Yi). It tells apart copies of one event, so it need not resist
/// an attacker: two records are compared only when their eventIDs, which AWS assigns, are equal.
/// </remarks>
internal static class ContentHash
{
    private const ulong Secret0 = 0xA0761D6478BD642F;
    private const ulong Secret1 = 0xE7037ED1A0B428DB;
    private const ulong Secret2 = 0x8EBC6AF09C88C6E3;
    private const ulong Secret3 = 0x589965CC75374CC3;

    /// <summary>Mixes two words into one.</summary>
    public static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    /// <summary>Hashes bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        var seed = Secret0 ^ (ulong)length;
        if (length > 16)
        {
            var rest = length;
            if (rest > 48)
            {
                // Three chains at once, for a multiplication takes longer than it keeps the processor busy.
                var (one, two) = (seed, seed);
                for (; rest > 48; rest -= 48, at = ref Unsafe.Add(ref at, 48))
                {
                    seed = Mix(Word(ref at, 0) ^ Secret1, Word(ref at, 8) ^ seed);
                    one = Mix(Word(ref at, 16) ^ Secret2, Word(ref at, 24) ^ one);
                    two = Mix(Word(ref at, 32) ^ Secret3, Word(ref at, 40) ^ two);
                }

                seed ^= one ^ two;
            }

            for (; rest > 16; rest -= 16, at = ref Unsafe.Add(ref at, 16))
            {
                seed = Mix(Word(ref at, 0) ^ Secret1, Word(ref at, 8) ^ seed);
            }

            // The last sixteen bytes, some of them once more.
            return Mix(Word(ref at, rest - 16) ^ Secret2 ^ seed, Word(ref at, rest - 8) ^ Secret3);
        }

        ulong a = 0;
        ulong b = 0;
        if (length >= 8)
        {
            a = Word(ref at, 0);
            b = Word(ref at, length - 8);
        }
        else if (length >= 4)
        {
            a = Half(ref at, 0);
            b = Half(ref at, length - 4);
        }
        else if (length > 0)
        {
            a = ((ulong)bytes[0] << 16) | ((ulong)bytes[length / 2] << 8) | bytes[^1];
        }

        return Mix(a ^ Secret2 ^ seed, b ^ Secret3);
    }

    private static ulong Word(ref byte at, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset));

    private static ulong Half(ref byte at, int offset) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, offset));
}
