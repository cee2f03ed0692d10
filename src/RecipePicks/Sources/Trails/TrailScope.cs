namespace RecipePicks.Sources.Trails;

/// <summary>Which of a trail's files are wanted.</summary>
public sealed record TrailScope
{
    /// <summary>
    /// How long after an event its file may still be delivered. CloudTrail speaks of five minutes on average and promises
    /// nothing (AWS CloudTrail User Guide, "How CloudTrail works").
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromHours(6);

    /// <summary>How far a service's clock, which stamps the event, may be ahead of the delivery's.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>Accounts; none means all.</summary>
    public IReadOnlyCollection<string> Accounts { get; init; } = [];

    /// <summary>Regions; none means all.</summary>
    public IReadOnlyCollection<string> Regions { get; init; } = [];

    /// <summary>When the events happened.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>Whether files of any time are wanted.</summary>
    public bool IsTimeless => Window is { From: null, To: null };

    /// <summary>Whether files of an account are wanted.</summary>
    public bool TakesAccount(string account) => Accounts.Count == 0 || Accounts.Contains(account);

    /// <summary>Whether files of a region are wanted.</summary>
    public bool TakesRegion(string region) => Regions.Count == 0 || Regions.Contains(region);

    /// <summary>Whether files delivered at some time of a span may hold wanted events.</summary>
    /// <param name="first">The span's first day.</param>
    /// <param name="next">The day after its last.</param>
    public bool TakesDays(DateTime first, DateTime next) =>
        (Earliest is not { } earliest || next > earliest) && (Latest is not { } latest || first <= latest);

    /// <summary>
    /// Whether a file in the folder of a day is wanted. All of a day that the window touches are; of the days beside it
    /// those whose names say that they were delivered in time, and those whose names say nothing.
    /// </summary>
    /// <param name="day">The folder's day.</param>
    /// <param name="delivered">The time in the file's name.</param>
    public bool TakesFile(DateTime day, DateTime? delivered)
    {
        var touched = (Window.From is not { } from || day.AddDays(1) > from) && (Window.To is not { } to || day <= to);
        return touched || (TakesDays(day, day.AddDays(1)) && (delivered is not { } time || TakesTime(time)));
    }

    private bool TakesTime(DateTime delivered) =>
        (Earliest is not { } earliest || delivered >= earliest) && (Latest is not { } latest || delivered <= latest);

    private DateTime? Earliest =>
        Window.From is { } from ? (from - DateTime.MinValue > Skew ? from - Skew : DateTime.MinValue) : null;

    private DateTime? Latest =>
        Window.To is { } to ? (DateTime.MaxValue - to > Lag ? to + Lag : DateTime.MaxValue) : null;
}
