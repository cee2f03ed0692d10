using System.Globalization;
using RecipePicks.Sql.Native;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Literals and parameters.</content>
internal sealed partial class Compiler
{
    private Bound BindNumber(NumberLiteral literal)
    {
        var text = literal.Text;
        if (text.Contains('E', StringComparison.OrdinalIgnoreCase))
        {
            return
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                ? new($"CAST('{text}' AS DOUBLE)", SqlType.Double)
                : throw Error(literal, "this number is too large");
        }

        if (!text.Contains('.', StringComparison.Ordinal))
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                ? new(
                    whole.ToString(CultureInfo.InvariantCulture),
                    whole <= int.MaxValue ? SqlType.Integer : SqlType.BigInt
                )
                {
                    Number = whole,
                }
                : throw Error(literal, "this number does not fit a bigint", $"Write DECIMAL '{text}'");
        }

        return BindDecimal(literal, text);
    }

    private Bound BindDecimal(Node at, string text)
    {
        var sign = text.StartsWith('-') ? "-" : "";
        var parts = text.TrimStart('-', '+').Split('.');
        var whole = parts[0].TrimStart('0');
        var scale = parts.Length > 1 ? parts[1].Length : 0;
        var precision = Math.Max(1, whole.Length + scale);
        if (precision > 38 || parts.Length > 2 || parts.Any(p => !p.All(char.IsAsciiDigit)))
        {
            throw Error(at, $"{text} is no decimal of at most 38 digits");
        }

        var type = SqlType.Decimal(precision, scale);
        return new(
            $"CAST('{sign}{(whole.Length == 0 ? "0" : whole)}{(scale > 0 ? "." + parts[1] : "")}' AS {type.Physical})",
            type
        );
    }

    private Bound BindTyped(TypedLiteral literal)
    {
        var (type, text) = (literal.Type, literal.Text);
        try
        {
            return type.Kind switch
            {
                TypeKind.Timestamp => BindTimestamp(literal),
                TypeKind.Date => TimeText.ReadDate(text) is { } days
                    ? new($"DATE '{DateOnly.FromDayNumber(days + 719_162):yyyy-MM-dd}'", type)
                    : throw Error(literal, $"'{text}' is no date", "Write DATE '2024-05-01'"),
                TypeKind.Char => new(Duck.Text(text), SqlType.Char(text.EnumerateRunes().Count())),
                TypeKind.Decimal => BindDecimal(literal, text.Trim()),
                TypeKind.IpAddress => new($"from_hex('{Convert.ToHexString(AddressFunctions.Bytes(text))}')", type),
                TypeKind.Json => new($"picks_json_parse({Duck.Text(text)})", type),
                _ => CastTo(new(Duck.Text(text), SqlType.Varchar), type, literal),
            };
        }
        catch (FormatException e)
        {
            throw Error(literal, e.Message);
        }
    }

    private Bound BindTimestamp(TypedLiteral literal)
    {
        if (TimeText.ReadSql(literal.Text) is not { } read)
        {
            throw Error(
                literal,
                $"'{literal.Text}' is no timestamp",
                "Write TIMESTAMP '2024-05-01 12:00:00', with UTC behind it if it is compared with from_iso8601_timestamp(…)."
            );
        }

        return read.Zone is { } zone
            ? new(Timestamp(Zones.Instant(read.Micros, zone)), SqlType.TimestampTz(read.Precision, Canonical(zone)))
            : new(Timestamp(read.Micros), SqlType.Timestamp(read.Precision));
    }

    private static string Canonical(string zone) =>
        zone.ToUpperInvariant() is "Z" or "GMT" or "UT" or "UTC" or "ZULU" ? "UTC" : zone;

    private static string Timestamp(long micros) => $"make_timestamp(CAST({micros} AS BIGINT))";

    private Bound BindInterval(IntervalLiteral literal)
    {
        var value =
            Interval(literal)
            ?? throw Error(
                literal,
                $"'{literal.Text}' is no interval of {literal.From.ToUpperInvariant()}{(literal.To is null ? "" : " TO " + literal.To.ToUpperInvariant())}",
                "Write INTERVAL '7' DAY"
            );
        var sign = literal.Negative ? -1 : 1;
        var type = literal.From is "year" or "month" ? SqlType.IntervalYear : SqlType.IntervalDay;
        return new($"CAST({sign * value} AS BIGINT)", type);
    }

    private static readonly string[] s_units = ["year", "month", "day", "hour", "minute", "second"];

    /// <summary>Months, or microseconds: <c>'1-6' YEAR TO MONTH</c>, <c>'2 03:04:05.678' DAY TO SECOND</c>.</summary>
    private static long? Interval(IntervalLiteral literal)
    {
        var (from, to) = (Array.IndexOf(s_units, literal.From), Array.IndexOf(s_units, literal.To ?? literal.From));
        if (to < from || (from < 2) != (to < 2))
        {
            return null;
        }

        var text = literal.Text.Trim();
        var sign = 1;
        if (text.StartsWith('-') || text.StartsWith('+'))
        {
            sign = text[0] == '-' ? -1 : 1;
            text = text[1..];
        }

        long total = 0;
        for (var unit = from; unit <= to; unit++)
        {
            var digits = text.TakeWhile(char.IsAsciiDigit).Count();
            if (digits is 0 or > 12)
            {
                return null;
            }

            total += long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) * Size(unit);
            text = text[digits..];
            if (unit == 5 && text.StartsWith('.') && text.Length is > 1 and <= 7 && text[1..].All(char.IsAsciiDigit))
            {
                total += long.Parse(text[1..].PadRight(6, '0'), CultureInfo.InvariantCulture);
                text = "";
            }

            var between = unit switch
            {
                0 => '-',
                2 => ' ',
                _ => ':',
            };
            if (unit < to && text.Length > 0)
            {
                if (text[0] != between)
                {
                    return null;
                }

                text = text[1..];
            }
            else if (unit < to)
            {
                break;
            }
        }

        return text.Length == 0 ? sign * total : null;
    }

    private static long Size(int unit) =>
        unit switch
        {
            0 => 12,
            1 => 1,
            2 => 86_400_000_000,
            3 => 3_600_000_000,
            4 => 60_000_000,
            _ => 1_000_000,
        };

    private Bound BindParameter(Parameter parameter)
    {
        if (!_options.Parameters.TryGetValue(parameter.Name, out var value))
        {
            var positional = char.IsAsciiDigit(parameter.Name[0]);
            throw Error(
                parameter,
                positional
                    ? $"parameter {parameter.Name} (?) has no value"
                    : $"parameter :{parameter.Name} has no value",
                positional
                    ? "Give it with --parameter VALUE, in the order of the question marks."
                    : $"Give it with --parameter {parameter.Name}=VALUE"
            );
        }

        var name = char.IsAsciiDigit(parameter.Name[0]) ? "position_" + parameter.Name : parameter.Name;
        var type = value switch
        {
            null => SqlType.Unknown,
            string => SqlType.Varchar,
            bool => SqlType.Boolean,
            int => SqlType.Integer,
            long => SqlType.BigInt,
            double or float => SqlType.Double,
            DateTime or DateTimeOffset => SqlType.TimestampTz(6),
            _ => throw Error(
                parameter,
                $"parameter {parameter.Name} is of a type that SQL has not: {value.GetType().Name}"
            ),
        };
        if (value is null)
        {
            return new("NULL", type);
        }

        _used[name] = value is DateTimeOffset time ? time.UtcDateTime : value;
        return new($"CAST(${name} AS {type.Physical})", type)
        {
            Text = value as string,
            Number = value is int or long ? Convert.ToInt64(value) : null,
        };
    }
}
