using RecipePicks.Letters;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>Which calls are made, and about which names: all of them, or what one lead needs.</summary>
internal sealed class CollectScope
{
    /// <summary>Everything but what only a lead can ask for.</summary>
    public static CollectScope Everything { get; } = new() { Calls = [.. CliCalls.Made.Where(c => c.When != "lead")] };

    /// <summary>The entries of the calls, each after the one that it goes by.</summary>
    public required IReadOnlyList<CliCall> Calls { get; init; }

    /// <summary>An entry's place among them.</summary>
    public int PlaceOf(CliCall entry) => Enumerable.Range(0, Calls.Count).First(i => ReferenceEquals(Calls[i], entry));

    /// <summary>The region that the lead names.</summary>
    public string? Region { get; private init; }

    /// <summary>What stands for <c>{lead}</c>, <c>{lead.bucket}</c> and <c>{lead.key}</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private init; } = new Dictionary<string, string>();

    /// <summary>The lead's names, as lists have them; empty when nothing is left out.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    private IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>What a lead needs: IAM, the organization, and what its type asks for about its name.</summary>
    /// <param name="lead">The lead; null for everything. A bare name is looked for in what each service lists first.</param>
    public static CollectScope Of(Lead? lead)
    {
        if (lead is null)
        {
            return Everything;
        }

        var arn = Arn.TryParse(lead.Value);
        var types = TypesOf(lead, arn);
        var names = NamesOf(lead, arn);
        var isBare = lead.Kind == LeadKind.Resource && arn is null && types.Count == 0;
        var calls = CliCalls.Made.ToList();
        var needed = new HashSet<CliCall>(
            calls.Where(c =>
                c.When == "always" || types.Any(c.IsFor) || (isBare && (c.When is null || c.Of == "AWS::IAM::User"))
            ),
            ReferenceEqualityComparer.Instance
        );
        foreach (var call in calls.AsEnumerable().Reverse().Where(c => c.After is not null && needed.Contains(c)))
        {
            needed.UnionWith(CliCalls.Of(call.After!));
        }

        return new()
        {
            Calls = [.. calls.Where(needed.Contains)],
            Region = AwsResource.Of(lead).Region,
            Names = names,
            Types = types,
            Values = new Dictionary<string, string>
            {
                ["lead"] = names[0],
                ["lead.bucket"] = names[0],
                ["lead.key"] = arn is { Service: "s3" } ? arn.Resource[(arn.Resource.IndexOf('/') + 1)..] : "",
            },
        };
    }

    /// <summary>Whether a call is only made about the lead's names: when what it goes by lists such things.</summary>
    /// <param name="call">The call.</param>
    public bool IsNarrow(CliCall call) =>
        Names.Count > 0
        && call is { After: { } after, When: not "always" }
        && CliCalls.Of(after)[0] is var lists
        && (Types.Count > 0 ? Types.Contains(lists.Of) : lists.After is null);

    /// <summary>Whether a call is made about a name.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The name, as the call before listed it.</param>
    public bool Wants(CliCall call, string name) =>
        !IsNarrow(call) || Names.Contains(name) || Names.Contains(CliLayout.Short(name));

    private static IReadOnlyList<string> TypesOf(Lead lead, Arn? arn)
    {
        var types = CliCalls.File.Types;
        return lead.Kind switch
        {
            LeadKind.AccessKey => ["AWS::IAM::AccessKey"],
            LeadKind.Ip or LeadKind.Event => [],
            LeadKind.Principal => AwsResource.Of(lead).Kind is "user" or "principal" ? ["AWS::IAM::User"] : [],
            _ when arn is { Service: "s3" } => arn.Resource.Contains('/')
                ? ["AWS::S3::Object", "AWS::S3::Bucket"]
                : ["AWS::S3::Bucket"],
            _ when arn is not null => types.TryGetValue($"{arn.Service} {arn.ResourceType}".TrimEnd(), out var type)
                ? [type]
                : [],
            _ => LeadForm.Recognise(lead.Value) is not null
            && types.TryGetValue(lead.Value[..(lead.Value.LastIndexOf('-') + 1)], out var byId)
                ? [byId]
                : [],
        };
    }

    // A list may have its ARN, its name with the path, or its last part; a secret's ARN ends in six letters more.
    private static IReadOnlyList<string> NamesOf(Lead lead, Arn? arn) =>
        arn is null
            ? [lead.Value]
            :
            [
                .. new[]
                {
                    arn.Service == "s3" ? arn.Resource.Split('/')[0] : CliLayout.Short(lead.Value),
                    arn.ResourceId,
                    arn.ResourceId.Split(':')[0],
                    arn.Service == "secretsmanager" && arn.ResourceId.Length > 7 ? arn.ResourceId[..^7] : "",
                    lead.Value,
                }
                    .Where(n => n.Length > 0)
                    .Distinct(),
            ];
}
