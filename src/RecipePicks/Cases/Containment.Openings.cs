using RecipePicks.Exposure;
using RecipePicks.Letters;
using RecipePicks.Lineage;
using RecipePicks.State;

namespace RecipePicks.Cases;

/// <summary>What stands open to others, as the letter Public tells it, and how it is closed.</summary>
internal sealed partial class Containment
{
    private const int RankOfTrust = 3;

    // When that letter fails, it says so itself.
    private static List<Exposed> Exposures(Inquiry inquiry)
    {
        try
        {
            return inquiry.Standing.Always.ConvertAll(e => e with { OpenedBy = inquiry.Sharing.Whole(e.OpenedBy) });
        }
        catch (Exception e) when (e is not (OperationCanceledException or Engines.EngineException))
        {
            return [];
        }
    }

    private IReadOnlyList<OpenedByChain> Opened(IReadOnlyList<Exposed> exposures, Predicate<StateCall> isByLead)
    {
        // What was made open is contained as what was made: a role with whom it trusts.
        var whole = _graph
            .Things.Where(t => t is { Begins: true, Known.Whole: true })
            .Select(t => t.Call.Id)
            .ToHashSet(StringComparer.Ordinal);
        return OpenedByChain.Of(
            exposures,
            call =>
                !whole.Contains(call.EventId)
                && !_bystanders.Contains(NodeOf(call))
                && (isByLead(call) || _chain.Has(NodeOf(call)))
        );
    }

    private IEnumerable<Ranked> Openings(bool done) =>
        _opened
            .Where(o => o.IsOpen != done)
            .GroupBy(o =>
                (o.Last.Type, o.Last.Name, o.Last.Region, o.Account, o.Last.Path, o.Last.Member, Until: o.Last.To)
            )
            .Select(g => new Ranked(
                RankOfTrust,
                g.First().By.Time,
                $"{g.Key.Name} {g.Key.Path} {g.Key.Member}",
                done ? Closed([.. g]) : Open([.. g])
            ));

    private ContainmentStep Open(IReadOnlyList<OpenedByChain> openings)
    {
        var first = openings[0];
        var (command, breaks, look) = first.Closed();
        return Step(
            $"{How(openings)}: {Why(openings)}. {Call(first)}{In(first.Account)}; nothing in the log undoes it.{(look is null ? "" : $" {look}")}",
            command,
            breaks,
            first.Account,
            openings.Select(o => o.By.EventId)
        );
    }

    private ContainmentStep Closed(IReadOnlyList<OpenedByChain> openings)
    {
        var first = openings[0];
        var ended = first.Last.EndedBy is { } end
            ? $"ended by {end.Name} at {TimeWindow.Format(end.Time)} by {By(end)}"
            : Why(openings);
        return Finished(
            $"{How(openings)}: {Call(first)}{In(first.Account)}; {ended}.",
            [.. new[] { first.Last.EndedBy?.EventId }.OfType<string>(), .. openings.Select(o => o.By.EventId)]
        );
    }

    private string Call(OpenedByChain opening) =>
        $"{opening.By.Name} at {TimeWindow.Format(opening.By.Time)} by {By(opening.By)}";

    // The widest of them, with all that it is shared with.
    private static string How(IReadOnlyList<OpenedByChain> openings)
    {
        var widest = openings.Select(o => o.Last).MaxBy(e => e.Verdict)!;
        var others = openings
            .Select(o => o.Last)
            .Where(e => e.Verdict == widest.Verdict)
            .Select(e => e.SharedWith)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        var how = (widest with { SharedWith = Wording.Listed(others, 4) }).How;
        return $"{widest.Name} ({widest.What}) {how}";
    }

    private static string Why(IReadOnlyList<OpenedByChain> openings) =>
        string.Join("; ", openings.Select(o => o.Last.Why).Distinct(StringComparer.Ordinal).Take(3));

    private string NodeOf(StateCall call) =>
        call.AccessKeyId is { Length: > 0 } key ? _graph.Sessions.NodeOfKey(key) ?? key
        : call.Caller is { } caller ? _graph.Renames.Now(Names.Canonical(caller), call.Time)
        : Names.Nobody;

    private string By(StateCall call) =>
        _graph.Nodes.TryGetValue(NodeOf(call), out var node)
            ? node.Label
            : Names.Label(NodeOf(call) is var id && call.Caller is not null ? id : Names.Nobody);
}
