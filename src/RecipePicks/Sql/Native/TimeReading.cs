using System.Globalization;

namespace RecipePicks.Sql.Native;

/// <summary>A time that is being read from text, part by part.</summary>
/// <param name="text">The text.</param>
internal sealed class TimeReading(string text)
{
    private int _at;
    private long _micros;

    public int Year { get; set; } = 1970;
    public int Month { get; set; } = 1;
    public int Day { get; set; } = 1;
    public int? DayOfYear { get; set; }
    public int Hour { get; set; }
    public int? Twelve { get; set; }
    public bool Afternoon { get; set; }
    public int Minute { get; set; }
    public int Second { get; set; }

    /// <summary>The zone that was read; UTC if none was.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>What is left.</summary>
    public ReadOnlySpan<char> Rest => text.AsSpan(_at);

    /// <summary>Goes on by some characters.</summary>
    public void Skip(int characters) => _at += characters;

    /// <summary>A piece that must stand here.</summary>
    public void Literal(string literal)
    {
        if (!Rest.StartsWith(literal, StringComparison.OrdinalIgnoreCase))
        {
            throw Bad();
        }

        _at += literal.Length;
    }

    /// <summary>A number of up to so many digits.</summary>
    public int Number(int most)
    {
        var end = _at;
        while (end < text.Length && end - _at < most && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var number =
            end > _at && long.TryParse(text.AsSpan(_at, end - _at), CultureInfo.InvariantCulture, out var read)
                ? read
                : throw Bad();
        _at = end;
        return (int)Math.Min(number, int.MaxValue);
    }

    /// <summary>The second's fraction, of up to so many digits.</summary>
    public void Fraction(int most)
    {
        var from = _at;
        Number(most);
        var digits = text[from.._at].PadRight(6, '0');
        _micros = int.Parse(digits.AsSpan(0, 6), CultureInfo.InvariantCulture);
    }

    /// <summary>One of some words, long or short; its number.</summary>
    public int Word(string[] words, string[] shorts)
    {
        foreach (var list in (string[][])[words, shorts])
        {
            for (var i = 0; i < list.Length; i++)
            {
                if (list[i].Length > 0 && Rest.StartsWith(list[i], StringComparison.OrdinalIgnoreCase))
                {
                    _at += list[i].Length;
                    return i;
                }
            }
        }

        throw Bad();
    }

    /// <summary>The whole, in microseconds since 1970.</summary>
    public long Finish()
    {
        if (_at < text.Length)
        {
            throw Bad();
        }

        var hour = Twelve is { } twelve ? (twelve % 12) + (Afternoon ? 12 : 0) : Hour;
        if (
            Year is < 1 or > 9999
            || Month is < 1 or > 12
            || Day < 1
            || DayOfYear is < 1 or > 366
            || (DayOfYear == 366 && !DateTime.IsLeapYear(Year))
            || Day > DateTime.DaysInMonth(Year, Month)
            || hour > 23
            || Minute > 59
            || Second > 59
        )
        {
            throw Bad();
        }

        var day = DayOfYear is { } ordinal
            ? new DateTime(Year, 1, 1).AddDays(ordinal - 1)
            : new DateTime(Year, Month, Day);
        var time = day.AddHours(hour).AddMinutes(Minute).AddSeconds(Second);
        return Zones.Instant(((time.Ticks - DateTime.UnixEpoch.Ticks) / 10) + _micros, Zone);
    }

    /// <summary>The error for a text that is not of its pattern.</summary>
    public FormatException Bad() =>
        new(
            _at >= text.Length ? $"Invalid format: \"{text}\" is too short"
            : _at == 0 ? $"Invalid format: \"{text}\""
            : $"Invalid format: \"{text}\" is malformed at \"{text[_at..]}\""
        );
}
