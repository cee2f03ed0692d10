using System.Diagnostics;
using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Store;

namespace RecipePicks.Bench;

/// <summary>
/// What a responder does first: all calls that name one thing. The cheat sheet's LIKE as DuckDB itself runs it on the same Parquet,
/// the same through our compiler, and the index with a fetch.
/// </summary>
internal static class Lookups
{
    private const int Rounds = 7;

    private static readonly string[] s_columns =
    [
        "eventtime",
        "eventname",
        "sourceipaddress",
        "requestparameters",
        "responseelements",
    ];

    /// <summary>Prints for each of some leads what each takes in an opened case, and the medians of their ratios.</summary>
    /// <param name="folder">The case.</param>
    public static void Compare(string folder)
    {
        using var opened = Case.Open(folder);
        using var database = DuckDatabase.Open(
            null,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["threads"] = $"{Environment.ProcessorCount}" }
        );
        using var connection = database.Connect();
        var files = Path.Combine(folder, "segments", "*", "events.parquet");
        var ratios = new List<(double ToDuckDb, double ToOurs)>();
        foreach (var lead in Leads(opened))
        {
            var (plain, scan, lookup) = (new List<double>(), new List<double>(), new List<double>());
            var (found, scanned, read) = (0, 0, 0);
            for (var i = 0; i < Rounds; i++)
            {
                var clock = Stopwatch.StartNew();
                read = ScanByDuckDb(connection, files, lead);
                plain.Add(clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                scanned = Scan(opened, lead);
                scan.Add(clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                found = Fetch(opened, lead);
                lookup.Add(clock.Elapsed.TotalMilliseconds);
            }

            var (byDuckDb, ours, index) = (Measured.Median(plain), Measured.Median(scan), Measured.Median(lookup));
            ratios.Add((byDuckDb / index, ours / index));
            Console.WriteLine(
                $"{lead}: LIKE by DuckDB {byDuckDb:F1} ms ({read} rows), through our compiler {ours:F1} ms ({scanned} rows), index and fetch {index:F1} ms ({found} rows): {ratios[^1].ToDuckDb:F0} and {ratios[^1].ToOurs:F0} times"
            );
        }

        Console.WriteLine(
            $"medians: {Measured.Median(ratios.Select(r => r.ToDuckDb)):F0} times DuckDB's LIKE, {Measured.Median(ratios.Select(r => r.ToOurs)):F0} times ours"
        );
    }

    /// <summary>
    /// Asks again and again in one opened case; prints as a step does: the median's seconds, peak MB, how many were found and
    /// the seconds of the first, with opening the case.
    /// </summary>
    /// <param name="folder">The case.</param>
    /// <param name="lead">What is asked for.</param>
    /// <param name="ask">How: the number of calls found.</param>
    public static void Repeat(string folder, string lead, Func<Case, string, int> ask)
    {
        var clock = Stopwatch.StartNew();
        using var opened = Case.Open(folder);
        var (found, first, times) = (ask(opened, lead), clock.Elapsed.TotalSeconds, new List<double>());
        while (times.Count < Rounds)
        {
            clock.Restart();
            _ = ask(opened, lead);
            times.Add(clock.Elapsed.TotalSeconds);
        }

        var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        Console.WriteLine($"{Measured.Median(times)} {peak} {found:N0} events, at first {first:F3} s");
    }

    /// <summary>Things that a few calls name; the same ones for the same events.</summary>
    /// <param name="opened">The case.</param>
    public static IReadOnlyList<string> Leads(Case opened) =>
        [
            .. opened
                .Engine.Query(
                    """
                    SELECT lead, count(*) AS n
                    FROM (SELECT coalesce(json_extract_scalar(requestparameters, '$.tableName'), json_extract_scalar(requestparameters, '$.keyId'),
                          json_extract_scalar(requestparameters, '$.instanceId')) AS lead FROM cloudtrail_logs)
                    WHERE lead IS NOT NULL GROUP BY 1 HAVING count(*) BETWEEN 3 AND 100 ORDER BY to_hex(md5(to_utf8(lead))) LIMIT 9
                    """,
                    new Dictionary<string, object?>(),
                    default
                )
                .Rows.Select(r => r.Text("lead")!),
        ];

    /// <summary>How many calls the index finds and fetches.</summary>
    /// <param name="opened">The case.</param>
    /// <param name="lead">What they name.</param>
    public static int Fetch(Case opened, string lead) =>
        ((IIdentifierIndex)opened.Engine).Fetch(lead, s_columns, default).Count;

    /// <summary>How many calls the scan finds.</summary>
    /// <param name="opened">The case.</param>
    /// <param name="lead">What they name.</param>
    public static int Scan(Case opened, string lead) =>
        opened
            .Engine.Query(
                $"SELECT {string.Join(", ", s_columns)} FROM cloudtrail_logs WHERE requestparameters LIKE :id OR responseelements LIKE :id ORDER BY eventtime",
                new Dictionary<string, object?> { ["id"] = $"%{lead}%" },
                default
            )
            .Count;

    private static int ScanByDuckDb(DuckConnection connection, string files, string lead)
    {
        using var rows = connection.Query(
            $"SELECT {string.Join(", ", s_columns)} FROM read_parquet('{files.Replace("'", "''")}') WHERE requestparameters LIKE $id OR responseelements LIKE $id ORDER BY eventtime",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = $"%{lead}%" }
        );
        var found = 0;
        while (rows.Read())
        {
            found++;
        }

        return found;
    }
}
