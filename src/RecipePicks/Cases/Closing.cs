using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace RecipePicks.Cases;

/// <summary>How one thing that stands open to others is closed: an entry of <c>closing.json</c>.</summary>
/// <remarks>
/// Source: AWS CLI Command Reference. Of several entries for a value the first whose holes fill counts. Holes are paths of the
/// call that opened it, <c>{request.keyId}</c>, and of what is open: <c>{name}</c>, <c>{arn}</c>, <c>{member}</c>,
/// <c>{policy.without}</c>, <c>{policy.attributes}</c>, <c>{rule}</c>, <c>{rule.id}</c>.
/// </remarks>
internal sealed record Closing
{
    private static readonly Lazy<IReadOnlyList<Closing>> Read = new(ReadAll);

    /// <summary>The entries, in the file's order.</summary>
    public static IReadOnlyList<Closing> All => Read.Value;

    /// <summary>The value that is open, type and path as the checks name them: <c>AWS::EC2::Snapshot createVolumePermission</c>.</summary>
    public required string State { get; init; }

    /// <summary>The form of the member that the entry is for, an expression; null for any.</summary>
    public string? Member { get; init; }

    /// <summary>Whether it is for a policy of which nothing is left without what lets outsiders in.</summary>
    public bool Whole { get; init; }

    /// <summary>The AWS CLI command; null when no single command is sure.</summary>
    public string? Command { get; init; }

    /// <summary>What else the command breaks.</summary>
    public string? Breaks { get; init; }

    /// <summary>What to do where there is no command.</summary>
    public string? Look { get; init; }

    /// <summary>The entries for a value.</summary>
    /// <param name="state">Type and path.</param>
    /// <param name="member">The member; null for a value that is one.</param>
    public static IEnumerable<Closing> Of(string state, string? member) =>
        All.Where(c =>
            c.State == state
            && (
                c.Member is null
                || (member is not null && Regex.IsMatch(member, $"^(?:{c.Member})$", RegexOptions.NonBacktracking))
            )
        );

    private static List<Closing> ReadAll()
    {
        using var stream = typeof(Closing).Assembly.GetManifestResourceStream("Cases/closing.json")!;
        return JsonSerializer.Deserialize(stream, ClosingJson.Default.ListClosing)!;
    }
}

/// <summary>The source-generated reader of the knowledge.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Closing>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ClosingJson : JsonSerializerContext;
