using System.Text;
using RecipePicks.Sources;
using RecipePicks.Store;

namespace RecipePicks.Tests.Sources;

/// <summary>A record as the parser saw it.</summary>
internal sealed record SeenRecord(
    string File,
    long Number,
    string EventId,
    ulong IdHash,
    ulong Content,
    string? Request
)
{
    /// <summary>What makes it the event that it is.</summary>
    public (ulong, ulong) Key => (IdHash, Content);
}

/// <summary>What reading files gives, short of storing it.</summary>
internal sealed record Reading(IReadOnlyList<SeenRecord> Records, IReadOnlyList<LedgerEntry> Ledger)
{
    public IReadOnlyList<string> Ids => [.. Records.Select(r => r.EventId)];

    public IReadOnlyList<Reject> Rejects => [.. Ledger.SelectMany(e => e.Rejects)];

    public long Rejected => Ledger.Sum(e => e.Rejected);

    /// <summary>Reads one file of this name and content.</summary>
    public static Reading Of(string name, string text) => Of(name, Logs.Utf8(text));

    /// <inheritdoc cref="Of(string, string)"/>
    public static Reading Of(string name, byte[] content)
    {
        using var folder = new TempFolder();
        return OfPaths(folder.Write(name, content));
    }

    /// <summary>Reads what lies at paths.</summary>
    public static Reading OfPaths(params IReadOnlyList<string> paths)
    {
        using var session = new LoadSession(
            new InputFeed(InputFiles.Find(paths, [])),
            [],
            new LoadOptions(),
            progress: null,
            CancellationToken.None
        );
        using var cursor = session.Cursor();
        var records = new List<SeenRecord>();
        for (var step = cursor.Next(); step != CursorStep.Done; step = cursor.Next())
        {
            if (step == CursorStep.Full)
            {
                cursor.Reader.Recycle();
                continue;
            }

            cursor.Tally.AddEvent();
            records.Add(See(cursor));
        }

        return new Reading(records, session.Entries());
    }

    private static SeenRecord See(FileCursor cursor)
    {
        var fields = cursor.Reader.Fields;
        return new SeenRecord(
            cursor.Tally.Name,
            cursor.Reader.Records,
            Text(RecordSchema.EventId)!,
            fields.EventIdHash,
            CanonicalHash.Of(cursor.Reader.Bytes(fields.Whole)),
            Text(Request)
        );

        string? Text(int cell) =>
            fields.Values[cell].IsPresent ? Encoding.UTF8.GetString(cursor.Reader.Bytes(fields.Values[cell])) : null;
    }

    private static readonly int Request = RecordSchema.Record.All.First(m => m.Name == "requestParameters").Cell;
}
