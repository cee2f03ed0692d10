namespace RecipePicks.State;

/// <summary>
/// Works out the state of resources over time. A call without an error took effect, a call with one changed nothing; a
/// document shows what stood when it was taken; between two calls that change a value it stays what it is.
/// </summary>
/// <remarks>
/// How sure a value is follows the kind of the call: one that replaces a document gives all of it, one that adds or
/// removes says nothing of the members that it does not name. That no change is missing from the log is for coverage to say.
/// </remarks>
public static class Replay
{
    /// <summary>Works out the histories of all resources that the calls and documents are about.</summary>
    /// <param name="calls">Calls in any order; those that replay does not know are passed over.</param>
    /// <param name="documents">AWS Config items and what the AWS CLI printed.</param>
    /// <returns>A history for each resource, by type, then id.</returns>
    public static IReadOnlyList<ResourceHistory> Of(
        IEnumerable<StateCall> calls,
        IEnumerable<StateDocument>? documents = null
    ) => Of(StateKnowledge.Default, Read(calls), documents ?? []);

    /// <summary>The resources that calls are about, without their histories.</summary>
    /// <param name="calls">Calls in any order.</param>
    internal static IReadOnlyList<StateResource> Resources(IEnumerable<StateCall> calls) =>
        [
            .. Grouped(StateKnowledge.Default, Evidence(StateKnowledge.Default, Read(calls), []))
                .Select(g => Resource(StateKnowledge.Default, g)),
        ];

    internal static IReadOnlyList<ResourceHistory> Of(
        StateKnowledge knowledge,
        IEnumerable<ReadCall> calls,
        IEnumerable<StateDocument> documents
    ) =>
        [
            .. Grouped(knowledge, Evidence(knowledge, calls, documents))
                .Select(g => StateTimeline.Of(Resource(knowledge, g), g))
                .OrderBy(h => h.Resource.Type, StringComparer.Ordinal)
                .ThenBy(h => h.Resource.Id, StringComparer.Ordinal)
                .ThenBy(h => h.Resource.Account, StringComparer.Ordinal)
                .ThenBy(h => h.Resource.Region, StringComparer.Ordinal),
        ];

    private static List<StateEvidence> Evidence(
        StateKnowledge knowledge,
        IEnumerable<ReadCall> calls,
        IEnumerable<StateDocument> documents
    ) => [.. OncePerCall(calls).SelectMany(c => c.Evidence), .. documents.Select(d => StateEvidence.Of(knowledge, d))];

    private static IEnumerable<ReadCall> Read(IEnumerable<StateCall> calls) =>
        calls.Select(c => ReadCall.Of(StateKnowledge.Default, c));

    // A call between accounts is a record in each of them.
    private static IEnumerable<ReadCall> OncePerCall(IEnumerable<ReadCall> calls) =>
        calls
            .GroupBy(c => c.SharedEventId ?? c.EventId, StringComparer.Ordinal)
            .SelectMany(g =>
                g.First().SharedEventId is null
                    ? g
                    : g.OrderBy(c => !c.HasResponse).ThenBy(c => c.EventId, StringComparer.Ordinal).Take(1)
            );

    private static List<List<StateEvidence>> Grouped(StateKnowledge knowledge, List<StateEvidence> evidence)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        string Root(string key)
        {
            while (parents.TryGetValue(key, out var parent) && !string.Equals(parent, key, StringComparison.Ordinal))
            {
                key = parent;
            }

            return key;
        }

        var keys = StateRenames.Keys(knowledge, evidence);
        foreach (var of in keys)
        {
            foreach (var key in of)
            {
                parents.TryAdd(key, key);
                parents[Root(key)] = Root(of[0]);
            }
        }

        Join(evidence, keys, parents, Root);
        return
        [
            .. evidence
                .Zip(keys)
                .GroupBy(p => Root(p.Second[0]), p => p.First, StringComparer.Ordinal)
                .Select(StateOrder.Of),
        ];
    }

    // A document may not say its region: then it is of the one resource of that name, if there is only one.
    private static void Join(
        List<StateEvidence> evidence,
        List<List<string>> keys,
        Dictionary<string, string> parents,
        Func<string, string> root
    )
    {
        foreach (var (_, of) in evidence.Zip(keys).Where(p => p.First.Document is { Region: null }))
        {
            // A key whose parts are all there is nobody's but its own.
            var partial = of.FindAll(k => k.EndsWith('|') || k.Contains("||", StringComparison.Ordinal));
            if (partial.Count == 0)
            {
                continue;
            }

            var same = parents
                .Keys.Where(k => partial.Exists(key => key != k && StateNames.MayBe(k, key)))
                .Select(root)
                .Where(r => r != root(of[0]))
                .Distinct()
                .ToList();
            if (same.Count == 1)
            {
                parents[root(of[0])] = same[0];
            }
        }
    }

    private static StateResource Resource(StateKnowledge knowledge, List<StateEvidence> evidence)
    {
        var first = evidence[0];
        var type = knowledge.Type(first.Type);
        var names = evidence.SelectMany(e => e.Names).Distinct().Order(StringComparer.Ordinal).ToList();
        var arn = names.Select(Arn.TryParse).OfType<Arn>().FirstOrDefault(a => a.Account.Length > 0);
        var byCall = evidence.Find(e => e.Call is not null) ?? first;
        var name = evidence.FindLast(e => StateRenames.NewName(e) is not null) is { } renamed
            ? StateRenames.NewName(renamed)!
            : byCall.Names[0];
        return new StateResource(
            first.Type,
            type.Noun,
            StateNames.Short(name).First() is { Length: > 0 } id ? id : name,
            arn?.Account ?? first.Account,
            type.Scope == "region" ? Region(arn) ?? first.Region : null,
            names
        );
    }

    private static string? Region(Arn? arn) => arn is { Region.Length: > 0 } ? arn.Region : null;
}
