using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon;
using RecipePicks.Aws;

namespace RecipePicks.Sources.Lookup;

/// <summary>
/// Asks CloudTrail's event history, the management events of the last 90 days that every account has, in all regions at once,
/// each at its pace; what an earlier load has is not asked for again.
/// </summary>
/// <param name="options">How.</param>
/// <param name="taken">Spans that the case has.</param>
/// <param name="found">Takes what was found, as it comes; the caller says when no more comes.</param>
internal sealed class LookupHistory(
    LookupOptions options,
    IReadOnlyList<LookupSpan> taken,
    BlockingCollection<InputFile> found
)
{
    /// <summary>CloudTrail, as JSON.</summary>
    public static readonly JsonService CloudTrail = new(
        "CloudTrail",
        "cloudtrail",
        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"
    );

    private const int PageSize = 50;
    private const int MostRestarts = 3;

    /// <summary>How far back the history reaches.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(90);

    /// <summary>Within this time an event comes to the history; what is younger is asked for again by the next load.</summary>
    private static readonly TimeSpan s_lag = TimeSpan.FromMinutes(15);

    private readonly AwsAccess _access = new(options.Aws);

    /// <summary>Asks all regions.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="AwsException">There are no valid credentials.</exception>
    public async Task Run(DateTime now, CancellationToken cancellation)
    {
        now = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        var account = await CallerAccount.Of(_access, cancellation).ConfigureAwait(false);
        var from = options.Window.From is { } first && first > now - s_kept ? first : now - s_kept;
        var to = options.Window.To is { } last && last < now ? last : now;
        if (from > to)
        {
            var wanted = new LookupSpan(account, "*", null, options.Window.From ?? to, to);
            found.Add(
                new UnreadFile(
                    wanted.Name,
                    "CloudTrail's event history reaches back 90 days; its trail's bucket may have it"
                ),
                cancellation
            );
            return;
        }

        await Task.WhenAll(Regions().Select(r => Region(account, r, from, to, now - s_lag, cancellation)))
            .ConfigureAwait(false);
    }

    private IEnumerable<string> Regions()
    {
        if (options.Regions.Count > 0)
        {
            return options.Regions.Distinct(StringComparer.Ordinal);
        }

        var partition = RegionEndpoint.GetBySystemName(_access.Region ?? "us-east-1").PartitionName;
        return RegionEndpoint.EnumerableAllRegions.Where(r => r.PartitionName == partition).Select(r => r.SystemName);
    }

    private async Task Region(
        string account,
        string region,
        DateTime from,
        DateTime to,
        DateTime settled,
        CancellationToken cancellation
    )
    {
        using var caller = new SignedJson(_access, CloudTrail, region);
        var pace = new Pace(options.Pace);
        foreach (var attribute in options.Attributes.DefaultIfEmpty())
        {
            foreach (var gap in new LookupSpan(account, region, attribute, from, to).Without(taken))
            {
                try
                {
                    await Span(caller, pace, gap, settled, cancellation).ConfigureAwait(false);
                }
                catch (AwsException e) when (options.Regions.Count == 0 && IsUnused(e))
                {
                    found.Add(new UnusedRegion(account, region), cancellation);
                    return;
                }
                catch (AwsException e)
                {
                    found.Add(new UnreadFile(gap.Name, e.Message), cancellation);
                    return;
                }
            }
        }
    }

    /// <summary>Valid credentials are strangers to a region that their account has not switched on.</summary>
    private static bool IsUnused(AwsException e) =>
        e.Code is "UnrecognizedClientException" or "InvalidClientTokenId" or "OptInRequired" or "AuthFailure";

    private async Task Span(
        SignedJson caller,
        Pace pace,
        LookupSpan span,
        DateTime settled,
        CancellationToken cancellation
    )
    {
        var (restarts, pages) = (0, 0);
        var asked = span; // a token is good for the question that it answers
        string? token = null;
        var events = new LookupPage();
        while (true)
        {
            await pace.Wait(cancellation).ConfigureAwait(false);
            try
            {
                using var page = await caller
                    .Call("LookupEvents", Input(asked, token), cancellation)
                    .ConfigureAwait(false);
                events.Add(page.RootElement);
                token = page.RootElement.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
            }
            catch (AwsException e) when (e.Code == "InvalidNextTokenException" && restarts++ < MostRestarts)
            {
                (asked, token, pages, events) = (span, null, 0, new LookupPage());
                continue;
            }

            if (token is null)
            {
                Give(span, span.From);
                return;
            }

            // A second that may go on in the next page is left to the next span as a whole; its events are known by their ids.
            if (++pages >= options.MostPages && events.Oldest is { } oldest && oldest < span.To && oldest > span.From)
            {
                Give(span, oldest.AddSeconds(1));
                (span, pages, events) = (span with { To = oldest }, 0, new LookupPage());
            }
        }

        void Give(LookupSpan all, DateTime from)
        {
            var to = all.To < settled ? all.To : settled;
            found.Add(new LookupChunk(all with { From = from, To = to }, events.Content()), cancellation);
        }
    }

    private static JsonObject Input(LookupSpan span, string? token)
    {
        var input = new JsonObject
        {
            ["StartTime"] = Seconds(span.From),
            ["EndTime"] = Seconds(span.To),
            ["MaxResults"] = PageSize,
        };
        if (span.Attribute is { } attribute)
        {
            input["LookupAttributes"] = new JsonArray(
                new JsonObject { ["AttributeKey"] = attribute.Key, ["AttributeValue"] = attribute.Value }
            );
        }

        if (token is not null)
        {
            input["NextToken"] = token;
        }

        return input;
    }

    private static long Seconds(DateTime time) => (long)Math.Floor((time - DateTime.UnixEpoch).TotalSeconds);
}
