using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Lineage;

/// <summary>As much of a policy's document as tells whom it lets in, and whether it revokes sessions.</summary>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements reference", "Revoke IAM role temporary credentials".</remarks>
internal sealed class PolicyText
{
    private const string IssueTime = "aws:TokenIssueTime";

    // Keys that say whose calls, or by way of what, these are; not what a caller may choose, nor what anybody may have.
    private static readonly FrozenSet<string> WhoseCalls = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalServiceName",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
        "aws:SourceOwner",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:userid",
        "kms:CallerAccount"
    );
    private readonly JsonObject _document;
    private readonly List<JsonObject> _statements;
    private readonly string _account;
    private readonly IReadOnlyCollection<string> _own;

    private PolicyText(JsonObject document, string account, IReadOnlyCollection<string> own)
    {
        _document = document;
        _account = account;
        _own = own;
        _statements = [.. Many(Member(document, "Statement")).OfType<JsonObject>()];
    }

    /// <summary>Reads a document; null when it is none.</summary>
    /// <param name="element">An object, or its text.</param>
    /// <param name="account">The account that it stands in.</param>
    /// <param name="own">The evidence's own accounts.</param>
    public static PolicyText? Parse(JsonElement? element, string account, IReadOnlyCollection<string> own)
    {
        try
        {
            var node = element switch
            {
                { ValueKind: JsonValueKind.String } text => JsonNode.Parse(
                    WholeJson.Of(Uri.UnescapeDataString(text.GetString()!))
                ),
                { ValueKind: JsonValueKind.Object } => JsonNode.Parse(element.Value.GetRawText()),
                _ => null,
            };
            return node is JsonObject document ? new PolicyText(document, account, own) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a statement allows anything.</summary>
    public bool Allows => _statements.Exists(IsAllow);

    /// <summary>Sessions issued before this time are refused everything; null when it revokes none.</summary>
    /// <remarks>A statement that asks for anything besides the time of issue refuses some calls only.</remarks>
    public DateTime? RevokesBefore => _statements.Where(s => !IsAllow(s)).Max(RevokesUntil);

    /// <summary>Whom its statements let in: ARNs, accounts, providers, services, <c>*</c>.</summary>
    public IReadOnlyList<string> Principals =>
        [.. _statements.Where(IsAllow).SelectMany(s => PrincipalsOf(s)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Accounts outside the evidence that it lets in, and <c>*</c> where no condition limits the account.</summary>
    public IReadOnlyList<string> Outsiders =>
        [.. _statements.Where(IsAllow).SelectMany(OutsidersOf).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whom it lets in, in few words: outsiders, else all its principals.</summary>
    public IReadOnlyList<string> LetsIn => Outsiders is { Count: > 0 } outsiders ? outsiders : Principals;

    /// <summary>What a role's trust policy is known by: the outsiders that it lets in, else the document; nothing when it lets in nobody.</summary>
    public IReadOnlyList<string> TrustParts =>
        Outsiders is { Count: > 0 } outsiders ? outsiders
        : Allows ? [Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_document.ToJsonString())))[..16]]
        : [];

    /// <summary>The document without what lets outsiders in; null when nothing would be left, or nothing is to be taken away.</summary>
    public string? WithoutOutsiders
    {
        get
        {
            if (Outsiders.Count == 0)
            {
                return null;
            }

            var copy = _document.DeepClone().AsObject();
            var name = copy.First(m => string.Equals(m.Key, "Statement", StringComparison.OrdinalIgnoreCase)).Key;
            var kept = Many(copy[name]).OfType<JsonObject>().Select(Keep).OfType<JsonNode>().ToList();
            copy[name] = new JsonArray([.. kept]);
            return kept.Count == 0 ? null : copy.ToJsonString(Plain);
        }
    }

    /// <summary>The outsider that a principal names: an account, <c>*</c>; null for one's own, and for services.</summary>
    public static string? Outsider(string principal, string account, IReadOnlyCollection<string> own)
    {
        var named = Arn.TryParse(principal)?.Account ?? principal;
        return principal is "*" or "all" ? Names.Everybody
            : !Names.IsAccount(named) || named == account || own.Contains(named) ? null
            : named;
    }

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private JsonObject? Keep(JsonObject statement)
    {
        if (!IsAllow(statement) || !OutsidersOf(statement).Any())
        {
            return statement.DeepClone().AsObject();
        }

        var copy = statement.DeepClone().AsObject();
        if (Member(copy, "Principal") is not JsonObject principals)
        {
            return null;
        }

        foreach (var (kind, values) in principals.ToList())
        {
            var kept = Many(values)
                .Where(v => Text(v) is { } p && Outsider(p, _account, _own) is null)
                .Select(v => v?.DeepClone())
                .ToArray();
            if (kept.Length == 0)
            {
                principals.Remove(kind);
            }
            else
            {
                principals[kind] = kept is [var one] ? one : new JsonArray(kept);
            }
        }

        return principals.Count == 0 ? null : copy;
    }

    private IEnumerable<string> OutsidersOf(JsonObject statement) =>
        PrincipalsOf(statement)
            .SelectMany(p => p == Names.Everybody ? Everybody(statement) : [p])
            .Select(p => Outsider(p, _account, _own))
            .OfType<string>();

    // Everybody, but for what a condition says of where callers come from: then who that is.
    private static List<string> Everybody(JsonObject statement)
    {
        var limits = Conditions(statement)
            .Where(c => Limits(c.Operator) && WhoseCalls.Contains(c.Key))
            .Where(c => c.Values.Count > 0 && !c.Values.Exists(v => IsAnybody(c.Key, v)))
            .Select(c => c.Values)
            .ToList();
        return limits.Find(v => v.TrueForAll(IsAccounts)) ?? (limits.Count > 0 ? [] : [Names.Everybody]);
    }

    // A bucket's ARN needs no account to say whose it is.
    private static bool IsAnybody(string key, string value) =>
        value == Names.Everybody
        || (
            key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase)
            && Arn.TryParse(value) is { Account: "*" }
        );

    private static bool IsAccounts(string value) =>
        Names.IsAccount(value) || Names.IsAccount(Arn.TryParse(value)?.Account);

    // One that holds where the key is missing, or by what it is not, lets in others.
    private static bool Limits(string of) =>
        of.Split(':')[^1] is { } plain
        && !of.StartsWith("ForAllValues", StringComparison.OrdinalIgnoreCase)
        && plain.ToUpperInvariant()
            is "STRINGEQUALS"
                or "STRINGEQUALSIGNORECASE"
                or "STRINGLIKE"
                or "ARNEQUALS"
                or "ARNLIKE";

    private static DateTime? RevokesUntil(JsonObject statement) =>
        Many(Member(statement, "Action")).Exists(a => Text(a) == "*")
        && Many(Member(statement, "Resource")).Exists(r => Text(r) == "*")
        && Conditions(statement).ToList() is [var only]
        && only.Key.Equals(IssueTime, StringComparison.OrdinalIgnoreCase)
        && only.Operator.ToUpperInvariant() is "DATELESSTHAN" or "DATELESSTHANEQUALS"
            ? only.Values.Max(v => TimeWindow.Parse(v))
            : null;

    private static IEnumerable<(string Operator, string Key, List<string> Values)> Conditions(JsonObject statement) =>
        from condition in Member(statement, "Condition") as JsonObject ?? []
        from key in condition.Value as JsonObject ?? []
        select (condition.Key, key.Key, Many(key.Value).Select(Text).OfType<string>().ToList());

    private static IEnumerable<string> PrincipalsOf(JsonObject statement) =>
        Member(statement, "Principal") switch
        {
            null when Member(statement, "NotPrincipal") is not null => [Names.Everybody],
            JsonObject kinds => kinds.SelectMany(k => Many(k.Value)).Select(Text).OfType<string>(),
            var plain => Many(plain).Select(Text).OfType<string>(),
        };

    private static bool IsAllow(JsonObject statement) => Text(Member(statement, "Effect")) == "Allow";

    private static JsonNode? Member(JsonObject? node, string name) =>
        node?.FirstOrDefault(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static List<JsonNode?> Many(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonArray items => [.. items],
            _ => [node],
        };

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
