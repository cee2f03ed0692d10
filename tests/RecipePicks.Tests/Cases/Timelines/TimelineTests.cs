using System.Text.RegularExpressions;
using RecipePicks.Letters;
using RecipePicks.Tactics;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Cases.Timelines;

public sealed partial class TimelineTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Fact]
    public void It_holds_what_the_lead_did_and_what_names_it_each_event_once()
    {
        using var small = new SmallCase(
            SmallCase.Record("DescribeInstances", "2024-05-01T10:00:00Z", SmallCase.User("alice")),
            SmallCase.Record("DescribeInstances", "2024-05-01T10:00:30Z", SmallCase.User("alice")),
            SmallCase.Record("DescribeInstances", "2024-05-01T10:00:40Z", SmallCase.User("bob")),
            SmallCase.Record(
                "CreateAccessKey",
                "2024-05-01T10:05:00Z",
                SmallCase.User("bob"),
                $$$"""{"eventSource":"iam.amazonaws.com","requestParameters":{"userName":"{{{Alice}}}"} }"""
            )
        );

        var timeline = small.Investigate(Alice).Timeline;

        Assert.Equal((3, 3), (timeline.Events, timeline.Total));
        Assert.Equal(["DescribeInstances", "CreateAccessKey"], timeline.Runs.Select(r => r.EventName));
        Assert.Equal([2, 1], timeline.Runs.Select(r => r.Count));
        Assert.Equal([false, true], timeline.Runs.Select(r => r.NamesLead));
        Assert.Equal(["Discovery", "Persistence"], timeline.Runs.Select(r => r.Tactic));
        Assert.Equal(["T1580", "T1098.001"], timeline.Runs.Select(r => r.Technique));
    }

    [Fact]
    public void Fractions_of_a_second_come_after_the_second_itself()
    {
        using var small = new SmallCase(
            SmallCase.Record("StopInstances", "2024-05-01T09:00:00.9Z", SmallCase.User("alice")),
            SmallCase.Record("RunInstances", "2024-05-01T09:00:00Z", SmallCase.User("alice"))
        );

        Assert.Equal(
            ["RunInstances", "StopInstances"],
            small.Investigate(Alice).Timeline.Runs.Select(r => r.EventName)
        );
    }

    [Fact]
    public void First_times_are_those_of_all_the_evidence_not_of_the_window()
    {
        using var small = new SmallCase(
            SmallCase.Record("DescribeInstances", "2024-05-01T10:00:00Z", SmallCase.User("alice")),
            SmallCase.Record("DescribeInstances", "2024-05-02T10:00:00Z", SmallCase.User("alice")),
            SmallCase.Record(
                "RunInstances",
                "2024-05-02T11:00:00Z",
                SmallCase.User("alice"),
                """{"sourceIPAddress":"203.0.113.9"}"""
            )
        );

        var window = new TimeWindow(new DateTime(2024, 5, 2, 0, 0, 0, DateTimeKind.Utc), null);
        var runs = small.Investigate(null, window, Alice).Timeline.Runs;

        Assert.Empty(runs[0].FirstSeen);
        Assert.Equal(
            [("api", "ec2:RunInstances"), ("address", "203.0.113.9")],
            runs[1].FirstSeen.Select(f => (f.What, f.Value))
        );
    }

    [Fact]
    public void What_the_request_asks_for_decides_the_technique()
    {
        using var small = new SmallCase(
            SmallCase.Record(
                "ModifyInstanceAttribute",
                "2024-05-01T10:00:00Z",
                SmallCase.User("alice"),
                """{"requestParameters":{"instanceId":"i-0abc1234def567890","userData":"<sensitiveDataRemoved>"}}"""
            ),
            SmallCase.Record(
                "ModifyInstanceAttribute",
                "2024-05-01T10:00:10Z",
                SmallCase.User("alice"),
                """{"requestParameters":{"instanceId":"i-0abc1234def567890","ebsOptimized":{"value":true}}}"""
            )
        );

        var runs = small.Investigate(Alice).Timeline.Runs;

        Assert.Equal(["T1651", "T1578.005"], runs.Select(r => r.Technique));
    }

    [Fact]
    public void The_calls_whose_request_is_asked_for_are_those_of_the_table()
    {
        var asked = Quoted().Matches(Question.Load("Timelines/requests").Sql.Text).Select(m => m.Groups["name"].Value);
        var needed = Techniques.Rules.Where(r => r.Request is not null).Select(r => r.Call).Distinct().ToList();

        Assert.All(asked, name => Assert.True(name == ":" || Techniques.DependOnRequest(name), name));
        Assert.Empty(needed.Except(asked));
    }

    [Fact]
    public void A_lead_that_nobody_knows_has_an_empty_timeline()
    {
        using var small = new SmallCase(
            SmallCase.Record("DescribeInstances", "2024-05-01T10:00:00Z", SmallCase.User("alice"))
        );

        Assert.Empty(small.Investigate("i-0abc1234def567890").Timeline.Runs);
    }

    [Fact]
    public void A_real_story_of_thousands_of_events_loses_none()
    {
        using var invictus = SharedData.Invictus();
        Assert.SkipWhen(invictus is null, "shared/data/cloudtrail is not here");

        var timeline = invictus!.Investigate("arn:aws:iam::123837392027:user/bert-jan").Timeline;

        Assert.True(timeline.Events >= 2641);
        Assert.Equal(timeline.Events, timeline.Runs.Sum(r => r.Count));
        Assert.Equal(timeline.Events, timeline.Runs.SelectMany(r => r.EventIds).Distinct().Count());
        Assert.Contains(timeline.Runs, r => r is { EventName: "StopLogging", Tactic: "Defense Evasion" });
        Assert.Contains(timeline.Runs, r => r is { EventName: "ModifySnapshotAttribute", Tactic: "Exfiltration" });
    }

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
