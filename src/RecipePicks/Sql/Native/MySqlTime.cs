using System.Globalization;
using System.Text;
using RecipePicks.DuckDb;

namespace RecipePicks.Sql.Native;

/// <summary>A pattern of date_parse and date_format: <c>%Y-%m-%dT%H:%i:%sZ</c>.</summary>
/// <remarks>Source: Trino, "Date and time functions", MySQL date functions; %D %U %u %V %w %X are refused there too.</remarks>
internal sealed class MySqlTime
{
    [ThreadStatic]
    private static MySqlTime? s_last;

    [ThreadStatic]
    private static Utf8Builder? s_writing;
    private readonly byte[] _text;
    private readonly List<(char Code, string Literal)> _parts = [];

    private MySqlTime(ReadOnlySpan<byte> text)
    {
        _text = text.ToArray();
        var pattern = Encoding.UTF8.GetString(text);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length)
            {
                _parts.Add(('\0', pattern[i].ToString()));
                continue;
            }

            var code = pattern[++i];
            _parts.Add(
                code switch
                {
                    'a'
                    or 'b'
                    or 'c'
                    or 'd'
                    or 'e'
                    or 'f'
                    or 'H'
                    or 'h'
                    or 'I'
                    or 'i'
                    or 'j'
                    or 'k'
                    or 'l'
                    or 'M'
                    or 'm'
                    or 'p' => (code, ""),
                    'r' or 'S' or 's' or 'T' or 'v' or 'W' or 'x' or 'Y' or 'y' => (code, ""),
                    'D' or 'U' or 'u' or 'V' or 'w' or 'X' => throw new FormatException(
                        $"%{code} not supported in date format string"
                    ),
                    _ => ('\0', code.ToString()),
                }
            );
        }
    }

    /// <summary>Reads a pattern; the last one of a thread is kept.</summary>
    public static MySqlTime Of(ReadOnlySpan<byte> text) =>
        s_last is { } last && text.SequenceEqual(last._text) ? last : s_last = new(text);

    /// <summary>A time as text, for a row.</summary>
    public void Format(long micros, DuckVectorWriter result, int row)
    {
        var time = Zones.Clock(micros);
        var text = s_writing ??= new();
        text.Cut(0);
        foreach (var (code, literal) in _parts)
        {
            if (code == '\0')
            {
                text.Put(literal);
            }
            else
            {
                Write(text, code, time);
            }
        }

        result.SetString(row, text.Text);
    }

    private static void Write(Utf8Builder text, char code, DateTime time)
    {
        var (number, width) = code switch
        {
            'c' => (time.Month, 1),
            'd' => (time.Day, 2),
            'e' => (time.Day, 1),
            'f' => ((int)(time.Ticks % TimeSpan.TicksPerSecond / 10), 6),
            'H' => (time.Hour, 2),
            'h' or 'I' => (Twelve(time), 2),
            'i' => (time.Minute, 2),
            'j' => (time.DayOfYear, 3),
            'k' => (time.Hour, 1),
            'l' => (Twelve(time), 1),
            'm' => (time.Month, 2),
            'S' or 's' => (time.Second, 2),
            'v' => (ISOWeek.GetWeekOfYear(time), 2),
            'x' => (ISOWeek.GetYear(time), 4),
            'Y' => (time.Year, 4),
            'y' => (time.Year % 100, 2),
            _ => (-1, 0),
        };
        if (number >= 0)
        {
            text.Put(number, width);
            return;
        }

        text.Put(
            code switch
            {
                'a' => time.ToString("ddd", CultureInfo.InvariantCulture),
                'b' => time.ToString("MMM", CultureInfo.InvariantCulture),
                'M' => time.ToString("MMMM", CultureInfo.InvariantCulture),
                'p' => time.ToString("tt", CultureInfo.InvariantCulture),
                'r' => time.ToString("hh:mm:ss tt", CultureInfo.InvariantCulture),
                'T' => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                _ => time.ToString("dddd", CultureInfo.InvariantCulture),
            }
        );
    }

    private static int Twelve(DateTime time) => time.Hour % 12 is 0 ? 12 : time.Hour % 12;

    /// <summary>A text as a time, in microseconds since 1970.</summary>
    /// <exception cref="FormatException">The text is not of this pattern.</exception>
    public long Parse(string text)
    {
        var reading = new TimeReading(text);
        foreach (var (code, literal) in _parts)
        {
            if (code == '\0')
            {
                reading.Literal(literal);
            }
            else
            {
                Read(reading, code);
            }
        }

        return reading.Finish();
    }

    private static void Read(TimeReading reading, char code)
    {
        switch (code)
        {
            case 'a' or 'W':
                reading.Word(
                    DateTimeFormatInfo.InvariantInfo.DayNames,
                    DateTimeFormatInfo.InvariantInfo.AbbreviatedDayNames
                );
                break;
            case 'b' or 'M':
                reading.Month =
                    1
                    + reading.Word(
                        DateTimeFormatInfo.InvariantInfo.MonthNames,
                        DateTimeFormatInfo.InvariantInfo.AbbreviatedMonthNames
                    );
                break;
            case 'c' or 'm':
                reading.Month = reading.Number(2);
                break;
            case 'd' or 'e':
                reading.Day = reading.Number(2);
                break;
            case 'f':
                reading.Fraction(9);
                break;
            case 'H' or 'k':
                reading.Hour = reading.Number(2);
                break;
            case 'h' or 'I' or 'l':
                reading.Twelve = reading.Number(2);
                break;
            case 'i':
                reading.Minute = reading.Number(2);
                break;
            case 'j':
                reading.DayOfYear = reading.Number(3);
                break;
            case 'p':
                reading.Afternoon = reading.Word(["AM", "PM"], ["am", "pm"]) == 1;
                break;
            case 'r' or 'T':
                if (code == 'T')
                {
                    reading.Hour = reading.Number(2);
                }
                else
                {
                    reading.Twelve = reading.Number(2);
                }

                reading.Literal(":");
                reading.Minute = reading.Number(2);
                reading.Literal(":");
                reading.Second = reading.Number(2);
                if (code == 'r')
                {
                    reading.Literal(" ");
                    Read(reading, 'p');
                }

                break;
            case 'S' or 's':
                reading.Second = reading.Number(2);
                break;
            case 'Y':
                reading.Year = reading.Number(4);
                break;
            case 'y':
                var year = reading.Number(2);
                reading.Year = year < 70 ? 2000 + year : 1900 + year;
                break;
            default: // the week's year and number
                reading.Number(4);
                break;
        }
    }
}
