using System.Buffers;

namespace RecipePicks.State;

/// <summary>
/// Finds the calls that may be about the same resources as some others, by their texts: replaying a call costs much more
/// than looking for a name in it.
/// </summary>
internal sealed class SameResources
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _needles = new(StringComparer.Ordinal);
    private bool _isAny;

    /// <summary>Takes the names of what calls changed.</summary>
    /// <param name="calls">The calls.</param>
    public SameResources(IEnumerable<StateCall> calls)
    {
        foreach (var call in calls)
        {
            Learn(call, _ => true);
        }
    }

    /// <summary>Those that name one of the resources, by any name that such a call in turn tells.</summary>
    /// <param name="read">
    /// Reads all calls, in any order, and gives those that it is told to keep; asked again for as long as they tell new names,
    /// so that of a long log no more than those need to be in memory.
    /// </param>
    /// <returns>All that concern the resources and some that only mention one, in the order in which they were read.</returns>
    public IReadOnlyList<StateCall> Among(Func<Func<StateCall, bool>, IEnumerable<StateCall>> read)
    {
        while (_isAny || _needles.Count > 0)
        {
            var (known, any) = (_needles.Count, _isAny);
            var needles = SearchValues.Create([.. _needles], StringComparison.Ordinal);
            var found = read(c => any || Has(c.Request, needles) || Has(c.Response, needles)).ToList();
            foreach (var call in any ? [] : found)
            {
                Learn(call, names => names.Overlaps(_names));
            }

            if (known == _needles.Count && any == _isAny)
            {
                return found;
            }
        }

        return [];
    }

    private void Learn(StateCall call, Func<HashSet<string>, bool> concerns)
    {
        foreach (var evidence in StateEvidence.Of(StateKnowledge.Default, call))
        {
            var names = evidence.Names.SelectMany(StateNames.Short).ToHashSet(StringComparer.Ordinal);
            if (concerns(names))
            {
                foreach (var name in names.Where(_names.Add))
                {
                    Look(name, call);
                }
            }
        }
    }

    // A name may be put together of several members, or escaped: then its longest part that stands in the text is looked for.
    private void Look(string name, StateCall call)
    {
        bool Stands(string part) =>
            part.Length > 0
            && (
                call.Request?.Contains(part, StringComparison.Ordinal) == true
                || call.Response?.Contains(part, StringComparison.Ordinal) == true
            );
        var needle = Stands(name)
            ? name
            : Parts(name)
                .Where(Stands)
                .OrderByDescending(p => p.Length)
                .ThenBy(p => p, StringComparer.Ordinal)
                .FirstOrDefault();
        _isAny |= needle is null;
        if (needle is not null)
        {
            _needles.Add(needle);
        }
    }

    private static string[] Parts(string name) =>
        name.Split([.. name.Where(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')).Distinct()]);

    private static bool Has(string? text, SearchValues<string> needles) => text.AsSpan().ContainsAny(needles);
}
