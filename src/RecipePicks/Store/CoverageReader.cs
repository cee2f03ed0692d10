using RecipePicks.Engines;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Says what a case covers, from its ledger and from what the events say of the logging itself.</summary>
internal static class CoverageReader
{
    /// <summary>Files named one by one; the ledger has them all.</summary>
    private const int MostFiles = 20;

    /// <summary>Accounts without logs that are named, those with the most calls.</summary>
    private const int MostAccounts = 10;

    /// <summary>Calls by the accounts of callers from elsewhere.</summary>
    public const string StrangersQuery = """
        SELECT useridentity.accountid AS account, count(*) AS calls FROM cloudtrail_logs
        WHERE useridentity.accountid <> recipientaccountid
        GROUP BY 1 ORDER BY 2 DESC, 1
        """;

    private static readonly Dictionary<string, object?> None = [];

    public static Coverage Read(
        LocalEngine engine,
        IReadOnlyList<LedgerEntry> ledger,
        IReadOnlyList<Segment> segments,
        CancellationToken cancellation
    )
    {
        var tallies = HourTally.Of(engine.Counted(SegmentCounts.Hours, cancellation));
        var kinds = engine.Counted(SegmentCounts.Kinds, cancellation);
        var telling = engine.Telling ?? engine;
        var data = DataEvents.Count(kinds);
        // What was pulled by what it names is silent about all else, whatever was logged.
        var pulled = ledger.Where(f => f.Events > 0 && PulledFile.Is(f.File)).ToList();
        var onlyPulled = pulled.Count > 0 && ledger.All(f => f.Events == 0 || PulledFile.Is(f.File));
        return new Coverage
        {
            Files = ledger.Count(f => f.Records > 0),
            Records = ledger.Sum(f => f.Records),
            Events = tallies.Sum(t => t.Events),
            Duplicates = ledger.Sum(f => f.Duplicates),
            ConflictingDuplicates = segments.Sum(s => s.Page.ConflictingDuplicates),
            Rejected = ledger.Sum(f => f.Rejected),
            From = tallies.Where(t => t.Hour is not null).Min(t => TimeWindow.Parse(t.First) ?? t.Hour),
            To = tallies.Where(t => t.Hour is not null).Max(t => TimeWindow.Parse(t.Last) ?? t.Hour),
            Accounts = Distinct(tallies.Select(t => t.Account)),
            Regions = Distinct(tallies.Select(t => t.Region)),
            DataEvents = data,
            Gaps =
            [
                .. TrailHistory
                    .Gaps(telling.Query(TrailHistory.Query, None, cancellation))
                    .Select(g => WithWhatElseIsThere(g, tallies)),
                .. OtherRecords.Gaps(telling.Query(OtherRecords.Query, None, cancellation)),
                .. onlyPulled ? [] : Kinds(tallies, kinds, data),
                .. Unreadable(tallies),
                .. Strangers(telling.Query(StrangersQuery, None, cancellation), tallies),
                .. onlyPulled
                    ? []
                    : Silence.Gaps(tallies, ledger.Select(f => DeliveryFile.Of(f.File)).OfType<DeliveryFile>()),
                .. Files(ledger),
                .. Pulled(pulled),
            ],
        };
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string?> values) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Another trail may have recorded what one did not: the hours wholly inside a gap tell.</summary>
    private static CoverageGap WithWhatElseIsThere(CoverageGap gap, List<HourTally> tallies)
    {
        var held = tallies
            .Where(t =>
                t.Account == gap.Account
                && t.Region == gap.Region
                && t.Hour >= gap.From
                && (gap.To is null || t.Hour?.AddHours(1) <= gap.To)
            )
            .Sum(t => t.Events);
        return held == 0 || gap.From is null || gap.Kind != "logging-stopped"
            ? gap
            : gap with
            {
                Text =
                    $"{gap.Text} The evidence holds {held:N0} events of that account and region from the hours within, from another trail or an export.",
            };
    }

    private static IEnumerable<CoverageGap> Kinds(
        List<HourTally> tallies,
        QueryRows kinds,
        IReadOnlyList<DataEventCount> data
    )
    {
        if (tallies.Sum(t => t.Events) == 0)
        {
            yield return Gap("no-events", "The evidence holds no CloudTrail events at all.");
            yield break;
        }

        foreach (var gap in DataEvents.Gaps(kinds, data))
        {
            yield return gap;
        }

        if (tallies.Sum(t => t.Reads) == 0)
        {
            yield return Gap(
                "writes-only",
                "There are no read-only events: the trail or the export leaves them out, so reconnaissance cannot be seen."
            );
        }

        // IAM, Organizations, CloudFront and Route 53 record in one region of each partition.
        var regions = tallies.Select(t => t.Region).OfType<string>().ToHashSet();
        var home =
            regions.Any(r => r.StartsWith("us-gov-", StringComparison.Ordinal)) ? "us-gov-west-1"
            : regions.Any(r => r.StartsWith("cn-", StringComparison.Ordinal)) ? "cn-north-1"
            : "us-east-1";
        if (regions.Count > 0 && !regions.Contains(home))
        {
            yield return Gap(
                "no-global-events",
                $"No event is from {home}, where IAM and the other global services record: changes of users, roles and policies are not in this evidence."
            );
        }
    }

    /// <summary>Events whose time or account is no such thing: redacted, or spoilt by a spreadsheet.</summary>
    private static IEnumerable<CoverageGap> Unreadable(List<HourTally> tallies)
    {
        var untimed = tallies.Where(t => t is { Hour: null, First: not null }).ToList();
        if (untimed.Count > 0)
        {
            yield return Gap(
                "unreadable-time",
                $"{Events(untimed, "carries", "carry")} a time that cannot be read ({Some(untimed.Select(t => t.First!))}): they are in no window, so no answer counts on them."
            );
        }

        var unowned = tallies.Where(t => t.NoAccount is not null).ToList();
        if (unowned.Count > 0)
        {
            yield return Gap(
                "unreadable-account",
                $"{Events(unowned, "names", "name")} as the account that received it what is none ({Some(unowned.Select(t => t.NoAccount!))}): whose events these are is not known."
            );
        }
    }

    private static string Events(List<HourTally> tallies, string one, string many) =>
        tallies.Sum(t => t.Events) is var events && events == 1 ? $"1 event {one}" : $"{events:N0} events {many}";

    private static string Some(IEnumerable<string> texts)
    {
        var all = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var shown = string.Join(", ", all.Take(3).Select(t => t.Length > 40 ? $"{t[..40]}…" : t));
        return all.Count > 3 ? $"{shown} and {all.Count - 3:N0} more" : shown;
    }

    /// <summary>Accounts that called in, and whose own logs are not here.</summary>
    private static IEnumerable<CoverageGap> Strangers(QueryRows rows, List<HourTally> tallies)
    {
        var own = tallies.Select(t => t.Account).ToHashSet();
        return rows
            .Rows.Where(r => r.Text("account") is { Length: 12 } account && !own.Contains(account))
            .Take(MostAccounts)
            .Select(r => new CoverageGap(
                "no-logs-of-account",
                $"Account {r.Text("account")} called in {r.Count("calls"):N0} times and delivered no log to this evidence: what it did at home is not in it.",
                null,
                null
            )
            {
                Account = r.Text("account"),
            });
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

    private static IEnumerable<CoverageGap> Pulled(List<LedgerEntry> files)
    {
        if (files.Count > 0)
        {
            yield return Gap(
                "pulled",
                $"{files.Sum(f => f.Events):N0} events were pulled out of a table in Athena by whom and what they name ({files.Count} {(files.Count == 1 ? "query" : "queries")}): "
                    + "what the leads did not lead to was not asked for, so what is not here may be in the table."
            );
        }
    }

    private static CoverageGap Gap(string kind, string text) => new(kind, text, null, null);
}
