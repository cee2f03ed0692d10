using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Exposure.Documents;

/// <summary>A check that one answer decides: an entry of <c>document-checks.json</c>.</summary>
internal sealed record DocumentCheck
{
    /// <summary>Its number on the sheet.</summary>
    public required int Check { get; init; }

    /// <summary>The type of the thing.</summary>
    public required string Type { get; init; }

    /// <summary>By what the thing may be open: <c>EBS snapshot permission</c>.</summary>
    public required string What { get; init; }

    /// <summary>Which value of the thing it is, where one number judges several; null for the first.</summary>
    public string? Aspect { get; init; }

    /// <summary>The command whose answer decides.</summary>
    public required string Call { get; init; }

    /// <summary>Where the things stand in the answer; null when the answer is about one thing, which was asked about.</summary>
    public string? Items { get; init; }

    /// <summary>The member of an item that names the thing.</summary>
    public string? Name { get; init; }

    /// <summary>Members that hold other names of it.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Its ARN, made of <c>{region}</c>, <c>{account}</c> and <c>{name}</c>.</summary>
    public string? Arn { get; init; }

    /// <summary>The name of the one thing of its kind in an account and a region.</summary>
    public string? Fixed { get; init; }

    /// <summary><c>all</c>: all that was asked about makes the name, as a layer and its version; else the first part does.</summary>
    public string? Subject { get; init; }

    /// <summary>A command and the path in its answer that lists all things of the kind, asked about or not.</summary>
    public string? Listed { get; init; }

    /// <summary>Where the values stand that are judged.</summary>
    public required IReadOnlyList<string> At { get; init; }

    /// <summary>Who judges them: a name of <see cref="DocumentJudges"/>.</summary>
    public required string Judge { get; init; }

    /// <summary>The kind of policy.</summary>
    public string? Policy { get; init; }

    /// <summary>The value that opens.</summary>
    public string? Open { get; init; }

    /// <summary>What that means.</summary>
    public string? Why { get; init; }

    /// <summary>The value that closes.</summary>
    public string? Closed { get; init; }

    /// <summary>What it means that there is none.</summary>
    public string? Absent { get; init; }

    /// <summary>What keeps everyone out although the value lets them in.</summary>
    public DocumentGate? Gate { get; init; }

    /// <summary>All of them, in the order of the sheet.</summary>
    [JsonIgnore]
    public static IReadOnlyList<DocumentCheck> All { get; } =
    [
        .. Knowledge
            .Read("Exposure/document-checks.json")
            .GetProperty("checks")
            .EnumerateArray()
            .Select(e => e.Deserialize(DocumentCheckJson.Default.DocumentCheck)!),
    ];

    /// <summary>The openings of the things that are wanted, private ones and unknown ones among them.</summary>
    public IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted)
    {
        var told = new HashSet<(string, string?, string?)>();
        foreach (var document in estate.Of(Call))
        {
            foreach (var (thing, item) in Things(document).Where(t => isWanted(t.Thing)))
            {
                told.Add((Estate.Short(thing.Name), thing.Account, thing.Region));
                foreach (var grant in Grants(estate, document, thing, item))
                {
                    yield return new Opening(Check, thing, What, grant, document) { Aspect = Aspect };
                }
            }
        }

        foreach (var thing in Untold(estate, told).Where(t => isWanted(t)))
        {
            yield return new Opening(Check, thing, What, Grant.Unclear($"aws {Call} was not asked about it"), null)
            {
                Aspect = Aspect,
            };
        }
    }

    private IEnumerable<(Thing Thing, JsonElement Item)> Things(Document document)
    {
        if (Items is null)
        {
            var subject = document.Subject ?? "";
            var name =
                Fixed
                ?? (Subject == "all" ? subject.Replace(',', ':') : subject.Split(',')[0]) switch
                {
                    "" => Name is null ? "" : document.Text(Name) ?? "",
                    var asked => asked,
                };
            return name.Length == 0
                ? []
                : [(Named(name, document, document.Pages is [var page, ..] ? page : default), default)];
        }

        return document
            .At(Items)
            .Select(item => (Named(JsonWalk.Text(item, Name!) ?? "", document, item), item))
            .Where(t => t.Item1.Name.Length > 0);
    }

    private Thing Named(string name, Document document, JsonElement item)
    {
        var shortName = Estate.Short(name);
        string[] more = name == shortName ? [] : [name];
        return new Thing(Type, shortName, document.Account, document.Region)
        {
            OtherNames =
            [
                .. more.Concat((Names ?? []).Select(n => JsonWalk.Text(item, n)).OfType<string>())
                    .Concat(Arn is null ? [] : [Filled(Arn, document, shortName)])
                    .Distinct(StringComparer.Ordinal),
            ],
        };
    }

    private static string Filled(string template, Document document, string name) =>
        template
            .Replace("{region}", document.Region ?? "*", StringComparison.Ordinal)
            .Replace("{account}", document.Account ?? "*", StringComparison.Ordinal)
            .Replace("{name}", name, StringComparison.Ordinal);

    private List<Grant> Grants(Estate estate, Document document, Thing thing, JsonElement item)
    {
        if (document.Unknown is { } unknown)
        {
            return [Grant.Unclear($"{document.Words} {unknown}")];
        }

        var values = At.SelectMany(path =>
                item.ValueKind == JsonValueKind.Undefined ? document.At(path) : JsonWalk.At(item, path)
            )
            .ToList();
        var about = new Case(estate, thing, item);
        var grants = values.SelectMany(v => DocumentJudges.Of(this)(v, about)).ToList();
        return grants.Count == 0 && document is { IsRecorded: true, IsAbsent: false } && Judge != "recipients"
                ? [Grant.Unclear($"the item of AWS Config does not hold the {What}")]
            : grants.Count == 0
                ? [Grant.Nobody(document.IsAbsent ? Absent ?? "there is none" : $"the {What} lets in nobody else")]
            : Gate is null ? grants
            : [.. grants.Select(g => Gate.Of(g, estate, thing))];
    }

    // Things that are listed, but were not asked about one by one.
    private IEnumerable<Thing> Untold(Estate estate, HashSet<(string, string?, string?)> told)
    {
        if (Listed is null)
        {
            return [];
        }

        var at = Listed.LastIndexOf(' ');
        return estate
            .Of(Listed[..at])
            .SelectMany(d => d.Texts(Listed[(at + 1)..]).Select(n => Named(n, d, default)))
            .Where(t => !told.Any(x => x.Item1 == t.Name && (x.Item2 ?? t.Account) == t.Account));
    }
}

/// <summary>What keeps everyone out although a permission lets them in.</summary>
internal sealed record DocumentGate
{
    /// <summary>The command that tells of it.</summary>
    public required string Call { get; init; }

    /// <summary>Where its state stands; <c>{name}</c> is the thing's name.</summary>
    public required string At { get; init; }

    /// <summary>The states that shut it.</summary>
    public required IReadOnlyList<string> Shut { get; init; }

    /// <summary>What it is called.</summary>
    public required string Words { get; init; }

    /// <summary>What is left of a grant to everyone.</summary>
    public Grant Of(Grant grant, Estate estate, Thing thing)
    {
        if (grant.Verdict is not (Verdict.Public or Verdict.PublicAuth))
        {
            return grant;
        }

        var at = At.Replace("{name}", thing.Name, StringComparison.Ordinal);
        var document =
            estate.Of(Call, thing.Account, thing.Region).FirstOrDefault(d => d.Text(at) is not null)
            ?? estate.Find(Call, thing.Account, thing.Region);
        var state = document.Text(at);
        return document.Unknown is { } unknown ? grant.UnlessShut($"{document.Words} {unknown}")
            : state is not null && Shut.Contains(state) ? grant.Shut(Words)
            : grant;
    }
}

[JsonSerializable(typeof(DocumentCheck))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true
)]
internal sealed partial class DocumentCheckJson : JsonSerializerContext;
