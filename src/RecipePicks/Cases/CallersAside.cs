using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>
/// Puts the events of the callers aside once: half of the letters ask about them alone, and each would read all events.
/// </summary>
/// <param name="engine">The engine; when it cannot put events aside, it answers all questions itself.</param>
/// <param name="window">The window that is asked about.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class CallersAside(IEngine engine, TimeWindow window, CancellationToken cancellation) : IAside
{
    /// <summary>How many events are put aside at most.</summary>
    public const int MostEvents = 250_000;

    private static readonly Question Own = Question.Load("Timelines/own");
    private Callers _callers = Callers.None;
    private RememberingEngine? _aside;

    /// <inheritdoc/>
    public void Put(Callers callers)
    {
        if (engine is not ISetAside able || callers.IsEmpty || _callers.Hold(callers.Parameters))
        {
            return;
        }

        var (sql, bound) = Own.Sql.Bind(
            callers.Parameters.Concat(Inquiry.Bounds(window)).ToDictionary(p => p.Key, p => p.Value)
        );
        var condition = sql[(sql.IndexOf("WHERE", StringComparison.Ordinal) + "WHERE".Length)..];
        _callers = callers;
        _aside = able.SetAside(condition, bound, MostEvents, cancellation) is { } own
            ? new RememberingEngine(own)
            : null;
    }

    /// <inheritdoc/>
    public IEngine? For(Question question, IReadOnlyDictionary<string, object?> values) =>
        question.ReadsCallersOnly
        && _callers.Hold(values)
        && (question.Sql.Parameters.Contains("from") || window == TimeWindow.All)
            ? _aside
            : null;
}
