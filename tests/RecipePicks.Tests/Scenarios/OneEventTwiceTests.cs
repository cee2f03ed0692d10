using RecipePicks.Cases;
using RecipePicks.Store;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Scenarios;

/// <summary>Records of one eventID, time and address that differ are events of their own, in the order of the evidence.</summary>
public sealed class OneEventTwiceTests
{
    [Fact]
    public void They_come_in_the_order_in_which_they_lie_in_the_evidence()
    {
        const int Events = 1_500;
        string[] errors = ["Throttling", "AccessDenied", "Conflict"];
        using var folder = new TempFolder();
        foreach (var (error, file) in errors.Zip(["logs/a.json", "logs/b.json", "logs/c.json"]))
        {
            folder.Write(
                file,
                Logs.Wrap(
                    Enumerable
                        .Range(1, Events)
                        .Select(n =>
                            SmallCase.Record(
                                "DeleteBucket",
                                "2024-05-01T10:00:00Z",
                                SmallCase.User("bob"),
                                $$"""{"requestParameters":{"bucketName":"ledger"},"errorCode":"{{error}}","eventID":"{{Logs.Id(n)}}"}"""
                            )
                        )
                )
            );
        }

        TestCase.Load(folder["case"], folder["logs"]);
        using var opened = Case.Open(folder["case"]);
        var said = Investigation.Run(
            opened.Engine,
            TestCase.Coverage(opened),
            new InvestigationRequest { Leads = ["ledger"] },
            TestContext.Current.CancellationToken
        );

        var calls = said.Letter("events").Table("calls");
        Assert.Equal(3 * Events, calls.Rows.Count);
        Assert.Equal(
            Enumerable.Range(1, Events).SelectMany(n => errors.Select(e => $"{Logs.Id(n)} {e}")),
            calls.Column("eventid").Zip(calls.Column("errorcode"), (id, error) => $"{id} {error}")
        );
    }
}
