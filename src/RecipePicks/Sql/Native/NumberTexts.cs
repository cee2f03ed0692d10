using System.Globalization;
using System.Text;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Casts between numbers and texts, and numbers of other bases.</summary>
internal static class NumberTexts
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_number_text", "d:v", (a, r, row) => NumberText(a[0].GetDouble(row), isReal: false, r, row)),
        Of("picks_real_text", "d:v", (a, r, row) => NumberText(a[0].GetDouble(row), isReal: true, r, row)),
        Of("picks_to_bigint", "v:i", ToBigInt),
        Of("picks_to_double", "v:d", ToDouble),
        Of("picks_try_to_bigint", "v:i", TryToBigInt),
        Of("picks_try_to_double", "v:d", TryToDouble),
        Of("picks_to_boolean", "v:b", (a, r, row) => r.SetBoolean(row, ToBoolean(a[0].GetUtf8(row)))),
        Of("picks_to_base", "ii:v", ToBase),
        Of(
            "picks_from_base",
            "vi:i",
            (a, r, row) => r.SetInt64(row, FromBase(a[0].GetString(row)!, a[1].GetInt64(row)))
        ),
    ];

    /// <summary>As Java writes a double or a float: 1.0, 1.0E10, NaN, Infinity.</summary>
    public static string Text(double number, bool isReal)
    {
        Span<byte> text = stackalloc byte[64];
        return Encoding.UTF8.GetString(text[..Write(number, isReal, text)]);
    }

    private static void NumberText(double number, bool isReal, DuckVectorWriter result, int row)
    {
        Span<byte> text = stackalloc byte[64];
        result.SetString(row, text[..Write(number, isReal, text)]);
    }

    private static int Write(double number, bool isReal, Span<byte> text)
    {
        if (!double.IsFinite(number))
        {
            var word =
                double.IsNaN(number) ? "NaN"u8
                : number > 0 ? "Infinity"u8
                : "-Infinity"u8;
            word.CopyTo(text);
            return word.Length;
        }

        Span<byte> shortest = stackalloc byte[32];
        _ = isReal
            ? ((float)number).TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture)
            : number.TryFormat(shortest, out length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var (count, exponent) = Parts(shortest[..length], digits);
        return Written(digits[..count], exponent, double.IsNegative(number), text);
    }

    /// <summary>A number's digits, from the first to the last that is not 0, and the place of the first.</summary>
    private static (int Count, int Exponent) Parts(ReadOnlySpan<byte> shortest, Span<byte> digits)
    {
        var (count, point, leading) = (0, -1, 0);
        var e = shortest.IndexOf((byte)'E');
        var mantissa = e < 0 ? shortest : shortest[..e];
        foreach (var one in mantissa)
        {
            if (one == '.')
            {
                point = count + leading;
            }
            else if (count == 0 && one == '0')
            {
                leading++;
            }
            else if (one != '-')
            {
                digits[count++] = one;
            }
        }

        var whole = point < 0 ? count + leading : point;
        var scale = e < 0 ? 0 : int.Parse(shortest[(e + 1)..], NumberStyles.AllowLeadingSign);
        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        if (count == 0)
        {
            digits[count++] = (byte)'0';
            return (count, 0);
        }

        return (count, whole - leading - 1 + scale);
    }

    private static int Written(ReadOnlySpan<byte> digits, int exponent, bool isNegative, Span<byte> text)
    {
        var at = 0;
        if (isNegative)
        {
            text[at++] = (byte)'-';
        }

        var isScientific = exponent is < -3 or >= 7;
        var before = isScientific ? 1 : exponent + 1;
        for (var i = Math.Min(0, before - 1); i < before || i < digits.Length; i++)
        {
            text[at++] = i >= 0 && i < digits.Length ? digits[i] : (byte)'0';
            if (i == before - 1)
            {
                text[at++] = (byte)'.';
            }
        }

        if (text[at - 1] == '.')
        {
            text[at++] = (byte)'0';
        }

        if (isScientific)
        {
            text[at++] = (byte)'E';
            _ = exponent.TryFormat(text[at..], out var written, default, CultureInfo.InvariantCulture);
            at += written;
        }

        return at;
    }

    private static bool IsWhole(ReadOnlySpan<byte> text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static void ToBigInt(DuckChunkReader arguments, DuckVectorWriter result, int row) =>
        result.SetInt64(
            row,
            IsWhole(arguments[0].GetUtf8(row), out var number)
                ? number
                : throw new FormatException($"Cannot cast '{arguments[0].GetString(row)}' to a whole number")
        );

    private static void TryToBigInt(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (IsWhole(arguments[0].GetUtf8(row), out var number))
        {
            result.SetInt64(row, number);
        }
    }

    private static void ToDouble(DuckChunkReader arguments, DuckVectorWriter result, int row) =>
        result.SetDouble(
            row,
            ReadDouble(arguments[0].GetUtf8(row))
                ?? throw new FormatException($"Cannot cast '{arguments[0].GetString(row)}' to double")
        );

    private static void TryToDouble(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (ReadDouble(arguments[0].GetUtf8(row)) is { } number)
        {
            result.SetDouble(row, number);
        }
    }

    private static double? ReadDouble(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n\f\v"u8);
        if (!text.IsEmpty && (char.IsAsciiDigit((char)text[^1]) || text[^1] == '.'))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        }

        return text.SequenceEqual("NaN"u8) ? double.NaN
            : text.SequenceEqual("Infinity"u8) || text.SequenceEqual("+Infinity"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : null;
    }

    private static bool ToBoolean(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "true"u8)
        || Ascii.EqualsIgnoreCase(text, "t"u8)
        || text.SequenceEqual("1"u8)
        || (
            Ascii.EqualsIgnoreCase(text, "false"u8) || Ascii.EqualsIgnoreCase(text, "f"u8) || text.SequenceEqual("0"u8)
                ? false
                : throw new FormatException($"Cannot cast '{Encoding.UTF8.GetString(text)}' to boolean")
        );

    private static void ToBase(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var (number, radix) = (arguments[0].GetInt64(row), arguments[1].GetInt64(row));
        CheckRadix(radix);
        Span<byte> text = stackalloc byte[65];
        var at = text.Length;
        var rest = number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;
        do
        {
            text[--at] = (byte)Digits[(int)(rest % (ulong)radix)];
            rest /= (ulong)radix;
        } while (rest > 0);
        if (number < 0)
        {
            text[--at] = (byte)'-';
        }

        result.SetString(row, text[at..]);
    }

    private static long FromBase(string text, long radix)
    {
        CheckRadix(radix);
        Int128 number = 0;
        var digits = text.TrimStart('-').ToLowerInvariant();
        foreach (var digit in digits)
        {
            var value = Digits.IndexOf(digit, StringComparison.Ordinal);
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

        number = text.StartsWith('-') ? -number : number;
        return digits.Length > 0 && number <= long.MaxValue
            ? (long)number
            : throw new FormatException($"Not a valid base-{radix} number: {text}");
    }

    private static void CheckRadix(long radix)
    {
        if (radix is < 2 or > 36)
        {
            throw new FormatException("Radix must be between 2 and 36");
        }
    }
}
