namespace RecipePicks.Store;

/// <summary>Numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit saying that more follow.</summary>
internal static class VarInt
{
    /// <summary>Writes a number.</summary>
    /// <param name="to">At least five bytes.</param>
    /// <param name="value">The number.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> to, uint value)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            to[at++] = (byte)(value | 0x80);
        }

        to[at] = (byte)value;
        return at + 1;
    }

    /// <summary>Reads a number.</summary>
    /// <param name="from">The bytes.</param>
    /// <param name="at">Where; moved behind the number.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the bytes end first, or it is too long to be one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> from, ref int at, out uint value)
    {
        value = 0;
        for (var shift = 0; at < from.Length && shift < 35; shift += 7)
        {
            var b = from[at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
