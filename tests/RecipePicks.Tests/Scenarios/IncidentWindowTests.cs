using RecipePicks.Cases;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Scenarios;

/// <summary>
/// What stood at the end of a window: the AWS CLI's documents are of the day after the incident, so every call between the two
/// has to be taken back.
/// </summary>
public sealed class IncidentWindowTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    private static readonly DateTime s_opened = At("2026-03-10T23:41:05Z");

    [Fact]
    public void A_rule_that_came_after_the_window_does_not_stand_in_it()
    {
        var before = Configuration("sg-036fa86723548ba99", s_opened.AddSeconds(-1));
        var then = Configuration("sg-036fa86723548ba99", s_opened);

        Assert.DoesNotContain(before, r => r.Contains("22-22 0.0.0.0/0"));
        Assert.Contains(then, r => r.Contains("22-22 0.0.0.0/0"));
    }

    [Fact]
    public void A_user_who_was_made_after_the_window_is_not_there_yet()
    {
        var said = Ask(new(null, At("2026-03-09T00:00:00Z")), "backup-sync").Letter("resource");

        Assert.Contains("not there yet, CreateUser made it at 2026-03-10T23:33:02Z", said.Headline);
        Assert.DoesNotContain("AdministratorAccess", said.Text());
    }

    [Theory]
    [InlineData("larkspur-customer-data", "2026-03-11T06:15:07Z", "BackupReplication")]
    [InlineData("orders-report", "2026-03-10T23:38:18Z", "999988887777")]
    [InlineData("image-resizer", "2026-03-10T23:00:30Z", "FunctionURLAllowPublicAccess")]
    public void A_policy_that_was_put_after_the_window_is_not_its(string lead, string to, string part)
    {
        Assert.DoesNotContain(Configuration(lead, At(to)), r => r.Contains(part));
        Assert.Contains(Configuration(lead, At("2026-03-11T12:00:00Z")), r => r.Contains(part));
    }

    [Theory]
    [InlineData("snap-0029bf37d298c8516", "2026-03-10T22:58:03Z", "2026-03-10T22:58:03Z")]
    [InlineData("backup-sync", "2026-03-10T23:00:00Z", "2026-03-10T23:33:12Z")]
    [InlineData("production-eu-trail", null, "2026-03-11T08:00:00Z")]
    public void What_a_later_call_explains_is_no_drift(string lead, string? from, string to)
    {
        var said = Ask(new(from is null ? null : At(from), At(to)), lead).Letter("changes");

        Assert.DoesNotContain(said.Findings, f => f.Text.Contains("no call of the evidence explains"));
    }

    [Fact]
    public void What_was_opened_after_the_window_was_not_open_in_it()
    {
        var opened = At("2026-03-11T06:15:08Z");
        var before = Ask(new(null, opened.AddSeconds(-1)), "larkspur-customer-data").Letter("public");
        var then = Ask(new(null, opened), "larkspur-customer-data").Letter("public");

        Assert.DoesNotContain("shared with", before.Headline);
        Assert.Contains("2026-03-11T06:15:08Z", then.Table("exposures").Column("from"));
    }

    [Fact]
    public void What_strangers_did_with_something_open_is_told_whole_whatever_the_window()
    {
        var shared = At("2026-03-10T22:58:03Z");

        var windowed = Ask(new(shared, shared), "snap-0029bf37d298c8516").Letter("public");
        var whole = Ask(TimeWindow.All, "snap-0029bf37d298c8516").Letter("public");

        Assert.Equal([1L], windowed.Table("exposures").Column("foreigncalls"));
        Assert.Equal(whole.Findings[0].Severity, windowed.Findings[0].Severity);
    }

    private List<string> Configuration(string lead, DateTime to) =>
        [.. Ask(new(null, to), lead).Letter("resource").Table("configuration").Rows.Select(r => $"{r[0]} {r[1]}")];

    private Investigated Ask(TimeWindow window, string lead) =>
        Investigation.Run(
            incident.Case.Engine,
            incident.Case.Coverage(TestContext.Current.CancellationToken),
            new InvestigationRequest { Leads = [lead], Window = window },
            TestContext.Current.CancellationToken
        );

    private static DateTime At(string time) => TimeWindow.Parse(time)!.Value;
}
