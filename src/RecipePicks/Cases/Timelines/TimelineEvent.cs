using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>A call on the timeline.</summary>
internal sealed record TimelineEvent
{
    /// <summary>CloudTrail's eventTime as it is written: it sorts, and is compared with other times of the evidence.</summary>
    public required string Time { get; init; }

    /// <summary>The same, read.</summary>
    public required DateTime At { get; init; }

    /// <summary>CloudTrail's eventID.</summary>
    public required string EventId { get; init; }

    /// <summary>Who called: the ARN, else the unique id, the service, the name or the account.</summary>
    public string? Identity { get; init; }

    /// <summary>userIdentity.type.</summary>
    public string? Type { get; init; }

    /// <summary>userIdentity.accessKeyId.</summary>
    public string? AccessKey { get; init; }

    /// <summary>eventSource.</summary>
    public string? Source { get; init; }

    /// <summary>eventName.</summary>
    public string? Name { get; init; }

    /// <summary>awsRegion.</summary>
    public string? Region { get; init; }

    /// <summary>sourceIPAddress.</summary>
    public string? Address { get; init; }

    /// <summary>userAgent.</summary>
    public string? Agent { get; init; }

    /// <summary>errorCode.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>errorMessage.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Whether it names what the leads name.</summary>
    public bool NamesLead { get; init; }

    /// <summary>How it ended.</summary>
    public string Outcome =>
        Denial.Is(ErrorCode, ErrorMessage) ? "denied"
        : ErrorCode is null && ErrorMessage is null ? "succeeded"
        : "failed";

    /// <summary>The API: <c>iam:CreateUser</c>.</summary>
    public string Api => $"{Source?.Split('.')[0]}:{Name}";

    /// <summary>Reads a row that has the columns of <c>Timelines/calls.sql</c>.</summary>
    /// <returns>The event; null when it has no time that can be read, and so no place on a timeline.</returns>
    public static TimelineEvent? Of(QueryRow row, bool namesLead) =>
        row.Text("eventtime") is { } text && TimeWindow.Parse(text) is { } at
            ? new TimelineEvent
            {
                Time = text,
                At = at,
                EventId = row.Text("eventid") ?? "",
                Identity =
                    row.Text("arn")
                    ?? row.Text("principalid")
                    ?? row.Text("invokedby")
                    ?? row.Text("username")
                    ?? row.Text("accountid"),
                Type = row.Text("type"),
                AccessKey = row.Text("accesskeyid") is { Length: > 0 } key ? key : null,
                Source = row.Text("eventsource"),
                Name = row.Text("eventname"),
                Region = row.Text("awsregion"),
                Address = row.Text("sourceipaddress"),
                Agent = row.Text("useragent"),
                ErrorCode = row.Text("errorcode"),
                ErrorMessage = row.Text("errormessage"),
                NamesLead = namesLead,
            }
            : null;
}
