using System.Text.Json;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Policies;

/// <summary>A statement of a policy, read but not judged.</summary>
/// <param name="Name">Its Sid, or its place: <c>statement 2</c>.</param>
/// <param name="Allows">Allow; else Deny.</param>
/// <param name="Principals">Whom it names.</param>
/// <param name="Actions">Which actions.</param>
/// <param name="Resources">Which resources; <c>*</c> when it names none, as in a trust policy.</param>
/// <param name="Conditions">Under which conditions, all of which must hold.</param>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements reference".</remarks>
internal sealed record PolicyStatement(
    string Name,
    bool Allows,
    PolicyPrincipals Principals,
    PolicyPatterns Actions,
    PolicyPatterns Resources,
    IReadOnlyList<PolicyCondition> Conditions
)
{
    /// <summary>Whether all that another statement names is named by this one.</summary>
    public bool Covers(PolicyStatement other) =>
        Actions.Covers(other.Actions, StringComparison.OrdinalIgnoreCase)
        && Resources.Covers(other.Resources, StringComparison.Ordinal);

    /// <summary>The statement in a sentence: <c>statement backdoor allows s3:GetObject</c>.</summary>
    public string Words =>
        $"{(Name.StartsWith("statement ", StringComparison.Ordinal) ? Name : $"statement {Name}")} allows {Actions.Words}";

    /// <summary>Reads the statements of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The statements; null when it is no policy.</returns>
    public static IReadOnlyList<PolicyStatement>? Of(JsonElement policy)
    {
        var statements = Member(policy, "Statement");
        return statements.ValueKind is JsonValueKind.Array or JsonValueKind.Object
            ? [.. Items(statements, true).Select((s, i) => One(s, i + 1))]
            : null;
    }

    /// <summary>Reads one statement.</summary>
    public static PolicyStatement One(JsonElement statement, int place) =>
        new(
            Text(statement, "Sid") is { Length: > 0 } sid ? sid : $"statement {place}",
            Text(statement, "Effect") == "Allow",
            PolicyPrincipals.Of(statement),
            PolicyPatterns.Of(statement, "Action", "NotAction"),
            PolicyPatterns.Of(statement, "Resource", "NotResource"),
            [.. Read(Member(statement, "Condition"))]
        );

    private static IEnumerable<PolicyCondition> Read(JsonElement block) =>
        block.ValueKind != JsonValueKind.Object
            ? []
            : block
                .EnumerateObject()
                .Where(o => o.Value.ValueKind == JsonValueKind.Object)
                .SelectMany(o =>
                    o.Value.EnumerateObject().Select(k => new PolicyCondition(o.Name, k.Name, Texts(k.Value)))
                );
}

/// <summary>A condition: an operator, a key, and values of which one must hold.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values);

/// <summary>The actions or resources of a statement.</summary>
/// <param name="Patterns">The patterns.</param>
/// <param name="AllBut">Whether it means all but these.</param>
internal sealed record PolicyPatterns(IReadOnlyList<string> Patterns, bool AllBut)
{
    private const int MostNamed = 4;

    /// <summary>The patterns in a sentence.</summary>
    public string Words =>
        (AllBut ? "all but " : "")
        + (
            Patterns.Count <= MostNamed
                ? string.Join(", ", Patterns)
                : $"{string.Join(", ", Patterns.Take(MostNamed))} and {Patterns.Count - MostNamed} more"
        );

    /// <summary>Whether these name all that others name.</summary>
    public bool Covers(PolicyPatterns others, StringComparison by) =>
        AllBut
            ? !others.AllBut && others.Patterns.All(o => !Patterns.Any(p => Glob.Overlaps(p, o)))
            : (others.AllBut ? ["*"] : others.Patterns).All(o => Patterns.Any(p => Glob.Covers(p, o, by)));

    /// <summary>Reads a member or its opposite.</summary>
    public static PolicyPatterns Of(JsonElement statement, string member, string not) =>
        Texts(Member(statement, member)) is { Count: > 0 } named ? new(named, false)
        : Texts(Member(statement, not)) is { Count: > 0 } left ? new(left, true)
        : new(["*"], false);
}

/// <summary>Whom a statement names.</summary>
/// <param name="Named">Kind (<c>AWS</c>, <c>Service</c>, <c>Federated</c>, <c>CanonicalUser</c>) and value of each.</param>
/// <param name="Everyone">Whether <c>*</c> is among them.</param>
/// <param name="AllBut">Whether it means all but these.</param>
internal sealed record PolicyPrincipals(IReadOnlyList<(string Kind, string Value)> Named, bool Everyone, bool AllBut)
{
    /// <summary>Reads <c>Principal</c> or <c>NotPrincipal</c>.</summary>
    public static PolicyPrincipals Of(JsonElement statement)
    {
        var not = Member(statement, "NotPrincipal");
        var allBut = not.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        var principal = allBut ? not : Member(statement, "Principal");
        IReadOnlyList<(string Kind, string Value)> named =
            principal.ValueKind == JsonValueKind.Object
                ? [.. principal.EnumerateObject().SelectMany(k => Texts(k.Value).Select(v => (k.Name, v)))]
                : [.. Texts(principal).Select(v => ("AWS", v))];
        return new(named, named.Any(n => n is { Kind: "AWS", Value: "*" }), allBut);
    }
}
