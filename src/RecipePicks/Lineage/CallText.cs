using System.Text.Json;
using System.Text.RegularExpressions;

namespace RecipePicks.Lineage;

/// <summary>A call's members, read by the paths of the knowledge.</summary>
/// <param name="call">The call.</param>
/// <param name="own">The evidence's own accounts.</param>
/// <param name="renames">Who got another name: ids are of the last; null for nobody.</param>
internal sealed partial class CallText(LineageCall call, IReadOnlyCollection<string> own, Renames? renames = null)
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string[]> HolesByTemplate = new(
        StringComparer.Ordinal
    );
    private readonly Renames _renames = renames ?? Renames.None;
    private readonly Dictionary<OneOrMore, IReadOnlyList<string>> _filled = new(ReferenceEqualityComparer.Instance);
    private (JsonElement? Request, JsonElement? Response, JsonElement? Additional, JsonElement? Details) _roots;

    /// <summary>The call.</summary>
    public LineageCall Call => call;

    /// <summary>Lets go of the texts as they were read: they take more room than the texts, and most calls are never asked again.</summary>
    public void Forget() => _roots = default;

    /// <summary>A path that a policy's document stands at, when the entry says so.</summary>
    public Lazy<PolicyText?> Policy { get; private set; } = new((PolicyText?)null);

    /// <summary>Reads the policy that an entry names.</summary>
    public CallText With(KnownCall known)
    {
        Policy = new(() => known.Policy is { } path ? PolicyText.Parse(Element(path), Account, own) : null);
        return this;
    }

    /// <summary>Whether the entry's conditions hold.</summary>
    /// <param name="known">The entry.</param>
    /// <param name="failed">Whether the call failed: then it has no response that could hold to them.</param>
    public bool Meets(KnownCall known, bool failed) =>
        !IsDryRun
        && known.When.All(w =>
            failed && w.Key.StartsWith("response.", StringComparison.Ordinal) ? true
            : w.Value == "*" ? Element(w.Key) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) }
            : Values(w.Key).Any(v => Is(v, w.Value))
        );

    /// <summary>A member of the request that asks AWS to try the call out alone; Lambda's UpdateFunctionCode succeeds then.</summary>
    public const string DryRun = "request.dryRun";

    private bool IsDryRun =>
        call.Request?.Contains("\"dryRun\"", StringComparison.Ordinal) == true
        && Values(DryRun).Contains("true", StringComparer.OrdinalIgnoreCase);

    // EC2 takes a range of addresses with bits behind its mask, and means the range: 198.51.100.7/0 is the world.
    private static bool Is(string value, string wanted) =>
        value.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || wanted.EndsWith("/0", StringComparison.Ordinal)
            && value.EndsWith("/0", StringComparison.Ordinal)
            && value.Contains(':', StringComparison.Ordinal) == wanted.Contains(':', StringComparison.Ordinal);

    /// <summary>The values of the first template that fills; empty when none does. An entry's are worked out once.</summary>
    public IReadOnlyList<string> Fill(OneOrMore templates)
    {
        if (templates.Count == 0)
        {
            return [];
        }

        if (!_filled.TryGetValue(templates, out var values))
        {
            values = Fill((IEnumerable<string>)templates);
            _filled[templates] = values;
        }

        return values;
    }

    /// <summary>The values of the first template that fills; empty when none does.</summary>
    public IReadOnlyList<string> Fill(IEnumerable<string> templates)
    {
        foreach (var template in templates)
        {
            if (Fill(template) is { Count: > 0 } values)
            {
                return values;
            }
        }

        return [];
    }

    /// <summary>The values of a template, each once: as many as its path has; empty when a hole has none.</summary>
    public IReadOnlyList<string> Fill(string? template)
    {
        if (template is null)
        {
            return [];
        }

        if (HolesOf(template) is [var whole] && whole.Length == template.Length)
        {
            return [.. Values(whole[1..^1]).Select(Id).Distinct()];
        }

        List<string> filled = [template];
        foreach (var hole in HolesOf(template))
        {
            var values = Values(hole[1..^1]).ToList();
            filled =
            [
                .. filled.SelectMany(text =>
                    values.Select(v =>
                        IsArnForName(text, hole, v)
                            ? v + After(text, hole)
                            : text.Replace(hole, NameIn(text, hole, v), StringComparison.Ordinal)
                    )
                ),
            ];
        }

        return [.. filled.Select(Id).Distinct()];
    }

    private string Id(string id) => _renames.Now(Names.Canonical(id), call.Time);

    // A command takes the name that a user or group has at the end of the log.
    private string NameNow(string path, string name)
    {
        var word =
            call.Source != "iam.amazonaws.com" ? null
            : path.EndsWith(".userName", StringComparison.Ordinal) ? "user"
            : path.EndsWith(".groupName", StringComparison.Ordinal) ? "group"
            : null;
        return word is null ? name : _renames.NameNow($"arn:{Partition}:iam::{Account}:{word}/", name, call.Time);
    }

    /// <summary>A command's holes with their values, the first of several; null when one has none.</summary>
    /// <param name="template">The command.</param>
    /// <param name="to">What came of the call, for <c>{to}</c>.</param>
    /// <param name="index">Which of the values, when there are as many as things.</param>
    public IReadOnlyDictionary<string, string>? Holes(string template, string to, int index)
    {
        var filled = new Dictionary<string, string>();
        foreach (var hole in HolesOf(template))
        {
            var values =
                hole == "{to}" ? [to] : Values(hole[1..^1]).Select(v => NameNow(hole[1..^1], v)).Distinct().ToList();
            if (values.Count == 0)
            {
                return null;
            }

            filled[hole] = values[Math.Min(index, values.Count - 1)];
        }

        return filled;
    }

    /// <summary>One value, or null.</summary>
    public string? One(string? template) => Fill(template) is [var first, ..] ? first : null;

    /// <summary>The values at a path.</summary>
    public IEnumerable<string> Values(string path)
    {
        var bar = path.IndexOf('|');
        var values = Plain(bar < 0 ? path : path[..bar]);
        return bar < 0 ? values : values.Select(v => Filtered(v, path[(bar + 1)..])).OfType<string>();
    }

    /// <summary>The partition of the call's region.</summary>
    public string Partition =>
        call.Region switch
        {
            { } r when r.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
            { } r when r.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
            _ => "aws",
        };

    /// <summary>The account that the call was made in.</summary>
    public string Account => call.Account ?? call.Caller.Account ?? "";

    private IEnumerable<string> Plain(string path) =>
        path switch
        {
            "account" => [Account],
            "region" => call.Region is { } region ? [region] : [],
            "partition" => [Partition],
            "iam" => [$"arn:{Partition}:iam::{Account}"],
            "caller.arn" => [Names.OfCaller(call.Caller)],
            "caller.principal" => Some(call.Caller.PrincipalId),
            "caller.type" => Some(call.Caller.Type),
            "address" => Some(call.Address),
            "caller.user" => Some(call.Caller.UserName),
            "policy.foreign" => Policy.Value?.Outsiders ?? [],
            "policy.without" => Some(Policy.Value?.WithoutOutsiders),
            _ => Leaves(Element(path)),
        };

    private string? Filtered(string value, string filter) =>
        filter switch
        {
            "name" => Arn.TryParse(value)?.ResourceName ?? value,
            "account" => Arn.TryParse(value) is { } arn ? arn.Account : value,
            "instance" => Names.IsInstance(value) ? value : null,
            "foreign" => PolicyText.Outsider(value, Account, own),
            "secret" => SecretArn().IsMatch(value) ? value[..^"-AbCdEf".Length] : value,
            "path" => $"https:{value}",
            _ => value,
        };

    private JsonElement? Element(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? null
            : path.AsSpan(0, dot) switch
            {
                "request" => Walk(_roots.Request ??= Parse(call.Request), path, dot + 1),
                "response" => Walk(_roots.Response ??= Parse(call.Response), path, dot + 1),
                "additional" => Walk(_roots.Additional ??= Parse(call.Additional), path, dot + 1),
                "details" => Walk(_roots.Details ??= Parse(call.Details), path, dot + 1),
                _ => null,
            };
    }

    /// <summary>The paths that a template's holes stand for.</summary>
    public static IEnumerable<string> PathsOf(string template) => HolesOf(template).Select(h => h[1..^1]);

    // The templates are few and the calls many.
    private static string[] HolesOf(string template) =>
        HolesByTemplate.GetOrAdd(template, static t => [.. Hole().Matches(t).Select(m => m.Value).Distinct()]);

    private static JsonElement Parse(string? text)
    {
        try
        {
            return text is null ? default : JsonElement.Parse(WholeJson.Of(text));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // A member, or all that a path with [] in it finds, as a list; with [world] those that name all addresses.
    private static JsonElement? Walk(JsonElement at, string path, int from)
    {
        while (at.ValueKind == JsonValueKind.Object)
        {
            var dot = path.IndexOf('.', from);
            var step = dot < 0 ? path.AsSpan(from) : path.AsSpan(from, dot - from);
            var bracket = step.IndexOf('[');
            if (Member(at, bracket < 0 ? step : step[..bracket]) is not { } member)
            {
                return null;
            }

            if (bracket >= 0 && member.ValueKind == JsonValueKind.Array)
            {
                var wanted = member
                    .EnumerateArray()
                    .Where(step.EndsWith("[world]", StringComparison.Ordinal) ? NamesAll : _ => true);
                return Join([.. dot < 0 ? wanted : wanted.Select(e => Walk(e, path, dot + 1)).OfType<JsonElement>()]);
            }

            if (dot < 0)
            {
                return member;
            }

            (at, from) = (member, dot + 1);
        }

        return null;
    }

    private static bool NamesAll(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Object
        && rule.EnumerateObject().SelectMany(m => Leaves(m.Value)).Any(v => Is(v, "0.0.0.0/0") || Is(v, "::/0"));

    private static JsonElement? Join(List<JsonElement> elements) =>
        elements switch
        {
            [] => null,
            [var only] => only,
            _ => JsonSerializer.SerializeToElement(elements, LineageJson.Default.ListJsonElement),
        };

    // Names differ in the case of their first letter between trails and exports.
    private static JsonElement? Member(JsonElement element, ReadOnlySpan<char> name)
    {
        if (element.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (name.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static IEnumerable<string> Leaves(JsonElement? element) =>
        element switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().SelectMany(e => Leaves(e)),
            { ValueKind: JsonValueKind.String } text => Some(text.GetString()),
            { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } plain =>
            [
                plain.GetRawText(),
            ],
            _ => [],
        };

    private static IEnumerable<string> Some(string? text) => text is { Length: > 0 } && !IsRedacted(text) ? [text] : [];

    private static bool IsRedacted(string text) =>
        text.StartsWith("HIDDEN_DUE_TO", StringComparison.Ordinal) || text == "***";

    // Where a name is asked for, an ARN may be given; what follows the name stays.
    private static bool IsArnForName(string template, string hole, string value) =>
        value.StartsWith("arn:", StringComparison.Ordinal)
        && template.StartsWith("arn:", StringComparison.Ordinal)
        && !template[..template.IndexOf(hole, StringComparison.Ordinal)].Contains('#');

    // A function may be named by the end of its ARN, from the account on.
    private static string NameIn(string template, string hole, string value)
    {
        const string Function = ":function:";
        var at = template.Contains(Function + hole, StringComparison.Ordinal)
            ? value.LastIndexOf(Function, StringComparison.Ordinal)
            : -1;
        return at < 0 ? value : value[(at + Function.Length)..];
    }

    private static string After(string template, string hole) =>
        template[(template.IndexOf(hole, StringComparison.Ordinal) + hole.Length)..];

    // Secrets Manager hangs a hyphen and six characters to a secret's name.
    [GeneratedRegex("^arn:[^:]+:secretsmanager:[^:]*:[0-9]+:secret:.+-[A-Za-z0-9]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex SecretArn();

    [GeneratedRegex(@"\{[a-zA-Z0-9_.|\[\]]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
