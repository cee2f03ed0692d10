using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Exposure.Documents;

/// <summary>
/// What AWS Config records of a type, in the shape in which the AWS CLI answers a call: an entry of
/// <c>config-documents.json</c>. So the checks read both alike.
/// </summary>
internal sealed record ConfigDocument
{
    /// <summary>AWS Config's name of the type.</summary>
    public required string Type { get; init; }

    /// <summary>The call that the document stands for.</summary>
    public required string Call { get; init; }

    /// <summary>What the call would be asked about: <c>{id}</c>, <c>{name}</c>, <c>{arn}</c> or a path; null when it lists.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// Where the call lists such things; null when it prints one as a whole. One with a subject besides is asked about what
    /// they are parts of.
    /// </summary>
    public string? Items { get; init; }

    /// <summary>The member that names them there.</summary>
    public string? By { get; init; }

    /// <summary>Whether the call has no region.</summary>
    public bool Global { get; init; }

    /// <summary>What has to be recorded for the item to tell anything; null for nothing in particular.</summary>
    public string? Needs { get; init; }

    /// <summary>What it means when nothing is printed: <c>absent</c>, there is none; else it is unknown.</summary>
    public string? Else { get; init; }

    /// <summary>What the call would print: a <see cref="JsonTemplate"/>; null for what AWS Config does not record.</summary>
    public JsonElement? Prints { get; init; }

    /// <summary>The list; null when the call prints a thing as a whole.</summary>
    [JsonIgnore]
    public Listing? Listing => Items is null ? null : new Listing(Items, By!);

    /// <summary>All of them.</summary>
    [JsonIgnore]
    public static IReadOnlyList<ConfigDocument> All { get; } =
    [
        .. Knowledge
            .Read("Exposure/config-documents.json")
            .GetProperty("documents")
            .EnumerateArray()
            .Select(e => e.Deserialize(ConfigDocumentJson.Default.ConfigDocument)!),
    ];

    /// <summary>The types that tell anything.</summary>
    [JsonIgnore]
    public static IReadOnlyList<string> Types { get; } =
    [.. All.Select(d => d.Type).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What an item tells.</summary>
    public Document Of(RecordedItem item)
    {
        var values = Values(item);
        var said = new Document(Call, item.Account, Global ? null : item.Region, SubjectOf(item, values))
        {
            Time = item.Time,
            File = item.File,
            Record = item.Record,
            IsRecorded = true,
        };
        var isTold =
            JsonTemplate.IsObject(item.Configuration)
            && (Needs is null || JsonTemplate.Find(Needs, values).ValueKind != JsonValueKind.Undefined);
        return isTold && Page(values) is { } page ? said with { Pages = [page] }
            : isTold && Else == "absent" ? said with { IsAbsent = true }
            : said with { Unknown = "was not asked, and the item of AWS Config does not tell it" };
    }

    /// <summary>What the thing is called in the list, whatever else the item tells; null when it is in none.</summary>
    public string? NameOf(RecordedItem item) =>
        Listing is { } listing && Page(Values(item)) is { } page ? listing.Names(page).FirstOrDefault() : null;

    private JsonElement? Page(IReadOnlyDictionary<string, JsonElement> values) =>
        Prints is { } prints && JsonTemplate.Fill(prints, values) is { } page
            ? JsonWalk.Parse(page.ToJsonString())
            : null;

    private string? SubjectOf(RecordedItem item, IReadOnlyDictionary<string, JsonElement> values) =>
        Subject switch
        {
            null => null,
            "{id}" => item.Id,
            "{name}" => item.Name ?? item.Id,
            "{arn}" => item.Arn ?? item.Id,
            var path => JsonWalk.Text(JsonTemplate.Find(path, values)) ?? item.Id,
        };

    private static Dictionary<string, JsonElement> Values(RecordedItem item) =>
        new(StringComparer.Ordinal)
        {
            ["item"] = item.Configuration,
            ["more"] = item.More,
            ["id"] = JsonWalk.Quoted(item.Id),
            ["name"] = JsonWalk.Quoted(item.Name ?? item.Id),
            ["arn"] = item.Arn is null ? default : JsonWalk.Quoted(item.Arn),
        };
}

[JsonSerializable(typeof(ConfigDocument))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ConfigDocumentJson : JsonSerializerContext;
