using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Sources;

/// <summary>
/// What became of one call: a line of <c>manifest.jsonl</c>. It keeps "there is none" and "you may not" apart, and tells
/// what a file does not: what was asked, of which account and region, and when.
/// </summary>
internal sealed record CliAnswer
{
    /// <summary>It was answered.</summary>
    public const string Ok = "ok";

    /// <summary>AWS refused: what it would have said is unknown.</summary>
    public const string Denied = "denied";

    /// <summary>AWS says that there is none.</summary>
    public const string Absent = "absent";

    /// <summary>Anything else went wrong: unknown.</summary>
    public const string Failed = "failed";

    // What is written for a person to read: plain quotes and letters, nothing that could end a line.
    private static readonly SourceJson s_json = new(
        new JsonSerializerOptions(SourceJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>The command: <c>s3api get-bucket-policy</c>.</summary>
    public required string Call { get; init; }

    /// <summary>Its options and their values.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The account that was asked.</summary>
    public required string Account { get; init; }

    /// <summary>The region; null when it has none.</summary>
    public string? Region { get; init; }

    /// <summary>When it was answered, ISO 8601 UTC.</summary>
    public required string Time { get; init; }

    /// <summary><c>ok</c>, <c>denied</c>, <c>absent</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The file with the output, below the manifest's folder; null when there is none, as when it printed nothing.</summary>
    public string? File { get; init; }

    /// <summary>AWS's code of the error.</summary>
    public string? Code { get; init; }

    /// <summary>What the AWS CLI said.</summary>
    public string? Message { get; init; }

    /// <summary>What was asked, apart from when and with which outcome.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Call, Region, Parameters);

    /// <summary>What the call was about: the values that stand in its file's name; none for a call about nothing in particular.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Subject =>
        CliCalls.Of(Call).Where(IsOf).MaxBy(c => c.With?.Count ?? 0) is { } known
            ? [.. known.Subject.Select(o => Parameters.GetValueOrDefault(o)).OfType<string>().Select(Name)]
            : [.. Parameters.Values.Select(Name)];

    // A call may be made in several ways, which its options tell apart: with a qualifier and without, with one filter and another.
    private bool IsOf(CliCall entry) =>
        (entry.With ?? Parameters).All(o =>
            Parameters.TryGetValue(o.Key, out var given)
            && (entry.With is null || o.Value.Contains('{', StringComparison.Ordinal) || o.Value == given)
        );

    /// <summary>The key of a call.</summary>
    public static string KeyOf(string call, string? region, IReadOnlyDictionary<string, string> parameters) =>
        string.Join(
            '\n',
            [call, region ?? "", .. parameters.Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal)]
        );

    /// <summary>Whether an object is such a line.</summary>
    /// <param name="value">An object.</param>
    public static bool IsOne(JsonElement value) =>
        value.TryGetProperty("call", out _)
        && value.TryGetProperty("parameters", out _)
        && value.TryGetProperty("outcome", out _);

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>What it says; null when it is none, or one that was cut off.</returns>
    public static CliAnswer? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, SourceJson.Default.CliAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The line.</summary>
    public string Line() => JsonSerializer.Serialize(this, s_json.CliAnswer);

    // A queue is called by its URL, and known by its name.
    private static string Name(string value) =>
        value.StartsWith("https://", StringComparison.Ordinal) ? value[(value.LastIndexOf('/') + 1)..] : value;
}
