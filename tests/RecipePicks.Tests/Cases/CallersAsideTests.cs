using RecipePicks.Cases;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Reports;
using RecipePicks.Tests.Scenarios;

namespace RecipePicks.Tests.Cases;

public sealed class CallersAsideTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    public static TheoryData<string> Leads =>
        [
            "AKIAFAWPL7Q2TEXAMPLE",
            "backup-sync",
            "203.0.113.77",
            "larkspur-customer-data",
            "i-01a35fc7d1e75c65b",
            "arn:aws:iam::111122223333:role/deploy-production",
            "111122223333",
        ];

    [Theory]
    [MemberData(nameof(Leads))]
    public void An_engine_that_puts_events_aside_gives_the_answers_of_one_that_does_not(string lead)
    {
        Assert.Equal(Json(new Plain(incident.Case.Engine), lead, default), Json(incident.Case.Engine, lead, default));
        var night = new TimeWindow(new DateTime(2026, 3, 11, 0, 0, 0, DateTimeKind.Utc), null);
        Assert.Equal(Json(new Plain(incident.Case.Engine), lead, night), Json(incident.Case.Engine, lead, night));
    }

    [Fact]
    public void A_question_that_reads_the_callers_alone_asks_for_their_events_in_the_same_words_as_what_is_put_aside()
    {
        var marked = Rooms().SelectMany(Question.Of).Where(q => q.Reads == "callers").ToList();
        var own = Question.Load("Timelines/own").Sql.Text;
        var filter = own[own.IndexOf("AND (false", StringComparison.Ordinal)..];

        Assert.True(marked.Count >= 7);
        Assert.All(
            marked.Where(q => q.Name != "first-seen"),
            q => Assert.Contains(filter.ReplaceLineEndings("\n").TrimEnd(), q.Sql.Text)
        );
    }

    [Fact]
    public void Whoever_is_not_among_the_callers_is_asked_for_elsewhere()
    {
        var callers = new Callers { Arns = ["a", "b"], Keys = ["k"] };

        Assert.True(callers.Hold(new Callers { Arns = ["b"] }.Parameters));
        Assert.False(callers.Hold(new Callers { Arns = ["b", "c"] }.Parameters));
        Assert.False(callers.Hold(new Dictionary<string, object?> { ["addresses"] = new List<string> { "1.2.3.4" } }));
        Assert.False(callers.Hold(new Dictionary<string, object?> { ["resource"] = "a" }));
    }

    private static IEnumerable<string> Rooms() =>
        [.. RecipePicks.Letters.RecipePicks.All.Select(l => l.GetType().Name), "Timelines"];

    private string Json(IEngine engine, string lead, TimeWindow window)
    {
        var coverage = incident.Case.Coverage(TestContext.Current.CancellationToken);
        var request = new InvestigationRequest { Leads = [lead], Window = window };
        using var text = new StringWriter();
        AllReports
            .Create("json", Surface.Plain)
            .Write(Investigation.Run(engine, coverage, request, TestContext.Current.CancellationToken), text);
        return text.ToString();
    }

    private sealed class Plain(IEngine engine) : IEngine
    {
        public string Name => engine.Name;

        public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken stop) =>
            engine.Query(sql, parameters, stop);

        public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> ids, CancellationToken stop) =>
            engine.Locate(ids, stop);
    }
}
