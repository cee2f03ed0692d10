using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Native;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Dates and times.</summary>
internal static class DateFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("from_iso8601_timestamp(varchar) timestamptz", FromIso) { Typed = r => SqlType.TimestampTz(3, IsoZone(r)) },
        new("from_iso8601_timestamp_nanos(varchar) timestamptz", FromIso)
        {
            Typed = r => SqlType.TimestampTz(6, IsoZone(r)),
        },
        new("from_iso8601_date(varchar) date", "picks_from_iso8601_date({0})"),
        new("to_iso8601(date) varchar", "strftime({0}, '%Y-%m-%d')"),
        new("to_iso8601(timestamp) varchar", "strftime({0}, '%Y-%m-%dT%H:%M:%S.%g')"),
        new(
            "to_iso8601(timestamptz) varchar",
            r =>
                $"picks_format_datetime({TimeZones.Local(r.Arguments[0])}, {(r.Arguments[0].Type.Zone == "UTC" ? "'yyyy-MM-dd''T''HH:mm:ss.SSS''Z'''" : "'yyyy-MM-dd''T''HH:mm:ss.SSSZZ'")}, {Duck.Text(r.Arguments[0].Type.Zone)})"
        ),
        new("date_parse(varchar, varchar) timestamp", r => Pattern(r, 1, "picks_date_parse({0}, {1})")),
        new("date_format(D, varchar) varchar", r => Pattern(r, 1, $"picks_date_format({Clock(r, 0)}, {{1}})")),
        new("parse_datetime(varchar, varchar) timestamptz", "picks_parse_datetime({0}, {1})"),
        new(
            "format_datetime(D, varchar) varchar",
            r => $"picks_format_datetime({Clock(r, 0)}, {r[1]}, {Duck.Text(ZoneOf(r, 0))})"
        ),
        new("date(varchar) date", "picks_to_date({0})"),
        new("date(D) date", r => $"CAST({TimeZones.Local(r.Arguments[0])} AS DATE)"),
        new("date_trunc(varchar, D) D", Truncate),
        new("date_add(varchar, bigint, D) D", Add),
        new("date_diff(varchar, D, D) bigint", Difference),
        new("from_unixtime(double) timestamptz", "make_timestamp(CAST(round({0} * 1000) * 1000 AS BIGINT))")
        {
            Typed = r => SqlType.TimestampTz(3, r.Zone),
        },
        new("from_unixtime(double, varchar) timestamptz", "make_timestamp(CAST(round({0} * 1000) * 1000 AS BIGINT))")
        {
            Typed = r => SqlType.TimestampTz(3, ConstantZone(r, 1)),
        },
        new(
            "from_unixtime(double, bigint, bigint) timestamptz",
            "make_timestamp(CAST(round({0} * 1000) * 1000 AS BIGINT))"
        )
        {
            Typed = r => SqlType.TimestampTz(3, OffsetZone(r)),
        },
        new("to_unixtime(timestamp) double", "(epoch_us({0}) / 1000000.0)"),
        new("to_unixtime(timestamptz) double", "(epoch_us({0}) / 1000000.0)"),
        new("at_timezone(timestamptz, varchar) timestamptz", "{0}")
        {
            Typed = r => SqlType.TimestampTz(r.Arguments[0].Type.Precision, ConstantZone(r, 1)),
        },
        new("at_timezone(timestamptz, interval_day) timestamptz", "{0}")
        {
            Typed = r => SqlType.TimestampTz(r.Arguments[0].Type.Precision, IntervalZone(r)),
        },
        new("with_timezone(timestamp, varchar) timestamptz", r => TimeZones.Instant(r[0], ConstantZone(r, 1)))
        {
            Typed = r => SqlType.TimestampTz(r.Arguments[0].Type.Precision, ConstantZone(r, 1)),
        },
        new("timezone_hour(timestamptz) bigint", r => $"({Offset(r)} // 3600000000)"),
        new("timezone_minute(timestamptz) bigint", r => $"({Offset(r)} // 60000000 % 60)"),
        new("current_timezone() varchar", r => Duck.Text(r.Zone)),
        new("last_day_of_month(D) date", r => $"last_day({TimeZones.Local(r.Arguments[0])})"),
        new("human_readable_seconds(double) varchar", "picks_readable_seconds({0})"),
        .. new[]
        {
            "year",
            "quarter",
            "month",
            "week",
            "week_of_year",
            "day",
            "day_of_month",
            "day_of_week",
            "dow",
            "day_of_year",
            "doy",
            "year_of_week",
            "yow",
            "hour",
            "minute",
            "second",
            "millisecond",
        }.SelectMany(Parts),
    ];

    /// <summary>A part of a time: also what EXTRACT takes.</summary>
    public static string? Part(string part, Bound time) =>
        time.Type.Kind switch
        {
            TypeKind.IntervalDay => OfInterval(part, time.Sql),
            TypeKind.IntervalYear => part == "year" ? $"({time.Sql} // 12)"
            : part == "month" ? $"({time.Sql} % 12)"
            : null,
            _ when !time.Type.IsTime => null,
            TypeKind.Date when part is "hour" or "minute" or "second" or "millisecond" => null,
            _ => OfTime(part, TimeZones.Local(time)),
        };

    private static string? OfTime(string part, string time) =>
        part switch
        {
            "year" or "quarter" or "month" or "day" or "hour" or "minute" => $"{part}({time})",
            "day_of_month" => $"day({time})",
            "week" or "week_of_year" => $"weekofyear({time})",
            "day_of_week" or "dow" => $"isodow({time})",
            "day_of_year" or "doy" => $"dayofyear({time})",
            "year_of_week" or "yow" => $"isoyear({time})",
            "second" => $"second({time})",
            "millisecond" => $"(millisecond({time}) % 1000)",
            _ => null,
        };

    private static string? OfInterval(string part, string micros) =>
        part switch
        {
            "day" => $"({micros} // 86400000000)",
            "hour" => $"({micros} // 3600000000 % 24)",
            "minute" => $"({micros} // 60000000 % 60)",
            "second" => $"({micros} // 1000000 % 60)",
            "millisecond" => $"({micros} // 1000 % 1000)",
            _ => null,
        };

    private static IEnumerable<SqlFunction> Parts(string part) =>
        [
            new(
                $"{part}(D) bigint",
                r => Part(part, r.Arguments[0]) ?? throw r.Error(0, $"a {r.Arguments[0].Type} has no {part}", null)
            ),
            .. part is "day" or "hour" or "minute" or "second" or "millisecond"
                ? [new SqlFunction($"{part}(interval_day) bigint", r => OfInterval(part, r[0])!)]
            : part is "year" or "month"
                ? [new SqlFunction($"{part}(interval_year) bigint", r => Part(part, r.Arguments[0])!)]
            : Array.Empty<SqlFunction>(),
        ];

    private static string FromIso(Rendering call) =>
        call.Arguments[0].Text is { } text && TimeText.ReadIso(text) is null
            ? throw call.Error(0, $"'{text}' is no ISO 8601 time", "Write '2024-05-01T12:00:00Z'.")
            : call.Fill("picks_from_iso8601({0})");

    private static string IsoZone(Rendering call) =>
        call.Arguments[0].Text is { } text && TimeText.ReadIso(text) is { } read ? read.Zone : "UTC";

    private static string Clock(Rendering call, int argument) =>
        call.Arguments[argument].Type.Kind == TypeKind.Date
            ? $"CAST({call[argument]} AS TIMESTAMP)"
            : TimeZones.Local(call.Arguments[argument]);

    private static string ZoneOf(Rendering call, int argument) =>
        call.Arguments[argument].Type is { Kind: TypeKind.TimestampTz, Zone: var zone } ? zone : call.Zone;

    private static string Pattern(Rendering call, int argument, string render)
    {
        if (call.Arguments[argument].Text is { } pattern)
        {
            try
            {
                MySqlTime.Of(System.Text.Encoding.UTF8.GetBytes(pattern));
            }
            catch (FormatException e)
            {
                throw call.Error(argument, e.Message, "Patterns are MySQL's: %Y-%m-%d %H:%i:%s");
            }
        }

        return call.Fill(render);
    }

    private static string ConstantZone(Rendering call, int argument)
    {
        if (call.Arguments[argument].Text is not { } zone)
        {
            throw call.Error(
                argument,
                "the time zone must be written in the text here",
                "Write 'Europe/Berlin' or '+02:00'."
            );
        }

        return Zones.IsKnown(zone)
            ? zone.ToUpperInvariant() is "Z" or "GMT" or "UTC"
                ? "UTC"
                : zone
            : throw call.Error(argument, $"'{zone}' is not a time zone", null);
    }

    private static string IntervalZone(Rendering call)
    {
        var digits = new string([.. call[1].Where(c => char.IsAsciiDigit(c) || c == '-')]);
        return long.TryParse(digits, out var micros)
            ? Offset(micros / 60_000_000)
            : throw call.Error(1, "the time zone must be written in the text here", null);
    }

    private static string OffsetZone(Rendering call)
    {
        if (call.Arguments[1].Number is not { } hours || call.Arguments[2].Number is not { } minutes)
        {
            throw call.Error(1, "the time zone must be written in the text here", null);
        }

        return Math.Abs(hours) <= 14 && Math.Abs(minutes) < 60
            ? Offset((hours * 60) + minutes)
            : throw call.Error(Math.Abs(hours) <= 14 ? 2 : 1, $"Invalid offset {hours}:{minutes}", null);
    }

    /// <summary>How far the zone's clock is ahead, in microseconds.</summary>
    private static string Offset(Rendering call) =>
        $"(epoch_us({TimeZones.Local(call.Arguments[0])}) - epoch_us({call[0]}))";

    private static string Offset(long minutes) =>
        $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}";

    private static readonly string[] s_units =
    [
        "millisecond",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
    ];

    private static string Unit(Rendering call, bool isDate)
    {
        var unit =
            call.Arguments[0].Text?.ToLowerInvariant()
            ?? throw call.Error(0, "the unit must be written in the text here", "Write 'day'.");
        return
            unit is "day" or "week" or "month" or "quarter" or "year"
            || (!isDate && unit is "millisecond" or "second" or "minute" or "hour")
            ? unit
            : throw call.Error(
                0,
                $"'{unit}' is not a valid {(isDate ? "DATE" : "Timestamp")} field",
                isDate && unit is "millisecond" or "second" or "minute" or "hour"
                    ? "A date has no time of day: CAST(… AS timestamp) has one."
                    : Nearest.Of(unit, isDate ? s_units[4..] : s_units)
            );
    }

    private static string Truncate(Rendering call)
    {
        var time = call.Arguments[1];
        var unit = Unit(call, time.Type.Kind == TypeKind.Date);
        var truncated = $"date_trunc('{unit}', {TimeZones.Local(time)})";
        return time.Type.Kind switch
        {
            TypeKind.Date => $"CAST({truncated} AS DATE)",
            TypeKind.TimestampTz => TimeZones.Instant(truncated, time.Type.Zone),
            _ => truncated,
        };
    }

    private static string Add(Rendering call)
    {
        var time = call.Arguments[2];
        var months = Unit(call, time.Type.Kind == TypeKind.Date) switch
        {
            "month" => 1,
            "quarter" => 3,
            "year" => 12,
            _ => 0,
        };
        if (months > 0)
        {
            return Compiler.AddMonths(time, $"({call[1]} * {months})").Sql;
        }

        if (time.Type.Kind == TypeKind.TimestampTz && call.Arguments[0].Text?.ToLowerInvariant() is "day" or "week")
        {
            // A day is a day of the zone's clock, which may be of 23 or 25 hours.
            var local = $"({TimeZones.Local(time)} + to_microseconds({call[1]} * {Micros(call.Arguments[0].Text!)}))";
            return TimeZones.Instant(local, time.Type.Zone);
        }

        var sum = Compiler.AddMicros(time, $"({call[1]} * {Micros(call.Arguments[0].Text!)})").Sql;
        // A timestamp of few digits keeps them: a millisecond that is added to whole seconds is lost.
        var keeps =
            time.Type.Kind != TypeKind.Date && time.Type.Precision < 3 && call.Arguments[0].Text is "millisecond";
        return keeps ? Digits(sum, time.Type.Precision) : sum;
    }

    private static string Digits(string sql, int precision)
    {
        var unit = (long)Math.Pow(10, 6 - precision);
        return $"make_timestamp(CAST(floor((epoch_us({sql}) + {unit / 2}) / {unit}.0) * {unit} AS BIGINT))";
    }

    private static string Micros(string unit) =>
        unit.ToLowerInvariant() switch
        {
            "millisecond" => "1000",
            "second" => "1000000",
            "minute" => "60000000",
            "hour" => "3600000000",
            "day" => "86400000000",
            _ => "604800000000",
        };

    /// <summary>Whole units: from 10:59 to 11:01 no hour has gone by.</summary>
    private static string Difference(Rendering call)
    {
        var (from, to) = (call.Arguments[1], call.Arguments[2]);
        var unit = Unit(call, from.Type.Kind == TypeKind.Date);
        return $"date_sub('{unit}', {TimeZones.Local(from)}, {TimeZones.Local(to)})";
    }
}
