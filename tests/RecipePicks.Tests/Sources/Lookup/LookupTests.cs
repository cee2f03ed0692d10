using System.Text.Json.Nodes;
using RecipePicks.Aws;
using RecipePicks.Sources;
using RecipePicks.Sources.Lookup;
using RecipePicks.Store;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sources.Lookup;

/// <summary>The event history that every account has, asked page by page.</summary>
public sealed class LookupTests : IDisposable
{
    private const int Events = 330;
    private static readonly DateTime s_first = DateTime.UtcNow.Date.AddDays(-3);
    private readonly TempFolder _folder = new();
    private readonly HistoryServer _server = new();

    public LookupTests()
    {
        // Three events a second, so that seconds go over pages.
        _server.Records["eu-west-1"] = [.. Enumerable.Range(1, Events).Select(n => Record(n, n / 3))];
        _server.Records["us-east-1"] = [.. Enumerable.Range(1000, 7).Select(n => Record(n, n))];
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void All_pages_of_all_regions_are_in_the_case_and_are_not_asked_for_again()
    {
        var summary = Load("case", Options());
        Assert.Empty(summary.Rejects);
        Assert.Equal(Events + 7, summary.Events);
        Assert.Contains(_server.Asked, a => a.Input["NextToken"] is not null);
        Assert.All(_server.Asked, a => Assert.Equal(50, (int)a.Input["MaxResults"]!));
        _server.Asked.Clear();

        Load("case", Options());

        Assert.Empty(_server.Asked);
    }

    [Fact]
    public void An_attribute_finds_a_leads_events_alone()
    {
        var lead = LookupAttribute.Of(new Lead(LeadKind.AccessKey, "AKIAEXAMPLEKEY03"));
        Assert.Equal(Events / 5, Load("case", Options() with { Attributes = lead, Regions = ["eu-west-1"] }).Events);
        Assert.Equal(Events + 7, Load("case", Options()).Events + (Events / 5));
        _server.Asked.Clear();
        Load("case", Options() with { Attributes = lead });
        Assert.Empty(_server.Asked); // all events hold the lead's
    }

    [Fact]
    public void Throttling_is_waited_out()
    {
        var random = new Random(3);
        _server.Trouble = (_, _) => random.Next(3) == 0 ? (400, "ThrottlingException") : null;
        var summary = Load("case", Options());
        Assert.Empty(summary.Rejects);
        Assert.Equal(Events + 7, summary.Events);
    }

    [Fact]
    public void A_region_that_refuses_is_named_and_the_rest_is_loaded()
    {
        _server.Trouble = (region, _) => region == "eu-west-1" ? (400, "AccessDeniedException") : null;
        var summary = Load("case", Options());
        Assert.Equal(7, summary.Events);
        var refused = Assert.Single(summary.Unfetched);
        Assert.Contains("/eu-west-1/", refused.File);
        Assert.Contains("AccessDeniedException: It is so.", refused.Reason);
        _server.Trouble = (_, _) => null;
        Assert.Equal(Events, Load("case", Options()).Events);
    }

    [Fact]
    public void Regions_that_are_not_switched_on_are_left_aside_and_named()
    {
        _server.Trouble = (region, _) =>
            region is "eu-west-1" or "us-east-1" ? null : (400, "UnrecognizedClientException");
        var summary = Load("case", Options() with { Regions = [] });
        Assert.Equal(Events + 7, summary.Events);
        Assert.Empty(summary.Unfetched);
        Assert.Contains(summary.Skipped, s => s.File == "cloudtrail:111122223333/ap-east-1 (not switched on)");
    }

    [Fact]
    public void What_is_interrupted_goes_on_where_it_was()
    {
        for (var pages = 1; pages <= 7; pages++)
        {
            // After so many pages the region refuses: what came before stays, and is not asked for again.
            var left = pages;
            _server.Trouble = (region, _) =>
                region == "eu-west-1" && Interlocked.Decrement(ref left) < 0 ? (400, "AccessDeniedException") : null;
            var name = $"case{pages}";
            var before = Load(name, Options() with { MostPages = 2 }).Events;
            _server.Trouble = (_, _) => null;
            _server.Asked.Clear();
            var after = Load(name, Options());
            Assert.Equal(Events + 7, before + after.Events);
            Assert.InRange(after.Duplicates, 0, 3);
            using var opened = Case.Open(_folder[name]);
            Assert.Equal(
                (long)Events + 7,
                TestCase.Value(opened, "SELECT count(DISTINCT eventid) FROM cloudtrail_logs")
            );
        }
    }

    [Fact]
    public void A_token_that_is_not_good_any_more_is_given_up()
    {
        var left = 3;
        _server.Trouble = (region, input) =>
            region == "eu-west-1" && input["NextToken"] is not null && Interlocked.Decrement(ref left) == 0
                ? (400, "InvalidNextTokenException")
                : null;
        Assert.Equal(Events + 7, Load("case", Options()).Events);
    }

    [Fact]
    public void Before_ninety_days_there_is_no_history()
    {
        var old = new TimeWindow(s_first.AddDays(-200), s_first.AddDays(-100));
        var refused = Assert.Single(Load("case", Options() with { Window = old }).Unfetched);
        Assert.Contains("90 days", refused.Reason);
        Assert.Empty(_server.Asked);
    }

    [Theory]
    [InlineData(LeadKind.Principal, "arn:aws:iam::111122223333:user/team/erin", "Username=erin")]
    [InlineData(LeadKind.Principal, "arn:aws:sts::111122223333:assumed-role/R/i-1", "Username=i-1")]
    [InlineData(LeadKind.Principal, "arn:aws:iam::111122223333:role/R", "")]
    [InlineData(LeadKind.Ip, "203.0.113.7", "")]
    [InlineData(LeadKind.Resource, "i-1", "ResourceName=i-1")]
    [InlineData(LeadKind.Resource, "arn:aws:s3:::b", "ResourceName=arn:aws:s3:::b ResourceName=b")]
    [InlineData(LeadKind.Event, "e", "EventId=e")]
    public void A_lead_is_looked_for_by(LeadKind kind, string value, string attributes) =>
        Assert.Equal(
            attributes,
            string.Join(' ', LookupAttribute.Of(new Lead(kind, value)).Select(a => $"{a.Key}={a.Value}"))
        );

    [Fact]
    public void Spans_leave_what_others_do_not_have()
    {
        var all = Span(0, 100);
        Assert.Equal([all], all.Without([Span(0, 100) with { Region = "x" }, Span(50, 20)]));
        Assert.Empty(all.Without([Span(0, 40), Span(30, 120)]));
        Assert.Equal(
            [Span(91, 100), Span(31, 49), Span(0, 9)],
            all.Without([Span(10, 30), Span(50, 90), Span(60, 70)])
        );
        Assert.Equal(all, LookupSpan.Parse(all.Name));
        var one = all with { Attribute = new("Username", "a?b/c=d") };
        Assert.Equal(one, LookupSpan.Parse(one.Name));
        Assert.Equal([all], all.Without([one]));
        Assert.Empty(one.Without([all]));

        static LookupSpan Span(int from, int to) =>
            new("111122223333", "eu-west-1", null, s_first.AddSeconds(from), s_first.AddSeconds(to));
    }

    private static string Record(int n, int second)
    {
        var record = JsonNode.Parse(Logs.Record(n))!;
        record["eventTime"] = TimeWindow.Format(s_first.AddSeconds(second));
        return record.ToJsonString();
    }

    private LookupOptions Options() =>
        new()
        {
            Aws = new AwsOptions
            {
                Endpoint = _server.Address,
                Region = "us-east-1",
                Credentials = new Amazon.Runtime.BasicAWSCredentials("testing", "testing"),
                Pause = TimeSpan.FromMilliseconds(2),
                LongestPause = TimeSpan.FromMilliseconds(10),
                Attempts = 30,
            },
            Regions = ["eu-west-1", "us-east-1"],
            Window = new TimeWindow(s_first, s_first.AddDays(2)),
            Pace = TimeSpan.Zero,
        };

    private LoadSummary Load(string name, LookupOptions lookup) =>
        Loading.Load(
            ["cloudtrail:"],
            _folder[name],
            new LoadOptions { Lookup = lookup, Threads = 2 },
            null,
            CancellationToken.None
        );
}
