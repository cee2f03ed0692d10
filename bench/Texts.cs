using System.Diagnostics;
using RecipePicks.Letters;
using RecipePicks.Sql.Binding;
using RecipePicks.Store;

namespace RecipePicks.Bench;

/// <summary>What the compiler costs: for a text by itself, and for a scan beside the same text written for DuckDB by hand.</summary>
internal static class Texts
{
    private const int Rounds = 7;
    private const int Compilations = 200;

    private const string Athena = """
        SELECT eventtime, eventname, sourceipaddress FROM cloudtrail_logs
        WHERE requestparameters LIKE '%us-west-2%' OR responseelements LIKE '%us-west-2%'
        """;

    /// <summary>Prints the median of a scan through the compiler and by hand, in turn, on the same case.</summary>
    /// <param name="folder">The case.</param>
    public static void Scan(string folder)
    {
        using var engine = new LocalEngine(new CaseFolder(folder), new CaseFolder(folder).Finished());
        var none = new Dictionary<string, object?>();
        var (ours, hand) = (new List<double>(), new List<double>());
        var (rows, same) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            rows = engine.Query(Athena, none, default).Count;
            ours.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            using (var result = engine.Connection.Query(Athena))
            {
                same = result.Rows().Count();
            }

            hand.Add(clock.Elapsed.TotalMilliseconds);
        }

        var (a, b) = (Median(ours), Median(hand));
        Console.WriteLine($"LIKE: compiled {a:F0} ms ({rows} rows), by hand {b:F0} ms ({same} rows): {a / b:F2} times");
    }

    /// <summary>Prints how long the longest query of the tests' corpus takes to compile, and the longest of the letters.</summary>
    /// <param name="corpus">The corpus: queries, each followed by the same question as it is put by hand.</param>
    public static void Compile(string corpus)
    {
        Time(
            "corpus",
            File.ReadAllText(corpus).Split("\n\n").Select(t => t.Split("\n-- by hand")[0]).MaxBy(t => t.Length)!,
            new Dictionary<string, object?>()
        );
        var question = Question.Load("Track/calls").Sql;
        var values = question.Parameters.ToDictionary(p => p, _ => (object?)"2024-05-01T00:00:00Z");
        var (text, bound) = question.Bind(values);
        Time("letters", text, bound);
    }

    private static void Time(string what, string text, IReadOnlyDictionary<string, object?> values)
    {
        var options = new CompilerOptions
        {
            Catalog = LocalEngine.NewCatalog(),
            Now = DateTime.UnixEpoch,
            Parameters = values,
        };
        var times = new List<double>();
        for (var round = 0; round < Compilations; round++)
        {
            var clock = Stopwatch.StartNew();
            _ = LocalEngine.Compile(text, options);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(
            $"{what}: {text.Length} characters: first {times[0]:F1} ms, median {Median(times):F2} ms, most after the first {times.Skip(1).Max():F1} ms"
        );
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
