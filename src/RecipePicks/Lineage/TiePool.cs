namespace RecipePicks.Lineage;

/// <summary>Keeps each id of many calls once: a key stands in as many as it made.</summary>
internal sealed class TiePool
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The same ties, of ids that are kept once.</summary>
    public CallTies Of(CallTies call) =>
        call with
        {
            Actors = Of(call.Actors),
            Marks = Of(call.Marks),
            Targets = Of(call.Targets),
            Owners = Of(call.Owners),
            Carries = Of(call.Carries),
            Holders = Of(call.Holders),
        };

    private string[] Of(IReadOnlyList<string> ids)
    {
        var kept = ids.Count == 0 ? [] : new string[ids.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            if (!_ids.TryGetValue(ids[i], out var id))
            {
                _ids[ids[i]] = id = ids[i];
            }

            kept[i] = id;
        }

        return kept;
    }
}
