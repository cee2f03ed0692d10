using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>Characters as Trino counts them, in UTF-8.</summary>
internal static class CodePoints
{
    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return utf8.Length;
        }

        var count = 0;
        foreach (var one in utf8)
        {
            count += IsFirst(one) ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many bytes the first ones take: all bytes where there are fewer, none below 0.</summary>
    public static int Bytes(ReadOnlySpan<byte> utf8, long count)
    {
        count = Math.Max(0, count);
        if (count >= utf8.Length)
        {
            return utf8.Length;
        }

        if (Ascii.IsValid(utf8[..(int)count]))
        {
            return (int)count;
        }

        var at = 0;
        for (; at < utf8.Length; at++)
        {
            if (IsFirst(utf8[at]) && count-- == 0)
            {
                break;
            }
        }

        return at;
    }

    private static bool IsFirst(byte one) => (one & 0xC0) != 0x80;
}
