using System.Buffers;
using System.Text;

namespace RecipePicks.DuckDb.Native;

/// <summary>A string as UTF-8 for as long as a call takes. Half a surrogate pair is an error: it has no UTF-8.</summary>
internal readonly ref struct Utf8Text
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );
    private readonly byte[] _rented;

    internal Utf8Text(string text)
    {
        _rented = ArrayPool<byte>.Shared.Rent(Strict.GetMaxByteCount(text.Length));
        try
        {
            Bytes = _rented.AsSpan(0, Strict.GetBytes(text, _rented));
        }
        catch (EncoderFallbackException half)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            throw new ArgumentException(
                $"The text has half a surrogate pair at {half.Index}, which has no UTF-8.",
                nameof(text),
                half
            );
        }
    }

    internal ReadOnlySpan<byte> Bytes { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
