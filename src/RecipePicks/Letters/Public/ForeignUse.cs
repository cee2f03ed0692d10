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
    private const int MostResources = 200;
    private const int MostEvidence = 6;

    // Who comes over the network calls no API.
    private static readonly HashSet<string> ByNetwork =
    [
        "AWS::EC2::SecurityGroup",
        "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
    ];

    private readonly Dictionary<string, List<QueryRow>> _byResource = new(StringComparer.Ordinal);

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

        var calls = inquiry.Ask(
            Question,
            new Dictionary<string, object?>(),
            row => (Row: row, Texts: Texts(row)),
            Inquiry.MostRows
        );
        var use = new ForeignUse { IsCapped = calls.Count >= Inquiry.MostRows || resources.Count > MostResources };
        foreach (var resource in resources.Take(MostResources))
        {
            var name = ResourceName.Of(
                resource.Type == "AWS::S3::Object"
                    ? $"arn:aws:s3:::{resource.Name}"
                    : resource.Names.FirstOrDefault(n => n.StartsWith("arn:", StringComparison.Ordinal))
                        ?? resource.Name
            );
            use._byResource[Key(resource)] = [.. calls.Where(c => IsOn(name, c.Texts)).Select(c => c.Row)];
        }

        return use;
    }

    /// <summary>What others did with a resource while it was open.</summary>
    public ForeignCalls Of(Exposed exposed)
    {
        var rows = _byResource
            .GetValueOrDefault(Key(exposed), [])
            .Where(r =>
                TimeWindow.Parse(r.Text("eventtime")) is { } time
                && (exposed.From is null || time >= exposed.From)
                && (exposed.To is null || time <= exposed.To)
            )
            .ToList();
        return rows.Count == 0
            ? ForeignCalls.None
            : new ForeignCalls(
                rows.Count,
                rows.Count(r => r.Text("errorcode") is not null || r.Text("errormessage") is not null),
                rows[0].Text("eventtime"),
                rows[^1].Text("eventtime"),
                [
                    .. rows.GroupBy(Who)
                        .OrderByDescending(g => g.Count())
                        .ThenBy(g => g.Key, StringComparer.Ordinal)
                        .Select(g => g.Key),
                ],
                [.. rows.Select(r => r.Text("eventid") ?? "").Take(MostEvidence)]
            );
    }

    private static string Key(Exposed e) => $"{e.Type} {e.Account} {e.Region} {e.Name}";

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
}
