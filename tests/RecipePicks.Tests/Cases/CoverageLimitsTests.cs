using RecipePicks.Cases;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Cases;

/// <summary>Each letter is told what it needs and the evidence lacks, and no more.</summary>
public sealed class CoverageLimitsTests
{
    private const string Bob = "arn:aws:iam::111122223333:user/bob";

    private static readonly string[] Letters =
    [
        .. new[] { "events", "identity", "public", "ip", "caller", "forensics", "changes" },
    ];

    [Fact]
    public void Config_that_was_stopped_concerns_the_letters_that_read_it()
    {
        var said = Investigate(new CoverageGap("config-stopped", "Config was stopped.", null, null));
        Assert.Contains("Config was stopped.", said.Letter("changes").Gaps);
        Assert.DoesNotContain("Config was stopped.", said.Letter("caller").Gaps);
        Assert.Equal(AnswerStatus.Answered, said.Letter("caller").Status);
    }

    [Fact]
    public void An_export_without_reads_makes_what_rests_on_reads_partial()
    {
        var said = Investigate(new CoverageGap("writes-only", "There are no reads.", null, null));
        Assert.Equal(AnswerStatus.Partial, said.Letter("caller").Status);
        Assert.Contains("There are no reads.", said.Letter("forensics").Gaps);
        Assert.DoesNotContain("There are no reads.", said.Letter("changes").Gaps);
    }

    [Fact]
    public void What_takes_nothing_away_is_said_and_the_answer_stands()
    {
        var said = Investigate(new CoverageGap("no-logs-of-account", "An account is not here.", null, null));
        Assert.Equal(AnswerStatus.Answered, said.Letter("caller").Status);
        Assert.Contains("An account is not here.", said.Letter("caller").Gaps);
    }

    [Fact]
    public void A_trail_that_takes_nothing_else_away_leaves_the_answer_whole()
    {
        var gap = new CoverageGap("logging-stopped", "A trail of the test was deleted.", null, null)
        {
            Missing = EvidenceKinds.None,
        };
        Assert.Equal(AnswerStatus.Answered, Investigate(gap).Letter("caller").Status);
    }

    [Fact]
    public void Nothing_found_over_ground_that_is_not_covered_does_not_read_as_none()
    {
        using var evidence = With(new CoverageGap("logging-stopped", "Trail t was stopped.", null, null));
        var said = evidence.Investigate("arn:aws:iam::111122223333:user/nobody");
        Assert.All(
            said.Letters.Where(l =>
                Letters.Contains(l.Key)
                && l.Findings.Count == 0
                && l.Tables.All(t => t.Rows.Count == 0)
                && l.Status != AnswerStatus.NotInEvidence
            ),
            l => Assert.Contains("this does not say that there was none", l.Headline)
        );
        Assert.Equal(AnswerStatus.Partial, said.Letter("events").Status);
    }

    [Theory]
    [InlineData("AWS::S3::Object", 0, AnswerStatus.Partial)]
    [InlineData("AWS::S3::Object", 3, AnswerStatus.Answered)]
    [InlineData("AWS::Lambda::Function", 0, AnswerStatus.Answered)]
    public void A_bucket_s_answer_rests_on_data_events_of_its_objects(string type, long events, AnswerStatus expected)
    {
        using var evidence = new SmallCase(
            SmallCase.Record(
                "GetBucketPolicy",
                "2024-05-01T00:00:00Z",
                SmallCase.User("bob"),
                """{"eventSource":"s3.amazonaws.com","requestParameters":{"bucketName":"shop-data"}}"""
            )
        )
        {
            Coverage = Covered() with { DataEvents = [new DataEventCount(type, "things", events)] },
        };
        Assert.Equal(expected, evidence.Investigate("arn:aws:s3:::shop-data").Letter("events").Status);
    }

    [Fact]
    public void What_is_never_logged_is_told_where_it_matters_and_nowhere_else()
    {
        foreach (var entry in NeverLogged.Entries)
        {
            Assert.True(entry.Kinds.Count + entry.Calls.Count > 0, entry.What);
            foreach (var call in entry.Calls.Take(2).Append("CreateFunction20150331"))
            {
                using var evidence = new SmallCase(
                    SmallCase.Record(call, "2024-05-01T00:00:00Z", SmallCase.User("bob"))
                )
                {
                    Coverage = Covered(),
                };
                var said = evidence.Investigate(Bob);
                var matters = entry.Calls.Contains(call) || entry.Calls.Contains("CreateFunction");
                Assert.All(
                    said.Letters,
                    l => Assert.Equal(matters && entry.Letters.Contains(l.Key), l.Gaps.Contains(entry.Text))
                );
            }
        }

        using var quiet = new SmallCase(SmallCase.Record("ListUsers", "2024-05-01T00:00:00Z", SmallCase.User("bob")))
        {
            Coverage = Covered(),
        };
        var other = quiet.Investigate(Bob).Letters.SelectMany(l => l.Gaps).ToList();
        Assert.DoesNotContain(NeverLogged.Entries, e => other.Contains(e.Text));
        Assert.Contains(
            NeverLogged.Entries.Single(e => e.What == "instance metadata").Text,
            quiet.Investigate("i-0a1b2c3d4e5f67890").Letter("forensics").Gaps
        );
    }

    private static Coverage Covered() =>
        new()
        {
            From = new(2020, 1, 1),
            To = new(2030, 1, 1),
            Accounts = ["111122223333"],
            Regions = ["eu-west-1"],
        };

    private static SmallCase With(CoverageGap gap) =>
        new(
            SmallCase.Record("ListUsers", "2024-05-01T00:00:00Z", SmallCase.User("bob")),
            SmallCase.Record(
                "CreateUser",
                "2024-05-01T00:00:01Z",
                SmallCase.User("bob"),
                """{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"eve"}}"""
            )
        )
        {
            Coverage = Covered() with { Gaps = [gap] },
        };

    private static Investigated Investigate(CoverageGap gap)
    {
        using var evidence = With(gap);
        return evidence.Investigate(Bob);
    }
}
