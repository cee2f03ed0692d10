using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Functions over text, where DuckDB's differ from Trino's.</summary>
internal static class TextFunctions
{
    private const int MostPieces = 1_000_000;

    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        // Always fails: Trino fails where DuckDB gives NULL or infinity. DuckDB's own error() cannot stand within TRY.
        Of("picks_fail", "v:v", (a, _, row) => throw new FormatException(a[0].GetString(row))),
        Of("picks_split_part", "vvi:v", SplitPart),
        Of("picks_split", "vvi:a", Split),
        Of("picks_split_to_map", "vvv:m", SplitToMap),
        Of("picks_substr", "vii:v", Substr),
        Of("picks_strpos", "vvi:i", StrPos),
        Bounded("picks_pad", "vivb:v", Pad),
        Bounded("picks_replace", "vvv:v", Replacement.Replace),
        Of("picks_fit", "vi:v", Fit),
        Of("picks_trim", "vvi:v", Trim),
        Of("picks_from_utf8", "x:v", (a, r, row) => FromUtf8(a[0].GetBlob(row), r, row)),
        Of("picks_sha512", "x:x", (a, r, row) => Hash(SHA512.HashData, a[0].GetBlob(row), r, row)),
        Of("picks_sha256", "x:x", (a, r, row) => Hash(SHA256.HashData, a[0].GetBlob(row), r, row)),
#pragma warning disable CA5350, CA5351 // Weak hashes are what logs hold; nothing is protected by them here.
        Of("picks_sha1", "x:x", (a, r, row) => Hash(SHA1.HashData, a[0].GetBlob(row), r, row)),
        Of("picks_md5", "x:x", (a, r, row) => Hash(MD5.HashData, a[0].GetBlob(row), r, row)),
#pragma warning restore CA5350, CA5351
    ];

    private static void SplitPart(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetUtf8(row);
        var by = arguments[1].GetUtf8(row);
        var part = arguments[2].GetInt64(row);
        if (part < 1)
        {
            throw new FormatException("Index must be greater than zero");
        }

        if (by.IsEmpty)
        {
            var rune = arguments[0]
                .GetString(row)!
                .EnumerateRunes()
                .Skip((int)Math.Min(part - 1, int.MaxValue))
                .Take(1)
                .ToList();
            Set(result, row, rune.Count > 0 ? rune[0].ToString() : null);
            return;
        }

        for (; part > 1; part--)
        {
            var at = text.IndexOf(by);
            if (at < 0)
            {
                return;
            }

            text = text[(at + by.Length)..];
        }

        var end = text.IndexOf(by);
        result.SetString(row, end < 0 ? text : text[..end]);
    }

    private delegate int Hashing(ReadOnlySpan<byte> source, Span<byte> hash);

    private static void Hash(Hashing hashing, ReadOnlySpan<byte> source, DuckVectorWriter result, int row)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        result.SetBlob(row, hash[..hashing(source, hash)]);
    }

    private static void FromUtf8(ReadOnlySpan<byte> bytes, DuckVectorWriter result, int row)
    {
        if (Utf8.IsValid(bytes))
        {
            result.SetString(row, bytes);
        }
        else
        {
            result.SetString(row, Encoding.UTF8.GetString(bytes));
        }
    }

    private static void Split(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetUtf8(row);
        var by = arguments[1].GetUtf8(row);
        var most = arguments[2].GetInt64(row);
        if (by.IsEmpty)
        {
            throw new FormatException("The delimiter may not be the empty string");
        }

        if (most is < 1 or > int.MaxValue)
        {
            throw new FormatException(most < 1 ? "Limit must be positive" : "Limit is too large");
        }

        for (var parts = 1; ; parts++)
        {
            var at = parts < most ? text.IndexOf(by) : -1;
            result.Child.SetString(result.AppendToList(row), at < 0 ? text : text[..at]);
            if (at < 0)
            {
                return;
            }

            text =
                parts < MostPieces
                    ? text[(at + by.Length)..]
                    : throw new FormatException("split gives too many pieces");
        }
    }

    private static void SplitToMap(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var (entry, pair) = (arguments[1].GetString(row)!, arguments[2].GetString(row)!);
        if (entry.Length == 0 || pair.Length == 0)
        {
            throw new FormatException("The delimiter may not be the empty string");
        }

        if (entry == pair)
        {
            throw new FormatException("entryDelimiter and keyValueDelimiter must not be the same");
        }

        var text = arguments[0].GetString(row)!;
        result.SetValid(row);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Length == 0 ? [] : text.Split(entry))
        {
            var sides = part.Split(pair);
            if (sides.Length != 2)
            {
                throw new FormatException(
                    $"Key-value delimiter must appear exactly once in each entry. Bad input: '{part}'"
                );
            }

            if (!keys.Add(sides[0]))
            {
                throw new FormatException($"Duplicate keys ({sides[0]}) are not allowed");
            }

            var at = result.AppendToList(row);
            result.Child.SetValid(at);
            result.Child.Field(0).SetString(at, sides[0]);
            result.Child.Field(1).SetString(at, sides[1]);
        }
    }

    /// <summary>Counted from 1, from the end below 0; what begins outside the text is empty.</summary>
    private static void Substr(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetUtf8(row);
        var (start, length) = (arguments[1].GetInt64(row), arguments[2].GetInt64(row));
        var from = start < 0 ? CodePoints.Count(text) + start : start - 1;
        var rest = from < 0 || length <= 0 ? default : text[CodePoints.Bytes(text, from)..];
        result.SetString(row, rest[..CodePoints.Bytes(rest, length)]);
    }

    private static void StrPos(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetUtf8(row);
        var part = arguments[1].GetUtf8(row);
        var instance = arguments[2].GetInt64(row);
        if (instance == 0)
        {
            throw new FormatException("'instance' must be a positive or negative number");
        }

        if (part.IsEmpty)
        {
            result.SetInt64(row, 1);
            return;
        }

        // Matches may overlap: the next one begins a character later, the one before ends a character earlier.
        var at = instance > 0 ? -1 : text.Length;
        for (var left = Math.Abs(Math.Max(instance, -long.MaxValue)); left > 0; left--)
        {
            if (instance > 0)
            {
                var next = text[(at + 1)..].IndexOf(part);
                at = next < 0 ? -1 : at + 1 + next;
            }
            else
            {
                at = text[..Math.Clamp(at + part.Length - 1, 0, text.Length)].LastIndexOf(part);
            }

            if (at < 0)
            {
                result.SetInt64(row, 0);
                return;
            }
        }

        result.SetInt64(row, CodePoints.Count(text[..at]) + 1);
    }

    /// <summary>Text, length, what to pad with, whether on the left.</summary>
    private static long Pad(DuckChunkReader arguments, DuckVectorWriter result, int row, long most)
    {
        var text = arguments[0].GetUtf8(row);
        var (length, left) = (arguments[1].GetInt64(row), arguments[3].GetBoolean(row));
        var with = arguments[2].GetUtf8(row);
        if (length is < 0 or > MostPieces)
        {
            throw new FormatException("Target length must be in the range [0..1000000]");
        }

        if (with.IsEmpty)
        {
            throw new FormatException("Padding string must not be empty");
        }

        var missing = length - CodePoints.Count(text);
        if (missing <= 0)
        {
            result.SetString(row, text[..CodePoints.Bytes(text, length)]);
            return 0;
        }

        var (times, more) = Math.DivRem(missing, CodePoints.Count(with));
        var padding = ((int)times * with.Length) + CodePoints.Bytes(with, more);
        var size = text.Length + padding;
        if (size > most)
        {
            throw new FormatException("lpad and rpad make too much text at once");
        }

        Span<byte> padded = size <= 1024 ? stackalloc byte[size] : new byte[size];
        text.CopyTo(padded[(left ? padding : 0)..]);
        Repeat(with, padded.Slice(left ? 0 : text.Length, padding));
        result.SetString(row, padded);
        return size;
    }

    /// <summary>Fills room with a text over and over, each time twice as much.</summary>
    private static void Repeat(ReadOnlySpan<byte> text, Span<byte> room)
    {
        var filled = Math.Min(text.Length, room.Length);
        text[..filled].CopyTo(room);
        for (; filled < room.Length; filled += Math.Min(filled, room.Length - filled))
        {
            room[..Math.Min(filled, room.Length - filled)].CopyTo(room[filled..]);
        }
    }

    /// <summary>What is no text and is cast to one of so many characters.</summary>
    private static void Fit(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetUtf8(row);
        var most = arguments[1].GetInt64(row);
        if (CodePoints.Count(text) > most)
        {
            throw new FormatException($"Value {arguments[0].GetString(row)} cannot be represented as varchar({most})");
        }

        result.SetString(row, text);
    }

    /// <summary>Text, characters (blanks if there are none), and the sides: 1 left, 2 right, 3 both.</summary>
    private static void Trim(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetUtf8(row);
        var characters = arguments[1].GetUtf8(row);
        if (!Utf8.IsValid(characters))
        {
            throw new FormatException("Invalid UTF-8 encoding in characters");
        }

        var sides = arguments[2].GetInt64(row);
        while ((sides & 1) != 0 && !text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var bytes);
            if (!Goes(rune, text[..bytes], characters))
            {
                break;
            }

            text = text[bytes..];
        }

        while ((sides & 2) != 0 && !text.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(text, out var rune, out var bytes);
            if (!Goes(rune, text[^bytes..], characters))
            {
                break;
            }

            text = text[..^bytes];
        }

        result.SetString(row, text);
    }

    private static bool Goes(Rune rune, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> characters) =>
        characters.IsEmpty ? Rune.IsWhiteSpace(rune) : characters.IndexOf(bytes) >= 0;
}
