using System.Text.Json.Nodes;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>One delivered file: where it lies and what it holds.</summary>
internal sealed record LogFile(string Path, DateTimeOffset Delivered, List<JsonObject> Records);

/// <summary>
/// What the trails kept of what happened. The attacker narrows one trail and stops another, so the evidence has real holes:
/// only the organization's trail, of which two hours of one region were copied, looks into them.
/// </summary>
internal sealed class Trails(IReadOnlyList<Event> happened)
{
    public static readonly DateTimeOffset CopyFrom = At(10, 22, 0);
    public static readonly DateTimeOffset CopyTo = At(11, 0, 0);

    public IReadOnlyList<LogFile> Files { get; } = Deliver(happened);

    /// <summary>The trail of the account itself.</summary>
    public static bool AccountTrailKeeps(Event e)
    {
        if (e.Account != Production)
            return !e.Call.IsData;
        if (e.Region == Ireland)
            return !e.Call.IsData && (e.Time <= Moments.LoggingStopped || e.Time >= Moments.LoggingStarted);
        var narrowed = e.Time > Moments.SelectorsNarrowed && e.Time < Moments.SelectorsRestored;
        return !narrowed || (!e.Call.IsData && !e.Call.ReadOnly);
    }

    /// <summary>The organization's trail, as far as it was copied for this case.</summary>
    public static bool OrganizationTrailKeeps(Event e) =>
        e.Account == Production && e.Region == Virginia && !e.Call.IsData && e.Time >= CopyFrom && e.Time < CopyTo;

    private static List<LogFile> Deliver(IReadOnlyList<Event> happened)
    {
        var files = new SortedDictionary<string, LogFile>(StringComparer.Ordinal);
        foreach (var e in happened)
        {
            if (AccountTrailKeeps(e))
                Put(files, $"AWSLogs/{e.Account}/CloudTrail", e, Minutes(e), Tampered(e));
            if (OrganizationTrailKeeps(e))
                Put(files, $"AWSLogs/{Organization}/{e.Account}/CloudTrail", e, 30, e.Json);
        }
        foreach (var file in files.Values)
            new Dice("order of " + file.Path).Shuffle(file.Records);
        return [.. files.Values];
    }

    private static void Put(
        SortedDictionary<string, LogFile> files,
        string root,
        Event e,
        int minutes,
        JsonObject record
    )
    {
        // A record arrives a few minutes after its event; a file then holds one slot.
        var lag = new Dice("lag of " + e.Id).Between(120, 420);
        var slot = TimeSpan.FromMinutes(minutes).Ticks;
        var arrived = e.Time.AddSeconds(lag);
        var delivered = new DateTimeOffset(arrived.Ticks - (arrived.Ticks % slot) + slot, TimeSpan.Zero);
        var stem = $"{e.Account}_CloudTrail_{e.Region}_{delivered:yyyyMMdd'T'HHmm'Z'}";
        var folder = $"{root}/{e.Region}/{delivered:yyyy'/'MM'/'dd}/";
        var path = $"{folder}{stem}_{new Dice(folder + stem).Alphanumeric(16)}.json.gz";
        if (!files.TryGetValue(path, out var file))
            files.Add(path, file = new LogFile(path, delivered, []));
        file.Records.Add(record);
    }

    // Busy trails deliver more often; the real rhythm of five minutes would make two thousand tiny files.
    private static int Minutes(Event e) =>
        (e.Account, e.Region) switch
        {
            (Production, Virginia) => 30,
            (Production, _) => 60,
            (Development, Virginia) => 60,
            (Security, Virginia) => 120,
            _ => 240,
        };

    /// <summary>
    /// In the account's copy somebody who could write to the trail's bucket moved the attachment of AdministratorAccess to the office.
    /// The organization's copy and the digest tell the truth.
    /// </summary>
    private static JsonObject Tampered(Event e)
    {
        if (!IsTampered(e.Json))
            return e.Json;
        var copy = (JsonObject)e.Json.DeepClone();
        copy["sourceIPAddress"] = Office;
        return copy;
    }

    public static bool IsTampered(JsonObject record) =>
        record["eventName"]!.GetValue<string>() == "AttachUserPolicy"
        && record["requestParameters"] is JsonObject request
        && request["userName"]!.GetValue<string>() == BackupSync.Name;
}
