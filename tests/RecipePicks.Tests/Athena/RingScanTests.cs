using System.Text.Json.Nodes;
using RecipePicks.Athena;
using RecipePicks.Cases;
using RecipePicks.Cases.Pulling;
using RecipePicks.Store;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Athena;

/// <summary>What rings scan of a lake, beside the query that people write first: a LIKE over the whole table.</summary>
/// <remarks>
/// The lake holds the log's own files, by account, region and day, and ninety-nine copies of them on other days. Bytes are counted of the
/// partitions that a query's WHERE leaves; the copies' events are not there, their bytes are.
/// </remarks>
public sealed class RingScanTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("AKIAMKTP7DRBKEXAMPLE", "2026-03-10T20:00:00Z", "2026-03-11T12:00:00Z")]
    [InlineData("203.0.113.77", "2026-03-10T20:00:00Z", "2026-03-11T12:00:00Z")]
    public void The_bundled_incident_a_hundredfold(string lead, string from, string to) =>
        Compare(BundledIncident.DistinctRecords(), ["111122223333", "777788889999", "444455556666"], lead, from, to);

    [Theory]
    [InlineData("AKIATFQR7NSC3ZO6PKAZ")]
    public void Invictus_a_hundredfold(string lead)
    {
        Assert.SkipUnless(
            SharedData.InvictusRecords() is { },
            "invictus-stratus-2023 does not lie beside the repository"
        );
        Compare(SharedData.InvictusRecords()!, ["123837392027"], lead, "2023-07-10T00:00:00Z", "2023-07-10T20:00:00Z");
    }

    private void Compare(
        IEnumerable<string> records,
        IReadOnlyList<string> accounts,
        string lead,
        string from,
        string to
    )
    {
        var all = records.ToList();
        using var table = new SimulatedLake(
            all,
            new TrailTable { Bucket = "s3://trail", Accounts = accounts }
        ).Replicated(100);
        using var server = AthenaServer.Of(table);
        using var lake = server.Lake(table.Ddl);
        using var folder = new TempFolder();
        var window = new TimeWindow(TimeWindow.Parse(from), TimeWindow.Parse(to));
        var naive = table.Answer(
            $"SELECT count(*) FROM security.cloudtrail_logs WHERE requestparameters LIKE '%{lead}%' OR responseelements LIKE '%{lead}%'"
        );

        var outcome = Pull.Run(
            lake,
            folder["case"],
            new PullRequest
            {
                Leads = [lead],
                Scope = new LakeScope { Window = window },
            },
            CancellationToken.None
        );

        var scanned = outcome.Rings.Sum(r => r.Scanned);
        output.WriteLine(
            $"{lead}: {string.Join(", ", outcome.Rings.Select(r => $"ring {r.Number} {r.Events} events {r.Scanned:N0} bytes"))}; "
                + $"{scanned:N0} of {naive.Scanned:N0} bytes, {100.0 * scanned / naive.Scanned:N2} %"
        );
        Assert.Null(outcome.Left);
        Assert.Equal(table.Bytes, naive.Scanned);
        Assert.True(scanned <= naive.Scanned / 20, $"{scanned:N0} of {naive.Scanned:N0} bytes");
        // Within the window, every call of every credential that the letter tracK follows in a case of all events was pulled.
        File.WriteAllLines(folder["whole.jsonl"], all.Where(r => Holds(window, r)));
        TestCase.Load(folder["whole"], folder["whole.jsonl"]);
        var (whole, pulled) = (Calls(folder["whole"]), Calls(folder["case"]));
        var followed = Credentials(folder["whole"], lead, window).Where(whole.ContainsKey).ToList();
        Assert.NotEmpty(followed);
        Assert.DoesNotContain(followed, key => !Equals(whole[key], pulled.GetValueOrDefault(key)));
    }

    private static Dictionary<string, object?> Calls(string directory)
    {
        using var opened = Case.Open(directory);
        return TestCase
            .Rows(
                opened,
                "SELECT useridentity.accesskeyid, count(*) FROM cloudtrail_logs WHERE useridentity.accesskeyid <> '' GROUP BY 1"
            )
            .ToDictionary(r => (string)r[0]!, r => r[1], StringComparer.Ordinal);
    }

    private static bool Holds(TimeWindow window, string record) =>
        TimeWindow.Parse((string)JsonNode.Parse(record)!["eventTime"]!) is { } time
        && time >= window.From
        && time <= window.To;

    /// <summary>The keys that the letter tracK follows: what rings are for.</summary>
    private static IReadOnlyList<string> Credentials(string directory, string lead, TimeWindow window)
    {
        using var opened = Case.Open(directory);
        var request = new InvestigationRequest { Leads = [lead], Window = window };
        return
        [
            .. Investigation
                .Run(opened.Engine, opened.Coverage(), request, CancellationToken.None)
                .Letter("track")
                .Table("credentials")
                .Column("accesskeyid")
                .OfType<string>()
                .Distinct(),
        ];
    }
}
