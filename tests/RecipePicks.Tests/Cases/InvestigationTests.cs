using RecipePicks.Cases;
using RecipePicks.Tests.Letters;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Cases;

public sealed class InvestigationTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Fact]
    public void There_must_be_a_lead()
    {
        using var evidence = new SmallCase();
        Assert.Throws<ArgumentException>(() => evidence.Investigate(" "));
    }

    [Fact]
    public void Of_records_that_differ_under_one_eventID_none_is_passed_over_where_it_is_cited()
    {
        const string id = """{"eventID":"11111111-1111-1111-1111-111111111111"}""";
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("eve"), id),
            Record("ListUsers", Time + "2Z", User("bob"), id)
        );

        var cited = evidence.Investigate("bob").Letter("identity").Findings.SelectMany(f => f.Evidence);

        Assert.Equal([1L, 2L], cited.Select(e => e.Record).Distinct());
    }

    [Fact]
    public void A_letter_that_fails_is_unknown_and_the_others_answer()
    {
        using var evidence = new SmallCase(Record("GetUser", Time + "1Z", User("bob")));
        evidence.Fails = "1 by the lead";

        var said = evidence.Investigate("bob");

        Assert.Equal(11, said.Letters.Count);
        Assert.StartsWith("Unknown:", said.Letter("forensics").Headline);
        Assert.Contains(said.Letter("forensics").Gaps, g => g.Contains("InvalidOperationException: out of luck"));
        Assert.DoesNotContain(
            said.Letters.Where(l => l.Key != "forensics"),
            l => l.Headline.StartsWith("Unknown:", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void An_empty_case_answers_partly_and_says_that_it_is_empty()
    {
        using var evidence = new SmallCase { Coverage = new Coverage() };

        var said = evidence.Investigate("bob");

        Assert.Equal(11, said.Letters.Count);
        Assert.Contains("The evidence holds no event at all.", said.Letter("caller").Gaps);
    }

    [Theory]
    [InlineData("2001:db8::1")]
    [InlineData("2001:DB8:0::1")]
    [InlineData("2001:0db8:0000:0000:0000:0000:0000:0001")]
    public void An_address_is_the_same_in_every_spelling(string asked)
    {
        const string logged = "2001:db8:0:0:0:0:0:1";
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob"), $$"""{"sourceIPAddress":"{{logged}}"}""")
        );

        var said = evidence.Investigate(asked);

        Assert.Equal([logged], said.Letter("ip").Table("addresses").Column("address"));
        Assert.Single(said.Letter("caller").Table("calls").Rows);
        Assert.Contains($"1 address outside AWS's services: {logged};", said.Letter("ip").Headline);
    }

    [Fact]
    public void An_anonymous_caller_is_called_so()
    {
        const string nobody = """{"type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL"}""";
        using var evidence = new SmallCase(Record("GetObject", Time + "1Z", nobody));

        var said = evidence.Investigate("198.51.100.7");

        Assert.Contains("carries one identity, an anonymous caller (", said.Letter("ip").Text());
        Assert.Contains("an anonymous caller", said.Letter("caller").Text());
    }

    [Fact]
    public void What_a_resource_no_longer_holds_is_known_of_it_when_nothing_else_is()
    {
        static string Share(string second, string list) =>
            Record(
                "ModifyDBSnapshotAttribute",
                Time + second,
                User("bob"),
                $$$"""
                {"eventSource":"rds.amazonaws.com","readOnly":false,
                 "requestParameters":{"dBSnapshotIdentifier":"nightly","attributeName":"restore","{{{list}}}":["all"]}}
                """
            );
        using var evidence = new SmallCase(Share("1Z", "valuesToAdd"), Share("2Z", "valuesToRemove"));

        var said = evidence.Investigate("nightly").Letter("resource");

        Assert.Equal(["dbsnapshot.restore[all]"], said.Table("configuration").Column("path"));
        Assert.Equal(["none"], said.Table("configuration").Column("value_is"));
    }

    [Fact]
    public void How_to_read_a_lead_can_be_said()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob")),
            Record("DeleteUser", Time + "2Z", User("eve"), """{"requestParameters":{"userName":"bob"}}""")
        );

        var resource = evidence.Investigate(LeadKind.Resource, default, "bob");

        Assert.Equal(new Lead(LeadKind.Resource, "bob"), resource.Leads[0]);
        Assert.Equal(["DeleteUser"], resource.Letter("caller").Table("calls").Column("eventname"));
    }

    [Fact]
    public void A_role_leads_to_its_sessions_and_a_session_to_itself()
    {
        using var evidence = new SmallCase(
            Record("A", Time + "1Z", Session("admin", "one")),
            Record("B", Time + "2Z", Session("admin", "two")),
            Record("C", Time + "3Z", Session("other", "one"))
        );

        Assert.Equal(["A", "B"], Calls("arn:aws:iam::111122223333:role/admin"));
        Assert.Equal(["A"], Calls("arn:aws:sts::111122223333:assumed-role/admin/one"));
        Assert.Equal(["A", "B", "C"], Calls("AROAEXAMPLEEXAMPLE00"));
        Assert.Equal(["A", "C"], Calls("one"));

        IEnumerable<object?> Calls(string lead) =>
            evidence.Investigate(lead).Letter("caller").Table("calls").Column("eventname");
    }

    [Fact]
    public void A_resource_leads_to_those_who_touched_it_but_not_to_those_who_mentioned_it_or_to_services()
    {
        using var evidence = new SmallCase(
            Record(
                "StopInstances",
                Time + "1Z",
                User("bob"),
                """{"requestParameters":{"instanceId":"i-0123456789abcdef0"}}"""
            ),
            Record("GetUser", Time + "2Z", User("bob")),
            Record(
                "PutPolicy",
                Time + "3Z",
                User("eve"),
                """{"requestParameters":{"document":"… i-0123456789abcdef0 …"}}"""
            ),
            Record(
                "AssumeRole",
                Time + "4Z",
                """{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}""",
                """{"requestParameters":{"roleSessionName":"i-0123456789abcdef0"}}"""
            )
        );

        var said = evidence.Investigate("i-0123456789abcdef0");

        Assert.Equal(["StopInstances", "GetUser"], said.Letter("caller").Table("calls").Column("eventname"));
        Assert.Contains(
            said.Reading,
            r => r.Contains("touched i-0123456789abcdef0 or acted as it, and is followed: bob (1 call)")
        );
        Assert.Contains(said.Reading, r => r == "AWS services that touched it are not followed: ec2.amazonaws.com.");
        Assert.Equal(3, said.Letter("identity").Table("identities").Rows.Count);
    }

    [Fact]
    public void A_key_leads_to_its_principal_and_an_event_to_its_caller_and_resources()
    {
        var id = Guid.CreateVersion7().ToString();
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob", "AKIABOB0000000000001")),
            Record("GetUser", Time + "2Z", User("bob", "AKIABOB0000000000002")),
            Record(
                "DeleteBucket",
                Time + "3Z",
                User("eve"),
                $$"""{"requestParameters":{"bucketName":"data"},"eventID":"{{id}}"}"""
            ),
            Record("CreateBucket", Time + "0Z", User("bob"), """{"requestParameters":{"bucketName":"data"}}""")
        );

        var key = evidence.Investigate("AKIABOB0000000000001");
        Assert.Single(key.Letter("caller").Table("calls").Rows);
        Assert.Contains("belongs to IAM user bob of account 111122223333", key.Reading[1]);
        var theEvent = evidence.Investigate(id);
        Assert.Equal(["CreateBucket", "DeleteBucket"], theEvent.Letter("events").Table("calls").Column("eventname"));
        Assert.Equal(["DeleteBucket"], theEvent.Letter("caller").Table("calls").Column("eventname"));
        Assert.Contains("Its caller is IAM user eve of account 111122223333; it names data.", theEvent.Reading);
        var unknown = evidence.Investigate("00000000-0000-4000-8000-000000000000");
        Assert.Equal(LeadKind.Resource, unknown.Leads[0].Kind);
    }

    [Fact]
    public void A_call_without_an_identity_can_be_an_events_lead()
    {
        var id = Guid.CreateVersion7().ToString();
        using var evidence = new SmallCase(Record("Anonymous", Time + "1Z", "", $$"""{"eventID":"{{id}}"}"""));

        var said = evidence.Investigate(id);

        Assert.Contains("nobody named (userIdentity is empty)", said.Reading[1]);
        Assert.Single(said.Letter("caller").Table("calls").Rows);
        Assert.Contains("Anonymous of ec2.amazonaws.com at 2024-05-01T10:00:01Z", said.Letter("events").Text());
    }

    [Fact]
    public void A_service_is_an_address_to_call_from()
    {
        using var evidence = new SmallCase(
            Record("Decrypt", Time + "1Z", User("bob"), """{"sourceIPAddress":"AWS Internal"}"""),
            Record("Decrypt", Time + "2Z", User("eve"))
        );

        var said = evidence.Investigate("AWS Internal");

        Assert.Equal(new Lead(LeadKind.Ip, "AWS Internal"), said.Leads[0]);
        Assert.Equal(
            ["bob"],
            said.Letter("ip").Table("addresses").Column("identity").Select(i => Arn.TryParse((string?)i)!.ResourceName)
        );
    }

    [Fact]
    public void Several_leads_are_one_case()
    {
        using var evidence = new SmallCase(
            Record("A", Time + "1Z", User("bob")),
            Record("B", Time + "2Z", User("eve")),
            Record("C", Time + "3Z", User("mallory"))
        );

        var said = evidence.Investigate("arn:aws:iam::111122223333:user/bob", "eve");

        Assert.Equal(2, said.Leads.Count);
        Assert.Equal(["A", "B"], said.Letter("caller").Table("calls").Column("eventname"));
    }

    [Fact]
    public void The_window_cuts_both_ends_to_the_second_and_fractions_are_in_it()
    {
        using var evidence = new SmallCase(
            Record("Before", Time + "0Z", User("bob")),
            Record("First", Time + "1Z", User("bob")),
            Record("Fraction", Time + "1.500Z", User("bob")),
            Record("Last", Time + "2Z", User("bob")),
            Record("After", Time + "3Z", User("bob"))
        );
        var window = new TimeWindow(
            new DateTime(2024, 5, 1, 10, 0, 1, DateTimeKind.Utc),
            new DateTime(2024, 5, 1, 10, 0, 2, DateTimeKind.Utc)
        );

        var said = evidence.Investigate(null, window, "bob");

        Assert.Equal(
            ["Last", "First", "Fraction"],
            said.Letter("caller")
                .Table("calls")
                .Column("eventname")
                .OrderByDescending(n => (string?)n == "Last")
                .ThenBy(n => (string?)n)
        );
        Assert.Equal(window, said.Window);
        Assert.Contains(
            said.Letter("caller").Reproduce,
            r => r.Text.Contains("eventtime BETWEEN '2024-05-01T10:00:01' AND '2024-05-01T10:00:02Z'")
        );
    }

    [Fact]
    public void What_the_coverage_does_not_hold_is_said_and_makes_the_answer_partial()
    {
        using var evidence = new SmallCase(Record("GetUser", Time + "1Z", User("bob")))
        {
            Coverage = new Coverage
            {
                From = new(2024, 5, 1),
                To = new(2024, 5, 2),
                Accounts = ["111122223333"],
                Regions = ["eu-west-1"],
                Gaps =
                [
                    new CoverageGap(
                        "logging-stopped",
                        "Trail t was stopped.",
                        new(2024, 5, 1),
                        new(2024, 5, 1, 12, 0, 0)
                    ),
                    .. Enumerable
                        .Range(1, 30)
                        .Select(i => new CoverageGap("skipped-file", $"file {i} was skipped.", null, null)),
                ],
            },
        };

        var gaps = evidence.Investigate("arn:aws:lambda:us-east-1:999999999999:function:f").Letter("events").Gaps;
        Assert.Contains("Account 999999999999 delivered no event to this evidence; it holds 111122223333.", gaps);
        Assert.Contains("Region us-east-1 delivered no event to this evidence; it holds eu-west-1.", gaps);
        Assert.Contains("Trail t was stopped.", gaps);
        Assert.Contains("29 more gaps of the kind skipped-file: picks coverage lists them.", gaps);
        Assert.Equal(AnswerStatus.Partial, evidence.Investigate("bob").Letter("caller").Status);
        var later = new TimeWindow(
            new DateTime(2024, 5, 1, 13, 0, 0, DateTimeKind.Utc),
            new DateTime(2024, 5, 3, 0, 0, 0, DateTimeKind.Utc)
        );
        var afterwards = evidence.Investigate(null, later, "bob").Letter("forensics").Gaps;
        Assert.DoesNotContain("Trail t was stopped.", afterwards);
        Assert.Contains(
            afterwards,
            g => g.StartsWith("The evidence holds events from 2024-05-01T00:00:00Z to 2024-05-02T00:00:00Z")
        );
    }

    [Fact]
    public void Events_without_a_time_are_counted_as_a_gap()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob")),
            Record("GetUser", Time + "1Z", User("bob"), """{"eventTime":null}""")
        );

        Assert.Contains(
            "1 event carries no time; no answer holds them.",
            evidence.Investigate("bob").Letter("caller").Gaps
        );
    }

    [Fact]
    public void Long_tables_end_and_say_how_many_more_there_are()
    {
        using var evidence = new SmallCase(
            Enumerable
                .Range(0, 10_050)
                .Select(i =>
                    Record(
                        "GetUser",
                        $"2024-05-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z",
                        User("bob"),
                        """{"requestParameters":{"userName":"eve"}}"""
                    )
                )
        );

        var said = evidence.Investigate("bob", "eve");

        Assert.Equal(10_000, said.Letter("caller").Table("calls").Rows.Count);
        Assert.StartsWith("10,050 calls", said.Letter("caller").Headline);
        Assert.Contains("The table lists the first 10,000 of 10,050 calls", said.Letter("caller").Text());
        Assert.Equal(10_000, said.Letter("events").Table("calls").Rows.Count);
        Assert.Contains("10,050 events hold the text", said.Letter("events").Text());
        Assert.Equal(AnswerStatus.Partial, said.Letter("events").Status);
    }

    [Fact]
    public void The_version_is_the_assemblys() => Assert.Equal("0.1.0", Investigation.Version);
}
