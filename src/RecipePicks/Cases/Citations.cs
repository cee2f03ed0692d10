using RecipePicks.Engines;

namespace RecipePicks.Cases;

/// <summary>Says of every event that the answers cite where it lies: file and record, in one look-up.</summary>
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
        var places = cited.Count == 0 ? new Dictionary<string, EvidenceRef>() : engine.Locate(cited, cancellation);
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
                                            .Evidence.Select(e =>
                                                e.EventId.Length == 0 ? e : places.GetValueOrDefault(e.EventId)
                                            )
                                            .OfType<EvidenceRef>(),
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
        var places = cited.Count == 0 ? new Dictionary<string, EvidenceRef>() : engine.Locate(cited, cancellation);
        return
        [
            .. steps
                .Select(s =>
                    s with
                    {
                        Evidence =
                        [
                            .. s.Evidence.Select(e => places.GetValueOrDefault(e.EventId)).OfType<EvidenceRef>(),
                        ],
                    }
                )
                .Where(s => s.Evidence.Count > 0),
        ];
    }
}
