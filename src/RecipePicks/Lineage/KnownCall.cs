using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Lineage;

/// <summary>
/// One entry of <c>lineage.json</c>: which call makes or ends which edge, and where its members stand. A template holds
/// paths in braces: <c>{request.roleArn}</c>, <c>{response.instancesSet.items[].instanceId}</c>, <c>{account}</c>; of several
/// templates the first that fills counts. A value that is an ARN takes the place of the whole template.
/// </summary>
/// <remarks>Source of the entries: AWS API references and records of real trails; each has a sample that proves it.</remarks>
internal sealed record KnownCall
{
    private static readonly Dictionary<string, string> NoCondition = [];
    private static readonly Lazy<IReadOnlyDictionary<(string Source, string Call), IReadOnlyList<KnownCall>>> ByName =
        new(() =>
            All!.GroupBy(k => (k.Source, k.Call)).ToDictionary(g => g.Key, g => (IReadOnlyList<KnownCall>)[.. g])
        );

    /// <summary>All entries, in the file's order.</summary>
    public static IReadOnlyList<KnownCall> All { get; } = Read();

    /// <summary>eventName.</summary>
    public required string Call { get; init; }

    /// <summary>eventSource.</summary>
    public required string Source { get; init; }

    /// <summary><c>issued</c>, <c>created</c>, <c>escalated</c>, <c>trusted</c>, <c>carried</c>, <c>entered</c>; or <c>ended</c>.</summary>
    public required string Edge { get; init; }

    /// <summary>Who acted, when that is not the caller.</summary>
    public OneOrMore From
    {
        get => field ?? [];
        init;
    }

    /// <summary>What came of it.</summary>
    public OneOrMore To
    {
        get => field ?? [];
        init;
    }

    /// <summary>What a failed call was after, besides what its message says.</summary>
    public OneOrMore Attempt
    {
        get => field ?? [];
        init;
    }

    /// <summary>Who made a failed call, when that is not the caller: a sign-in fails for want of one.</summary>
    public OneOrMore AttemptFrom
    {
        get => field ?? [];
        init;
    }

    /// <summary>Whose the new credential is.</summary>
    public OneOrMore Owner
    {
        get => field ?? [];
        init;
    }

    /// <summary>What people call it, when its id says too little.</summary>
    public string? Label { get; init; }

    /// <summary>The resource whose policy lets others in.</summary>
    public OneOrMore Resource
    {
        get => field ?? [];
        init;
    }

    /// <summary>What begins or ends with the call; where it is left out, what came of it.</summary>
    public OneOrMore Thing
    {
        get => field ?? [];
        init;
    }

    /// <summary>Values that must be there: <c>*</c> is any.</summary>
    public IReadOnlyDictionary<string, string> When
    {
        get => field ?? NoCondition;
        init;
    }

    /// <summary>The policy document that the call sets, as text or as an object.</summary>
    public string? Policy { get; init; }

    /// <summary>The role or instance profile that the call hands to a service (iam:PassRole, which is never logged).</summary>
    public OneOrMore Carries
    {
        get => field ?? [];
        init;
    }

    /// <summary>The service that takes the carried role.</summary>
    public string? Service { get; init; }

    /// <summary>The workloads' own addresses, one for each.</summary>
    public string? Addresses { get; init; }

    /// <summary>
    /// Whether all that comes of it is new, so that everything it owns follows from the call; of a call that ends a thing,
    /// whether the thing is gone, and all that it holds with it.
    /// </summary>
    public bool Whole { get; init; }

    /// <summary>Whether it made nothing new: what there was works again.</summary>
    public bool Again { get; init; }

    /// <summary>Whether it says too little to issue a session that another call accounts for.</summary>
    public bool Weak { get; init; }

    /// <summary>What a member's value says besides.</summary>
    public IReadOnlyList<KnownNote> Notes
    {
        get => field ?? [];
        init;
    }

    /// <summary>The issued access key.</summary>
    public string? Key { get; init; }

    /// <summary>The issued session's principalId.</summary>
    public string? Principal { get; init; }

    /// <summary>When the credential expires.</summary>
    public string? Expires { get; init; }

    /// <summary>How long it was asked for, in seconds.</summary>
    public string? Duration { get; init; }

    /// <summary>
    /// How long it lasts when nothing is asked for, in seconds; AWS's documented default. Null where that is set elsewhere: of a
    /// permission set.
    /// </summary>
    public int? Lasts { get; init; }

    /// <summary>The AWS CLI command that ends it.</summary>
    public string? Contain { get; init; }

    /// <summary>The command when nobody else is left in the policy.</summary>
    public string? ContainAll { get; init; }

    /// <summary>What the command breaks.</summary>
    public string? Breaks { get; init; }

    /// <summary>A call's members that prove the entry.</summary>
    public JsonElement Sample { get; init; }

    /// <summary>What the sample gives: the ids of what came of it, or of what ended.</summary>
    public IReadOnlyList<string> Gives
    {
        get => field ?? [];
        init;
    }

    /// <summary>All paths that are read of the call.</summary>
    [JsonIgnore]
    public IEnumerable<string> Paths =>
        new IEnumerable<string?>[] { From, To, Attempt, AttemptFrom, Owner, Resource, Thing, Carries }
            .SelectMany(templates => templates)
            .Concat([Label, Addresses, Key, Principal, Expires, Duration, Contain, ContainAll])
            .OfType<string>()
            .SelectMany(CallText.PathsOf)
            .Concat(When.Keys)
            .Concat(Notes.Select(n => n.Path))
            .Concat(Policy is null ? [] : [Policy]);

    /// <summary>The entries for a call; empty when it is none that makes or ends an edge.</summary>
    public static IReadOnlyList<KnownCall> Of(string source, string call) =>
        ByName.Value.GetValueOrDefault((source, call)) ?? [];

    private static List<KnownCall> Read()
    {
        using var stream = typeof(KnownCall).Assembly.GetManifestResourceStream("Lineage/lineage.json")!;
        return JsonSerializer.Deserialize(stream, LineageJson.Default.ListKnownCall)!;
    }
}

/// <summary>What a member's value says besides the edge: <c>additional.MFAUsed</c>, <c>No</c>: <c>without MFA</c>.</summary>
internal sealed record KnownNote(string Path, string Value, string Says);

/// <summary>A text, or several of which the first that fills counts.</summary>
[JsonConverter(typeof(OneOrMoreConverter))]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1710", Justification = "It reads as what it is.")]
internal sealed class OneOrMore : List<string>;

/// <summary>Reads a text or a list of texts.</summary>
internal sealed class OneOrMoreConverter : JsonConverter<OneOrMore>
{
    /// <inheritdoc/>
    public override OneOrMore Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return [reader.GetString()!];
        }

        var all = new OneOrMore();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            all.Add(reader.GetString()!);
        }

        return all;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OneOrMore value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

/// <summary>The source-generated reader of the knowledge.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<KnownCall>))]
[JsonSerializable(typeof(List<JsonElement>))]
internal sealed partial class LineageJson : JsonSerializerContext;
