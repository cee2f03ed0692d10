namespace RecipePicks.Letters;

/// <summary>How old a recorded state is against what is asked about: the window, or the log where it has no bounds.</summary>
internal static class Age
{
    /// <summary>In words, to go on with: <c>, 11 days before the log begins</c>; empty for a time within it.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="inquiry">The inquiry.</param>
    public static string Of(DateTime? time, Inquiry inquiry) =>
        Of(time, inquiry.Window, inquiry.Coverage.From, inquiry.Coverage.To);

    /// <summary>Whether a state of that time may have been another in what is asked about: it is older, or after the window.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="inquiry">The inquiry.</param>
    public static bool IsOutside(DateTime? time, Inquiry inquiry) =>
        IsOutside(time, inquiry.Window, inquiry.Coverage.From);

    /// <summary>The same.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="window">The window.</param>
    /// <param name="first">When the log begins.</param>
    public static bool IsOutside(DateTime? time, TimeWindow window, DateTime? first) =>
        time is not { } at || at < (window.From ?? first) || at > window.To;

    /// <summary>In words, to go on with.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="window">The window.</param>
    /// <param name="first">When the log begins.</param>
    /// <param name="last">When it ends.</param>
    public static string Of(DateTime? time, TimeWindow window, DateTime? first, DateTime? last) =>
        time is not { } at ? ", at a time that nothing tells"
        : (window.From ?? first) is { } from && at < from
            ? $", {Span(from - at)} before the {(window.From is null ? "log" : "window")} begins"
        : (window.To ?? last) is { } to && at > to
            ? $", {Span(at - to)} after the {(window.To is null ? "log" : "window")} ends"
        : "";

    private static string Span(TimeSpan span) =>
        span.TotalDays >= 1 ? Wording.Counted((long)span.TotalDays, "day")
        : span.TotalHours >= 1 ? Wording.Counted((long)span.TotalHours, "hour")
        : Wording.Counted((long)span.TotalMinutes, "minute");
}
