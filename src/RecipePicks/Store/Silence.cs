using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// Hours in which nothing was heard: of an account at all, and of a region in which AWS itself is otherwise heard nearly
/// every hour. Services keep calling at night, so their silence means that logs are missing, and people's does not.
/// </summary>
internal static class Silence
{
    /// <summary>Hours with AWS's own events that a region needs before its silence means anything.</summary>
    private const int FewestHeartbeats = 12;

    /// <summary>How likely a silence may be, by chance anywhere in the span, to be told.</summary>
    private const double MostLikely = 0.01;

    /// <summary>Finds them.</summary>
    /// <param name="tallies">The case by account, region and hour.</param>
    /// <param name="files">Files that CloudTrail delivered.</param>
    public static IEnumerable<CoverageGap> Gaps(IReadOnlyList<HourTally> tallies, IEnumerable<DeliveryFile> files)
    {
        var delivered = files
            .SelectMany(f => new[] { (f.Account, f.Region, Hour(f.Time)), (f.Account, "", Hour(f.Time)) })
            .ToHashSet();
        foreach (var account in tallies.Where(t => t is { Account: not null, Hour: not null }).GroupBy(t => t.Account!))
        {
            var hours = account.Select(t => t.Hour!.Value).Distinct().Order().ToList();
            var silent = Runs(hours, hours[0], hours[^1]).ToList();
            foreach (var (from, to) in silent.Where(r => !IsDelivered(account.Key, "", r)))
            {
                yield return new(
                    "missing-hours",
                    $"No event of account {account.Key} between {TimeWindow.Format(from)} and {TimeWindow.Format(to)}.",
                    from,
                    to
                )
                {
                    Account = account.Key,
                };
            }

            foreach (var region in account.Where(t => t.Region is not null).GroupBy(t => t.Region!))
            {
                foreach (
                    var run in OfRegion([.. region], hours[0], hours[^1])
                        .Except(silent)
                        .Where(r => !IsDelivered(account.Key, region.Key, r))
                )
                {
                    yield return new(
                        "missing-hours",
                        $"No event of account {account.Key} in {region.Key} between {TimeWindow.Format(run.From)} and {TimeWindow.Format(run.To)}, where AWS's own services are otherwise heard nearly every hour.",
                        run.From,
                        run.To
                    )
                    {
                        Account = account.Key,
                        Region = region.Key,
                    };
                }
            }
        }

        // A file of such an hour is in: then the hour was quiet, not lost.
        bool IsDelivered(string account, string region, (DateTime From, DateTime To) run)
        {
            for (var hour = run.From; hour < run.To; hour = hour.AddHours(1))
            {
                if (delivered.Contains((account, region, hour)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static IEnumerable<(DateTime From, DateTime To)> OfRegion(
        IReadOnlyList<HourTally> region,
        DateTime first,
        DateTime last
    )
    {
        var beats = region.Count(t => t.Heartbeat > 0);
        var total = (int)(last - first).TotalHours + 1;
        return beats < FewestHeartbeats
            ? []
            : Runs([.. region.Select(t => t.Hour).OfType<DateTime>().Distinct().Order()], first, last)
                .Where(run =>
                {
                    var length = (int)(run.To - run.From).TotalHours;
                    var heard = Math.Min(1.0, (double)beats / Math.Max(1, total - length));
                    return total * Math.Pow(1 - heard, length) < MostLikely;
                });
    }

    /// <summary>The stretches between hours that are not next to each other, and before and after them.</summary>
    private static IEnumerable<(DateTime From, DateTime To)> Runs(
        IReadOnlyList<DateTime> hours,
        DateTime first,
        DateTime last
    )
    {
        var next = first;
        foreach (var hour in hours)
        {
            if (hour > next)
            {
                yield return (next, hour);
            }

            next = hour.AddHours(1);
        }

        if (next <= last)
        {
            yield return (next, last.AddHours(1));
        }
    }

    // A file holds the minutes before its delivery.
    private static DateTime Hour(DateTime delivered) =>
        delivered.AddMinutes(-10) is var time ? time.Date.AddHours(time.Hour) : default;
}
