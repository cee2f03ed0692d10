using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>What others did with a resource while it was open.</summary>
/// <param name="Calls">How many calls.</param>
/// <param name="Denied">How many of them were refused or failed.</param>
/// <param name="First">The first call's time, as logged.</param>
/// <param name="Last">The last call's time, as logged.</param>
/// <param name="By">Who called.</param>
/// <param name="EventIds">The first of them.</param>
internal sealed record ForeignCalls(
    long Calls,
    long Denied,
    string? First,
    string? Last,
    IReadOnlyList<string> By,
    IReadOnlyList<string> EventIds
)
{
    /// <summary>No call.</summary>
    public static ForeignCalls None { get; } = new(0, 0, null, null, [], []);

    /// <summary>How many calls got what they asked for.</summary>
    public long Taken => Calls - Denied;

    /// <summary>A sentence that follows another; empty when there is nothing to say.</summary>
    public string Words =>
        Calls == 0
            ? ""
            : $" In that time {Counted(Calls, "call")} by {Listed(By, 3)} on it, {Number(Denied)} of them without success, {Between(First, Last)}.";
}

/// <summary>Calls of other accounts, and of nobody, matched with what was open to them.</summary>
internal sealed class ForeignUse
{
    /// <summary>How many calls of other accounts are looked through at most.</summary>
    public const int MostCalls = 250_000;

    private const int MostResources = 200;
    private const int MostEvidence = 6;

    // Who comes over the network calls no API.
    private static readonly HashSet<string> ByNetwork =
    [
        "AWS::EC2::SecurityGroup",
        "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
    ];

    private readonly Dictionary<string, List<Call>> _byResource = new(StringComparer.Ordinal);

    /// <summary>The question.</summary>
    public static Question Question { get; } = Question.Load("Public/strangers");

    /// <summary>Whether not all calls or resources were matched.</summary>
    public bool IsCapped { get; private init; }

    /// <summary>Matches.</summary>
    public static ForeignUse Of(Inquiry inquiry, IReadOnlyList<Exposed> exposures)
    {
        var resources = exposures.Where(e => !ByNetwork.Contains(e.Type)).DistinctBy(Key).ToList();
        if (resources.Count == 0)
        {
            return new ForeignUse();
        }

        var names = resources.Take(MostResources).Select(r => (Key: Key(r), Name: Name(r))).ToList();
        // Accounts of one organization call each other all day: of those calls only what is on a resource is kept.
        // What was open in a window is told whole, and so is what others did with it.
        var calls = inquiry.AskAll(
            Question,
            row =>
            {
                var texts = Texts(row);
                var on = names.Where(n => IsOn(n.Name, texts)).Select(n => n.Key).ToList();
                return on.Count == 0 ? null : new Call(row, on);
            },
            MostCalls
        );
        var use = new ForeignUse { IsCapped = calls.Count >= MostCalls || resources.Count > MostResources };
        foreach (var call in calls.OfType<Call>())
        {
            foreach (var resource in call.On)
            {
                use._byResource.TryAdd(resource, []);
                use._byResource[resource].Add(call);
            }
        }

        return use;
    }

    /// <summary>What others did with a resource while it was open.</summary>
    public ForeignCalls Of(Exposed exposed)
    {
        var calls = _byResource
            .GetValueOrDefault(Key(exposed), [])
            .Where(c =>
                TimeWindow.Parse(c.Time) is { } time
                && (exposed.From is null || time >= exposed.From)
                && (exposed.To is null || time <= exposed.To)
            )
            .ToList();
        return calls.Count == 0
            ? ForeignCalls.None
            : new ForeignCalls(
                calls.Count,
                calls.Count(c => c.Failed),
                calls[0].Time,
                calls[^1].Time,
                [
                    .. calls
                        .GroupBy(c => c.By)
                        .OrderByDescending(g => g.Count())
                        .ThenBy(g => g.Key, StringComparer.Ordinal)
                        .Select(g => g.Key),
                ],
                [.. calls.Select(c => c.EventId).Take(MostEvidence)]
            );
    }

    private static string Key(Exposed e) => $"{e.Type} {e.Account} {e.Region} {e.Name}";

    private static ResourceName Name(Exposed e) =>
        ResourceName.Of(
            e.Type == "AWS::S3::Object"
                ? $"arn:aws:s3:::{e.Name}"
                : e.Names.FirstOrDefault(n => n.StartsWith("arn:", StringComparison.Ordinal)) ?? e.Name
        );

    private static NamingTexts Texts(QueryRow row) =>
        new(
            row.Text("requestparameters"),
            row.Text("responseelements"),
            row.Text("serviceeventdetails"),
            ResourceArns: NamedEvent.Arns(row["resources"]),
            Account: row.Text("recipientaccountid")
        );

    private static bool IsOn(ResourceName name, NamingTexts texts) =>
        Naming.Of(name, texts).Any(n => n.Role is NamingRole.Request or NamingRole.Response);

    private static string Who(QueryRow row) =>
        row.Text("eventname")!.StartsWith("SharedSnapshot", StringComparison.Ordinal)
            ? "an account that it was shared with"
        : row.Text("principalid") == "ANONYMOUS_PRINCIPAL" || row.Text("accountid") == "ANONYMOUS_PRINCIPAL"
            ? "nobody who signed"
        : row.Text("arn") ?? $"account {row.Text("accountid")}";

    // What is told of a call; its texts are let go.
    private sealed class Call(QueryRow row, IReadOnlyList<string> on)
    {
        public IReadOnlyList<string> On => on;

        public string? Time { get; } = row.Text("eventtime");

        public string EventId { get; } = row.Text("eventid") ?? "";

        public bool Failed { get; } = row.Text("errorcode") is not null || row.Text("errormessage") is not null;

        public string By { get; } = Who(row);
    }
}
