using RecipePicks.Engines;

namespace RecipePicks.Cases;

/// <summary>
/// Says of every event that the answers cite where it lies: file and record, in one look-up. Answers know events by their
/// eventID: where records of one eventID differ, all of them are cited, for any may be the one that is meant.
/// </summary>
internal static class Citations
{
    /// <summary>Completes the references; an event that the engine does not find is cited no longer.</summary>
    /// <param name="engine">Who knows where events lie.</param>
    /// <param name="answers">The answers, which cite by eventID alone.</param>
    /// <param name="cancellation">Stops the look-up.</param>
    public static IReadOnlyList<Answer> Locate(
        IEngine engine,
        IReadOnlyList<Answer> answers,
        CancellationToken cancellation
    )
    {
        var cited = answers
            .SelectMany(a => a.Findings)
            .SelectMany(f => f.Evidence)
            .Select(e => e.EventId)
            .Where(e => e.Length > 0)
            .ToHashSet();
        var places = Places(engine, cited, cancellation);
        return
        [
            .. answers.Select(a =>
                a with
                {
                    Findings =
                    [
                        .. a
                            .Findings.Select(f =>
                                f with
                                {
                                    Evidence =
                                    [
                                        .. f
                                            .Evidence.SelectMany(e => e.EventId.Length == 0 ? [e] : places[e.EventId])
                                            .Distinct(),
                                    ],
                                }
                            )
                            .Where(f => f.Evidence.Count > 0),
                    ],
                }
            ),
        ];
    }

    /// <summary>Completes the references of containment's steps.</summary>
    public static IReadOnlyList<ContainmentStep> Locate(
        IEngine engine,
        IReadOnlyList<ContainmentStep> steps,
        CancellationToken cancellation
    )
    {
        var cited = steps.SelectMany(s => s.Evidence).Select(e => e.EventId).ToHashSet();
        var places = Places(engine, cited, cancellation);
        return
        [
            .. steps
                .Select(s => s with { Evidence = [.. s.Evidence.SelectMany(e => places[e.EventId]).Distinct()] })
                .Where(s => s.Evidence.Count > 0),
        ];
    }

    private static ILookup<string, EvidenceRef> Places(
        IEngine engine,
        HashSet<string> cited,
        CancellationToken cancellation
    ) =>
        cited.Count == 0
            ? Enumerable.Empty<EvidenceRef>().ToLookup(e => e.EventId, StringComparer.Ordinal)
            : engine.Locate(cited, cancellation);
}
