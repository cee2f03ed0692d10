using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using RecipePicks.Letters;
using RecipePicks.Sources;

namespace RecipePicks.Cases.Alerts;

/// <summary>
/// Reads findings of GuardDuty and Security Hub, however they came: from the console or the API, as EventBridge, SNS or SQS
/// wraps them, as exported to S3, one or many.
/// </summary>
public static class SecurityFindings
{
    /// <summary>How deep a finding lies within what wraps it, at most.</summary>
    private const int Deepest = 8;

    private static readonly Lazy<FindingFile> s_known = new(Load);

    /// <summary>Reads all findings.</summary>
    /// <param name="json">JSON text: one value, or several one after the other.</param>
    /// <returns>The findings, in their order.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<SecurityFinding> Read(ReadOnlyMemory<byte> json)
    {
        var found = new List<SecurityFinding>();
        Read(json.Span, found, depth: 0);
        return found;
    }

    private static void Read(ReadOnlySpan<byte> json, List<SecurityFinding> found, int depth)
    {
        var reader = new Utf8JsonReader(
            json.StartsWith("\uFEFF"u8) ? json[3..] : json,
            new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = JsonCursor.MaxDepth }
        );
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            Collect(document.RootElement, found, depth);
        }
    }

    private static void Collect(JsonElement value, List<SecurityFinding> found, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object when s_known.Value.Products.FirstOrDefault(p => IsOf(p, value)) is { } product:
                found.Add(Of(product, value));
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Collect(member.Value, found, depth + 1);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Collect(item, found, depth + 1);
                }

                break;
            case JsonValueKind.String when NestedRecords.AsJson(value) is { } text:
                Read(text, found, depth + 1);
                break;
        }
    }

    private static bool IsOf(FindingProduct product, JsonElement value) =>
        product.Marks.All(m => value.EnumerateObject().Any(p => p.Name.Equals(m, StringComparison.OrdinalIgnoreCase)));

    private static SecurityFinding Of(FindingProduct product, JsonElement value)
    {
        IEnumerable<string> All(IEnumerable<string> paths) =>
            paths.SelectMany(p => JsonPath.Values(value, p, StringComparison.OrdinalIgnoreCase));
        var who = product.Who.Select(p => Leads(All([p]).Select(Root)).ToList()).FirstOrDefault(l => l.Count > 0) ?? [];
        return new(
            product.Name,
            All([product.Id]).FirstOrDefault() ?? "",
            All(product.Type).FirstOrDefault() ?? "something",
            All(product.Severity).FirstOrDefault(),
            All(product.First).FirstOrDefault(),
            All(product.Last).FirstOrDefault(),
            [.. who.Concat(Leads(All(product.What))).Concat(Leads(All(product.Whence))).Distinct()]
        );
    }

    // The root user's unique id is its account's.
    private static string Root(string id) => LeadForm.IsAccount(id) ? $"arn:aws:iam::{id}:root" : id;

    // What has no form is a made-up finding's, or a name that says too little; an account is everybody in it. Security Hub
    // writes AWS::IAM::AccessKey:AKIA… where there is no ARN.
    private static IEnumerable<string> Leads(IEnumerable<string> values) =>
        values
            .Select(v => v.StartsWith("AWS::", StringComparison.Ordinal) ? v[(v.LastIndexOf(':') + 1)..] : v)
            .Where(v => LeadForm.Recognise(v) is not null && !LeadForm.IsAccount(v));

    private static FindingFile Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Cases/alerts.json")!;
        return JsonSerializer.Deserialize(stream, AlertJson.Default.FindingFile)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FindingFile))]
internal sealed partial class AlertJson : JsonSerializerContext;
