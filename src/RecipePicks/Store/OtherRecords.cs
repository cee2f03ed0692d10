using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>
/// Reads off the log when other records than the trail's files were switched off or deleted: VPC flow logs, GuardDuty, event data
/// stores, a trail's log group. CloudTrail goes on; what would have told more is gone.
/// </summary>
internal sealed class OtherRecords
{
    private const string Kind = "other-records";

    /// <summary>The calls that took effect, and those that tell a trail's log group.</summary>
    public const string Query = """
        SELECT eventtime, eventsource, eventname, awsregion, recipientaccountid, requestparameters, responseelements, eventid
        FROM cloudtrail_logs
        WHERE errorcode IS NULL AND errormessage IS NULL
          AND ((eventsource = 'ec2.amazonaws.com' AND eventname = 'DeleteFlowLogs')
            OR (eventsource = 'guardduty.amazonaws.com' AND eventname IN ('CreateDetector', 'UpdateDetector', 'DeleteDetector'))
            OR (eventsource = 'cloudtrail.amazonaws.com' AND eventname IN ('CreateTrail', 'UpdateTrail', 'DeleteEventDataStore',
                  'RestoreEventDataStore', 'StopEventDataStoreIngestion', 'StartEventDataStoreIngestion'))
            OR (eventsource = 'logs.amazonaws.com' AND eventname = 'DeleteLogGroup'))
        ORDER BY eventtime, eventid
        """;

    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Text, TrailCall Call)> _off = new(StringComparer.Ordinal);
    private readonly List<CoverageGap> _gaps = [];

    private OtherRecords() { }

    /// <summary>Follows the calls.</summary>
    /// <param name="calls">Rows of <see cref="Query"/>.</param>
    /// <returns>A gap for each stretch without such a record; what was deleted does not come back.</returns>
    public static IReadOnlyList<CoverageGap> Gaps(QueryRows calls)
    {
        var records = new OtherRecords();
        foreach (var row in calls.Rows)
        {
            records.Follow(new TrailCall(row));
        }

        foreach (var (text, call) in records._off.Values)
        {
            records.Add($"{text}{At(call)}, and nothing shows that this was undone.", call, null);
        }

        return [.. records._gaps.OrderBy(g => g.From).ThenBy(g => g.Text, StringComparer.Ordinal)];
    }

    private void Follow(TrailCall call)
    {
        var where = $"of account {call.Account} in {call.Region}";
        var store = $"The event data store {Last(call.Text("eventDataStore"))} {where}";
        var detector = $"GuardDuty {where}";
        switch (call.Name)
        {
            case "DeleteFlowLogs":
                Add(
                    $"Flow logs {Named(call, "fl-")} {where} were deleted{At(call)}: who connected is not recorded by them since.",
                    call,
                    null
                );
                break;
            case "DeleteDetector":
            case "UpdateDetector" when call.Flag("enable") == false:
                _off.TryAdd(detector, ($"{detector} was switched off", call));
                break;
            case "CreateDetector" when call.Flag("enable") != false:
            case "UpdateDetector" when call.Flag("enable") == true:
                On(detector, call);
                break;
            case "DeleteEventDataStore" or "StopEventDataStoreIngestion":
                var what = call.Name == "DeleteEventDataStore" ? "was deleted" : "was told to take no more events";
                _off.TryAdd(store, ($"{store} {what}", call));
                break;
            case "RestoreEventDataStore" or "StartEventDataStoreIngestion":
                On(store, call);
                break;
            case "DeleteLogGroup" when call.Text("logGroupName") is { } group && IsTrails(group):
                Add(
                    $"The log group {group} {where}, which a trail fills, was deleted{At(call)} with what was in it.",
                    call,
                    null
                );
                break;
            case "CreateTrail" or "UpdateTrail" when call.Text("cloudWatchLogsLogGroupArn") is { } filled:
                _groups.Add(filled);
                break;
        }
    }

    // The console's names for a trail's group, or a group that a trail in the log was given.
    private bool IsTrails(string group) =>
        group.StartsWith("aws-cloudtrail-logs-", StringComparison.Ordinal)
        || group.StartsWith("CloudTrail/", StringComparison.Ordinal)
        || _groups.Any(g =>
            g.Contains($":log-group:{group}:", StringComparison.Ordinal)
            || g.EndsWith($":log-group:{group}", StringComparison.Ordinal)
        );

    private void On(string key, TrailCall call)
    {
        if (_off.Remove(key, out var off))
        {
            Add(
                $"{off.Text}{At(off.Call)} until {(call.Time is { } time ? TimeWindow.Format(time) : "an unknown time")}.",
                off.Call,
                call.Time
            );
        }
    }

    private void Add(string text, TrailCall call, DateTime? to) =>
        _gaps.Add(new CoverageGap(Kind, text, call.Time, to) { Account = call.Account, Region = call.Region });

    private static string At(TrailCall call) => call.Time is { } time ? $" at {TimeWindow.Format(time)}" : "";

    private static string Last(string? name) => name is null ? "(unnamed)" : name[(name.LastIndexOf('/') + 1)..];

    private static string Named(TrailCall call, string start) =>
        string.Join(
            ", ",
            Texts(call.Request)
                .Where(t => t.StartsWith(start, StringComparison.Ordinal))
                .Distinct()
                .Order(StringComparer.Ordinal)
        )
            is { Length: > 0 } names
            ? names
            : "(unnamed)";

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
            _ => [],
        };
}
