using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RecipePicks.Cli.Options;

/// <summary><c>--from T --to T</c>: ISO 8601 times or dates, UTC unless they say otherwise. A date as <c>--to</c> is its end.</summary>
internal sealed class WindowOptions
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] s_times =
    [
        .. from separator in (string[])["'T'", "' '"]
        from time in (string[])["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"]
        from zone in (string[])["", "K", "zzz"]
        select $"yyyy-MM-dd{separator}{time}{zone}",
        "yyyyMMdd'T'HHmmssK",
    ];

    private readonly Option<DateTime?> _from = Time("--from", "The first instant.", TimeSpan.Zero);

    // CloudTrail's times are whole seconds.
    private readonly Option<DateTime?> _to = Time("--to", "The last instant.", new TimeSpan(23, 59, 59));

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
    }

    public TimeWindow Window(ParseResult options)
    {
        var window = new TimeWindow(options.GetValue(_from), options.GetValue(_to));
        return window is { From: { } from, To: { } to } && from > to
            ? throw new UsageException($"--from {TimeWindow.Format(from)} is after --to {TimeWindow.Format(to)}")
            : window;
    }

    /// <summary>An option that takes a time; a date is its beginning.</summary>
    public static Option<DateTime?> Time(string name, string description) => Time(name, description, TimeSpan.Zero);

    private static Option<DateTime?> Time(string name, string description, TimeSpan onDates) =>
        new(name)
        {
            HelpName = "T",
            Description = description + " ISO 8601 or a date; UTC unless it says otherwise.",
            CustomParser = result => Parse(name, result, onDates),
        };

    private static DateTime? Parse(string name, ArgumentResult result, TimeSpan onDates)
    {
        var text = result.Tokens[0].Value.Trim();
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var date))
        {
            return date + onDates;
        }

        if (DateTime.TryParseExact(text, s_times, CultureInfo.InvariantCulture, Utc, out var time))
        {
            return time;
        }

        result.AddError(
            $"{name} {text} is no time: write 2024-05-14, 2024-05-14T09:30:00Z or 2024-05-14T09:30:00+02:00"
        );
        return null;
    }
}
