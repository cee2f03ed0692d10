using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>
/// The events of the callers, put aside once: half of the letters ask about them alone, and each would read all events.
/// </summary>
/// <param name="engine">The engine; when it cannot put events aside, it answers all questions itself.</param>
/// <param name="window">The window that is asked about.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class CallersAside(IEngine engine, TimeWindow window, CancellationToken cancellation)
{
    /// <summary>How many events are put aside at most.</summary>
    public const int MostEvents = 250_000;

    private static readonly Question Own = Question.Load("Timelines/own");
    private Callers _callers = Callers.None;
    private RememberingEngine? _aside;

    /// <summary>Puts the events of callers aside, unless they are.</summary>
    /// <param name="callers">Whose events.</param>
    public void Put(Callers callers)
    {
        if (engine is not ISetAside able || callers.IsEmpty || _callers.Hold(callers.Parameters))
        {
            return;
        }

        var (condition, bound) = new SqlText(Own.Condition).Bind(
            callers.Parameters.Concat(Inquiry.Bounds(window)).ToDictionary(p => p.Key, p => p.Value)
        );
        _callers = callers;
        _aside = able.SetAside(condition, bound, MostEvents, cancellation) is { } own
            ? new RememberingEngine(own)
            : null;
    }

    /// <summary>The engine to ask; null when the question reads more than was put aside.</summary>
    /// <param name="question">A question that reads callers' events.</param>
    /// <param name="values">Whom it is about.</param>
    public IEngine? For(Question question, IReadOnlyDictionary<string, object?> values) =>
        _callers.Hold(values) && (question.Sql.Parameters.Contains("from") || window == TimeWindow.All) ? _aside : null;
}
