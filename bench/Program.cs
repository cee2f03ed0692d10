using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RecipePicks.Bench;
using RecipePicks.Cases;
using RecipePicks.Engines;
using RecipePicks.Store;

// picks-bench [EVENTS] [RUNS]     the whole comparison; each step is a process of its own, so that memory is its own
// picks-bench rivals [EVENTS] [RUNS]  beside read_json, LIKE, rg -z and ClickHouse
// picks-bench step NAME LOGS DIR  one step
// picks-bench functions [ROWS]    our scalar functions beside DuckDB's own
// picks-bench texts CASE          what the compiler costs: of a text by itself, and beside a scan written by hand
// picks-bench evaluate [SECONDS]  decisions a second of policies of ten statements
// picks-bench s3 [EVENTS] [RUNS]  loading from a bucket of s3rver beside loading from disk
// picks-bench step investigate LEAD DIR  all letters about a lead, of a case that is loaded: seconds, peak MB
const int Threads = 2;
if (args is ["evaluate", ..])
{
    var policy = File.ReadAllText(Path.Combine(FindRoot(), "bench", "ten-statements.json"));
    Evaluating.Run(policy, args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 5);
    return 0;
}

if (args is ["step", var name, var logs, var folder])
{
    try
    {
        Step(name, logs, folder);
        return 0;
    }
    catch (RecipePicks.DuckDb.DuckDbException e)
    {
        Console.WriteLine($"failed: {e.Message.Split('\n')[0]}");
        return 1;
    }
    catch (Win32Exception) when (name == "rg")
    {
        Console.WriteLine("skipped: ripgrep is not here (Debian, Ubuntu: apt-get install ripgrep)");
        return 1;
    }
}

if (args is ["functions", ..])
{
    Functions.Compare(args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
    return 0;
}

if (args is ["texts", var opened])
{
    Texts.Compile(Path.Combine(FindRoot(), "tests", "RecipePicks.Tests", "Sql", "Corpus", "corpus.sql"));
    Texts.Scan(opened);
    return 0;
}

var kind = args is ["s3" or "rivals", ..] ? args[0] : "";
args = kind.Length > 0 ? args[1..] : args;
var events = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
var root = FindRoot();
var work = Path.Combine(root, "artifacts", "bench");
var corpus = Path.Combine(work, $"corpus-{events}");
Corpus.Make(Path.Combine(root, "samples", "incident", "AWSLogs"), corpus, events);
if (kind == "s3")
{
    Buckets.Compare(root, corpus, events, runs, (step, input) => Child(step, input, Path.Combine(work, step)));
    return 0;
}

if (kind == "rivals")
{
    new SideBySide(root, work, corpus, Threads).Compare(events, runs);
    return 0;
}

string[] steps =
[
    "load-noindex",
    "load",
    "read_json-tuned",
    .. events <= 1_000_000 ? ["read_json-usual"] : Array.Empty<string>(),
];
var results = steps.ToDictionary(s => s, _ => new List<Measured>(), StringComparer.Ordinal);
for (var run = 0; run < runs; run++)
{
    foreach (var step in steps)
    {
        if (step == "read_json-usual" && run > 0)
        {
            continue; // it is too slow to be asked twice
        }

        var measured = Child(step, corpus, Path.Combine(work, step));
        results[step].Add(measured);
        Console.Error.WriteLine($"run {run + 1}, {step}: {measured}");
    }
}

var tuned = Measured.Median(results["read_json-tuned"].Select(m => m.Seconds));
Console.WriteLine($"{events:N0} events, {Threads} threads, median of {runs} runs taken in turn");
Console.WriteLine($"{"step", -18}{"seconds", 9}{"events/s", 12}{"peak MB", 9}  ratio to tuned read_json");
foreach (var step in steps)
{
    var seconds = Measured.Median(results[step].Select(m => m.Seconds));
    Console.WriteLine(
        double.IsNaN(seconds)
            ? $"{step, -18}{results[step][0].Text}"
            : $"{step, -18}{seconds, 9:F2}{events / seconds, 12:N0}{results[step].Max(m => m.Megabytes), 9}  {tuned / seconds:F2}"
    );
}

Lookups.Compare(Path.Combine(work, "load"));
foreach (var lead in new[] { "user/erin", "arn:aws:iam::111122223333:user/erin" })
{
    Console.WriteLine($"investigate {lead}: {Child("investigate", lead, Path.Combine(work, "load"))}");
}

return 0;

static Measured Child(string step, string input, string folder) =>
    Measured.Of(Environment.ProcessPath!, "step", step, input, folder);

static void Step(string name, string logs, string folder)
{
    var loads =
        name.StartsWith("load", StringComparison.Ordinal) || name.StartsWith("read_json", StringComparison.Ordinal);
    if (loads && Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }

    Directory.CreateDirectory(folder);
    var (found, peak) = ("", 0L);
    var clock = Stopwatch.StartNew();
    switch (name)
    {
        case "load" or "load-noindex":
            var options = new LoadOptions { Threads = Threads, Index = name == "load" };
            found = $"{Loading.Load([logs], folder, options, null, default).Events:N0} events";
            break;
        case "load-s3":
            Buckets.Load(logs, folder, Threads);
            break;
        case "read_json-tuned":
            found = $"{Rivals.Tuned(logs, folder, Threads):N0} events";
            break;
        case "read_json-usual":
            Rivals.Usual(logs, folder, Threads);
            break;
        case "lookup":
            Lookups.Compare(folder);
            return;
        case "fetch":
            Lookups.Repeat(folder, logs, Lookups.Fetch);
            return;
        case "like":
            Lookups.Repeat(folder, logs, Lookups.Scan);
            return;
        case "rg":
            (var files, peak) = Rivals.RipGrep(logs, folder, Threads);
            found = $"{files:N0} files";
            break;
        case "investigate":
            Investigate(logs, folder);
            break;
    }

    var seconds = clock.Elapsed.TotalSeconds;
    peak = peak > 0 ? peak : Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {peak} {found}"));
}

static void Investigate(string lead, string folder)
{
    using var opened = Case.Open(folder);
    _ = Investigation.Run(
        opened.Engine,
        opened.Coverage(default),
        new InvestigationRequest { Leads = [lead] },
        default
    );
}

static string FindRoot()
{
    for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
    {
        if (File.Exists(Path.Combine(folder, "RecipePicks.slnx")))
        {
            return folder;
        }
    }

    throw new InvalidOperationException("run it from a clone: the corpus is made from samples/");
}
