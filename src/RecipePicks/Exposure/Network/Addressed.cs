using System.Text.Json;
using System.Text.Json.Serialization;
using RecipePicks.Exposure.Documents;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>Something that has addresses: what the network lets come to it, and what it may come to.</summary>
/// <param name="Check">The number of the check.</param>
/// <param name="Thing">The thing.</param>
/// <param name="What">What of it is reached: <c>public address</c>.</param>
/// <param name="Groups">The security groups that it carries.</param>
/// <param name="By">The answer that describes it.</param>
internal sealed record Addressed(int Check, Thing Thing, string What, IReadOnlyList<string> Groups, Document? By)
{
    /// <summary>Its addresses inside of the VPC.</summary>
    public IReadOnlyList<string> Inner { get; init; } = [];

    /// <summary>The ports at which it listens; all when null.</summary>
    public IReadOnlyList<int>? Ports { get; init; }

    /// <summary>Who of the internet comes to it.</summary>
    public required Func<IReadOnlyList<Grant>> Grants { get; init; }

    /// <summary>Whether it is a part of an instance, which stands for it.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether a flag gives it a public address.</summary>
    public bool IsSet { get; init; }

    /// <summary>Its VPC.</summary>
    public string? Vpc { get; init; }
}

/// <summary>Things with a flag that gives them a public address: an entry of <c>network-checks.json</c>.</summary>
internal sealed record FlaggedAddress
{
    /// <summary>Its number on the sheet.</summary>
    public required int Check { get; init; }

    /// <summary>The type.</summary>
    public required string Type { get; init; }

    /// <summary>What of it is reached.</summary>
    public required string What { get; init; }

    /// <summary>The command that describes it.</summary>
    public required string Call { get; init; }

    /// <summary>Where the things stand in the answer.</summary>
    public required string Items { get; init; }

    /// <summary>The member that names it.</summary>
    public required string Name { get; init; }

    /// <summary>The member that holds its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The flag; null for what never has a public address.</summary>
    public string? Flag { get; init; }

    /// <summary>The flag's value that gives it one.</summary>
    public string? On { get; init; }

    /// <summary>What it means that the flag is not there; null when that is as good as another value.</summary>
    public string? Missing { get; init; }

    /// <summary>Where its security groups stand.</summary>
    public required string Groups { get; init; }

    /// <summary>Where its subnets stand.</summary>
    public string? Subnets { get; init; }

    /// <summary>Where its VPC stands, whose public subnets it may be in, when its subnets do not stand there.</summary>
    public string? Vpc { get; init; }

    /// <summary>Where its port stands.</summary>
    public string? Port { get; init; }

    /// <summary>All of them.</summary>
    [JsonIgnore]
    public static IReadOnlyList<FlaggedAddress> All { get; } =
    [
        .. Knowledge
            .Read("Exposure/network-checks.json")
            .GetProperty("checks")
            .EnumerateArray()
            .Select(e => e.Deserialize(FlaggedAddressJson.Default.FlaggedAddress)!),
    ];

    /// <summary>The things that documents tell of.</summary>
    public IEnumerable<Addressed> Of(Estate estate) =>
        from document in estate.Of(Call)
        from item in document.At(Items)
        let name = Text(item, Name)
        where name is not null
        let thing = new Thing(Type, name, document.Account, document.Region)
        {
            OtherNames = [.. new[] { Text(item, Arn) }.OfType<string>()],
        }
        let groups = At(item, Groups).Select(Text).OfType<string>().ToList()
        let port = Port is null ? null : At(item, Port).Select(Text).FirstOrDefault()
        let ports = int.TryParse(port, out var number) ? new[] { number } : null
        select new Addressed(Check, thing, What, groups, document)
        {
            Ports = ports,
            IsSet = Flag is not null && At(item, Flag).Select(Text).FirstOrDefault() == On,
            Grants = () => Reached(estate, thing, document, item, groups, ports),
        };

    private IReadOnlyList<Grant> Reached(
        Estate estate,
        Thing thing,
        Document document,
        JsonElement item,
        IReadOnlyList<string> groups,
        IReadOnlyList<int>? ports
    )
    {
        var flag = Flag is null ? null : At(item, Flag).Select(Text).FirstOrDefault();
        if (flag is null && Missing is { } missing)
        {
            return [Grant.Unclear(missing)];
        }

        if (flag is null && Flag is not null && document.IsRecorded)
        {
            return [Grant.Unclear($"the item of AWS Config does not hold {Flag}")];
        }

        if (Flag is null || flag != On)
        {
            return
            [
                Grant.Nobody(
                    Flag is null ? "it never has a public address" : $"{Flag} is not {On}: it has no public address"
                ),
            ];
        }

        var path = new NetworkPath(estate, thing.Account, thing.Region);
        var subnets = Subnets is null
            ? estate
                .Items(
                    "ec2 describe-subnets",
                    $"Subnets[VpcId={At(item, Vpc ?? "").Select(Text).FirstOrDefault()}].SubnetId",
                    thing.Account,
                    thing.Region
                )
                .Select(s => Text(s.Item))
            : At(item, Subnets).Select(Text);
        var ways = subnets.OfType<string>().Select(s => path.Of(groups, s, ports, "tcp")).ToList();
        return ways.Count == 0
            ? [Grant.Unclear($"{Flag} is {On}; aws ec2 describe-subnets does not tell of its subnets")]
            : PathAnswer.Union(ways).Grants($"{Flag} is {On}");
    }
}

[JsonSerializable(typeof(FlaggedAddress))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class FlaggedAddressJson : JsonSerializerContext;
