using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Functions over times.</summary>
internal static class TimeFunctions
{
    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_from_iso8601", "v:t", FromIso),
        Of("picks_from_iso8601_date", "v:y", FromIsoDate),
        Of("picks_to_timestamp", "v:t", (a, r, row) => r.SetTimestamp(row, ToTimestamp(a[0], row, null))),
        Of(
            "picks_to_timestamp_tz",
            "vv:t",
            (a, r, row) => r.SetTimestamp(row, ToTimestamp(a[0], row, a[1].GetString(row)))
        ),
        Of("picks_to_date", "v:y", ToDate),
        Of(
            "picks_local",
            "tv:t",
            (a, r, row) => r.SetTimestamp(row, Zones.Local(a[0].GetTimestamp(row), a[1].GetString(row)!))
        ),
        Of(
            "picks_instant",
            "tv:t",
            (a, r, row) => r.SetTimestamp(row, Zones.Instant(a[0].GetTimestamp(row), a[1].GetString(row)!))
        ),
        Of("picks_date_parse", "vv:t", DateParse),
        Of("picks_readable_seconds", "d:v", (a, r, row) => r.SetString(row, Readable(a[0].GetDouble(row)))),
        Of(
            "picks_date_format",
            "tv:v",
            (a, r, row) => MySqlTime.Of(a[1].GetUtf8(row)).Format(a[0].GetTimestamp(row), r, row)
        ),
        Of("picks_parse_datetime", "vv:t", ParseDateTime),
        Of(
            "picks_format_datetime",
            "tvv:v",
            (a, r, row) => JodaTime.Of(a[1].GetUtf8(row)).Format(a[0].GetTimestamp(row), a[2].GetString(row)!, r, row)
        ),
    ];

    private static void FromIso(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var plain = TimeText.ReadPlain(arguments[0].GetUtf8(row));
        if (plain >= 0)
        {
            result.SetTimestamp(row, plain);
            return;
        }

        var text = arguments[0].GetString(row)!;
        var (micros, zone) =
            TimeText.ReadIso(text) ?? throw new FormatException($"Invalid format: \"{text}\" is not an ISO 8601 time");
        result.SetTimestamp(row, Zones.Instant(micros, zone));
    }

    private static void DateParse(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        // The pattern of CloudTrail's own times, which most queries parse.
        var pattern = arguments[1].GetUtf8(row);
        var plain = pattern.SequenceEqual("%Y-%m-%dT%H:%i:%sZ"u8) ? TimeText.ReadPlain(arguments[0].GetUtf8(row)) : -1;
        result.SetTimestamp(row, plain >= 0 ? plain : MySqlTime.Of(pattern).Parse(arguments[0].GetString(row)!));
    }

    private static void ParseDateTime(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var pattern = arguments[1].GetUtf8(row);
        var plain = pattern.SequenceEqual("yyyy-MM-dd'T'HH:mm:ss'Z'"u8)
            ? TimeText.ReadPlain(arguments[0].GetUtf8(row))
            : -1;
        result.SetTimestamp(row, plain >= 0 ? plain : JodaTime.Of(pattern).Parse(arguments[0].GetString(row)!));
    }

    /// <summary>Whole seconds in words: <c>1 minute, 36 seconds</c>.</summary>
    /// <remarks>Source: Trino, HumanReadableSecondsFunction: the sign is dropped, and so is the fraction.</remarks>
    private static string Readable(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            throw new FormatException($"Invalid argument found: {NumberTexts.Text(seconds, isReal: false)}");
        }

        // More seconds than that are not counted, as Java's cast of a double does not count them.
        var left = Math.Abs(seconds) >= long.MaxValue ? long.MaxValue : (long)Math.Abs(seconds);
        var words = new List<string>();
        foreach (var (unit, size) in s_units)
        {
            var (count, rest) = Math.DivRem(left, size);
            left = rest;
            if (count > 0)
            {
                words.Add($"{count} {unit}{(count == 1 ? "" : "s")}");
            }
        }

        return words.Count > 0 ? string.Join(", ", words) : "0 seconds";
    }

    private static readonly (string Unit, long Seconds)[] s_units =
    [
        ("week", 604_800),
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
        ("second", 1),
    ];

    private static void FromIsoDate(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var plain = TimeText.ReadPlainDate(arguments[0].GetUtf8(row));
        if (plain >= 0)
        {
            result.SetDate(row, plain);
            return;
        }

        var text = arguments[0].GetString(row)!;
        var (micros, _) =
            TimeText.ReadIso(text) is { } read && !text.Contains('T', StringComparison.Ordinal)
                ? read
                : throw new FormatException($"Invalid format: \"{text}\" is not an ISO 8601 date");
        result.SetDate(row, (int)Math.Floor(micros / 86_400_000_000.0));
    }

    private static void ToDate(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var plain = TimeText.ReadPlainDate(arguments[0].GetUtf8(row));
        var text = plain >= 0 ? "" : arguments[0].GetString(row)!;
        result.SetDate(row, plain >= 0 ? plain : TimeText.ReadDate(text) ?? throw Uncastable(text, "date"));
    }

    /// <summary>A cast: without a zone of the session what the clock shows, with one the instant.</summary>
    private static long ToTimestamp(DuckVectorReader texts, int row, string? session)
    {
        var plain = TimeText.ReadPlainSql(texts.GetUtf8(row));
        if (plain >= 0)
        {
            return session is null ? plain : Zones.Instant(plain, session);
        }

        var text = texts.GetString(row)!;
        var (micros, _, zone) = TimeText.ReadSql(text) ?? throw Uncastable(text, "timestamp");
        return session is null ? micros : Zones.Instant(micros, zone ?? session);
    }

    private static FormatException Uncastable(string text, string type) =>
        new(
            text.Contains('T', StringComparison.Ordinal)
                ? $"Cannot cast '{text}' to {type}: an ISO 8601 time is read by from_iso8601_timestamp(…)"
                : $"Cannot cast '{text}' to {type}"
        );
}
