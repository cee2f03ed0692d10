using RecipePicks.Cases;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Scenarios;

/// <summary>What letters say of the bundled incident where log and documents each know a part.</summary>
public sealed class IncidentLettersTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    private const string Group = "sg-036fa86723548ba99";
    private const string Opened = "b263801f-6f09-4310-95ea-1f5fe975ab72";

    [Theory]
    [InlineData(Group)]
    [InlineData("AKIAMKTP7DRBKEXAMPLE")]
    public void A_rule_that_was_never_revoked_is_not_said_to_be_taken_back(string lead)
    {
        var told = Ask(lead).Letter("public");
        var exposures = told.Table("exposures");
        var columns = exposures.Columns.ToList();
        var rows = exposures.Rows.Where(r => (string)r[0]! == Group).ToList();

        Assert.DoesNotContain("all of it was taken back", told.Headline);
        Assert.Contains(
            Group,
            told.Headline[told.Headline.IndexOf("still open but for a gate", StringComparison.Ordinal)..]
        );
        var last = Assert.Single(rows, r => r[columns.IndexOf("to")] is null);
        Assert.Equal(Opened, last[columns.IndexOf("eventid")]);
        Assert.All(rows, r => Assert.Null(r[columns.IndexOf("endedby")]));
        Assert.Contains(
            told.Findings,
            f =>
                f.Text.Contains(
                    "until 2026-03-12T00:00:02Z at the latest, when a gate was seen shut; nothing took it back"
                )
        );
    }

    [Theory]
    [InlineData("orders-report")]
    [InlineData("deploy-production")]
    public void A_witness_asks_for_the_role_that_there_is(string lead)
    {
        var witnesses = Ask(lead)
            .Letter("public")
            .Findings.Select(f => f.Text)
            .Where(t => t.Contains("may sts:AssumeRole on", StringComparison.Ordinal))
            .ToList();

        Assert.Contains(witnesses, w => w.Contains("arn:aws:iam::111122223333:role/orders-report."));
        Assert.DoesNotContain(witnesses, w => w.Contains(":role/role"));
    }

    [Theory]
    [InlineData("backup-sync")]
    [InlineData("AIDAFVXWEZQMLSEXAMPLE")]
    public void Failed_sign_ins_of_a_user_are_the_user_s_by_name_as_by_unique_id(string lead)
    {
        var told = Ask(lead).Letter("forensics");
        var denied = told.Table("denied");
        var columns = denied.Columns.ToList();
        var signIns = denied.Rows.Where(r => (string?)r[columns.IndexOf("eventname")] == "ConsoleLogin").ToList();

        Assert.StartsWith("2 denied calls by the identities of the lead;", told.Headline);
        Assert.Equal(2, signIns.Sum(r => (long)r[columns.IndexOf("bylead")]!));
        Assert.Contains(
            told.Findings,
            f => f.Text.StartsWith("3 sign-ins failed, 2 of the lead, as", StringComparison.Ordinal)
        );
        Assert.Contains(
            told.Findings,
            f => f.Text.StartsWith("160 calls by others were denied", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("caller")]
    public void What_a_user_did_without_an_ARN_is_told_beside_the_calls_that_are_counted(string letter) =>
        Assert.Contains(
            Ask("backup-sync").Letter(letter).Findings,
            f =>
                f.Text.StartsWith(
                    "2 more events carry the unique id or name of backup-sync without an ARN",
                    StringComparison.Ordinal
                )
        );

    private Investigated Ask(string lead) =>
        Investigation.Run(
            incident.Case.Engine,
            incident.Case.Coverage(TestContext.Current.CancellationToken),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );
}
