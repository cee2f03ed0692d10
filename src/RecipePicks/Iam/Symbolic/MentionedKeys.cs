using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Symbolic;

/// <summary>The context keys that policies ask about, and requests that have values for them.</summary>
internal sealed class MentionedKeys
{
    private readonly HashSet<string> _many;
    private readonly List<string> _unknown;
    private readonly List<string> _missing;

    public MentionedKeys(IReadOnlyList<(PolicyKind Kind, PolicyLayer Policies)> layers, AccessRequest known)
    {
        var statements = layers.SelectMany(l => l.Policies.Policies).SelectMany(p => p.Statements).ToList();
        var conditions = statements.SelectMany(s => s.Conditions).ToList();

        // A key that is asked for with a set operator anywhere may have several values.
        _many = conditions
            .Where(c => c.Operator.Qualifier != SetQualifier.None)
            .Select(c => c.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _unknown =
        [
            .. conditions
                .Select(c => c.Key)
                .Concat(conditions.SelectMany(c => c.Operands).SelectMany(o => o.VariableKeys))
                .Concat(statements.SelectMany(s => s.Resources?.Patterns ?? []).SelectMany(p => p.Whole.VariableKeys))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(k => known.Lookup(k).IsPresent == Truth.Unknown)
                .Order(StringComparer.Ordinal),
        ];
        _missing =
        [
            .. layers
                .Where(l => !l.Policies.IsComplete)
                .Select(l => l.Kind.Words())
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A key's domain before anything is said of it.</summary>
    public KeyDomain Any(string key) =>
        KeyDomain.Of(EvaluationFacts.Known.AlwaysPresent(key) is not null, _many.Contains(key));

    /// <summary>What the evidence lacks.</summary>
    public IReadOnlyList<string> Missing(Truth truth) => truth == Truth.No ? [] : [.. _missing, .. _unknown];

    /// <summary>A request of a solution.</summary>
    public AccessRequest Request(AccessQuestion question, SearchState solution)
    {
        var known = question.Known;
        var values = known
            .Context.Known.Where(k => k.Value.IsPresent != Truth.Unknown)
            .ToDictionary(k => k.Key, k => k.Value.Values, StringComparer.OrdinalIgnoreCase);
        foreach (var key in _unknown)
        {
            values[key] =
                solution.Keys.TryGetValue(key, out var domain) ? domain.Find().Values
                : EvaluationFacts.Known.AlwaysPresent(key) is { } usual ? [usual]
                : [];
        }

        return new AccessRequest(
            known.Caller,
            question.IsOneAction ? known.Action : TextSearch.Find(solution.Action).Text!,
            question.IsOneResource ? known.Resource : TextSearch.Find(solution.Resource).Text!,
            new RequestContext(values),
            known.ResourceAccount
        );
    }
}
