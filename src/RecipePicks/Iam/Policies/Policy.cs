using System.Text.Json;

namespace RecipePicks.Iam.Policies;

/// <summary>The version of the policy language.</summary>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements: Version". A document without one is of 2008-10-17.</remarks>
public enum PolicyVersion
{
    /// <summary><c>2008-10-17</c>: <c>${…}</c> is plain text.</summary>
    V2008,

    /// <summary><c>2012-10-17</c>: policy variables are replaced.</summary>
    V2012,
}

/// <summary>A policy document, read and ready to be evaluated.</summary>
/// <remarks>Source: IAM User Guide, "IAM JSON policy elements reference" and "Grammar of the IAM JSON policy language".</remarks>
public sealed record Policy
{
    /// <summary>The name by which decisions cite it; the reader's word, not the document's.</summary>
    public required string Name { get; init; }

    /// <summary>The version of its language.</summary>
    public required PolicyVersion Version { get; init; }

    /// <summary>The document's own id; null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The statements, in the order in which they stand.</summary>
    public required IReadOnlyList<Statement> Statements { get; init; }

    /// <summary>What was read although AWS would not take it, in sentences.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Reads a document.</summary>
    /// <param name="text">JSON, or JSON that is URL-encoded as IAM's API and CloudTrail carry it.</param>
    /// <param name="name">The name by which decisions shall cite it.</param>
    /// <param name="kind">The kind of policy, when its rules for Principal and Resource shall be held; null holds none.</param>
    /// <exception cref="PolicyException">It is no policy.</exception>
    public static Policy Parse(string text, string name, PolicyKind? kind = null) =>
        PolicyParser.Parse(PolicyText.Decode(text), name, kind);

    /// <summary>Reads a document that stands in other JSON: an object, or a text that holds one.</summary>
    /// <param name="element">The object or the text.</param>
    /// <param name="name">The name by which decisions shall cite it.</param>
    /// <param name="kind">The kind of policy, when its rules shall be held.</param>
    /// <exception cref="PolicyException">It is no policy.</exception>
    public static Policy Parse(JsonElement element, string name, PolicyKind? kind = null) =>
        Parse(
            element.ValueKind == JsonValueKind.String ? PolicyText.Unquote(element) : element.GetRawText(),
            name,
            kind
        );

    /// <summary>Reads a document, and says what is wrong when it is none.</summary>
    /// <param name="text">As <see cref="Parse(string, string, PolicyKind?)"/> takes it.</param>
    /// <param name="name">The name by which decisions shall cite it.</param>
    /// <param name="kind">The kind of policy, when its rules shall be held.</param>
    /// <param name="error">What is wrong; null when nothing is.</param>
    /// <returns>The policy, or null.</returns>
    public static Policy? TryParse(string text, string name, PolicyKind? kind, out PolicyError? error)
    {
        try
        {
            error = null;
            return Parse(text, name, kind);
        }
        catch (PolicyException e)
        {
            error = e.Error;
            return null;
        }
    }
}
