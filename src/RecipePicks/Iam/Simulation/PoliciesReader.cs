using System.Text.Json;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Simulation;

/// <summary>
/// Reads the policies of a case. Each kind is a document or a list of documents, plain or as AWS's answers wrap them
/// (<c>{PolicyName, PolicyDocument}</c>). Control policies may stand in levels: a list of lists, a list of <c>{name,
/// policies}</c>, or an object of lists; a plain list is one level.
/// </summary>
internal sealed class PoliciesReader
{
    private const string Unknown = "unknown";

    private static readonly (string Member, PolicyKind Kind)[] Kinds =
    [
        ("identity", PolicyKind.Identity),
        ("boundary", PolicyKind.Boundary),
        ("session", PolicyKind.Session),
        ("resource", PolicyKind.Resource),
        ("scp", PolicyKind.ServiceControl),
        ("rcp", PolicyKind.ResourceControl),
        ("vpce", PolicyKind.VpcEndpoint),
    ];

    private static readonly string[] Documents = ["document", "policyDocument", "policy", "content"];
    private static readonly string[] Names = ["name", "policyName", "arn", "policyArn", "id"];
    private readonly List<string> _notices;
    private readonly PolicySet _set;
    private readonly bool _hasResource;

    public PoliciesReader(CaseJson json, List<string> notices)
    {
        _notices = notices;
        _hasResource = json.Member("resource") is not null;
        foreach (var member in json.Members)
        {
            if (!Kinds.Any(k => k.Member == member.Name) && member.Name != "managementAccount")
            {
                throw new FormatException(
                    $"there is no kind of policy {member.Name}; there are {string.Join(", ", Kinds.Select(k => k.Member))}"
                );
            }
        }

        var boundary = Layer(json, "boundary");
        _set = new PolicySet
        {
            Identity = Layer(json, "identity") ?? PolicyLayer.None,
            Boundary = boundary is { Policies.Count: > 1 }
                ? throw new FormatException("boundary: a principal has one permissions boundary")
                : boundary,
            Session = Layer(json, "session"),
            Resource = Layer(json, "resource"),
            ServiceControl = Levels(json, "scp"),
            ResourceControl = Levels(json, "rcp"),
            VpcEndpoint = Layer(json, "vpce"),
            ManagementAccount = json.Text("managementAccount"),
        };
    }

    /// <summary>The account of the resource, where its policy is wrapped with it.</summary>
    public string? ResourceAccount { get; private set; }

    /// <summary>The policies, for a request.</summary>
    public PolicySet For(AccessRequest request) => _hasResource ? _set : _set with { Resource = Unsaid(request) };

    /// <summary>No policies, for a request.</summary>
    public static PolicySet None(AccessRequest request) => PolicySet.Empty with { Resource = Unsaid(request) };

    // A key and a role always have a policy: if it is not given, it is only not known.
    private static PolicyLayer? Unsaid(AccessRequest request) =>
        EvaluationFacts.Known.ResourceMustAllow(request) ? PolicyLayer.Missing : null;

    private PolicyLayer? Layer(CaseJson json, string member) =>
        json.Member(member) is { } value && Items(value) is [_, ..] items ? LayerOf(items, member, null) : null;

    private IReadOnlyList<PolicyLayer> Levels(CaseJson json, string member)
    {
        if (json.Member(member) is not { } value || Items(value) is not [_, ..] items)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Object && !IsPolicy(value) && !IsLevel(value))
        {
            return [.. value.EnumerateObject().Select(l => LayerOf(Items(l.Value), $"{member}.{l.Name}", l.Name))];
        }

        return items.Any(i => i.ValueKind == JsonValueKind.Array || IsLevel(i))
            ? [.. items.Select((i, n) => LevelOf(i, $"{member}[{n}]"))]
            : [LayerOf(items, member, null)];
    }

    private PolicyLayer LevelOf(JsonElement level, string path)
    {
        if (!IsLevel(level))
        {
            return LayerOf(Items(level), path, null);
        }

        var json = new CaseJson(level, path);
        return LayerOf(Items(json.Member("policies")!.Value), path, json.Text(Names));
    }

    private PolicyLayer LayerOf(IReadOnlyList<JsonElement> items, string path, string? name)
    {
        var kind = Kinds
            .First(k => path == k.Member || path.StartsWith($"{k.Member}[") || path.StartsWith($"{k.Member}."))
            .Kind;
        var policies = items.Select((item, i) => One(item, kind, items.Count == 1 ? path : $"{path}[{i}]")).ToList();
        return new PolicyLayer([.. policies.OfType<Policy>()], policies.TrueForAll(p => p is not null), name);
    }

    // Null is a policy that is known to exist, or may exist, but is not here.
    private Policy? One(JsonElement item, PolicyKind kind, string path)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            var text = CaseJson.Scalar(item, path);
            return text == Unknown || text.StartsWith("arn:", StringComparison.Ordinal)
                ? null
                : Read(item, kind, path, path);
        }

        var json = new CaseJson(item, path);
        if (json.Member("Statement") is null && json.Member(Documents) is { } document)
        {
            ResourceAccount = kind == PolicyKind.Resource ? json.Text("account") ?? ResourceAccount : ResourceAccount;
            return Read(document, kind, path, json.Text(Names) ?? path);
        }

        return Read(item, kind, path, path);
    }

    private Policy Read(JsonElement document, PolicyKind kind, string path, string name)
    {
        try
        {
            var policy = Policy.Parse(document, name, kind);
            _notices.AddRange(policy.Notices.Select(n => $"{path}: {n}"));
            return policy;
        }
        catch (PolicyException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    private static bool IsPolicy(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && new CaseJson(value, "") is var json
        && json.Member(["Statement", "Version", .. Documents]) is not null;

    private static bool IsLevel(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && new CaseJson(value, "").Member("policies") is not null;

    private static IReadOnlyList<JsonElement> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind != JsonValueKind.Null)]
            : [value];
}
