using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>Whom an investigation asks instead of the engine itself: of the callers' events, and of the telling ones.</summary>
/// <param name="engine">The engine; when it cannot put events aside, it answers all questions itself.</param>
/// <param name="window">The window that is asked about.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Asides(IEngine engine, TimeWindow window, CancellationToken cancellation) : IAside
{
    private readonly CallersAside _callers = new(engine, window, cancellation);
    private readonly RememberingEngine? _telling = engine is ISetAside { Telling: { } telling }
        ? new RememberingEngine(telling)
        : null;

    /// <inheritdoc/>
    public void Put(Callers callers) => _callers.Put(callers);

    /// <inheritdoc/>
    public IEngine? For(Question question, IReadOnlyDictionary<string, object?> values) =>
        question.Reads switch
        {
            "callers" => _callers.For(question, values),
            "telling" => _telling,
            _ => null,
        };
}
