using System.Text;

namespace RecipePicks.Sources;

/// <summary>Brings text into UTF-8.</summary>
internal static class TextStreams
{
    /// <summary>PowerShell redirects into UTF-16; its byte order mark tells.</summary>
    /// <param name="content">Bytes.</param>
    /// <param name="head">The first of them.</param>
    /// <returns>The same text in UTF-8; what is not UTF-16 as it is.</returns>
    public static Stream Utf8(Stream content, ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.CreateTranscodingStream(content, Encoding.Unicode, Encoding.UTF8)
        : head.StartsWith<byte>([0xFE, 0xFF])
            ? Encoding.CreateTranscodingStream(content, Encoding.BigEndianUnicode, Encoding.UTF8)
        : content;
}
