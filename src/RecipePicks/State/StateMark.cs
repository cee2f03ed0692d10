using System.Text.Json;

namespace RecipePicks.State;

/// <summary>What a call or document says of one value, or of all members of a set.</summary>
/// <param name="Path">The path.</param>
/// <param name="Member">The member; null for a single value.</param>
/// <param name="After">The value after the call, or as the document shows it.</param>
/// <param name="Before">The value before the call, when its success or response tells.</param>
/// <param name="Kind">The kind of the effect.</param>
internal sealed record StateMark(string Path, string? Member, StateValue After, StateValue Before, string Kind)
{
    /// <summary>Whether it is told of all members of the path that are not told of by themselves.</summary>
    public bool IsOfAll { get; init; }

    /// <summary>The kind of id that <see cref="Member"/> is; null when it is the members' key.</summary>
    public string? By { get; init; }

    /// <summary>The member's id, by which other calls may know it, and its kind.</summary>
    public (string Kind, string Text)? Id { get; init; }

    /// <summary>The path of another set that the member may be of, when documents say so; null when it is of this one.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Of a rekey, what becomes of the member found: its new key.</summary>
    public string? NewMember { get; init; }

    /// <summary>Whether what the call asks for is applied later, and the log does not tell when.</summary>
    public bool IsDeferred { get; init; }
}

/// <summary>Reads an effect off a call or document.</summary>
internal static class StateMarks
{
    private const string Exists = "exists";

    /// <summary>What an effect says, nothing when it does not hold.</summary>
    public static IEnumerable<StateMark> Of(EffectEntry effect, StatePlaces places)
    {
        if (
            effect.When?.Any(w => Holds(w, places)) == false
            || effect.Unless?.Any(w => Holds(w, places)) == true
            || places.Fill(effect.Path ?? "") is not { } path
        )
        {
            return [];
        }

        return StatePending.Of(
            effect,
            places,
            effect.Kind switch
            {
                "create" => Created(effect),
                "delete" => [new("", null, StateValue.Absent, StateValue.Text(Exists), effect.Kind)],
                "set" or "replace" when effect.Members is null => Set(effect, places, path),
                "replace" => Members(effect, effect.Members, places, path, there: true)
                    .Append(new(path, StatePath.Others, StateValue.Absent, default, effect.Kind) { IsOfAll = true }),
                "opaque" => Opaque(effect, places, path),
                "unset" or "displace" => Unset(effect, places, path),
                "setadd" => Members(effect, effect.Members, places, path, there: true),
                "setremove" => Members(effect, effect.Members, places, path, there: false),
                "setdelta" => Members(effect, effect.Members, places, path, there: true)
                    .Concat(Members(effect, effect.Removes, places, path, there: false)),
                "merge" => Merge(effect, places, path),
                "reset" => [new(path, StatePath.Others, StateValue.Absent, default, effect.Kind) { IsOfAll = true }],
                "rename" => Renamed(effect, places, path),
                "rekey" => Rekeyed(effect, places, path),
                "patch" or "delta" => Delta(effect, places, path),
                _ => throw new FormatException($"the knowledge has no kind {effect.Kind}"),
            }
        );
    }

    /// <summary>Whether something is at a path, or that text: <c>path=text</c>.</summary>
    internal static bool Holds(string when, StatePlaces places)
    {
        var parts = when.Split('=', 2);
        var found = places.All(parts[0]).ToList();
        return parts.Length == 1
            ? found.Count > 0
            : found.Exists(f => string.Equals(StatePlaces.Text(f), parts[1], StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<StateMark> Created(EffectEntry effect) =>
        (effect.Empty ?? [])
            .Select(e =>
                e.EndsWith("[]", StringComparison.Ordinal)
                    ? new StateMark(e[..^2], StatePath.Others, StateValue.Absent, StateValue.Absent, effect.Kind)
                    {
                        IsOfAll = true,
                    }
                    : new StateMark(e, null, StateValue.Absent, StateValue.Absent, effect.Kind)
            )
            .Prepend(new StateMark("", null, StateValue.Text(Exists), StateValue.Absent, effect.Kind));

    private static IEnumerable<StateMark> Set(EffectEntry effect, StatePlaces places, string path)
    {
        if (places.One(effect.Value) is not { } value || !Member(effect, places, out var member))
        {
            return [];
        }

        var before = places.One(effect.Before) is { } told ? Value(told) : default;
        before = before.Known == StateKnown.Unknown && effect.Strict ? StateValue.Absent : before;
        return [new(path, member, Value(value, effect), before, effect.Kind)];
    }

    private static IEnumerable<StateMark> Opaque(EffectEntry effect, StatePlaces places, string path) =>
        Member(effect, places, out var member) && (effect.Value is null || places.One(effect.Value) is not null)
            ? [new(path, member, StateValue.NotLogged, default, effect.Kind)]
            : [];

    private static IEnumerable<StateMark> Unset(EffectEntry effect, StatePlaces places, string path) =>
        Member(effect, places, out var member)
            ? [new(path, member, StateValue.Absent, effect.Strict ? StateValue.Present : default, effect.Kind)]
            : [];

    private static IEnumerable<StateMark> Merge(EffectEntry effect, StatePlaces places, string path)
    {
        var except = effect.Except?.ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        var dot = path.Length == 0 ? "" : path + ".";
        return
            places.One(effect.Value) is { } value && StateJson.Unwrap(value) is { ValueKind: JsonValueKind.Object } all
            ? all.EnumerateObject()
                .Where(p => !except.Contains(p.Name) && p.Value.ValueKind != JsonValueKind.Null)
                .Select(p => new StateMark(dot + StateJson.Lower(p.Name), null, Value(p.Value), default, effect.Kind))
            : [];
    }

    private static IEnumerable<StateMark> Renamed(EffectEntry effect, StatePlaces places, string path) =>
        places.One(effect.Value) is { } value
            ? [new(path, null, Value(value), places.One(effect.Before) is { } old ? Value(old) : default, effect.Kind)]
            : [];

    private static IEnumerable<StateMark> Members(
        EffectEntry effect,
        IReadOnlyList<string>? members,
        StatePlaces places,
        string path,
        bool there
    ) =>
        from member in places.FirstOf(members)
        let inside = places.With("member", member)
        from part in effect.Parts is { } parts ? parts.SelectMany(inside.All).ToList() : [member]
        let all = inside.With("part", part)
        let key = effect.Key is { } template ? Key(all.Fill(template), path) : StatePlaces.Text(member)
        where key is not null
        let value = all.With("key", () => Quoted(key)).One(effect.Value) is { } given
            ? Value(given, effect)
            : Value(member)
        let known = effect.By is null && (effect.Value is not null || StatePlaces.Text(member) is not null)
        let was = !there && effect.Strict ? (known ? value : StateValue.Present)
        : there && effect.Strict ? StateValue.Absent
        : default
        select new StateMark(path, key, there ? value : StateValue.Absent, was, effect.Kind)
        {
            By = effect.By,
            Id = Id(effect, all),
            Elsewhere = effect.Elsewhere,
        };

    private static (string, string)? Id(EffectEntry effect, StatePlaces places) =>
        effect.Id is { } path && places.One([path]) is { } found && StatePlaces.Text(found) is { } text
            ? (path.Split('.')[^1], text)
            : null;

    private static JsonElement Quoted(string text) => JsonElement.Parse(StateJson.Quote(text));

    // EC2: a rule for all protocols is for all ports, whatever ports it names; some protocols have a name beside their number.
    private static string? Key(string? key, string path) =>
        path is not ("ingress" or "egress" or "rules") || key?.Split(' ') is not [var protocol, var ports, var peer]
            ? key
            : protocol.ToLowerInvariant() switch
            {
                "all" => $"all all-all {peer}",
                "6" => $"tcp {ports} {peer}",
                "17" => $"udp {ports} {peer}",
                "1" => $"icmp {ports} {peer}",
                "58" => $"icmpv6 {ports} {peer}",
                var name => $"{name} {ports} {peer}",
            };

    private static IEnumerable<StateMark> Rekeyed(EffectEntry effect, StatePlaces places, string path) =>
        from member in places.FirstOf(effect.Members)
        let inside = places.With("member", member)
        let known = inside.One([effect.By!]) is { } id ? StatePlaces.Text(id) : null
        let key = Key(inside.Fill(effect.Key!), path)
        where known is not null && key is not null
        let value = inside.With("key", () => Quoted(key)).One(effect.Value) is { } given ? Value(given) : Value(member)
        select new StateMark(path, known, value, default, effect.Kind)
        {
            By = effect.By!.Split('.')[^1],
            NewMember = key,
        };

    private static IEnumerable<StateMark> Delta(EffectEntry effect, StatePlaces places, string path) =>
        from member in places.FirstOf(effect.Members)
        let inside = places.With("member", member)
        let key = inside.Fill(effect.Key!)
        where key is not null
        let action = inside.One([effect.Action!]) is { } said ? StatePlaces.Text(said) : null
        let leaves = string.Equals(action, "delete", StringComparison.OrdinalIgnoreCase)
            || string.Equals(action, "remove", StringComparison.OrdinalIgnoreCase)
        let value = inside.One(effect.Value) is { } given ? Value(given) : StateValue.Present
        let strict = leaves ? value
        : string.Equals(action, "create", StringComparison.OrdinalIgnoreCase) ? StateValue.Absent
        : default
        select new StateMark(
            path,
            key,
            leaves ? StateValue.Absent : value,
            effect.Strict ? strict : default,
            effect.Kind
        );

    private static bool Member(EffectEntry effect, StatePlaces places, out string? member)
    {
        member = places.One(effect.Member) is { } found ? StatePlaces.Text(found) : null;
        return effect.Member is null || member is not null;
    }

    private static StateValue Value(JsonElement value, EffectEntry effect) =>
        effect.Keeps is not { } keeps
            ? Value(value)
            : StateValue.Of(
                "{"
                    + string.Join(
                        ',',
                        keeps
                            .Select(k =>
                                (Name: k.Split('.')[^1], Found: StatePlaces.None.With("value", value).All($"value.{k}"))
                            )
                            .Where(k => k.Found is [var one] && !IsEmpty(one))
                            .Select(k => $"{StateJson.Quote(k.Name)}:{Set(k.Found[0])}")
                    )
                    + "}"
            );

    private static string Set(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String)
            ? $"[{string.Join(',', value.EnumerateArray().Select(i => i.GetString()!).Order(StringComparer.Ordinal).Select(StateJson.Quote))}]"
            : StateJson.Simplify(value);

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !value.EnumerateObject().Any(),
            JsonValueKind.String => value.GetString()!.Length == 0,
            _ => false,
        };

    private static StateValue Value(JsonElement value) =>
        StateJson.IsWithheld(value) ? StateValue.NotLogged : StateValue.Of(StateJson.Simplify(value));
}
