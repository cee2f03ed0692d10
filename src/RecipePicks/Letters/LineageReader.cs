using RecipePicks.Engines;
using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>
/// Asks for the rows of a lineage: the calls that make and end credentials one by one, everything else put together by the
/// engine, so that a million calls cost a few thousand rows.
/// </summary>
internal static class LineageReader
{
    /// <summary>How many calls, and how many credentials, are read at most.</summary>
    public const int MostRows = 250_000;

    /// <summary>
    /// The rows of all the evidence, whatever the window: a credential is older than its use. What it did after the window is
    /// not told.
    /// </summary>
    public static LineageRows Read(Inquiry inquiry)
    {
        var asked = Question.Load("Track/calls");
        var (calls, (uses, services)) = SideBySide.Run(
            () => inquiry.AskAll(asked, Call, MostRows),
            () => (Uses(inquiry), inquiry.AskAll(Question.Load("Track/service-sessions"), Service, MostRows)),
            inquiry.IsAside(asked)
        );
        return new LineageRows
        {
            Calls = calls,
            Uses = uses,
            IsCut = calls.Count >= MostRows || uses.Count >= MostRows,
            Services = [.. services.Where(s => s.Role.Length > 0)],
            End = inquiry.Coverage.To,
            Accounts = [.. inquiry.Coverage.Accounts],
        };
    }

    private static IReadOnlyList<LineageUse> Uses(Inquiry inquiry)
    {
        var until = new Dictionary<string, object?> { ["to"] = Inquiry.Bounds(inquiry.Window)["to"] };
        // Two records of one eventID that differ are two events in the case, but one call of the credential.
        var twice =
            inquiry.Coverage.ConflictingDuplicates == 0
                ? []
                : inquiry
                    .AskAll(
                        Question.Load("Track/one-id-twice"),
                        until,
                        r => (Of: Caller(r, invokedBy: null), Calls: r.Count("calls")),
                        MostRows
                    )
                    .ToDictionary(t => t.Of, t => t.Calls);
        return inquiry.AskAll(Question.Load("Track/uses"), until, row => Use(row, twice), MostRows);
    }

    private static LineageCall Call(QueryRow row)
    {
        var (source, name) = (row.Text("eventsource") ?? "", row.Text("eventname") ?? "");
        return new()
        {
            Id = row.Text("eventid") ?? "",
            Time = TimeWindow.Parse(row.Text("eventtime")),
            Source = source,
            Name = name,
            Region = row.Text("awsregion"),
            Account = row.Text("recipientaccountid"),
            Address = row.Text("sourceipaddress"),
            ErrorCode = row.Text("errorcode"),
            ErrorMessage = row.Text("errormessage"),
            Request = ReadMembers.Of(source, name, "request", row.Text("requestparameters")),
            Response = ReadMembers.Of(source, name, "response", row.Text("responseelements")),
            Additional = ReadMembers.Of(source, name, "additional", row.Text("additionaleventdata")),
            Details = ReadMembers.Of(source, name, "details", row.Text("serviceeventdetails")),
            SharedId = row.Text("sharedeventid"),
            Caller = Caller(row, row.Text("invokedby")),
        };
    }

    private static LineageUse Use(QueryRow row, Dictionary<LineageCaller, long> twice)
    {
        var caller = Caller(row, invokedBy: null);
        var (first, firstId) = Moment(row.Text("first"));
        var (last, lastId) = Moment(row.Text("last"));
        return new LineageUse
        {
            Caller = caller,
            Calls = row.Count("calls") - twice.GetValueOrDefault(caller),
            Denied = row.Count("denied"),
            First = first,
            Last = last,
            Addresses = Wording.Sorted(row, "addresses"),
            Evidence = firstId == lastId ? [firstId] : [firstId, lastId],
        };
    }

    private static LineageCaller Caller(QueryRow row, string? invokedBy) =>
        new()
        {
            Type = row.Text("type"),
            Arn = row.Text("arn"),
            PrincipalId = Names.Unmasked(row.Text("principalid")),
            Account = row.Text("accountid"),
            UserName = row.Text("username"),
            Key = Names.Unmasked(row.Text("accesskeyid")),
            InvokedBy = invokedBy,
            OnBehalfOf = row.Text("onbehalfof"),
            Created = row.Text("creationdate"),
            Issuer = row.Text("issuer"),
        };

    private static ServiceSession Service(QueryRow row)
    {
        var (first, id) = Moment(row.Text("first"));
        return new ServiceSession(
            row.Text("service") ?? "",
            row.Text("role") ?? "",
            row.Text("session") ?? "",
            row.Text("region"),
            row.Text("account"),
            first,
            [id]
        );
    }

    /// <summary>A time and an eventID that a question put together, so that both come from the same event.</summary>
    internal static (DateTime? At, string EventId) Moment(string? text)
    {
        var blank = text?.IndexOf(' ') ?? -1;
        return blank < 0 ? (null, "") : (TimeWindow.Parse(text![..blank]), text[(blank + 1)..]);
    }
}
