using System.Globalization;
using RecipePicks.Store;

namespace RecipePicks.Bench;

/// <summary>Ours beside DuckDB's read_json, a LIKE scan, ripgrep and ClickHouse: the same files, each in turn, in one run.</summary>
/// <param name="root">The repository.</param>
/// <param name="work">Where each step has its folder.</param>
/// <param name="corpus">The files.</param>
/// <param name="threads">Threads of each.</param>
internal sealed class SideBySide(string root, string work, string corpus, int threads)
{
    private string Script => Path.Combine(root, "bench", "clickhouse", "rival.mjs");

    /// <summary>Prints two tables, of loading and of finding one thing: wall time, rate, peak memory, and times ours.</summary>
    /// <param name="events">Events in the files.</param>
    /// <param name="runs">How often each is done.</param>
    public void Compare(long events, int runs)
    {
        var clickhouse = Path.Combine(work, "clickhouse");
        var lead = new Lazy<string>(Lead);
        Step[] loads =
        [
            new("load", () => Ours("load", corpus, "load")),
            new("load-noindex", () => Ours("load-noindex", corpus, "load-noindex")),
            new("read_json-tuned", () => Ours("read_json-tuned", corpus, "read_json-tuned")),
            new("clickhouse", () => ClickHouse("load", corpus, clickhouse)),
        ];
        Step[] lookups =
        [
            new("index and fetch", () => Ours("fetch", lead.Value, "load")),
            new("LIKE", () => Ours("like", lead.Value, "load")),
            new("clickhouse LIKE", () => ClickHouse("scan", lead.Value, clickhouse)),
            new("rg -z", () => Ours("rg", lead.Value, corpus)),
        ];
        for (var run = 0; run < runs; run++)
        {
            foreach (var step in (Step[])[.. loads, .. lookups])
            {
                step.Runs.Add(step.Run());
                Console.Error.WriteLine($"run {run + 1}, {step.Name}: {step.Runs[^1]}");
            }
        }

        Console.WriteLine($"{events:N0} events, {threads} threads, median of {runs} runs taken in turn");
        Print("loading", events, loads);
        Print($"finding {lead.Value}", events, lookups);
    }

    private static void Print(string what, long events, Step[] steps)
    {
        Console.WriteLine($"\n{what}\n{"", -16}{"seconds", 9}{"events/s", 12}{"peak MB", 9}{"times ours", 12}  found");
        foreach (var step in steps)
        {
            Console.WriteLine(
                step.Runs.Find(m => double.IsNaN(m.Seconds)) is { } failed
                    ? $"{step.Name, -16}{failed}"
                    : $"{step.Name, -16}{step.Seconds, 9:F3}{events / step.Seconds, 12:N0}{step.Runs.Max(m => m.Megabytes), 9}{step.Seconds / steps[0].Seconds, 12:F2}  {step.Runs[0].Text}"
            );
        }
    }

    private string Lead()
    {
        using var opened = Case.Open(Path.Combine(work, "load"));
        return Lookups.Leads(opened)[0];
    }

    private Measured Ours(string step, string input, string folder) =>
        Measured.Of(Environment.ProcessPath!, "step", step, input, Path.Combine(work, folder));

    private Measured ClickHouse(string step, string input, string folder)
    {
        if (!Directory.Exists(Path.Combine(Path.GetDirectoryName(Script)!, "node_modules", "chdb")))
        {
            return new Measured(
                double.NaN,
                0,
                "skipped: npm's chdb is not here (npm install --prefix bench/clickhouse --no-save)"
            );
        }

        if (step == "load" && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return Measured.Of("node", Script, step, input, folder, threads.ToString(CultureInfo.InvariantCulture));
    }

    private sealed record Step(string Name, Func<Measured> Run)
    {
        public List<Measured> Runs { get; } = [];

        public double Seconds => Measured.Median(Runs.Select(m => m.Seconds));
    }
}
