using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>What one account and region have in one hour.</summary>
/// <param name="Account">The account that received the events; null when they do not say, or say what is none.</param>
/// <param name="Region">Their region.</param>
/// <param name="Hour">The hour's beginning, UTC; null for events without a time, or with one that cannot be read.</param>
/// <param name="Events">How many events.</param>
/// <param name="Reads">How many of them only read: they say so, or say nothing and are named like it.</param>
/// <param name="Heartbeat">How many of them AWS made by itself.</param>
/// <param name="First">The first event's time, as logged.</param>
/// <param name="Last">The last event's time, as logged.</param>
/// <param name="NoAccount">What stands where the account should, and is none: <c>4.9E+11</c>, <c>redacted</c>.</param>
internal sealed record HourTally(
    string? Account,
    string? Region,
    DateTime? Hour,
    long Events,
    long Reads,
    long Heartbeat,
    string? First,
    string? Last,
    string? NoAccount
)
{
    /// <summary>One pass over the case: all that coverage counts by time and place.</summary>
    public const string Query = """
        SELECT recipientaccountid AS account, awsregion AS region, substr(eventtime, 1, 13) AS hour, count(*) AS events,
               count(*) FILTER (
                 WHERE lower(readonly) = 'true' OR (coalesce(readonly, '') = ''
                   AND (eventname LIKE 'Describe%' OR eventname LIKE 'Get%' OR eventname LIKE 'List%' OR eventname LIKE 'Head%'
                     OR eventname LIKE 'BatchGet%' OR eventname LIKE 'Lookup%' OR eventname LIKE 'Search%'))
               ) AS reads,
               count(*) FILTER (WHERE useridentity.type = 'AWSService' OR useridentity.invokedby <> '') AS heartbeat,
               min(eventtime) AS first, max(eventtime) AS last
        FROM cloudtrail_logs GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """;

    /// <summary>Reads the rows.</summary>
    public static List<HourTally> Of(QueryRows rows) =>
        [
            .. rows.Rows.Select(r => new HourTally(
                Arn.IsAccount(r.Text("account")) ? r.Text("account") : null,
                r.Text("region"),
                TimeWindow.Parse(r.Text("hour") + ":00:00Z"),
                r.Count("events"),
                r.Count("reads"),
                r.Count("heartbeat"),
                r.Text("first"),
                r.Text("last"),
                Arn.IsAccount(r.Text("account")) ? null : r.Text("account")
            )),
        ];
}
