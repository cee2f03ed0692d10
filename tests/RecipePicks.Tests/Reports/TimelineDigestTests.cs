using RecipePicks.Reports;

namespace RecipePicks.Tests.Reports;

public sealed class TimelineDigestTests
{
    private static readonly DateTime s_start = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_short_timeline_is_shown_whole()
    {
        var timeline = Story(5);

        var lines = TimelineDigest.Of(timeline, 10);

        Assert.Equal(timeline.Runs, lines.Select(l => l.Run));
        Assert.Null(TimelineDigest.LeftOut(timeline, lines));
    }

    [Fact]
    public void A_long_one_shows_what_tells_most_and_puts_the_rest_together_without_losing_a_run()
    {
        var timeline = Story(1000) with { Total = 60_000 };

        var lines = TimelineDigest.Of(timeline, 10);

        var shown = lines.Select(l => l.Run).OfType<TimelineRun>().ToList();
        Assert.Equal(10, shown.Count(r => r.Tactic == "Impact"));
        Assert.Equal(1000, shown.Count + lines.Sum(l => l.Folded.Count));
        Assert.True(lines.Count <= 21);
        Assert.Equal(lines.OrderBy(l => l.Time), lines);
        Assert.Contains(
            "990 of them put together here; 58,000 later ones are not on it",
            TimelineDigest.LeftOut(timeline, lines)
        );
    }

    [Fact]
    public void A_gap_stands_where_it_begins()
    {
        var gap = new TimelineGap("silence", s_start.AddMinutes(2), s_start.AddMinutes(3), "no call");
        var open = new TimelineGap("logging-stopped", null, s_start.AddMinutes(1), "stopped");
        var timeline = Story(5) with { Gaps = [open, gap] };

        var lines = TimelineDigest.Of(timeline, 10);

        Assert.Equal([open, null, null, null, gap, null, null], lines.Select(l => l.Gap));
    }

    [Fact]
    public void Of_many_gaps_the_longest_stand_there_and_the_others_are_counted()
    {
        var gaps = Enumerable
            .Range(0, 50)
            .Select(i => new TimelineGap(
                "missing-hours",
                s_start.AddHours(i),
                s_start.AddHours(i).AddMinutes(i),
                "missing"
            ))
            .ToList();
        var timeline = Story(5) with { Gaps = gaps };

        var lines = TimelineDigest.Of(timeline, 10);

        Assert.Equal(gaps[30..], lines.Select(l => l.Gap).OfType<TimelineGap>());
        Assert.Contains("; 30 shorter gaps are left out", TimelineDigest.LeftOut(timeline, lines));
    }

    [Fact]
    public void A_line_says_who_did_what_how_often_from_where_and_what_is_new()
    {
        var run = Example.Outcome.Timeline.Runs[0];

        Assert.Equal(
            "admin/session-one ec2:GetPasswordData 12x until 12:01:30Z from 203.0.113.9, denied "
                + "(Client.UnauthorizedOperation), up to 12 a minute; first use of address 203.0.113.9",
            TimelineDigest.Words(run)
        );
        Assert.Equal("nobody named ec2:TerminateInstances", TimelineDigest.Words(Example.Outcome.Timeline.Runs[1]));
    }

    private static Timeline Story(int runs) =>
        new()
        {
            Runs =
            [
                .. Enumerable
                    .Range(0, runs)
                    .Select(i => new TimelineRun
                    {
                        First = s_start.AddMinutes(i),
                        Last = s_start.AddMinutes(i),
                        EventSource = "s3.amazonaws.com",
                        EventName = i % 100 == 50 ? "DeleteBucket" : "ListBuckets",
                        Tactic = i % 100 == 50 ? "Impact" : "Discovery",
                        Outcome = "succeeded",
                        PeakPerMinute = 2,
                        EventIds = [$"{i}a", $"{i}b"],
                    }),
            ],
            Events = 2 * runs,
            Total = 2 * runs,
        };
}
