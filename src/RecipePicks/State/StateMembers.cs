namespace RecipePicks.State;

/// <summary>Finds the members that a call knows by another name than their key: a rule of a security group by its id.</summary>
internal static class StateMembers
{
    /// <summary>Gives every mark the key of its member.</summary>
    public static List<StateEvidence> Resolve(List<StateEvidence> evidence)
    {
        if (!evidence.Exists(e => e.Marks.Any(m => m.By is not null)))
        {
            return evidence;
        }

        var known = new Dictionary<(string By, string Id), (string Path, string Member)>();
        var resolved = new List<StateEvidence>(evidence.Count);
        foreach (var one in evidence)
        {
            var marks = one.Marks.SelectMany(m => Resolve(m, known)).ToList();
            foreach (var mark in marks)
            {
                if (mark is { Id: { } id, Member: { } member })
                {
                    known[id] = (mark.Path, member);
                }
            }

            resolved.Add(one with { Marks = marks });
        }

        return resolved;
    }

    private static IEnumerable<StateMark> Resolve(
        StateMark mark,
        Dictionary<(string, string), (string Path, string Member)> known
    )
    {
        if (mark.By is null)
        {
            return [mark];
        }

        var found = known.TryGetValue((mark.By, mark.Member!), out var member);
        var (path, key) = found ? member : (mark.Path, mark.Member!);
        return mark.NewMember is not { } renamed ? [mark with { Path = path, Member = key, By = null }]
            : renamed == key ? [mark with { Path = path, Member = key, By = null }]
            :
            [
                new(path, key, StateValue.Absent, StateValue.Present, mark.Kind),
                new(path, renamed, mark.After, default, mark.Kind) { Id = (mark.By, mark.Member!) },
            ];
    }
}
