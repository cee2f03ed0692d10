using RecipePicks.Samples;

// Writes OUTDIR/incident and the computed tables of OUTDIR/README.md:
//   dotnet run --project samples/generator -- samples
if (args is not [var output])
{
    Console.Error.WriteLine("usage: IncidentGenerator OUTDIR    (writes OUTDIR/incident, OUTDIR/README.md)");
    return 2;
}

var recorder = new Recorder();
Machines.Tell(recorder);
People.Tell(recorder);
Reconnaissance.Tell(recorder);
Intrusion.Tell(recorder);
Persistence.Tell(recorder);
Night.Tell(recorder);
Response.Tell(recorder);
Night.TellAfterResponse(recorder);
List<Event> happened = [.. recorder.Events.Where(e => e.Time < World.End).OrderBy(e => e.Time)];

var incident = Path.Combine(output, "incident");
if (Directory.Exists(Path.Combine(incident, "AWSLogs")))
    Directory.Delete(incident, recursive: true);

var files = new Trails(happened).Files;
var delivery = new Delivery(incident);
foreach (var file in files)
    delivery.Compressed(file.Path, Delivery.Text(file.Records));
foreach (var (path, content) in new[] { Bystanders.Digest(files), Bystanders.Insight() })
    delivery.Compressed(path, Json.Line(content));
foreach (var (path, text) in new Snapshot(happened).Files)
    delivery.Plain(path, text);

var truth = new Truth([.. files.SelectMany(f => f.Records)]);
Readme.Rewrite(
    Path.Combine(output, "README.md"),
    [
        (
            "timeline",
            Readme.Table(
                ["March, UTC", "what happened", "eventID"],
                Timeline.Of(happened).Select(t => new[] { t.Time, t.What, $"`{t.Id}`" })
            )
        ),
        (
            "truth",
            Readme.Table(
                ["fact", "query", "answer"],
                truth.Facts().Select(f => new[] { f.Text, $"`{f.Query}`", f.Answer })
            )
        ),
        ("loading", Readme.Table(["fact", "answer"], Loading.Facts(files).Select(f => new[] { f.Text, f.Answer }))),
        ("unseen", Readme.Table(["fact", "answer"], Loading.Unseen(happened).Select(f => new[] { f.Text, f.Answer }))),
    ]
);
return 0;
