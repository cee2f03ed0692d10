using System.Text.Json.Nodes;
using RecipePicks.Cases;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Scenarios;

/// <summary>
/// The bundled incident, in which every record has texts that no text can hold: an attacker who chooses a name in a call must
/// not choose whether the investigation comes to its end.
/// </summary>
public sealed class HalfSurrogateTests : IDisposable
{
    private const string Half = "\\ud800";
    private const string Mark = "half-of-a-pair";
    private readonly TempFolder _folder = new();

    public HalfSurrogateTests()
    {
        var records = BundledIncident.DistinctRecords().Select(Spoilt);
        _folder.Write("logs/spoilt.json", $"{{\"Records\":[{string.Join(",\n", records)}]}}");
        TestCase.Load(_folder["case"], _folder["logs"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("AKIAMKTP7DRBKEXAMPLE")]
    [InlineData("arn:aws:iam::111122223333:user/backup-sync")]
    [InlineData("deploy-production")]
    [InlineData("203.0.113.77")]
    [InlineData("snap-0029bf37d298c8516")]
    public void Every_letter_answers(string lead)
    {
        using var opened = Case.Open(_folder["case"]);
        var investigated = Investigation.Run(
            opened.Engine,
            TestCase.Coverage(opened),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );
        Assert.All(investigated.Letters, l => Assert.DoesNotContain("the program failed", l.Headline));
    }

    [Fact]
    public void Every_event_is_a_lead()
    {
        using var opened = Case.Open(_folder["case"]);
        var events = TestCase.Rows(
            opened,
            "SELECT min(eventid) FROM cloudtrail_logs GROUP BY eventsource, eventname ORDER BY 1 LIMIT 12"
        );
        foreach (var lead in events.Select(r => (string)r[0]!))
        {
            var investigated = Investigation.Run(
                opened.Engine,
                TestCase.Coverage(opened),
                new InvestigationRequest { Leads = [lead] },
                TestContext.Current.CancellationToken
            );
            Assert.All(investigated.Letters, l => Assert.DoesNotContain("the program failed", l.Headline));
        }
    }

    /// <summary>A record in whose parameters every text ends in half of a pair but for the ids, and with more such members.</summary>
    private static string Spoilt(string json)
    {
        var record = JsonNode.Parse(json)!.AsObject();
        record["userAgent"] = $"{record["userAgent"]} {Mark}";
        foreach (
            var name in new[] { "requestParameters", "responseElements", "additionalEventData", "serviceEventDetails" }
        )
        {
            if (record[name] is JsonObject members)
            {
                Spoil(members);
                members[Mark] = new JsonArray($"x {Mark}", new JsonObject { [Mark] = $"{{\"Statement\":\"{Mark}\"}}" });
            }
        }

        return record.ToJsonString().Replace(Mark, Half, StringComparison.Ordinal);
    }

    private static void Spoil(JsonNode node)
    {
        foreach (var (name, value) in (node as JsonObject)?.ToList() ?? [])
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Contains(' '))
            {
                node[name] = said.Replace("Statement", $"{Mark}Statement", StringComparison.Ordinal) + Mark;
            }
            else if (value is not null)
            {
                Spoil(value);
            }
        }

        foreach (var item in (node as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            Spoil(item);
        }
    }
}
