using System.Buffers.Binary;

namespace RecipePicks.Sources;

/// <summary>
/// A 64-bit hash of JSON content that does not depend on white space, on the order of an object's members or on how
/// strings are escaped: equal for records that are deep-equal.
/// </summary>
/// <remarks>
/// The mixing is that of the public-domain wyhash (Wang Yi). It tells apart copies of one event, so it need not resist
/// an attacker: two records are compared only when their eventIDs, which AWS assigns, are equal.
/// </remarks>
internal static class ContentHash
{
    public const ulong Null = 0xD6E8FEB86659FD93;
    public const ulong True = 0xCA9B0C7EBA1DA115;
    public const ulong False = 0x7D7E6C1B6F9D2C43;
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
        var seed = Secret0 ^ (ulong)bytes.Length;
        while (bytes.Length > 16)
        {
            seed = Mix(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ Secret1,
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ seed
            );
            bytes = bytes[16..];
        }

        ulong a = 0;
        ulong b = 0;
        if (bytes.Length >= 8)
        {
            a = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            b = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]);
        }
        else if (bytes.Length >= 4)
        {
            a = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            b = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        }
        else if (bytes.Length > 0)
        {
            a = ((ulong)bytes[0] << 16) | ((ulong)bytes[bytes.Length / 2] << 8) | bytes[^1];
        }

        return Mix(a ^ Secret2 ^ seed, b ^ Secret3);
    }

    /// <summary>A string's hash, from its unescaped bytes.</summary>
    public static ulong Text(ReadOnlySpan<byte> bytes) => Of(bytes);

    /// <summary>A number's hash, from its digits as written.</summary>
    public static ulong Number(ReadOnlySpan<byte> digits) => Of(digits) ^ Secret1;

    /// <summary>What one member adds to its object; members add up, so their order does not matter.</summary>
    public static ulong Pair(ulong name, ulong value) => Mix(name ^ Secret1, value ^ Secret2);

    /// <summary>An object's hash, from the sum of its members.</summary>
    public static ulong Object(ulong sum) => Mix(sum ^ Secret3, Secret0);

    /// <summary>An array's hash after one more element.</summary>
    public static ulong Element(ulong soFar, ulong value) => Mix(soFar ^ Secret2, value ^ Secret3);

    /// <summary>An array's hash before its first element.</summary>
    public const ulong EmptyArray = 0x2D358DCCAA6C78A5;
}
