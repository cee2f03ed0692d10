using RecipePicks.Cases;
using RecipePicks.Letters;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

public sealed class InquiryTests
{
    private static readonly Question Calls = Question.Load("Track/calls");

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(100)]
    public void Of_more_events_than_may_be_read_the_first_are_read_in_their_order_wherever_they_lie(int most)
    {
        // Three at one time, and others of which the question does not ask.
        string[] times = ["03", "01", "02", "02", "05", "02", "04"];
        string[] names = ["CreateUser", "DescribeInstances"];
        using var folder = new TempFolder();
        var records = names.SelectMany(n => times.Select(t => Record(n, $"2024-05-{t}T10:00:00Z", User("bob"))));
        folder.Write("log.json", Logs.Wrap(records));
        TestCase.Load(folder["case"], folder["log.json"]);
        using var opened = Case.Open(folder["case"]);

        var plain = Ids(opened, aside: false, most);
        Assert.Equal(Math.Min(most, times.Length), plain.Count);
        Assert.Equal(plain, Ids(opened, aside: true, most));
    }

    private static IReadOnlyList<string?> Ids(Case opened, bool aside, int most)
    {
        var engine = opened.Engine;
        var stop = TestContext.Current.CancellationToken;
        var inquiry = new Inquiry(engine, opened.Coverage(stop), TimeWindow.All, stop)
        {
            Aside = aside ? new Asides(engine, TimeWindow.All, stop) : null,
        };
        Assert.Equal(aside, inquiry.IsAside(Calls));
        return inquiry.AskAll(Calls, row => row.Text("eventid"), most);
    }
}
