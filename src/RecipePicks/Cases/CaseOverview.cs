using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Store;

namespace RecipePicks.Cases;

/// <summary>What a case holds, before anything is asked of it: quick to know, whatever its size.</summary>
/// <param name="Coverage">What the evidence covers, and what it does not.</param>
/// <param name="Strip">Everybody's calls by time and outcome alone.</param>
public sealed record CaseOverview(Coverage Coverage, Activity Strip)
{
    private const int MostCells = 2000;
    private const int Minute = 60;

    /// <summary>Counts everybody's calls.</summary>
    /// <param name="engine">The case's engine; nobody else may ask it meanwhile.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>By time, in steps of a minute or more, and by outcome.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public static Activity StripOf(IEngine engine, CancellationToken cancellation)
    {
        var (sql, bound) = Question.Load("Timelines/minutes").Sql.Bind(Inquiry.Bounds(TimeWindow.All));
        var minutes = engine
            .Query(sql, bound, cancellation)
            .Rows.Select(r =>
                (
                    At: TimeWindow.Parse($"{r.Text("minute")}:00Z"),
                    Outcome: (int)r.Count("outcome"),
                    Calls: r.Count("calls")
                )
            )
            .Where(m => m.At is not null)
            .Select(m =>
                (Seconds: new DateTimeOffset(m.At!.Value, TimeSpan.Zero).ToUnixTimeSeconds(), m.Outcome, m.Calls)
            )
            .ToList();
        return ActivityLog
            .Steps.Where(s => s >= Minute)
            .Select(step => InSteps(minutes, step))
            .First(a => a.Cells.Count <= MostCells || a.Step == ActivityLog.Steps[^1]);
    }

    private static Activity InSteps(List<(long Seconds, int Outcome, long Calls)> minutes, int step) =>
        new()
        {
            Step = step,
            Events = minutes.Sum(m => m.Calls),
            Cells =
            [
                .. minutes
                    .GroupBy(m => (At: m.Seconds / step * step, m.Outcome))
                    .OrderBy(g => g.Key.At)
                    .ThenBy(g => g.Key.Outcome)
                    .Select(g => new ActivityCell(
                        g.Key.At,
                        -1,
                        -1,
                        -1,
                        -1,
                        -1,
                        g.Key.Outcome,
                        (int)g.Sum(m => m.Calls)
                    )),
            ],
        };
}
