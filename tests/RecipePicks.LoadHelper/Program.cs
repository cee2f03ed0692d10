using RecipePicks.Store;

// What a test does in another program, which it may kill:
//   LOGS CASE EVENTS      loads logs in segments of so many events
//   merge SOURCE CASE     takes a case into another
//   prune CASE            frees what a case does not need
//   read CASE             holds a case open, and counts its events for each line that it is given
switch (args)
{
    case ["merge", var source, var into]:
        var merged = Merging.Merge(source, into, progress: null, CancellationToken.None);
        Console.WriteLine($"{merged.Events} events");
        return 0;
    case ["prune", var pruned]:
        Console.WriteLine($"{Pruning.Prune(pruned, CancellationToken.None).InUse} in use");
        return 0;
    case ["read", var read]:
        using (var opened = Case.Open(read))
        {
            Count(opened);
            while (Console.ReadLine() is { Length: > 0 })
            {
                Count(opened);
            }
        }

        return 0;
    case [var logs, var directory, var events]:
        var options = new LoadOptions { SegmentEvents = int.Parse(events), Threads = 2 };
        var summary = Loading.Load([logs], directory, options, progress: null, CancellationToken.None);
        Console.WriteLine($"{summary.Records} records, {summary.Events} events");
        return 0;
    default:
        Console.Error.WriteLine("usage: LoadHelper LOGS CASE EVENTS | merge SOURCE CASE | prune CASE | read CASE");
        return 2;
}

static void Count(Case opened)
{
    using var rows = opened.Sql(
        "SELECT count(*), count(DISTINCT eventid), count(DISTINCT requestparameters) FROM cloudtrail_logs",
        CancellationToken.None
    );
    rows.Read();
    Console.WriteLine($"{rows[0]} {rows[1]} {rows[2]}");
}
