using System.Text.RegularExpressions;
using RecipePicks.Engines;
using RecipePicks.Iam.Accounts;
using RecipePicks.Lineage;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The accounts over time: what documents show of them, rewound and replayed by the calls that changed them.</summary>
/// <param name="histories">The histories of identities, policies, and what carries or has one.</param>
/// <param name="collected">What the AWS CLI showed of other things that run with a role; as it was then, for no call is replayed on it.</param>
/// <param name="end">The end of the evidence, UTC: AWS's own policies are read as they were then; null for as they are known last.</param>
internal sealed partial class EstateHistory(
    IReadOnlyList<ResourceHistory> histories,
    IReadOnlyList<Collected>? collected = null,
    DateTime? end = null
)
{
    private const int MostCalls = 50_000;

    private readonly Dictionary<DateTime, Estate> _at = [];
    private readonly Renames _renames = new(histories.SelectMany(Renamed));

    // Between two of these the accounts are the same: a call changed them, or a document shows them otherwise.
    private readonly IReadOnlyList<DateTime> _turns =
    [
        .. histories
            .SelectMany(h => h.Spans)
            .SelectMany(s => new[] { s.From, s.To })
            .OfType<DateTime>()
            .Distinct()
            .Order(),
    ];

    /// <summary>The histories.</summary>
    public IReadOnlyList<ResourceHistory> Histories => histories;

    /// <summary>Whether a document describes any user or role.</summary>
    public bool HasDocuments { get; } =
        histories.Any(h => h.Resource.Type is "AWS::IAM::User" or "AWS::IAM::Role" && h.Documents.Count > 0);

    /// <summary>Reads it from all of the evidence, whatever the window.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static EstateHistory Of(Inquiry inquiry)
    {
        var everything = new Dictionary<string, object?>
        {
            ["state_calls"] = EstateTypes.Knowledge.Calls.Select(c => c.Call).Distinct().ToList(),
        };
        var calls = inquiry.AskAll(
            Question.Load("Permissions/account-calls"),
            everything,
            row => StateRows.Call(row) is { } call ? ReadCall.Of(EstateTypes.Knowledge, call) : null,
            MostCalls
        );
        return new EstateHistory(
            Replay.Of(EstateTypes.Knowledge, calls.OfType<ReadCall>(), Documents(inquiry)),
            Collected.Of(inquiry, CollectedWorkloads.Calls),
            inquiry.Coverage.To
        );
    }

    /// <summary>The accounts at a time.</summary>
    /// <param name="time">UTC; <see cref="DateTime.MaxValue"/> for the end of the evidence.</param>
    public Estate At(DateTime time)
    {
        var after = _turns.TakeWhile(t => t <= time).LastOrDefault();
        return _at.TryGetValue(after, out var known) ? known : _at[after] = Build(time);
    }

    /// <summary>What changed of an identity, and of the managed policies and groups that it has, after a time.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="after">UTC.</param>
    public IReadOnlyList<StateChange> Changes(IamIdentity identity, DateTime after)
    {
        var names = identity
            .Attached.Append(identity.Arn)
            .Concat(identity.Groups)
            .Append(identity.Boundary)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. histories
                .Where(h => EstateTypes.Identities.Contains(h.Resource.Type) && Is(h, identity, names))
                .SelectMany(h => h.Changes)
                .Where(c => c.Call.Time > after && c.Path != "accessKeys")
                .OrderBy(c => c.Call.Time)
                .ThenBy(c => c.Call.EventId, StringComparer.Ordinal),
        ];
    }

    /// <summary>The history of an identity.</summary>
    public ResourceHistory? HistoryOf(IamIdentity identity) =>
        histories.FirstOrDefault(h =>
            h.Resource.Type is "AWS::IAM::User" or "AWS::IAM::Role" && ArnOf(h.Resource) == identity.Arn
        );

    private static bool Is(ResourceHistory history, IamIdentity identity, HashSet<string> names) =>
        (history.Resource.Account is null || history.Resource.Account == identity.Account)
        && (
            ArnOf(history.Resource) == identity.Arn
            || (
                history.Resource.Type is "AWS::IAM::Policy" or "AWS::IAM::Group"
                && history.Resource.Names.Any(names.Contains)
            )
        );

    private static IReadOnlyList<StateDocument> Documents(Inquiry inquiry)
    {
        try
        {
            return
            [
                .. inquiry
                    .AskAlways(
                        Question.Load("Permissions/account-documents"),
                        new Dictionary<string, object?> { ["types"] = EstateTypes.All }
                    )
                    .Rows.Select(StateRows.Document),
            ];
        }
        catch (EngineException)
        {
            // An engine that holds CloudTrail alone has no table of recorded states.
            return [];
        }
    }

    private Estate Build(DateTime time)
    {
        var at = histories.Select(h => new StateAt(h, time)).Where(s => s.Exists && s.Knows).ToList();
        var identities = at.Select(s => EstateParts.Identity(s, _renames)).OfType<IamIdentity>().ToList();
        var byType = at.ToLookup(s => s.Type, StringComparer.Ordinal);
        var profiles = new InstanceProfiles(identities, at);
        return new Estate(
            identities,
            byType["AWS::IAM::Policy"].Select(EstateParts.Policy).OfType<ManagedPolicy>(),
            EstateTypes.Policied.SelectMany(p =>
                byType[p.Type].Select(s => EstateParts.Resource(s, p.Path, p.Arn, IgnoresPublicLists(s, byType)))
            ),
            EstateTypes
                .Carrying.SelectMany(c =>
                    byType[c.Type]
                        .Select(s => EstateParts.Workload(s, c.Kind, c.Path, c.Arn, profiles))
                        .OfType<Workload>()
                )
                .Concat(CollectedWorkloads.Of(collected ?? [], identities)),
            EstateParts.Organization(at),
            at.Where(s => EstateTypes.Owned.Contains(s.Type))
                .Select(s => s.History.Resource)
                .Where(r => r.Account is not null)
                .DistinctBy(r => r.Id)
                .ToDictionary(r => r.Id, r => r.Account!, StringComparer.Ordinal)
        )
        {
            At = end,
        };
    }

    // The account's block holds for all its buckets, a bucket's for all its objects.
    private static bool? IgnoresPublicLists(StateAt of, ILookup<string, StateAt> byType)
    {
        if (
            (of.Type == "AWS::S3::Object" ? BucketOf(of.History.Resource.Id, byType["AWS::S3::Bucket"]) : of)
            is not { } bucket
        )
        {
            return null;
        }

        var own = EstateParts.IgnoresPublicLists(bucket);
        var account = EstateParts.IgnoresPublicLists(
            byType[EstateTypes.AccountBlock]
                .FirstOrDefault(a =>
                    (a.History.Resource.Account ?? a.History.Resource.Id) == bucket.History.Resource.Account
                )
        );
        return own == true || account == true ? true
            : own is null || account is null ? null
            : false;
    }

    private static StateAt? BucketOf(string name, IEnumerable<StateAt> buckets) =>
        buckets.FirstOrDefault(b => b.History.Resource.Names.Contains(name.Split('/')[0]));

    /// <summary>The ARN of an identity; null when nothing tells its account.</summary>
    internal static string? ArnOf(StateResource resource)
    {
        var word = resource.Type switch
        {
            "AWS::IAM::User" => "user",
            "AWS::IAM::Role" => "role",
            "AWS::IAM::Group" => "group",
            _ => null,
        };
        var arns = resource
            .Names.Where(n => Arn.TryParse(n) is { Service: "iam" } arn && arn.ResourceType == word)
            .ToList();
        return word is null ? null
            : arns.Find(n => Arn.TryParse(n)!.ResourceName == resource.Id || UniqueId().IsMatch(resource.Id)) is { } own
                ? own
            // It was renamed, and nothing tells its ARN since: all but the name is as it was.
            : arns is [var former, ..] ? UpToName(former) + resource.Id
            : resource.Account is { } account ? $"arn:aws:iam::{account}:{word}/{resource.Id}"
            : null;
    }

    private static string UpToName(string arn) => arn[..(arn.LastIndexOf('/') + 1)];

    private static IEnumerable<Rename> Renamed(ResourceHistory history) =>
        history.Resource.Type is "AWS::IAM::User" or "AWS::IAM::Group"
        && ArnOf(history.Resource) is { } arn
        && UpToName(Lineage.Names.Canonical(arn)) is var start
            ? history
                .Changes.Where(c => c is { Path: "name", Before.Plain: not null, After.Plain: not null })
                .Select(c => new Rename(start + c.Before.Plain, start + c.After.Plain, c.Call.Time))
            : [];

    /// <summary>The unique id among its names.</summary>
    internal static string? IdOf(StateResource resource) => resource.Names.FirstOrDefault(n => UniqueId().IsMatch(n));

    [GeneratedRegex("^A(IDA|ROA|GPA)[A-Z0-9]{12,}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex UniqueId();
}
