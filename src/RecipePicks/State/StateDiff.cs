using System.Text.Json;

namespace RecipePicks.State;

/// <summary>A change in words: policies statement by statement, sets and rules member by member, values as they are.</summary>
public static class StateDiff
{
    /// <summary>What a change did.</summary>
    /// <param name="change">The change.</param>
    /// <returns>One line, or one for each statement that a policy gained (+), lost (-) or changed (~).</returns>
    public static IReadOnlyList<string> Of(StateChange change) =>
        change.IsDeferred
            ?
            [
                .. Of(change.Path, change.Member, change.FullPath, change.Before, change.After)
                    .Select(l => $"{l} (not applied at once: it waits for the maintenance window)"),
            ]
            : Of(change.Path, change.Member, change.FullPath, change.Before, change.After);

    /// <summary>What a document shows that no call explains.</summary>
    /// <param name="drift">The difference.</param>
    /// <returns>Lines as of a change.</returns>
    public static IReadOnlyList<string> Of(StateDrift drift) =>
        Of(drift.Path, drift.Member, drift.FullPath, drift.Before, drift.After);

    /// <summary>A value in words.</summary>
    /// <param name="value">The value.</param>
    public static string Words(StateValue value) =>
        value.Known switch
        {
            StateKnown.Unknown => "unknown",
            StateKnown.Absent => "none",
            StateKnown.Present => "there, its value not in the evidence",
            StateKnown.NotLogged => "changed, value not logged",
            _ => value.Plain!,
        };

    private static IReadOnlyList<string> Of(
        string path,
        string? member,
        string full,
        StateValue before,
        StateValue after
    )
    {
        var (old, now) = (StateJson.Parse(before.Json), StateJson.Parse(after.Json));
        if ((old is { } o && PolicyDiff.IsPolicy(o)) || (now is { } n && PolicyDiff.IsPolicy(n)))
        {
            // Which statements are new is told only when those before are known.
            var lines = before.Known is StateKnown.Absent or StateKnown.Value
                ? PolicyDiff.Of(old, now)
                : [.. PolicyDiff.Of(null, now).Select(l => l[2..])];
            return (before.Known, lines.Count) switch
            {
                (StateKnown.Absent or StateKnown.Value, 0) => [$"{full}: the same statements, written otherwise"],
                (StateKnown.Absent, _) => [.. lines.Select(l => $"{full} (before: none): {l}")],
                (StateKnown.Value, _) => [.. lines.Select(l => $"{full}: {l}")],
                _ => [.. lines.Select(l => $"{full} now (before: unknown): {l}")],
            };
        }

        return (path.Length, after.Known) switch
        {
            (0, StateKnown.Absent) => [$"{full} deleted"],
            (0, _) when before.Known == StateKnown.Absent => [$"{full} created"],
            _ when member == StatePath.Others => [$"{full[..^3]}: all members that no call names are gone"],
            (_, StateKnown.Absent) when member is not null => [$"{full} removed{Was(before)}"],
            (_, StateKnown.Value) when member is not null && !before.IsThere =>
            [
                $"{full} added{Value(member, now)}{(before.Known == StateKnown.Unknown ? " (may have been there before)" : "")}",
            ],
            _ => [$"{full}: {Words(before)} → {Words(after)}"],
        };
    }

    private static string Was(StateValue before) =>
        before.Known == StateKnown.Value
        && StateJson.Parse(before.Json) is { ValueKind: JsonValueKind.Object } policy
        && policy.TryGetProperty("Effect", out _)
            ? $": {PolicyDiff.Words(policy)}"
            : "";

    private static string Value(string member, JsonElement? value) =>
        value is not { } known ? ""
        : known.ValueKind == JsonValueKind.Object && known.TryGetProperty("Effect", out _)
            ? $": {PolicyDiff.Words(known)}"
        : known.ValueKind == JsonValueKind.Object && known.TryGetProperty("granteePrincipal", out _)
            ? $": {known.GetRawText()}"
        : known.ValueKind == JsonValueKind.Object || StatePlaces.Text(known) == member ? ""
        : $": {StatePlaces.Text(known) ?? known.GetRawText()}";
}
