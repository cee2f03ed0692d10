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
    [InlineData("AKIATFQR7NSC8Q4X20BJ")]
    [InlineData("AKIATFQR7NSC3ZO6PKAZ")]
    public void Invictus_a_hundredfold(string lead)
    {
        Assert.SkipUnless(SharedData.InvictusRecords() is { }, "invictus-stratus-2023 does not lie beside the repository");
        Compare(
            SharedData.InvictusRecords()!,
            ["123837392027"],
            lead,
            "2023-07-10T00:00:00Z",
            "2023-07-10T20:00:00Z"
        );
    }

    private void Compare(IEnumerable<string> records, IReadOnlyList<string> accounts, string lead, string from, string to)
    {
        using var table = new SimulatedLake(records, new TrailTable { Bucket = "s3://trail", Accounts = accounts }).Replicated(100);
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
            new PullRequest { Leads = [lead], Scope = new LakeScope { Window = window } },
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
        Assert.Equal(Credentials(table.Local, lead, window), Credentials(folder["case"], lead, window));
    }

    /// <summary>The keys that the letter tracK follows: what rings are for.</summary>
    private static IReadOnlyList<object?> Credentials(RecipePicks.Engines.IEngine engine, string lead, TimeWindow window) =>
        [
            .. Investigation
                .Run(engine, new Coverage(), new InvestigationRequest { Leads = [lead], Window = window }, CancellationToken.None)
                .Letter("track")
                .Table("credentials")
                .Column("accesskeyid")
                .Distinct()
                .Order(),
        ];

    private static IReadOnlyList<object?> Credentials(string directory, string lead, TimeWindow window)
    {
        using var opened = Case.Open(directory);
        return Credentials(opened.Engine, lead, window);
    }
}
