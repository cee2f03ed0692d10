using RecipePicks.Engines;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>Rows of calls and of recorded states, as replay takes them.</summary>
internal static class StateRows
{
    /// <summary>The names of all calls that replay knows, for a query.</summary>
    public static IReadOnlyList<string> Calls { get; } =
    [.. StateKnowledge.Default.Calls.Select(c => c.Call).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The names of the calls that change resources of some types.</summary>
    public static IReadOnlyList<string> CallsOn(IEnumerable<string> types)
    {
        var wanted = types.ToHashSet();
        return
        [
            .. StateKnowledge
                .Default.File.Calls.Where(c => wanted.Contains(c.Type))
                .Select(c => c.Call)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A row of <c>Changes/changes.sql</c>; null when it has no time.</summary>
    public static StateCall? Call(QueryRow row) =>
        Call(row, row.Text("eventname"), row.Text("caller"), row.Text("error"));

    /// <summary>A row of any query for calls with their request and response; null when it has no time.</summary>
    public static StateCall? Call(QueryRow row, string? name, string? caller, string? error) =>
        TimeWindow.Parse(row.Text("eventtime")) is { } time
            ? new StateCall
            {
                EventId = row.Text("eventid") ?? "",
                Time = time,
                Source = row.Text("eventsource") ?? "",
                Name = name ?? "",
                Account = row.Text("recipientaccountid"),
                Region = row.Text("awsregion"),
                SharedEventId = row.Text("sharedeventid"),
                Error = error,
                Request = row.Text("requestparameters"),
                Response = row.Text("responseelements"),
                Caller = caller,
                AccessKeyId = row.Text("accesskeyid"),
                Address = row.Text("sourceipaddress"),
            }
            : null;

    /// <summary>A row of <c>Resource/recorded.sql</c>.</summary>
    public static StateDocument Document(QueryRow row) =>
        new()
        {
            Form = row.Text("form") ?? "",
            Type = row.Text("resourcetype") ?? "",
            Time = TimeWindow.Parse(row.Text("capturetime")),
            Account = row.Text("accountid"),
            Region = row.Text("awsregion"),
            Names =
            [
                .. new[] { row.Text("resourcename"), row.Text("resourceid"), row.Text("arn") }
                    .OfType<string>()
                    .Where(n => n.Length > 0)
                    .Distinct(),
            ],
            Status = row.Text("status"),
            Json = row.Text("configuration"),
            More = row.Text("supplementary"),
            File = row.Text("file") ?? "",
            Record = row.Count("record"),
        };
}
