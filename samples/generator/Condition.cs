using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>A WHERE clause said once: as SQL for the README, and as a test for the generator's own count.</summary>
internal sealed record Condition(string Sql, Func<JsonObject, bool> Holds)
{
    // Column names are the record's members in lower case.
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["useridentity"] = "userIdentity",
        ["accesskeyid"] = "accessKeyId",
        ["username"] = "userName",
        ["principalid"] = "principalId",
        ["accountid"] = "accountId",
        ["invokedby"] = "invokedBy",
        ["sessioncontext"] = "sessionContext",
        ["sessionissuer"] = "sessionIssuer",
        ["eventtime"] = "eventTime",
        ["eventname"] = "eventName",
        ["eventsource"] = "eventSource",
        ["eventid"] = "eventID",
        ["awsregion"] = "awsRegion",
        ["sourceipaddress"] = "sourceIPAddress",
        ["useragent"] = "userAgent",
        ["errorcode"] = "errorCode",
        ["errormessage"] = "errorMessage",
        ["requestparameters"] = "requestParameters",
        ["responseelements"] = "responseElements",
        ["recipientaccountid"] = "recipientAccountId",
        ["sharedeventid"] = "sharedEventID",
        ["eventcategory"] = "eventCategory",
        ["serviceeventdetails"] = "serviceEventDetails",
    };

    public static Condition Is(string column, string value) =>
        new($"{column} = '{value}'", r => Value(r, column) == value);

    public static Condition Like(string column, string pattern)
    {
        var regex = new Regex(
            "^" + Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal) + "$",
            RegexOptions.Singleline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
        return new($"{column} LIKE '{pattern}'", r => Value(r, column) is { } v && regex.IsMatch(v));
    }

    public static Condition Missing(string column) => new($"{column} IS NULL", r => Value(r, column) is null);

    public static Condition After(DateTimeOffset time) =>
        new($"eventtime > '{time.Iso()}'", r => string.CompareOrdinal(Value(r, "eventtime"), time.Iso()) > 0);

    public static Condition Before(DateTimeOffset time) =>
        new($"eventtime < '{time.Iso()}'", r => string.CompareOrdinal(Value(r, "eventtime"), time.Iso()) < 0);

    public static Condition operator &(Condition a, Condition b) =>
        new($"{a.Sql} AND {b.Sql}", r => a.Holds(r) && b.Holds(r));

    public static Condition operator |(Condition a, Condition b) =>
        new($"({a.Sql} OR {b.Sql})", r => a.Holds(r) || b.Holds(r));

    /// <summary>A column's text: a string as it is, an object as JSON, an absent or null member as null.</summary>
    public static string? Value(JsonObject record, string column)
    {
        JsonNode? node = record;
        foreach (var part in column.Split('.'))
            node = (node as JsonObject)?[Members.GetValueOrDefault(part, part)];
        return node switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => Line(node),
        };
    }
}
