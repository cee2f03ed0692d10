using System.Diagnostics;
using System.Globalization;
using RecipePicks.Bench;
using RecipePicks.Cases;
using RecipePicks.Engines;
using RecipePicks.Store;

// picks-bench [EVENTS] [RUNS]     the whole comparison; each step is a process of its own, so that memory is its own
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
        Console.WriteLine(e.Message.Split('\n')[0]);
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

var isS3 = args is ["s3", ..];
args = isS3 ? args[1..] : args;
var events = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
var root = FindRoot();
var work = Path.Combine(root, "artifacts", "bench");
var corpus = Path.Combine(work, $"corpus-{events}");
Corpus.Make(Path.Combine(root, "samples", "incident", "AWSLogs"), corpus, events);
if (isS3)
{
    Buckets.Compare(root, corpus, events, runs, (step, input) => Child(step, input, Path.Combine(work, step)));
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

var tuned = Median(results["read_json-tuned"].Select(m => m.Seconds));
Console.WriteLine($"{events:N0} events, {Threads} threads, median of {runs} runs taken in turn");
Console.WriteLine($"{"step", -18}{"seconds", 9}{"events/s", 12}{"peak MB", 9}  ratio to tuned read_json");
foreach (var step in steps)
{
    var seconds = Median(results[step].Select(m => m.Seconds));
    Console.WriteLine(
        double.IsNaN(seconds)
            ? $"{step, -18}failed: {results[step][0].Text}"
            : $"{step, -18}{seconds, 9:F2}{events / seconds, 12:N0}{results[step].Max(m => m.Megabytes), 9}  {tuned / seconds:F2}"
    );
}

Console.WriteLine(Child("lookup", corpus, Path.Combine(work, "load")).Text);
foreach (var lead in new[] { "user/erin", "arn:aws:iam::111122223333:user/erin" })
{
    Console.WriteLine($"investigate {lead}: {Child("investigate", lead, Path.Combine(work, "load"))}");
}

return 0;

static void Step(string name, string logs, string folder)
{
    if (name is not ("lookup" or "investigate") && Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }

    Directory.CreateDirectory(folder);
    var clock = Stopwatch.StartNew();
    switch (name)
    {
        case "load" or "load-noindex":
            Loading.Load([logs], folder, new LoadOptions { Threads = Threads, Index = name == "load" }, null, default);
            break;
        case "load-s3":
            Buckets.Load(logs, folder, Threads);
            break;
        case "read_json-tuned":
            Rivals.Tuned(logs, folder, Threads);
            break;
        case "read_json-usual":
            Rivals.Usual(logs, folder, Threads);
            break;
        case "lookup":
            Lookup(folder);
            return;
        case "investigate":
            Investigate(logs, folder);
            break;
    }

    var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds} {peak}"));
}

// What a responder does first: all calls that name one thing. The cheat sheet's LIKE, against the index and a fetch.
static void Lookup(string folder)
{
    using var opened = Case.Open(folder);
    var index = (IIdentifierIndex)opened.Engine;
    string[] columns = ["eventtime", "eventname", "sourceipaddress", "requestparameters", "responseelements"];
    var leads = opened.Engine.Query(
        """
        SELECT lead, count(*) AS n
        FROM (SELECT coalesce(json_extract_scalar(requestparameters, '$.tableName'), json_extract_scalar(requestparameters, '$.keyId'),
              json_extract_scalar(requestparameters, '$.instanceId')) AS lead FROM cloudtrail_logs)
        WHERE lead IS NOT NULL GROUP BY 1 HAVING count(*) BETWEEN 3 AND 100 ORDER BY to_hex(md5(to_utf8(lead))) LIMIT 9
        """,
        new Dictionary<string, object?>(),
        default
    );
    var ratios = new List<double>();
    foreach (var lead in leads.Rows.Select(r => r.Text("lead")!))
    {
        var parameters = new Dictionary<string, object?> { ["id"] = $"%{lead}%" };
        var scans = new List<double>();
        var lookups = new List<double>();
        var (found, scanned) = (0, 0);
        for (var i = 0; i < 7; i++)
        {
            var clock = Stopwatch.StartNew();
            scanned = opened
                .Engine.Query(
                    "SELECT eventtime, eventname, sourceipaddress, requestparameters, responseelements FROM cloudtrail_logs WHERE requestparameters LIKE :id OR responseelements LIKE :id ORDER BY eventtime",
                    parameters,
                    default
                )
                .Count;
            scans.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            found = index.Fetch(lead, columns, default).Count;
            lookups.Add(clock.Elapsed.TotalMilliseconds);
        }

        ratios.Add(Median(scans) / Median(lookups));
        Console.WriteLine(
            $"{lead}: scan {Median(scans):F1} ms ({scanned} rows), index and fetch {Median(lookups):F1} ms ({found} rows): {ratios[^1]:F0} times"
        );
    }

    Console.WriteLine($"median: {Median(ratios):F0} times");
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

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted[sorted.Length / 2];
}

static Measured Child(string step, string logs, string folder)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, ["step", step, logs, folder])
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
    };
    using var child = Process.Start(start)!;
    var text = child.StandardOutput.ReadToEnd().Trim();
    child.WaitForExit();
    if (child.ExitCode != 0)
    {
        return new Measured(double.NaN, 0, text);
    }

    var parts = text.Split(' ');
    return step == "lookup"
        ? new Measured(0, 0, text)
        : new Measured(
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            text
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
