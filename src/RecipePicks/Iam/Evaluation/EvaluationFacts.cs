using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Evaluation;

/// <summary>What AWS's documents say of services and actions that no policy says: <c>Iam/evaluation.json</c>.</summary>
internal sealed class EvaluationFacts
{
    /// <summary>The facts.</summary>
    public static EvaluationFacts Known { get; } = new();

    private readonly FrozenDictionary<string, Truth> _resourceControl;
    private readonly (Pattern Action, ArnPattern Resource)[] _resourceMustAllow;
    private readonly FrozenSet<string> _needsNoPermission;
    private readonly FrozenSet<string> _notForRoot;

    private EvaluationFacts()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/evaluation.json")!;
        using var document = JsonDocument.Parse(stream);
        var facts = document.RootElement;
        _resourceControl = facts
            .GetProperty("resourceControl")
            .EnumerateArray()
            .ToFrozenDictionary(
                e => Text(e, "service"),
                e => Enum.Parse<Truth>(Text(e, "applies"), ignoreCase: true),
                StringComparer.OrdinalIgnoreCase
            );
        _resourceMustAllow =
        [
            .. facts
                .GetProperty("resourceMustAllow")
                .EnumerateArray()
                .Select(e => (Pattern.Parse(Text(e, "action")), ArnPattern.OfResource(Text(e, "resource")))),
        ];
        _needsNoPermission = Actions(facts.GetProperty("needsNoPermission"));
        _notForRoot = Actions(facts.GetProperty("notForRoot"));
    }

    /// <summary>Whether resource control policies hold the resources of an action's service.</summary>
    public Truth ResourceControlHolds(string action)
    {
        var colon = action.IndexOf(':');
        return _resourceControl
            .GetAlternateLookup<ReadOnlySpan<char>>()
            .TryGetValue(action.AsSpan(0, Math.Max(colon, 0)), out var applies)
            ? applies
            : Truth.No;
    }

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

    private static FrozenSet<string> Actions(JsonElement entries) =>
        entries.EnumerateArray().Select(e => Text(e, "action")).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
