using System.Globalization;
using System.Text;
using RecipePicks.DuckDb;

namespace RecipePicks.Sql.Native;

/// <summary>A pattern of parse_datetime and format_datetime: <c>yyyy-MM-dd'T'HH:mm:ss'Z'</c>.</summary>
/// <remarks>Source: Joda-Time, DateTimeFormat, which Trino names as its own.</remarks>
internal sealed class JodaTime
{
    [ThreadStatic]
    private static JodaTime? s_last;

    [ThreadStatic]
    private static Utf8Builder? s_writing;
    private readonly byte[] _text;
    private readonly List<(char Letter, int Count, string Literal)> _parts = [];

    private JodaTime(ReadOnlySpan<byte> text)
    {
        _text = text.ToArray();
        var pattern = Encoding.UTF8.GetString(text);
        for (var i = 0; i < pattern.Length; )
        {
            if (pattern[i] == '\'')
            {
                i = Quoted(pattern, i);
            }
            else if (char.IsAsciiLetter(pattern[i]))
            {
                var count = pattern.AsSpan(i).IndexOfAnyExcept(pattern[i]) is > 0 and var n ? n : pattern.Length - i;
                _parts.Add(
                    "yYxMdDeEaKhHkmsSzZwC".Contains(pattern[i], StringComparison.Ordinal)
                        ? (pattern[i], count, "")
                        : throw new FormatException($"Illegal pattern component: {pattern[i]}")
                );
                i += count;
            }
            else
            {
                _parts.Add(('\0', 0, pattern[i++].ToString()));
            }
        }
    }

    /// <summary>Reads a pattern; the last one of a thread is kept.</summary>
    public static JodaTime Of(ReadOnlySpan<byte> text) =>
        s_last is { } last && text.SequenceEqual(last._text) ? last : s_last = new(text);

    private int Quoted(string pattern, int at)
    {
        var end = pattern.IndexOf('\'', at + 1);
        if (end < 0)
        {
            throw new FormatException("The pattern's quote is never closed");
        }

        _parts.Add(('\0', 0, end == at + 1 ? "'" : pattern[(at + 1)..end]));
        return end + 1;
    }

    /// <summary>A time of a zone as text, for a row.</summary>
    /// <param name="micros">What the zone's clock shows.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="result">Where it is written.</param>
    /// <param name="row">The row.</param>
    public void Format(long micros, string zone, DuckVectorWriter result, int row)
    {
        var time = Zones.Clock(micros);
        var text = s_writing ??= new();
        text.Cut(0);
        foreach (var (letter, count, literal) in _parts)
        {
            if (letter == '\0')
            {
                text.Put(literal);
            }
            else
            {
                Write(text, letter, count, time, zone);
            }
        }

        result.SetString(row, text.Text);
    }

    private static void Write(Utf8Builder text, char letter, int count, DateTime time, string zone)
    {
        var number = letter switch
        {
            'y' or 'Y' or 'C' => count == 2 ? time.Year % 100 : time.Year,
            'x' => ISOWeek.GetYear(time),
            'w' => ISOWeek.GetWeekOfYear(time),
            'M' when count < 3 => time.Month,
            'd' => time.Day,
            'D' => time.DayOfYear,
            'e' => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek,
            'K' => time.Hour % 12,
            'h' => time.Hour % 12 is 0 ? 12 : time.Hour % 12,
            'H' => time.Hour,
            'k' => time.Hour is 0 ? 24 : time.Hour,
            'm' => time.Minute,
            's' => time.Second,
            _ => -1,
        };
        if (number >= 0)
        {
            text.Put(number, count);
            return;
        }

        text.Put(
            letter switch
            {
                'M' => time.ToString(count >= 4 ? "MMMM" : "MMM", CultureInfo.InvariantCulture),
                'E' => time.ToString(count >= 4 ? "dddd" : "ddd", CultureInfo.InvariantCulture),
                'a' => time.ToString("tt", CultureInfo.InvariantCulture),
                'S' => $"{time.Ticks % TimeSpan.TicksPerSecond:0000000}".PadRight(count, '0')[..count],
                'Z' when count < 3 => Offset(time, zone, count == 2 ? ":" : ""),
                _ => zone,
            }
        );
    }

    private static string Offset(DateTime time, string zone, string colon)
    {
        var micros = (time - DateTime.UnixEpoch).Ticks / 10;
        var minutes = (micros - Zones.Instant(micros, zone)) / 60_000_000;
        return $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{colon}{Math.Abs(minutes) % 60:00}";
    }

    /// <summary>A text as an instant, in microseconds since 1970.</summary>
    /// <exception cref="FormatException">The text is not of this pattern.</exception>
    public long Parse(string text)
    {
        var reading = new TimeReading(text);
        foreach (var (letter, count, literal) in _parts)
        {
            if (letter == '\0')
            {
                reading.Literal(literal);
            }
            else
            {
                Read(reading, letter, count);
            }
        }

        return reading.Finish();
    }

    private static void Read(TimeReading reading, char letter, int count)
    {
        var names = DateTimeFormatInfo.InvariantInfo;
        switch (letter)
        {
            case 'y' or 'Y' or 'C':
                var year = reading.Number(Math.Max(4, count));
                reading.Year = count == 2 && year < 100 ? year + (year < 70 ? 2000 : 1900) : year;
                break;
            case 'M' when count >= 3:
                reading.Month = 1 + reading.Word(names.MonthNames, names.AbbreviatedMonthNames);
                break;
            case 'M':
                reading.Month = reading.Number(2);
                break;
            case 'd':
                reading.Day = reading.Number(2);
                break;
            case 'D':
                reading.DayOfYear = reading.Number(3);
                break;
            case 'E':
                reading.Word(names.DayNames, names.AbbreviatedDayNames);
                break;
            case 'a':
                reading.Afternoon = reading.Word(["AM", "PM"], ["am", "pm"]) == 1;
                break;
            case 'K' or 'h':
                reading.Twelve = reading.Number(2);
                break;
            case 'H' or 'k':
                reading.Hour = reading.Number(2) % 24;
                break;
            case 'm':
                reading.Minute = reading.Number(2);
                break;
            case 's':
                reading.Second = reading.Number(2);
                break;
            case 'S':
                reading.Fraction(Math.Max(count, 3));
                break;
            case 'z' or 'Z':
                reading.Zone = ReadZone(reading);
                break;
            default:
                reading.Number(Math.Max(count, 2));
                break;
        }
    }

    private static string ReadZone(TimeReading reading)
    {
        var rest = reading.Rest;
        var length = rest.Length;
        while (length > 0 && !Zones.IsKnown(rest[..length].ToString()))
        {
            length--;
        }

        var zone = length > 0 ? rest[..length].ToString() : throw reading.Bad();
        reading.Skip(length);
        return zone;
    }
}
