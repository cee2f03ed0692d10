using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Evaluation;

/// <summary>What AWS's documents say of services and actions that no policy says: <c>Iam/evaluation.json</c>.</summary>
internal sealed class EvaluationFacts
{
    /// <summary>The facts.</summary>
    public static EvaluationFacts Known { get; } = new();

    private readonly (Pattern Action, ArnPattern Resource)[] _resourceMustAllow;
    private readonly FrozenSet<string> _needsNoPermission;
    private readonly FrozenSet<string> _notForRoot;
    private readonly FrozenSet<string> _neverDeniedToOwner;
    private readonly FrozenDictionary<string, string> _alwaysPresent;

    private EvaluationFacts()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/evaluation.json")!;
        using var document = JsonDocument.Parse(stream);
        var facts = document.RootElement;
        _resourceMustAllow =
        [
            .. facts
                .GetProperty("resourceMustAllow")
                .EnumerateArray()
                .Select(e => (Pattern.Parse(Text(e, "action")), ArnPattern.OfResource(Text(e, "resource")))),
        ];
        _needsNoPermission = Actions(facts.GetProperty("needsNoPermission"));
        _notForRoot = Actions(facts.GetProperty("notForRoot"));
        _neverDeniedToOwner = Actions(facts.GetProperty("neverDeniedToOwner"));
        _alwaysPresent = facts
            .GetProperty("alwaysPresent")
            .EnumerateArray()
            .ToFrozenDictionary(e => Text(e, "key"), e => Text(e, "sample"), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether resource control policies hold the resources of an action's service.</summary>
    /// <remarks>Source: AWS Organizations User Guide, "List of AWS services that support RCPs".</remarks>
    public static bool ResourceControlHolds(string action) =>
        ActionCatalog.Known.IsResourceControlled(action[..Math.Max(action.IndexOf(':'), 0)]);

    /// <summary>Whether the resource's own policy must allow a request, even within its account.</summary>
    public bool ResourceMustAllow(AccessRequest request)
    {
        foreach (var (action, resource) in _resourceMustAllow)
        {
            if (action.Matches(request.Action, ignoreCase: true) && resource.Matches(request.ResourceText))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether no policy can refuse an action to whoever has credentials.</summary>
    public bool NeedsNoPermission(string action) => _needsNoPermission.Contains(action);

    /// <summary>Whether a root user may not ask for an action whatever its account grants.</summary>
    public bool NotForRoot(string action) => _notForRoot.Contains(action);

    /// <summary>Whether the resource's own policy cannot deny an action to the root user of its account.</summary>
    public bool NeverDeniedToOwner(string action) => _neverDeniedToOwner.Contains(action);

    /// <summary>The actions and resources whose own policies must allow.</summary>
    public IReadOnlyList<(Pattern Action, ArnPattern Resource)> MustAllow => _resourceMustAllow;

    /// <summary>The actions that no policy can refuse.</summary>
    public IReadOnlyCollection<string> NoPermissionNeeded => _needsNoPermission;

    /// <summary>The actions that a root user may not ask for.</summary>
    public IReadOnlyCollection<string> RefusedToRoot => _notForRoot;

    /// <summary>The actions that a resource's own policy cannot deny to the root user of its account.</summary>
    public IReadOnlyCollection<string> OwnersAlways => _neverDeniedToOwner;

    /// <summary>Whether every request has a context key, and a value that it may have.</summary>
    public string? AlwaysPresent(string key) => _alwaysPresent.GetValueOrDefault(key);

    private static FrozenSet<string> Actions(JsonElement entries) =>
        entries.EnumerateArray().Select(e => Text(e, "action")).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
