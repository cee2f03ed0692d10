using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Sources;

/// <summary>A read call of the AWS CLI: when it is made, with what, and what its output is evidence of.</summary>
internal sealed record CliCall
{
    /// <summary>The command: <c>s3api get-bucket-policy</c>.</summary>
    public required string Call { get; init; }

    /// <summary>What its output tells, in people's words.</summary>
    public required string Evidence { get; init; }

    /// <summary><c>account</c>: once, wherever; <c>region</c>: once in each; else the one region that answers it.</summary>
    public required string Where { get; init; }

    /// <summary>AWS Config's name of the type that its output is about.</summary>
    public required string Of { get; init; }

    /// <summary>The types of leads that need it; of its own type alone when null.</summary>
    public IReadOnlyList<string>? For { get; init; }

    /// <summary>
    /// <c>always</c>: whatever the lead; <c>lead</c>: only for a lead, whose name it takes; <c>hand</c>: never, for another call
    /// tells the same, but people make it; else with all others.
    /// </summary>
    public string? When { get; init; }

    /// <summary>The call whose outputs it is made for; null when it is made once.</summary>
    public string? After { get; init; }

    /// <summary>Where in those outputs the names stand, one for each call: <c>Buckets[].Name</c>.</summary>
    public string? Each { get; init; }

    /// <summary>
    /// Options and their values, in order; an empty value makes a flag. <c>{each}</c> is the name, <c>{parent.option}</c>
    /// what the call before was given, <c>{account}</c>, <c>{region}</c>, <c>{partition}</c>, <c>{lead}</c> what they say.
    /// </summary>
    public IReadOnlyDictionary<string, string>? With { get; init; }

    /// <summary>The options that tell its files apart; those that vary when null.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Error codes that mean "there is none".</summary>
    public IReadOnlyList<string>? Absent { get; init; }

    /// <summary>Where the output names its account: paths of ARNs or of ids.</summary>
    public IReadOnlyList<string>? Account { get; init; }

    /// <summary>Operations of the APIs that it also stands for, as <c>iam.GetRole</c>.</summary>
    public IReadOnlyList<string>? Tells { get; init; }

    /// <summary>Output of the smallest kind, which proves the paths; null when it prints nothing that could be told.</summary>
    public JsonElement? Prints { get; init; }

    /// <summary>The options whose values stand in the file's name, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Subject =>
        Names ?? [.. (With ?? Empty).Where(o => o.Value.Contains('{', StringComparison.Ordinal)).Select(o => o.Key)];

    /// <summary>Whether a lead of a type needs it.</summary>
    public bool IsFor(string type) => (For ?? [Of]).Contains(type);

    private static readonly Dictionary<string, string> Empty = [];
}

/// <summary>The file of knowledge: the calls, and what the codes of errors mean.</summary>
internal sealed record CliCallFile
{
    /// <summary>Codes of "you may not".</summary>
    public required IReadOnlyList<string> Denied { get; init; }

    /// <summary>Codes of "too fast".</summary>
    public required IReadOnlyList<string> Throttled { get; init; }

    /// <summary>Codes of credentials that have run out: nothing more will be answered.</summary>
    public required IReadOnlyList<string> Expired { get; init; }

    /// <summary>What the AWS CLI itself says when a login of IAM Identity Center has run out.</summary>
    public required IReadOnlyList<string> SignedOut { get; init; }

    /// <summary>The types of leads: by service and resource type of an ARN, by the prefix of an id.</summary>
    public required IReadOnlyDictionary<string, string> Types { get; init; }

    /// <summary>The calls, each after the one that it goes by.</summary>
    public required IReadOnlyList<CliCall> Calls { get; init; }
}
