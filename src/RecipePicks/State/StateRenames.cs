namespace RecipePicks.State;

/// <summary>
/// Tells what a name means at a time: what is renamed leaves its name free, and another may be given it. Databases are put
/// back from a snapshot so: the old one gets another name, the restored one its name.
/// </summary>
internal static class StateRenames
{
    /// <summary>The name that a resource got by a call; null when the call renames nothing, or not at once.</summary>
    public static string? NewName(StateEvidence evidence) =>
        Rename(evidence) is { IsDeferred: false } mark ? mark.After.Plain : null;

    /// <summary>The keys of each piece of evidence, in its order; pieces about one resource share at least one.</summary>
    /// <param name="knowledge">What is known of types.</param>
    /// <param name="evidence">All evidence, in any order.</param>
    public static List<List<string>> Keys(StateKnowledge knowledge, List<StateEvidence> evidence)
    {
        var keys = evidence.ConvertAll(e => Keys(knowledge, e, e.Names));
        var renamed = evidence.Where(e => Rename(e) is not null).Select(e => e.Type).ToHashSet(StringComparer.Ordinal);
        foreach (
            var type in evidence
                .Select((e, i) => (Evidence: e, At: i))
                .Where(e => renamed.Contains(e.Evidence.Type))
                .GroupBy(e => e.Evidence.Type, StringComparer.Ordinal)
        )
        {
            var names = new Holders();
            foreach (
                var (one, at) in type.OrderBy(e => e.Evidence.Time)
                    .ThenBy(e => e.Evidence.Document is not null)
                    .ThenBy(e => e.Evidence.Call?.EventId ?? e.Evidence.Document!.File, StringComparer.Ordinal)
            )
            {
                if (Rename(one) is { After.Plain: { } to } mark)
                {
                    names.Take(Keys(knowledge, one, [to]));
                    keys[at] = keys[at].ConvertAll(names.Now);
                    var from = OldName(one) is { } old ? Keys(knowledge, one, [old]) : [];
                    names.Leave(from.Except(Keys(knowledge, one, [to])), isDone: !mark.IsDeferred);
                }
                else
                {
                    names.Make(one.Marks.Any(m => m is { Path: "", Kind: "create" }) ? keys[at] : []);
                    keys[at] = keys[at].ConvertAll(names.Now);
                }
            }
        }

        return keys;
    }

    private static StateMark? Rename(StateEvidence evidence) =>
        evidence.Marks.FirstOrDefault(m => m is { Kind: "rename", After.Known: StateKnown.Value });

    // Of a rename that waits, the mark of what is pending does not say it.
    private static string? OldName(StateEvidence evidence) =>
        evidence.Marks.FirstOrDefault(m => m is { Kind: "rename", Before.Known: StateKnown.Value })?.Before.Plain;

    private static List<string> Keys(StateKnowledge knowledge, StateEvidence evidence, IEnumerable<string> names) =>
        [
            .. names
                .SelectMany(n =>
                    StateNames.Keys(
                        evidence.Type,
                        knowledge.Type(evidence.Type).Scope,
                        n,
                        evidence.Account,
                        evidence.Region
                    )
                )
                .Distinct(),
        ];

    /// <summary>The how-manieth holder each name has.</summary>
    private sealed class Holders
    {
        private readonly Dictionary<string, int> _left = new(StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);

        /// <summary>A key of its holder at this time. A document that does not say where it is from means the last of all.</summary>
        public string Now(string key)
        {
            _seen.Add(key);
            var count = _left.TryGetValue(key, out var own)
                ? own
                : _left.Where(l => StateNames.MayBe(l.Key, key)).Select(l => l.Value).DefaultIfEmpty().Max();
            return count == 0 ? key : $"{key}\n{count}";
        }

        /// <summary>A name is given to what had another: whoever had it before has it no longer.</summary>
        public void Take(IEnumerable<string> keys) => Next(keys.Where(_seen.Contains));

        /// <summary>A name is left, or will be.</summary>
        public void Leave(IEnumerable<string> keys, bool isDone)
        {
            if (isDone)
            {
                Next(keys);
            }
            else
            {
                _leaving.UnionWith(keys);
            }
        }

        /// <summary>What can be made has left its name by then.</summary>
        public void Make(IEnumerable<string> keys) => Next(keys.Where(_leaving.Contains));

        private void Next(IEnumerable<string> keys)
        {
            foreach (var key in keys.ToList())
            {
                _left[key] = _left.GetValueOrDefault(key) + 1;
                _seen.Remove(key);
                _leaving.Remove(key);
            }
        }
    }
}
