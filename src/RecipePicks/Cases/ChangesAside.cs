using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>
/// The calls that change something, of anybody and at any time, put aside when the first question reads them: lineage, replay
/// and sharing ask for them again and again, each with the texts of requests and responses.
/// </summary>
/// <param name="engine">The engine; when it cannot put events aside, it answers all questions itself.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ChangesAside(IEngine engine, CancellationToken cancellation)
{
    /// <summary>How many events are put aside at most.</summary>
    public const int MostEvents = 250_000;

    // Every question that reads changes asks for some of what these ask for.
    private static readonly Question[] Asked =
    [
        Question.Load("Track/calls"),
        Question.Load("Changes/all-changes"),
        Question.Load("Public/sharing-calls"),
    ];

    private readonly Lazy<RememberingEngine?> _aside = new(() => Put(engine, cancellation));

    /// <summary>The engine to ask; null when nothing could be put aside.</summary>
    public IEngine? Engine => _aside.Value;

    private static RememberingEngine? Put(IEngine engine, CancellationToken cancellation)
    {
        if (engine is not ISetAside able)
        {
            return null;
        }

        var (condition, bound) = new SqlText(string.Join("\nOR ", Asked.Select(q => $"({q.Condition})"))).Bind(
            new Dictionary<string, object?>(Inquiry.Bounds(TimeWindow.All)) { ["state_calls"] = StateRows.Calls }
        );
        return able.SetAside(condition, bound, AsideForm.Texts, MostEvents, cancellation) is { } changes
            ? new RememberingEngine(changes)
            : null;
    }
}
