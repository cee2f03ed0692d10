using RecipePicks.DuckDb;

namespace RecipePicks.Sql.Native;

/// <summary>replace(text, part, by), which may lengthen a text: not without end.</summary>
internal static class Replacement
{
    /// <summary>Every part replaced; an empty part stands before and behind every character.</summary>
    /// <exception cref="FormatException">It becomes longer than what is left to it.</exception>
    public static long Replace(DuckChunkReader arguments, DuckVectorWriter result, int row, long left)
    {
        var text = arguments[0].GetUtf8(row);
        var part = arguments[1].GetUtf8(row);
        var by = arguments[2].GetUtf8(row);
        var times = part.IsEmpty ? CodePoints.Count(text) + 1L : text.Count(part);
        if (times == 0)
        {
            result.SetString(row, text);
            return 0;
        }

        var size = text.Length + (times * (by.Length - part.Length));
        if (size > Math.Min(left, Functions.StringFunctions.MostBytes))
        {
            throw new FormatException("replace makes too long a text");
        }

        var replaced = new byte[size];
        var at = 0;
        void Put(ReadOnlySpan<byte> piece)
        {
            piece.CopyTo(replaced.AsSpan(at));
            at += piece.Length;
        }

        for (; times > 0; times--)
        {
            var next = part.IsEmpty ? 0 : text.IndexOf(part);
            Put(text[..next]);
            Put(by);
            text = text[(next + part.Length)..];
            if (part.IsEmpty)
            {
                var character = CodePoints.Bytes(text, 1);
                Put(text[..character]);
                text = text[character..];
            }
        }

        Put(text);
        result.SetString(row, replaced);
        return size;
    }
}
