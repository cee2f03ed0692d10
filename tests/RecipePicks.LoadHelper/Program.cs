using RecipePicks.Store;

// Loads LOGS into CASE in segments of EVENTS events: a program that a test may kill.
if (args is not [var logs, var directory, var events])
{
    Console.Error.WriteLine("usage: LoadHelper LOGS CASE EVENTS");
    return 2;
}

var options = new LoadOptions { SegmentEvents = int.Parse(events), Threads = 2 };
var summary = Loading.Load([logs], directory, options, progress: null, CancellationToken.None);
Console.WriteLine($"{summary.Records} records, {summary.Events} events");
return 0;
