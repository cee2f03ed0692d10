using System.Text.Json;

namespace RecipePicks.State;

/// <summary>Compares policies statement by statement.</summary>
internal static class PolicyDiff
{
    /// <summary>Whether a value is a policy document.</summary>
    public static bool IsPolicy(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("Statement", out _);

    /// <summary>What a policy gained, lost and changed.</summary>
    /// <param name="before">The document before; null when it is not known, or there was none.</param>
    /// <param name="after">The document after; null when there is none.</param>
    /// <returns>A line a statement; statements that stayed are left out.</returns>
    public static IReadOnlyList<string> Of(JsonElement? before, JsonElement? after)
    {
        var (old, now) = (Statements(before), Statements(after));
        var kept = old.Select(StateJson.Canon)
            .Intersect(now.Select(StateJson.Canon), StringComparer.Ordinal)
            .ToHashSet();
        var gone = old.Where(s => !kept.Contains(StateJson.Canon(s))).ToList();
        var lines = new List<string>();
        foreach (var statement in now.Where(s => !kept.Contains(StateJson.Canon(s))))
        {
            if (gone.FindIndex(g => IsOne(g, statement)) is >= 0 and var i)
            {
                lines.Add($"~ {Name(statement)}{Members(gone[i], statement)}");
                gone.RemoveAt(i);
            }
            else
            {
                lines.Add($"+ {Words(statement)}");
            }
        }

        return [.. lines, .. gone.Select(g => $"- {Words(g)}")];
    }

    /// <summary>A statement in words.</summary>
    public static string Words(JsonElement statement)
    {
        var who =
            Text(statement, "Principal")
            ?? (Text(statement, "NotPrincipal") is { } not ? $"everybody but {not}" : null);
        var what =
            Text(statement, "Action")
            ?? (Text(statement, "NotAction") is { } but ? $"everything but {but}" : "nothing");
        var where =
            Text(statement, "Resource")
            ?? (Text(statement, "NotResource") is { } other ? $"everything but {other}" : null);
        return $"{Name(statement)}{Text(statement, "Effect") ?? "?"} {(who is null ? "" : who + ": ")}{what}"
            + (where is null ? "" : $" on {where}")
            + (Text(statement, "Condition") is { } condition ? $" if {condition}" : "");
    }

    private static List<JsonElement> Statements(JsonElement? policy) =>
        policy is { } document && IsPolicy(document) && document.GetProperty("Statement") is var statements
            ? statements.ValueKind == JsonValueKind.Array
                ? [.. statements.EnumerateArray().Where(s => s.ValueKind == JsonValueKind.Object)]
                : statements.ValueKind == JsonValueKind.Object
                    ? [statements]
                    : []
            : [];

    // The same statement by its Sid; without one, when it differs in a single member.
    private static bool IsOne(JsonElement old, JsonElement now) =>
        Text(old, "Sid") is { } sid ? sid == Text(now, "Sid") : Differing(old, now).Count() == 1;

    private static IEnumerable<string> Differing(JsonElement old, JsonElement now) =>
        old.EnumerateObject()
            .Concat(now.EnumerateObject())
            .Select(p => p.Name)
            .Distinct()
            .Where(name => Text(old, name) != Text(now, name));

    private static string Members(JsonElement old, JsonElement now) =>
        string.Join(
            "; ",
            Differing(old, now).Select(name => $"{name}: {Text(old, name) ?? "none"} → {Text(now, name) ?? "none"}")
        );

    private static string Name(JsonElement statement) =>
        Text(statement, "Sid") is { Length: > 0 } sid ? $"[{sid}] " : "";

    private static string? Text(JsonElement statement, string name) =>
        statement.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text).Order(StringComparer.Ordinal)),
            JsonValueKind.Object => string.Join(
                ", ",
                value
                    .EnumerateObject()
                    .OrderBy(p => p.Name, StringComparer.Ordinal)
                    .Select(p => $"{p.Name} {Text(p.Value)}")
            ),
            _ => value.GetRawText(),
        };
}
