using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>
/// A 64-bit hash of JSON content that does not depend on white space, on the order of an object's members or on how
/// strings are escaped: equal for values that are deep-equal. Numbers are compared as they were written.
/// </summary>
internal static class CanonicalHash
{
    private const ulong Array = 0x2D358DCCAA6C78A5;
    private const ulong Member = 0xE7037ED1A0B428DB;
    private const ulong Object = 0x589965CC75374CC3;

    /// <summary>Hashes one value.</summary>
    /// <param name="json">UTF-8 that begins with the value.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ulong Of(ReadOnlySpan<byte> json)
    {
        var cursor = new JsonCursor(json);
        Read(ref cursor);
        return Value(ref cursor);
    }

    private static ulong Value(ref JsonCursor cursor) =>
        cursor.TokenType switch
        {
            JsonTokenType.StartObject => ObjectOf(ref cursor),
            JsonTokenType.StartArray => ArrayOf(ref cursor),
            JsonTokenType.String => TextOf(ref cursor),
            _ => ContentHash.Mix(ContentHash.Of(cursor.Value), (ulong)cursor.TokenType),
        };

    /// <summary>Members add up, so that their order does not matter.</summary>
    private static ulong ObjectOf(ref JsonCursor cursor)
    {
        ulong sum = 0;
        while (Read(ref cursor) != JsonTokenType.EndObject)
        {
            var name = TextOf(ref cursor);
            Read(ref cursor);
            sum += ContentHash.Mix(name ^ Member, Value(ref cursor) ^ Object);
        }

        return ContentHash.Mix(sum ^ Object, Member);
    }

    private static ulong ArrayOf(ref JsonCursor cursor)
    {
        var hash = Array;
        while (Read(ref cursor) != JsonTokenType.EndArray)
        {
            hash = ContentHash.Mix(hash ^ Member, Value(ref cursor) ^ Object);
        }

        return hash;
    }

    private static ulong TextOf(ref JsonCursor cursor)
    {
        if (!cursor.IsEscaped)
        {
            return ContentHash.Of(cursor.Value);
        }

        var plain = new byte[cursor.Value.Length];
        return ContentHash.Of(plain.AsSpan(0, JsonText.Unescape(cursor.Value, plain, out _)));
    }

    private static JsonTokenType Read(ref JsonCursor cursor) =>
        cursor.Read() ? cursor.TokenType : throw new JsonException("it ends before its value does");
}
