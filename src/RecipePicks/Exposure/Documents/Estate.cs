using System.Text.Json;

namespace RecipePicks.Exposure.Documents;

/// <summary>What is known of some accounts: the answers of the AWS CLI, of each call about each thing the latest.</summary>
/// <param name="documents">The answers.</param>
internal sealed class Estate(IEnumerable<Document> documents)
{
    private readonly ILookup<string, Document> _byCall = documents.ToLookup(d => d.Call);

    /// <summary>Nothing is known.</summary>
    public static Estate None { get; } = new([]);

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => _byCall.Count == 0;

    /// <summary>Whether anything is known of a call.</summary>
    public bool Has(string call) => _byCall.Contains(call);

    /// <summary>All answers to a call.</summary>
    public IEnumerable<Document> Of(string call) => _byCall[call];

    /// <summary>The answers to a call in an account and a region; a place that nothing tells is any.</summary>
    public IEnumerable<Document> Of(string call, string? account, string? region) =>
        Of(call).Where(d => IsLike(d.Account, account) && IsLike(d.Region, region));

    /// <summary>The answer to a call about a thing; one that says that it was not made, when it was not.</summary>
    /// <param name="call">The command.</param>
    /// <param name="account">The account.</param>
    /// <param name="region">The region; null for what has none.</param>
    /// <param name="subject">What it is asked about; null for nothing in particular.</param>
    public Document Find(string call, string? account, string? region, string? subject = null) =>
        Of(call, account, region).FirstOrDefault(d => subject is null || IsSame(d.Subject, subject))
        ?? new Document(call, account, region, subject) { Unknown = "was not asked" };

    /// <summary>The items that a call lists, each with the answer that lists it.</summary>
    public IEnumerable<(JsonElement Item, Document Document)> Items(
        string call,
        string path,
        string? account,
        string? region
    ) => Of(call, account, region).SelectMany(d => d.At(path).Select(i => (i, d)));

    /// <summary>The last part of an ARN or a URL, anything else as it stands.</summary>
    public static string Short(string name) =>
        !name.StartsWith("arn:", StringComparison.Ordinal) && !name.Contains("://", StringComparison.Ordinal) ? name
        : name.LastIndexOf('/') is >= 0 and var slash ? name[(slash + 1)..]
        : name[(name.LastIndexOf(':') + 1)..];

    private static bool IsLike(string? one, string? other) => one is null || other is null || one == other;

    private static bool IsSame(string? one, string other) =>
        one is not null && (one == other || Short(one) == Short(other));
}
