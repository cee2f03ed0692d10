using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Cases;

/// <summary>The incident that Invictus recorded while Stratus Red Team ran, against what is known of it.</summary>
public sealed class InvictusTests
{
    private static readonly Lazy<SmallCase?> Case = new(SharedData.Invictus);

    private static SmallCase Evidence
    {
        get
        {
            Assert.SkipWhen(
                Case.Value is null,
                "shared/data/cloudtrail/invictus-stratus-2023 is not beside the repository"
            );
            return Case.Value!;
        }
    }

    [Fact]
    public void The_user_made_2641_calls_of_which_15_were_denied_and_13_of_those_to_assume_roles()
    {
        var said = Evidence.Investigate("arn:aws:iam::123837392027:user/bert-jan");

        Assert.Equal(2641, said.Letter("caller").Table("calls").Rows.Count);
        Assert.StartsWith("2,641 calls, 15 denied", said.Letter("caller").Headline);
        var denied = said.Letter("forensics").Table("denied");
        Assert.Equal(15, denied.Column("bylead").Sum(n => (long)n!));
        Assert.Equal(60, denied.Column("totalevents").Sum(n => (long)n!));
        Assert.Equal(10, denied.Rows.Count);
        Assert.Contains("(52 by raw message)", said.Letter("forensics").Headline);
        var assume = Assert.Single(
            said.Letter("forensics").Findings,
            f => f.Text.Contains("denied AssumeRole 13 times")
        );
        Assert.Contains("role/stratus-red-team-leave-org-role", assume.Text);
        Assert.Contains(
            "1 more event carries the unique id or name of bert-jan without an ARN: CheckMfa 1×",
            said.Letter("caller").Text()
        );
    }

    [Fact]
    public void From_the_log_alone_what_the_user_may_do_is_partial_and_says_which_policies_are_unknown()
    {
        var said = Evidence.Investigate("arn:aws:iam::123837392027:user/bert-jan").Letter("permissions");

        Assert.Equal(AnswerStatus.Partial, said.Status);
        Assert.Contains("which inline policies user/bert-jan has", said.Text());
        Assert.Contains("which managed policies user/bert-jan has", said.Text());
        Assert.Contains("which groups user/bert-jan is in", said.Text());
        Assert.Contains("whether user/bert-jan has a permissions boundary", said.Text());
        Assert.Contains("service control policies", said.Text());
        Assert.Equal(["UNKNOWN"], said.Table("subjects").Column("admin"));

        // What it did was allowed; nothing else is said to be, and nothing is said not to be.
        Assert.All(said.Table("access").Column("verdict"), v => Assert.Equal("UNKNOWN", v));
        Assert.Contains(said.Table("access").Column("proven"), n => (long)n! > 0);
        Assert.DoesNotContain("NO", said.Table("used").Column("granted"));
    }

    [Fact]
    public void The_instance_is_named_by_63_events_and_made_15_of_which_12_are_both_and_66_in_all()
    {
        var events = Evidence.Investigate("i-0dbc91f429e48eeed").Letter("events");

        Assert.Equal(63, events.Table("calls").Rows.Count);
        Assert.Equal(15, events.Table("calls_made_by_it").Rows.Count);
        Assert.StartsWith("63 events name i-0dbc91f429e48eeed: 62 as the target, 1 in the response", events.Headline);
        Assert.EndsWith("15 were made by its own role session, 12 of them both; 66 in all.", events.Headline);
    }

    [Fact]
    public void The_instances_credentials_used_elsewhere_stand_out_from_its_own_address()
    {
        var said = Evidence.Investigate("i-0dbc91f429e48eeed");

        foreach (var letter in new[] { "identity", "ip" })
        {
            var stolen = Assert.Single(said.Letter(letter).Findings, f => f.Severity == Severity.Critical);
            Assert.Contains("were used from 192.168.10.20 (2 calls", stolen.Text);
            Assert.Contains("its other calls come from 3.225.16.109 (13 calls", stolen.Text);
            Assert.NotEmpty(stolen.Evidence);
        }
    }

    [Fact]
    public void His_chain_holds_the_sessions_that_he_took_and_the_keys_that_he_made()
    {
        var track = Evidence.Investigate("arn:aws:iam::123837392027:user/bert-jan").Letter("track");

        var credentials = track.Table("credentials");
        string Cell(string key, string column) =>
            $"{credentials.Rows.Single(r => (r[0] as string) == key)[credentials.Columns.ToList().IndexOf(column)]}";
        Assert.Equal("29", Cell("ASIATFQR7NSCWLLE7IWW", "uses"));
        Assert.Equal("15", Cell("ASIATFQR7NSC2632JLFK", "uses"));
        Assert.Equal("bert-jan (AKIATFQR7NSC8Q4X20BJ)", Cell("ASIATFQR7NSCWLLE7IWW", "issuedby"));
        foreach (var key in new[] { "AKIATFQR7NSC3ZO6PKAZ", "AKIATFQR7NSCQLA2F4OD" })
        {
            Assert.Equal(("0", "no"), (Cell(key, "uses"), Cell(key, "live")));
            Assert.Contains("DeleteAccessKey at 2023-07-10T12:28:24Z", Cell(key, "why"));
        }

        var text = track.Text();
        Assert.Contains("GetPasswordData 29× (all denied)", text);
        Assert.Contains("DescribeInstanceAttribute 15× (all denied)", text);
        Assert.Contains("RunInstances 1× (all failed)", text);
        Assert.Contains("malicious-rolesanywhere-trust-anchor", text);
        Assert.Contains("malicious-rolesanywhere-profile", text);
        foreach (
            var role in new[] { "ec2-get-password-data-role", "get-usr-data-role", "leave-org-role", "ec2lui-role" }
        )
        {
            Assert.Contains($"became role stratus-red-team-{role}", text);
        }
    }

    [Fact]
    public void The_instance_leads_back_to_who_launched_it_and_its_theft_is_told()
    {
        var track = Evidence.Investigate("i-0dbc91f429e48eeed").Letter("track");

        Assert.StartsWith("It came from bert-jan (AKIATFQR7NSC8Q4X20BJ)", track.Headline);
        var stolen = Assert.Single(track.Findings, f => f.Severity == Severity.Critical);
        Assert.Contains("i-0dbc91f429e48eeed", stolen.Text);
        Assert.Contains("192.168.10.20", stolen.Text);
    }

    [Fact]
    public void Every_finding_cites_its_evidence_and_two_runs_say_the_same()
    {
        string[] leads =
        [
            "i-0dbc91f429e48eeed",
            "bert-jan",
            "192.168.10.20",
            "AKIATFQR7NSC8Q4X20BJ",
            "123837392027",
            "snap-083d3b857c13988bc",
        ];
        foreach (var lead in leads)
        {
            var said = Evidence.Investigate(lead);
            Assert.Equal("RECIPEPICKS", string.Concat(said.Letters.Select(l => l.Mark)));
            Assert.All(said.Letters.SelectMany(l => l.Findings), f => Assert.NotEmpty(f.Evidence));
            Assert.Equal(Print(said), Print(Evidence.Investigate(lead)));
        }
    }

    private static string Print(Investigated said) => System.Text.Json.JsonSerializer.Serialize(said);
}
