using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Reads off the log itself when it was not kept: trails stopped, deleted, narrowed; AWS Config's recorder stopped.</summary>
internal sealed class TrailHistory
{
    /// <summary>The calls that took effect; a call with no more than a message failed as well.</summary>
    public const string Query = """
        SELECT eventtime, eventsource, eventname, awsregion, recipientaccountid, requestparameters, responseelements, eventid
        FROM cloudtrail_logs
        WHERE errorcode IS NULL AND errormessage IS NULL
          AND ((eventsource = 'cloudtrail.amazonaws.com' AND eventname IN ('StopLogging', 'StartLogging', 'DeleteTrail',
                  'CreateTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors'))
            OR (eventsource = 'config.amazonaws.com' AND eventname IN ('StopConfigurationRecorder', 'StartConfigurationRecorder',
                  'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel'))
            OR (eventsource = 's3.amazonaws.com' AND eventname IN ('PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketLifecycle',
                  'PutBucketLifecycleConfiguration', 'DeleteBucket')))
        ORDER BY eventtime, eventid
        """;

    /// <summary>Members of a trail that say what it covers.</summary>
    public static readonly IReadOnlyList<string> Scopes =
    [
        "isMultiRegionTrail",
        "includeGlobalServiceEvents",
        "isOrganizationTrail",
    ];

    private readonly Dictionary<string, Trail> _trails = new(StringComparer.Ordinal);
    private readonly HashSet<string> _buckets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Blind> _open = new(StringComparer.Ordinal);
    private readonly List<CoverageGap> _gaps = [];

    // Trails that were deleted and that none was made after yet.
    private readonly List<(TrailCall Call, Trail Trail)> _deleted = [];

    private TrailHistory() { }

    /// <summary>Follows the calls.</summary>
    /// <param name="calls">Rows of <see cref="Query"/>.</param>
    /// <returns>A gap for each stretch in which less was recorded than before.</returns>
    public static IReadOnlyList<CoverageGap> Gaps(QueryRows calls)
    {
        var history = new TrailHistory();
        foreach (var call in TrailOrder.Of(calls.Rows))
        {
            history.Follow(call);
        }

        foreach (var key in history._open.Keys.ToList())
        {
            history.Close(key, null);
        }

        return [.. history._gaps.OrderBy(g => g.From).ThenBy(g => g.Text, StringComparer.Ordinal)];
    }

    private void Follow(TrailCall call)
    {
        switch (call.Source, call.Name)
        {
            case ("s3.amazonaws.com", _):
                OfBucket(call);
                break;
            case ("config.amazonaws.com", "StopConfigurationRecorder" or "DeleteConfigurationRecorder"):
                Open(
                    "config recorder",
                    call,
                    "config-stopped",
                    $"AWS Config's recorder of account {call.Account} in {call.Region} was {Verb(call)}"
                );
                break;
            case ("config.amazonaws.com", "DeleteDeliveryChannel"):
                Open(
                    "config channel",
                    call,
                    "config-stopped",
                    $"AWS Config's delivery of account {call.Account} in {call.Region} was deleted"
                );
                break;
            case ("config.amazonaws.com", "StartConfigurationRecorder"):
                Close(call.Key("config recorder"), call.Time);
                break;
            case ("config.amazonaws.com", _):
                Close(call.Key("config channel"), call.Time);
                break;
            default:
                OfTrail(
                    call,
                    _trails.TryGetValue(call.Trail, out var trail) ? trail : _trails[call.Trail] = new Trail()
                );
                break;
        }
    }

    private void OfTrail(TrailCall call, Trail trail)
    {
        switch (call.Name)
        {
            case "CreateTrail":
                Begin(call, trail);
                break;
            case "StartLogging":
                // A trail that has been created anew logs nothing before this call.
                Close(call.Key("logging"), call.Time);
                break;
            case "StopLogging":
                Open("logging", call, "logging-stopped", $"Logging of {call.Trail} was stopped", trail);
                break;
            case "DeleteTrail":
                CloseAllBut("logging", call);
                Open("logging", call, "logging-stopped", $"The {call.Trail} was deleted", trail);
                _deleted.Add((call, trail));
                _trails.Remove(call.Trail);
                break;
            case "PutEventSelectors":
                Selectors(call, trail);
                break;
            case "PutInsightSelectors" when call.List("insightSelectors") is { Count: 0 }:
                Open("insights", call, "insight-selectors", $"Insights of {call.Trail} were switched off", trail);
                break;
            case "PutInsightSelectors":
                Close(call.Key("insights"), call.Time);
                break;
            case "UpdateTrail":
                Updated(call, trail);
                break;
        }

        trail.Bucket = call.Text("s3BucketName") ?? trail.Bucket;
        if (trail.Bucket is { } bucket)
        {
            _buckets.Add(bucket);
        }
    }

    // What is made after another of the account was deleted is measured by what that recorded.
    private void Begin(TrailCall call, Trail trail)
    {
        var at = _deleted.FindLastIndex(d => d.Call.Trail == call.Trail);
        at = at < 0 ? _deleted.FindLastIndex(d => d.Call.Account == call.Account) : at;
        if (at < 0)
        {
            trail.Begin(call);
            return;
        }

        var (deleted, old) = _deleted[at];
        _deleted.RemoveAt(at);
        trail.Follow(call, old);
        var after =
            $"The {call.Trail}, made after {(deleted.Trail == call.Trail ? "one of that name" : $"the {deleted.Trail}")} was deleted,";
        if (trail.IsMultiRegion == false && old.WasMultiRegion != false)
        {
            Open(
                "regions",
                call,
                "trail-narrowed",
                $"{after} records its home region alone, where that {(old.WasMultiRegion == true ? "recorded" : "may have recorded")} all",
                trail
            );
        }

        if (call.Flag("includeGlobalServiceEvents") == false)
        {
            Open("global", call, "trail-narrowed", $"{after} leaves out events of global services (IAM, STS)", trail);
        }

        if (call.Flag("isOrganizationTrail") != true && old.WasOrganization)
        {
            Open(
                "organization",
                call,
                "trail-narrowed",
                $"{after} does not cover the organization's other accounts, as that did",
                trail
            );
        }

        if (old.Selectors is { Data: { Count: > 0 } data })
        {
            Open(
                "selectors",
                call,
                "data-selectors",
                $"{after} records no data events, where that recorded those of {Some(data)}",
                trail,
                EvidenceKinds.Data
            );
        }
    }

    private static string Some(IReadOnlyList<string> data) =>
        $"{string.Join(", ", data.Take(4))}{(data.Count > 4 ? $" and {data.Count - 4} more" : "")}";

    private void Selectors(TrailCall call, Trail trail)
    {
        if (TrailSelectors.Of(call.Request) is not { } selectors)
        {
            return;
        }

        var before = trail.Selectors ?? TrailSelectors.Default;
        var lost = selectors.Loses(before);
        // Of a trail whose selectors nobody has named before, data events may be lost too.
        var unsaid =
            trail.Selectors is null && !trail.IsMade && selectors.Data.Count == 0 && lost != EvidenceKinds.None;
        Close(call.Key("selectors"), call.Time);
        if (lost != EvidenceKinds.None)
        {
            var what = (lost & EvidenceKinds.Management) switch
            {
                EvidenceKinds.Management => "no management events",
                EvidenceKinds.Reads => "no read-only management events",
                EvidenceKinds.Writes => "only read-only management events",
                _ => null,
            };
            var data =
                selectors.DataLostSince(before) is { Count: > 0 } dropped ? $"no more data events of {Some(dropped)}"
                : unsaid ? "no data events"
                : null;
            Open(
                "selectors",
                call,
                what is null ? "data-selectors" : "event-selectors",
                $"The event selectors of {call.Trail} were narrowed to take {string.Join(" and ", new[] { what, data }.OfType<string>())}",
                trail,
                lost | (unsaid ? EvidenceKinds.Data : EvidenceKinds.None)
            );
        }
        else
        {
            trail.Selectors = selectors;
        }

        Close(call.Key("excluded"), call.Time);
        if (selectors.Excluded.Count > 0 && lost == EvidenceKinds.None)
        {
            Open(
                "excluded",
                call,
                "excluded-sources",
                $"The {call.Trail} leaves out management events of {string.Join(", ", selectors.Excluded)}",
                trail
            );
        }
    }

    private void Updated(TrailCall call, Trail trail)
    {
        Scope("isMultiRegionTrail", "regions", "was held to its home region", trail.IsMultiRegion);
        Scope("includeGlobalServiceEvents", "global", "leaves out events of global services (IAM, STS)", null);
        Scope("isOrganizationTrail", "organization", "no longer covers the organization's other accounts", null);
        trail.Take(call);
        if (call.Text("s3BucketName") is { } bucket && bucket != trail.Bucket)
        {
            Close(call.Key("bucket"), call.Time);
            Open(
                "bucket",
                call,
                "trail-moved",
                trail.Bucket is { } old
                    ? $"The {call.Trail} delivers to {bucket}, no longer to {old}"
                    : $"The {call.Trail} was set to deliver to {bucket}; where it did before the log does not say",
                trail
            );
        }

        if (call.Text("kmsKeyId") is { Length: > 0 } key)
        {
            Open(
                "key",
                call,
                "trail-moved",
                $"The {call.Trail} was set to encrypt its files with {key}: who may not use that key cannot read them",
                trail
            );
        }

        void Scope(string member, string key, string what, bool? was)
        {
            if (call.Flag(member) == false && was != false)
            {
                Open(key, call, "trail-narrowed", $"The {call.Trail} {what}", trail);
            }
            else if (call.Flag(member) == true)
            {
                Close(call.Key(key), call.Time);
            }
        }
    }

    private void OfBucket(TrailCall call)
    {
        if (call.Text("bucketName") is { } bucket && _buckets.Contains(bucket))
        {
            var at = call.Time is { } time ? $" at {TimeWindow.Format(time)}" : "";
            _gaps.Add(
                new CoverageGap(
                    "log-bucket",
                    $"{call.Name}{at} on {bucket}, to which a trail delivers: files may have been lost since, or not delivered.",
                    call.Time,
                    null
                )
                {
                    Account = call.Account,
                    Region = call.Region,
                }
            );
        }
    }

    private void Open(
        string what,
        TrailCall call,
        string kind,
        string text,
        Trail? trail = null,
        EvidenceKinds? missing = null
    ) => _open.TryAdd(call.Key(what), new Blind(call, kind, text, missing ?? GapKinds.Missing(kind), trail?.Made));

    private void CloseAllBut(string what, TrailCall call)
    {
        foreach (
            var key in _open
                .Keys.Where(k => k.EndsWith(call.Trail, StringComparison.Ordinal) && k != call.Key(what))
                .ToList()
        )
        {
            Close(key, call.Time);
        }
    }

    private void Close(string key, DateTime? to)
    {
        if (!_open.Remove(key, out var blind))
        {
            return;
        }

        var from = blind.Call.Time is { } start ? $" at {TimeWindow.Format(start)}" : "";
        var other = blind.Call.IsUnordered
            ? "; a call of the same second did the opposite, and the log does not tell which was the last"
            : "";
        var until =
            to is { } end ? $" until {TimeWindow.Format(end)}"
            : blind.Call.IsUnordered ? ""
            : ", and nothing shows that this was undone";
        // What the evidence holds from before the trail was made, it has from elsewhere.
        var made = blind.Made is { } time
            ? $" The trail was made at {TimeWindow.Format(time)}, within the log: what came from elsewhere is not touched by this."
            : "";
        _gaps.Add(
            new CoverageGap(blind.Kind, $"{blind.Text}{from}{until}{other}.{made}", blind.Call.Time, to)
            {
                Account = blind.Call.Account,
                Region = blind.Call.Region,
                Missing = blind.Made is null ? blind.Missing : EvidenceKinds.None,
            }
        );
    }

    private static string Verb(TrailCall call) =>
        call.Name.StartsWith("Delete", StringComparison.Ordinal) ? "deleted" : "stopped";

    private sealed record Blind(TrailCall Call, string Kind, string Text, EvidenceKinds Missing, DateTime? Made);
}
