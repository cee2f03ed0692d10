using RecipePicks.Letters;
using RecipePicks.Lineage;
using RecipePicks.State;

namespace RecipePicks.Cases;

/// <summary>
/// What of a chain still works at the end of the log, and the commands that end it, in the order in which to run them:
/// credentials first, then ways in, then workloads and policies; at the end what the log shows to be done. Never run.
/// </summary>
internal sealed partial class Containment
{
    private readonly LineageGraph _graph;
    private readonly Closure _chain;
    private readonly IReadOnlyDictionary<string, long> _inUse;
    private readonly HashSet<string> _bystanders;
    private readonly ILookup<string, ThingEvent> _things;
    private readonly IReadOnlyList<OpenedByChain> _opened;
    private readonly HashSet<string> _openings;

    private Containment(
        LineageGraph graph,
        Closure chain,
        IReadOnlyDictionary<string, long> inUse,
        IReadOnlyList<Exposed> exposures,
        Predicate<StateCall> isByLead
    )
    {
        _graph = graph;
        _chain = chain;
        _inUse = inUse;
        _bystanders = [.. chain.Nodes.Where(IsBystander).Select(n => n.Id)];
        _things = graph.Things.ToLookup(t => t.Id, StringComparer.Ordinal);
        _opened = Opened(exposures, isByLead);
        _openings = [.. _opened.SelectMany(o => o.Pieces).Select(p => p.OpenedBy?.EventId).OfType<string>()];
    }

    /// <summary>The steps for the chain of an inquiry.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static IReadOnlyList<ContainmentStep> Of(Inquiry inquiry) =>
        Of(
            inquiry.Lineage,
            inquiry.Chain,
            SessionsInUse.Of(inquiry),
            Exposures(inquiry),
            call => inquiry.Sharing.IsByLead(call)
        );

    /// <summary>The steps for a chain.</summary>
    /// <param name="graph">Who became whom.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="inUse">How many sessions of its roles the evidence shows at work, by the role.</param>
    /// <param name="exposures">What the letter Public tells; null for nothing.</param>
    /// <param name="isByLead">Whether the lead itself made a call; null when that is not known.</param>
    public static IReadOnlyList<ContainmentStep> Of(
        LineageGraph graph,
        Closure chain,
        IReadOnlyDictionary<string, long> inUse,
        IReadOnlyList<Exposed>? exposures = null,
        Predicate<StateCall>? isByLead = null
    )
    {
        var containment = new Containment(graph, chain, inUse, exposures ?? [], isByLead ?? (_ => false));
        return
        [
            .. containment
                .LeadKeys()
                .Concat(containment.Passwords())
                .Concat(containment.Sessions())
                .Concat(containment.Begun(done: false))
                .DistinctBy(s => (s.Account, s.Command ?? s.Text))
                .Concat(containment.Revoked())
                .Concat(containment.Begun(done: true))
                .DistinctBy(s => (s.Text, s.Command))
                // What the log shows to be done comes last.
                .OrderBy(s => s.Done)
                .Where(s => s.Evidence.Count > 0),
        ];
    }

    // Keys and users, then passwords and providers, then trust and what stands open, workloads, privileges.
    private IEnumerable<ContainmentStep> Begun(bool done) =>
        Things(done)
            .Concat(Openings(done))
            .OrderBy(s => s.Rank)
            .ThenBy(s => s.Time)
            .ThenBy(s => s.Id, StringComparer.Ordinal)
            .Select(s => s.Step);

    private sealed record Ranked(int Rank, DateTime? Time, string Id, ContainmentStep Step);

    private bool IsOurs(string actor) => _chain.Has(actor) && !_bystanders.Contains(actor);

    // Who touched a resource and made nothing is not an attacker's tool: a responder, an audit.
    private bool IsBystander(Reached reached) =>
        reached.Way == Way.Lead
        && _chain.Nodes.Any(n => n.Way != Way.Lead || n.Id != reached.Id)
        && !_chain.Edges.Any(e => e.From == reached.Id && !e.Owns && e.Kind is not EdgeKind.Attempted)
        && _graph.Things.Any(t => !t.Begins && t.Actor == reached.Id);

    private string By(string actor) => _graph.Nodes.TryGetValue(actor, out var node) ? node.Label : Names.Label(actor);

    private static string At(ThingEvent thing) => thing.Call.Time is { } at ? $" at {TimeWindow.Format(at)}" : "";

    private static string Some(IReadOnlyList<string> names) => Wording.Listed(names, 4);

    private IEnumerable<string> Evidence(params IReadOnlyList<LineageNode> nodes) =>
        nodes.SelectMany(n =>
            _graph.In(n.Id).Where(e => !e.Owns).Select(e => e.EventId).Concat(n.Uses.SelectMany(u => u.Evidence))
        );

    private static ContainmentStep Step(
        string text,
        string? command,
        string? breaks,
        string? account,
        IEnumerable<string> evidence
    ) => new(text, command, breaks, false, Inquiry.Cite(evidence)) { Account = account };

    private static ContainmentStep Finished(string text, IEnumerable<string> evidence) =>
        new(text, null, null, true, Inquiry.Cite(evidence));

    // The account that a command is to be run in.
    private static string In(string? account) => account is { Length: > 0 } ? $" in account {account}" : "";

    private static string? AccountOf(string? arn) => Arn.TryParse(arn)?.Account;
}
