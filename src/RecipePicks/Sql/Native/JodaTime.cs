using System.Globalization;
using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>A pattern of parse_datetime and format_datetime: <c>yyyy-MM-dd'T'HH:mm:ss'Z'</c>.</summary>
/// <remarks>Source: Joda-Time, DateTimeFormat, which Trino names as its own.</remarks>
internal sealed class JodaTime
{
    [ThreadStatic]
    private static JodaTime? s_last;
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

    /// <summary>A time of a zone as text.</summary>
    /// <param name="micros">What the zone's clock shows.</param>
    /// <param name="zone">The zone.</param>
    public string Format(long micros, string zone)
    {
        var time = DateTime.UnixEpoch.AddTicks(micros * 10);
        var offset = (micros - Zones.Instant(micros, zone)) / 60_000_000;
        var text = new StringBuilder();
        foreach (var (letter, count, literal) in _parts)
        {
            text.Append(letter == '\0' ? literal : Part(letter, count, time, zone, offset));
        }

        return text.ToString();
    }

    private static string Part(char letter, int count, DateTime time, string zone, long offset)
    {
        string Digits(long number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
        var sign = offset < 0 ? '-' : '+';
        var (hours, minutes) = (Math.Abs(offset) / 60, Math.Abs(offset) % 60);
        return letter switch
        {
            'y' or 'Y' or 'C' => count == 2 ? $"{time.Year % 100:00}" : Digits(time.Year),
            'x' => Digits(ISOWeek.GetYear(time)),
            'w' => Digits(ISOWeek.GetWeekOfYear(time)),
            'M' => count >= 4 ? time.ToString("MMMM")
            : count == 3 ? time.ToString("MMM")
            : Digits(time.Month),
            'd' => Digits(time.Day),
            'D' => Digits(time.DayOfYear),
            'e' => Digits(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
            'E' => time.ToString(count >= 4 ? "dddd" : "ddd"),
            'a' => time.Hour < 12 ? "AM" : "PM",
            'K' => Digits(time.Hour % 12),
            'h' => Digits(time.Hour % 12 is 0 ? 12 : time.Hour % 12),
            'H' => Digits(time.Hour),
            'k' => Digits(time.Hour is 0 ? 24 : time.Hour),
            'm' => Digits(time.Minute),
            's' => Digits(time.Second),
            'S' => $"{time.Ticks % TimeSpan.TicksPerSecond:0000000}".PadRight(count, '0')[..count],
            'Z' => count >= 3 ? zone : $"{sign}{hours:00}{(count == 2 ? ":" : "")}{minutes:00}",
            _ => zone,
        };
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
