using System.Reflection;
using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>Runs the eleven letters for leads, and adds to each answer what the coverage cannot answer.</summary>
public static class Investigation
{
    /// <summary>The program's version, as it stands in every report.</summary>
    public static string Version { get; } =
        typeof(Investigation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    /// <summary>Investigates.</summary>
    /// <param name="engine">Who answers the questions.</param>
    /// <param name="coverage">What the evidence covers.</param>
    /// <param name="request">The leads, how to read them, and the window.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Eleven answers, the same for the same evidence, leads and version.</returns>
    /// <exception cref="ArgumentException">There is no lead.</exception>
    /// <exception cref="EngineException">The engine failed; the message is its own.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static Investigated Run(
        IEngine engine,
        Coverage coverage,
        InvestigationRequest request,
        CancellationToken cancellation
    )
    {
        var (inquiry, resolved) = Begin(engine, coverage, request, cancellation);
        List<string> reading = [.. request.Origin, .. resolved.SelectMany(r => r.Reading)];
        var answers = new List<Answer>();
        void Tell(string? asking) => request.Progress?.Report(new(reading, [.. answers], asking));
        Tell(asking: null);
        Prepare(inquiry);
        var limits = CoverageLimits.Of(inquiry, request.Window);
        foreach (var letter in Letters.RecipePicks.All)
        {
            Tell(letter.Key);
            answers.Add(limits.AddTo(letter, Ask(letter, inquiry)));
        }

        return new Investigated
        {
            Picks = Version,
            Leads = inquiry.Leads,
            Reading = reading,
            Window = Covered(request.Window, coverage),
            Letters = Citations.Locate(engine, answers, cancellation),
            Timeline = TimelineOf.Inquiry(inquiry),
            Containment = Citations.Locate(engine, Containment.Of(inquiry), cancellation),
            Graph = ChainGraph.Of(inquiry.Lineage, inquiry.Chain),
            Coverage = coverage,
        };
    }

    /// <summary>The window that was asked for; where it is open, as far as the evidence reaches from its other end.</summary>
    private static TimeWindow Covered(TimeWindow asked, Coverage coverage) =>
        new(
            asked.From ?? (coverage.From <= asked.To || asked.To is null ? coverage.From : null),
            asked.To ?? (coverage.To >= asked.From || asked.From is null ? coverage.To : null)
        );

    // What most letters need. What fails here fails again in the letters that need it, and they say so.
    private static void Prepare(Inquiry inquiry)
    {
        try
        {
            inquiry.Prepare();
        }
        catch (Exception e) when (e is not (OperationCanceledException or EngineException))
        {
            return;
        }
    }

    // One letter's failure is no other's: what its evidence says is then unknown, and said to be.
    private static Answer Ask(Letter letter, Inquiry inquiry)
    {
        try
        {
            return letter.Ask(inquiry);
        }
        catch (Exception e) when (e is not (OperationCanceledException or EngineException))
        {
            return letter.Failed(e);
        }
    }

    /// <summary>Reads the leads: what every letter gets.</summary>
    /// <exception cref="ArgumentException">There is no lead.</exception>
    internal static (Inquiry Inquiry, IReadOnlyList<Resolved> Resolved) Begin(
        IEngine engine,
        Coverage coverage,
        InvestigationRequest request,
        CancellationToken cancellation
    )
    {
        var leads = request.Leads.Select(l => l.Trim()).Where(l => l.Length > 0).Distinct().ToList();
        if (leads.Count == 0)
        {
            throw new ArgumentException("There is no lead to investigate.", nameof(request));
        }

        var remembering = new RememberingEngine(engine);
        var aside = new Asides(engine, request.Window, cancellation);
        var ask = new Inquiry(remembering, coverage, request.Window, cancellation) { Aside = aside };
        var resolver = new Resolver(ask);
        var resolved = leads.Select(l => resolver.Resolve(l, request.As)).ToList();
        NamedEvents Named(Resolved of) =>
            NamedSearch.Union([
                .. of.Resources.Select(n => NamedSearch.For(ask, n, mayAct: of.Lead.Kind == LeadKind.Resource)),
            ]);
        var searches = resolved.ConvertAll(r => (r.Lead.Kind, Named: Named(r)));
        static Callers CallersOf(IEnumerable<Resolved> of) =>
            of.Aggregate(Callers.None, (all, r) => all.With(r.Callers));
        var callers = CallersOf(resolved);
        aside.Put(callers);
        var begun = new Inquiry(remembering, coverage, request.Window, cancellation)
        {
            Leads = [.. resolved.Select(r => r.Lead)],
            Callers = callers,
            Aside = aside,
            ReadsEverybody = request.ReadsEverybody,
            UniqueIds = [.. resolved.SelectMany(r => r.UniqueIds).Distinct().Order(StringComparer.Ordinal)],
            Resources = [.. resolved.SelectMany(r => r.Resources).DistinctBy(n => n.Lead)],
            Named = NamedSearch.Union([.. searches.Select(s => s.Named)]),
            Actors = CallersOf(resolved.Where(r => r.Lead.Kind != LeadKind.Resource)),
            Touched = NamedSearch.Union([.. searches.Where(s => s.Kind == LeadKind.Resource).Select(s => s.Named)]),
        };
        return (begun, resolved);
    }
}
