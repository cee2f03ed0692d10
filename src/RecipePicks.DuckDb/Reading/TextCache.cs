using System.Text;

namespace RecipePicks.DuckDb;

/// <summary>Gives equal short texts as one string: the cells of a column repeat, and rows are kept.</summary>
internal sealed class TextCache
{
    private const int Longest = 128;
    private const int Places = 8192;
    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> chars = stackalloc char[Longest];
        ReadOnlySpan<char> text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        ref var known = ref _texts[string.GetHashCode(text, StringComparison.Ordinal) & (Places - 1)];
        if (known is null || !text.SequenceEqual(known))
        {
            known = text.ToString();
        }

        return known;
    }
}
