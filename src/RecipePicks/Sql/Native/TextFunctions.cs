using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
        Of(
            "picks_split",
            "vvi:a",
            (a, r, row) => SetList(r, row, Split(a[0].GetString(row)!, a[1].GetString(row)!, a[2].GetInt64(row)))
        ),
        Of("picks_split_to_map", "vvv:m", SplitToMap),
        Of("picks_substr", "vii:v", Substr),
        Of("picks_strpos", "vvi:i", StrPos),
        Of("picks_pad", "vivb:v", Pad),
        Of("picks_trim", "vvi:v", Trim),
        Of("picks_number_text", "d:v", (a, r, row) => r.SetString(row, NumberText(a[0].GetDouble(row)))),
        Of("picks_real_text", "d:v", (a, r, row) => r.SetString(row, RealText((float)a[0].GetDouble(row)))),
        Of("picks_to_bigint", "v:i", (a, r, row) => r.SetInt64(row, ToBigInt(a[0].GetString(row)!))),
        Of("picks_to_double", "v:d", (a, r, row) => r.SetDouble(row, ToDouble(a[0].GetString(row)!))),
        Of("picks_try_to_bigint", "v:i", TryToBigInt),
        Of("picks_try_to_double", "v:d", TryToDouble),
        Of("picks_to_boolean", "v:b", (a, r, row) => r.SetBoolean(row, ToBoolean(a[0].GetString(row)!))),
        Of("picks_to_base", "ii:v", (a, r, row) => r.SetString(row, ToBase(a[0].GetInt64(row), a[1].GetInt64(row)))),
        Of(
            "picks_from_base",
            "vi:i",
            (a, r, row) => r.SetInt64(row, FromBase(a[0].GetString(row)!, a[1].GetInt64(row)))
        ),
        Of("picks_from_utf8", "x:v", (a, r, row) => r.SetString(row, Encoding.UTF8.GetString(a[0].GetBlob(row)))),
        Of("picks_sha512", "x:x", (a, r, row) => r.SetBlob(row, SHA512.HashData(a[0].GetBlob(row)))),
        Of("picks_sha256", "x:x", (a, r, row) => r.SetBlob(row, SHA256.HashData(a[0].GetBlob(row)))),
#pragma warning disable CA5350, CA5351 // Weak hashes are what logs hold; nothing is protected by them here.
        Of("picks_sha1", "x:x", (a, r, row) => r.SetBlob(row, SHA1.HashData(a[0].GetBlob(row)))),
        Of("picks_md5", "x:x", (a, r, row) => r.SetBlob(row, MD5.HashData(a[0].GetBlob(row)))),
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

    private static List<string> Split(string text, string by, long most)
    {
        if (by.Length == 0)
        {
            throw new FormatException("The delimiter may not be the empty string");
        }

        if (most is < 1 or > int.MaxValue)
        {
            throw new FormatException(most < 1 ? "Limit must be positive" : "Limit is too large");
        }

        var parts = new List<string>();
        var from = 0;
        while (parts.Count < most - 1 && text.IndexOf(by, from, StringComparison.Ordinal) is >= 0 and var at)
        {
            parts.Add(text[from..at]);
            from = at + by.Length;
        }

        parts.Add(text[from..]);
        return parts.Count > MostPieces ? throw new FormatException("split gives too many pieces") : parts;
    }

    private static void SplitToMap(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var (text, entry, pair) = (
            arguments[0].GetString(row)!,
            arguments[1].GetString(row)!,
            arguments[2].GetString(row)!
        );
        if (entry == pair)
        {
            throw new FormatException("entryDelimiter and keyValueDelimiter must not be the same");
        }

        result.SetValid(row);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Length == 0 ? [] : Split(text, entry, int.MaxValue))
        {
            var sides = Split(part, pair, int.MaxValue);
            if (sides.Count != 2)
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
        var runes = arguments[0].GetString(row)!.EnumerateRunes().ToArray();
        var (start, length) = (arguments[1].GetInt64(row), arguments[2].GetInt64(row));
        var from =
            start > 0 ? start - 1
            : start < 0 ? runes.Length + start
            : -1;
        result.SetString(
            row,
            from < 0 || from >= runes.Length || length <= 0
                ? ""
                : string.Concat(
                    runes.Skip((int)from).Take((int)Math.Min(length, runes.Length)).Select(r => r.ToString())
                )
        );
    }

    private static void StrPos(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var (text, part, instance) = (
            arguments[0].GetString(row)!,
            arguments[1].GetString(row)!,
            arguments[2].GetInt64(row)
        );
        if (instance == 0)
        {
            throw new FormatException("'instance' must be a positive or negative number");
        }

        if (part.Length == 0)
        {
            result.SetInt64(row, 1);
            return;
        }

        var forward = instance > 0;
        var at = forward ? -1 : text.Length;
        for (var left = Math.Abs(instance); left > 0; left--)
        {
            at = forward
                ? at + 1 > text.Length
                    ? -1
                    : text.IndexOf(part, at + 1, StringComparison.Ordinal)
                : at + part.Length - 1 <= 0
                    ? -1
                    : text.LastIndexOf(part, Math.Min(at + part.Length - 2, text.Length - 1), StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }
        }

        result.SetInt64(row, at < 0 ? 0 : text[..at].EnumerateRunes().Count() + 1);
    }

    /// <summary>Text, length, what to pad with, whether on the left.</summary>
    private static void Pad(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetString(row)!.EnumerateRunes().ToList();
        var (length, left) = (arguments[1].GetInt64(row), arguments[3].GetBoolean(row));
        var with = arguments[2].GetString(row)!.EnumerateRunes().ToArray();
        if (length is < 0 or > MostPieces)
        {
            throw new FormatException("Target length must be in the range [0..1000000]");
        }

        if (with.Length == 0)
        {
            throw new FormatException("Padding string must not be empty");
        }

        var missing = (int)length - text.Count;
        var padding = Enumerable.Range(0, Math.Max(0, missing)).Select(i => with[i % with.Length]);
        var padded = left ? padding.Concat(text.Take((int)length)) : text.Take((int)length).Concat(padding);
        result.SetString(row, string.Concat(padded.Select(r => r.ToString())));
    }

    /// <summary>Text, characters (blanks if there are none), and the sides: 1 left, 2 right, 3 both.</summary>
    private static void Trim(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var characters = Valid(arguments[1].GetUtf8(row)).EnumerateRunes().ToHashSet();
        var sides = arguments[2].GetInt64(row);
        var runes = arguments[0].GetString(row)!.EnumerateRunes().ToList();
        bool Goes(Rune r) => characters.Count == 0 ? Rune.IsWhiteSpace(r) : characters.Contains(r);
        var from = (sides & 1) == 0 ? 0 : runes.TakeWhile(Goes).Count();
        var kept = runes.Skip(from).ToList();
        var to = (sides & 2) == 0 ? kept.Count : kept.Count - Enumerable.Reverse(kept).TakeWhile(Goes).Count();
        result.SetString(row, string.Concat(kept.Take(to).Select(r => r.ToString())));
    }

    private static string Valid(ReadOnlySpan<byte> utf8) =>
        System.Text.Unicode.Utf8.IsValid(utf8)
            ? Encoding.UTF8.GetString(utf8)
            : throw new FormatException("Invalid UTF-8 encoding in characters");

    /// <summary>As Java writes a double: 1.0, 1.0E10, NaN, Infinity.</summary>
    private static string NumberText(double number) =>
        JavaNumber(number, number.ToString("E16", CultureInfo.InvariantCulture), number.ToString("R"));

    private static string RealText(float number) =>
        JavaNumber(number, number.ToString("E8", CultureInfo.InvariantCulture), number.ToString("R"));

    private static string JavaNumber(double number, string scientific, string shortest)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return double.IsNaN(number) ? "NaN"
                : number > 0 ? "Infinity"
                : "-Infinity";
        }

        var exponent =
            number == 0 ? 0 : int.Parse(scientific[(scientific.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        digits = digits.Length == 0 ? "0" : digits;
        var sign = double.IsNegative(number) ? "-" : "";
        if (exponent is < -3 or >= 7)
        {
            return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        var whole = digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole[..(exponent + 1)]}.{(whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0")}";
    }

    private static long ToBigInt(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Cannot cast '{text}' to a whole number");

    private static void TryToBigInt(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (
            long.TryParse(
                arguments[0].GetString(row),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            result.SetInt64(row, number);
        }
    }

    private static double ToDouble(string text) =>
        ReadDouble(text) ?? throw new FormatException($"Cannot cast '{text}' to double");

    private static void TryToDouble(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (ReadDouble(arguments[0].GetString(row)!) is { } number)
        {
            result.SetDouble(row, number);
        }
    }

    private static double? ReadDouble(string text) =>
        text.Trim() switch
        {
            "NaN" => double.NaN,
            "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var t
                when t.Length > 0
                    && (char.IsAsciiDigit(t[^1]) || t[^1] == '.')
                    && double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private static bool ToBoolean(string text) =>
        text.ToLowerInvariant() switch
        {
            "true" or "t" or "1" => true,
            "false" or "f" or "0" => false,
            _ => throw new FormatException($"Cannot cast '{text}' to boolean"),
        };

    private static string ToBase(long number, long radix)
    {
        CheckRadix(radix);
        var digits = new StringBuilder();
        var rest = (UInt128)Int128.Abs(number);
        do
        {
            digits.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % (UInt128)radix)]);
            rest /= (UInt128)radix;
        } while (rest > 0);
        return (number < 0 ? "-" : "") + digits;
    }

    private static long FromBase(string text, long radix)
    {
        CheckRadix(radix);
        Int128 number = 0;
        var digits = text.TrimStart('-').ToLowerInvariant();
        foreach (var digit in digits)
        {
            var value = "0123456789abcdefghijklmnopqrstuvwxyz".IndexOf(digit);
            number =
                (number * radix)
                + (
                    value >= 0 && value < radix
                        ? value
                        : throw new FormatException($"Not a valid base-{radix} number: {text}")
                );
            if (number > (Int128)long.MaxValue + 1)
            {
                throw new FormatException($"Not a valid base-{radix} number: {text}");
            }
        }

        return digits.Length == 0
            ? throw new FormatException($"Not a valid base-{radix} number: {text}")
            : checked((long)(text.StartsWith('-') ? -number : number));
    }

    private static void CheckRadix(long radix)
    {
        if (radix is < 2 or > 36)
        {
            throw new FormatException("Radix must be between 2 and 36");
        }
    }
}
