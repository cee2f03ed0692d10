using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>What an investigation puts aside.</summary>
/// <param name="engine">The engine; when it cannot put events aside, it answers all questions itself.</param>
/// <param name="window">The window that is asked about.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Asides(IEngine engine, TimeWindow window, CancellationToken cancellation) : IAside
{
    private readonly CallersAside _callers = new(engine, window, cancellation);
    private readonly ChangesAside _changes = new(engine, cancellation);

    /// <inheritdoc/>
    public void Put(Callers callers) => _callers.Put(callers);

    /// <summary>Says which resources' events are to be put aside with the changes.</summary>
    /// <param name="names">What they are called.</param>
    public void Put(IEnumerable<string> names) => _changes.Put(names);

    /// <inheritdoc/>
    public IEngine? For(Question question, IReadOnlyDictionary<string, object?> values) =>
        question.Reads switch
        {
            "callers" => _callers.For(question, values),
            "changes" or "strangers" or "named" => _changes.For(question, values),
            _ => null,
        };
}
