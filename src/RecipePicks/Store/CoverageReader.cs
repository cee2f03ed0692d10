using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Says what a case covers, from its ledger and from what the events say of the logging itself.</summary>
internal static class CoverageReader
{
    /// <summary>Files named one by one; the ledger has them all.</summary>
    private const int MostFiles = 20;

    private static readonly Dictionary<string, object?> None = [];

    public static Coverage Read(
        IEngine engine,
        IReadOnlyList<LedgerEntry> ledger,
        IReadOnlyList<Segment> segments,
        CancellationToken cancellation
    )
    {
        var span = engine
            .Query(
                """
                SELECT count(*) AS events, min(eventtime) AS first, max(eventtime) AS last,
                       count(*) FILTER (WHERE readonly = 'true') AS reads,
                       count(*) FILTER (WHERE eventcategory = 'Data' OR (eventcategory IS NULL AND eventsource = 's3.amazonaws.com'
                           AND eventname IN ('GetObject', 'PutObject', 'DeleteObject'))) AS data
                FROM cloudtrail_logs
                """,
                None,
                cancellation
            )
            .Rows.Single();
        var places = engine.Query(
            """
            SELECT recipientaccountid AS account, awsregion AS region, min(eventtime) AS first, max(eventtime) AS last
            FROM cloudtrail_logs GROUP BY 1, 2 ORDER BY 1, 2
            """,
            None,
            cancellation
        );
        return new Coverage
        {
            Files = ledger.Count(f => f.Records > 0),
            Records = ledger.Sum(f => f.Records),
            Events = span.Count("events"),
            Duplicates = ledger.Sum(f => f.Duplicates),
            ConflictingDuplicates = segments.Sum(s => s.Page.ConflictingDuplicates),
            Rejected = ledger.Sum(f => f.Rejected),
            From = TimeWindow.Parse(span.Text("first")),
            To = TimeWindow.Parse(span.Text("last")),
            Accounts = Distinct(places, "account"),
            Regions = Distinct(places, "region"),
            Gaps =
            [
                .. Unlogged(engine, cancellation),
                .. Kinds(span),
                .. Silence(engine, cancellation),
                .. Files(ledger),
            ],
        };
    }

    private static IReadOnlyList<string> Distinct(QueryRows rows, string column) =>
        [
            .. rows
                .Rows.Select(r => r.Text(column))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Trails that were stopped, deleted or narrowed, by calls that succeeded.</summary>
    private static IEnumerable<CoverageGap> Unlogged(IEngine engine, CancellationToken cancellation)
    {
        var rows = engine.Query(
            """
            SELECT eventtime, eventname, awsregion, recipientaccountid, requestparameters, eventid
            FROM cloudtrail_logs
            WHERE eventsource = 'cloudtrail.amazonaws.com' AND errorcode IS NULL AND errormessage IS NULL
                  AND eventname IN ('StopLogging', 'StartLogging', 'DeleteTrail', 'CreateTrail', 'UpdateTrail', 'PutEventSelectors')
            ORDER BY eventtime, eventid
            """,
            None,
            cancellation
        );
        return TrailHistory.Gaps(rows);
    }

    private static IEnumerable<CoverageGap> Kinds(QueryRow span)
    {
        if (span.Count("events") == 0)
        {
            yield return new CoverageGap("no-events", "The evidence holds no CloudTrail events at all.", null, null);
            yield break;
        }

        if (span.Count("data") == 0)
        {
            yield return new CoverageGap(
                "no-data-events",
                "There are no data events: reads and writes of S3 objects, Lambda invocations and the like were not logged, or are not in this evidence.",
                null,
                null
            );
        }

        if (span.Count("reads") == 0)
        {
            yield return new CoverageGap(
                "writes-only",
                "There are no read-only events: the trail or the export leaves them out, so reconnaissance cannot be seen.",
                null,
                null
            );
        }
    }

    /// <summary>Hours without a single event between the first and the last of an account.</summary>
    private static IEnumerable<CoverageGap> Silence(IEngine engine, CancellationToken cancellation)
    {
        var hours = engine.Query(
            """
            SELECT recipientaccountid AS account, substr(eventtime, 1, 13) AS hour, count(*) AS events
            FROM cloudtrail_logs WHERE recipientaccountid IS NOT NULL AND eventtime IS NOT NULL
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            None,
            cancellation
        );
        (string? Account, DateTime Hour) before = (null, default);
        foreach (var row in hours.Rows)
        {
            if (TimeWindow.Parse(row.Text("hour") + ":00:00Z") is not { } hour)
            {
                continue;
            }

            var account = row.Text("account");
            var from = before.Hour.AddHours(1);
            if (before.Account == account && hour > from)
            {
                var text =
                    $"No event of account {account} between {TimeWindow.Format(from)} and {TimeWindow.Format(hour)}.";
                yield return new CoverageGap("missing-hours", text, from, hour);
            }

            before = (account, hour);
        }
    }

    /// <summary>Files that could not be read, each by name; those that are no logs, together.</summary>
    private static IEnumerable<CoverageGap> Files(IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var file in ledger.Where(f => f.Rejected > 0).Take(MostFiles))
        {
            var pieces = file.Rejected == 1 ? "1 piece" : $"{file.Rejected:N0} pieces";
            yield return Gap(
                "rejected",
                $"{file.File}: {pieces} could not be read; the first: {file.Rejects[0].Reason}."
            );
        }

        var more = ledger.Count(f => f.Rejected > 0) - MostFiles;
        if (more > 0)
        {
            yield return Gap("rejected", $"{more:N0} more files could not be read whole; picks coverage lists them.");
        }

        var skipped = ledger.Where(f => f.Status == "skipped").ToList();
        if (skipped.Count > 0)
        {
            var names = string.Join(", ", skipped.Take(3).Select(f => $"{f.File} ({f.Reason})"));
            var rest = skipped.Count > 3 ? $" and {skipped.Count - 3:N0} more" : "";
            yield return Gap("skipped-file", $"Passed over, for they hold no CloudTrail records: {names}{rest}.");
        }
    }

    private static CoverageGap Gap(string kind, string text) => new(kind, text, null, null);
}
