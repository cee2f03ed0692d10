using RecipePicks.Cases;
using RecipePicks.Engines;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Scenarios;

/// <summary>Keys of the bundled incident, each with the call that issued it.</summary>
public sealed class IncidentKeysTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    [Fact]
    public void Each_key_of_a_workload_has_the_call_that_issued_it_and_its_own_end()
    {
        var rows = Ask("ASIA4EBKFD454EXAMPLE").Letter("track").Table("credentials");
        var row = rows.Rows[rows.Column("accesskeyid").ToList().IndexOf("ASIA4EBKFD454EXAMPLE")];
        object? Cell(string column) => row[rows.Columns.ToList().IndexOf(column)];

        Assert.Equal("2026-03-10T06:00:07Z", Cell("issuedat"));
        Assert.StartsWith("0affb5fe", (string)Cell("eventid")!);
        Assert.Equal("no", Cell("live"));
        Assert.Contains("expired at 2026-03-10T12:00:07Z", (string)Cell("why")!);
    }

    [Fact]
    public void A_workload_s_key_that_no_record_issued_is_given_no_other_key_s_record()
    {
        var rows = Ask("ASIAYFUNVCVPLEXAMPLE").Letter("track").Table("credentials");
        var row = rows.Rows[rows.Column("accesskeyid").ToList().IndexOf("ASIAYFUNVCVPLEXAMPLE")];

        Assert.Null(row[rows.Columns.ToList().IndexOf("issuedat")]);
        Assert.Null(row[rows.Columns.ToList().IndexOf("eventid")]);
    }

    [Fact]
    public void Every_key_s_issuing_event_issued_that_key()
    {
        var track = Ask("orders-api").Letter("track").Table("credentials");
        object? Cell(IReadOnlyList<object?> row, string column) => row[track.Columns.ToList().IndexOf(column)];
        // A console session's keys come of a sign-in, which issues none by name.
        var told = track.Rows.Where(r => Cell(r, "call") is "AssumeRole" && Cell(r, "accesskeyid") is string).ToList();
        var issued = incident
            .Case.Engine.Query(
                "SELECT eventid, responseelements FROM cloudtrail_logs WHERE responseelements LIKE '%accessKeyId%'",
                new Dictionary<string, object?>(),
                TestContext.Current.CancellationToken
            )
            .Rows.ToLookup(r => r.Text("eventid")!, r => r.Text("responseelements")!);

        Assert.True(told.Count > 20);
        Assert.All(
            told,
            r =>
                Assert.Contains(
                    issued[(string)Cell(r, "eventid")!],
                    text => text.Contains((string)Cell(r, "accesskeyid")!)
                )
        );
    }

    [Fact]
    public void A_SAML_user_s_chain_is_found_by_its_principalId_too()
    {
        var track = Ask("DHgZDv8rasZZr8Y7mhqvm6bSS4O=:mara.quinn@larkspur.example").Letter("track");

        Assert.Contains("ASIAU3NDBPWKBEXAMPLE", track.Table("credentials").Column("accesskeyid"));
    }

    [Fact]
    public void An_account_s_chain_begins_with_all_its_credentials()
    {
        var investigated = Ask("444455556666");
        var keys = investigated.Letter("track").Table("credentials").Column("accesskeyid").OfType<string>().ToList();

        Assert.True(keys.Count > 20, string.Join('\n', keys));
        Assert.DoesNotContain("does not show where it came from", investigated.Letter("track").Headline);
    }

    [Fact]
    public void A_refusal_on_a_user_by_name_is_on_that_user()
    {
        var investigated = Ask("ci-publisher");

        Assert.DoesNotContain(investigated.Graph.Nodes, n => n.Id == "user");
        Assert.Contains("CreateAccessKey on user ci-publisher", investigated.Letter("track").Text());
    }

    private Investigated Ask(string lead) =>
        Investigation.Run(
            incident.Case.Engine,
            incident.Case.Coverage(TestContext.Current.CancellationToken),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );
}
