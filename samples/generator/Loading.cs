using System.Globalization;
using System.Text.Json.Nodes;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>What the files hold, and what happened that no file holds.</summary>
internal static class Loading
{
    public static IEnumerable<(string Text, string Answer)> Facts(IReadOnlyList<LogFile> files)
    {
        var records = files.SelectMany(f => f.Records).ToList();
        var events = records.Select(Json.Line).ToHashSet(StringComparer.Ordinal);
        var ids = records.Select(Id).ToHashSet(StringComparer.Ordinal);
        var times = records.Select(r => r["eventTime"]!.GetValue<string>()).ToList();
        yield return ("files below AWSLogs", Text(files.Count + 2));
        yield return ("log files", Text(files.Count));
        yield return ("digest files", "1");
        yield return ("Insight files", "1");
        yield return ("records in log files", Text(records.Count));
        yield return ("events: different contents", Text(events.Count));
        yield return ("different eventIDs", Text(ids.Count));
        yield return ("duplicates: records that repeat an event, content and all", Text(records.Count - events.Count));
        yield return ("conflicting duplicates: eventIDs with two contents", Text(events.Count - ids.Count));
        yield return (
            "records of the organization's trail",
            Text(files.Where(f => f.Path.Contains(Organization, StringComparison.Ordinal)).Sum(f => f.Records.Count))
        );
        yield return ("first event", times.Min()!);
        yield return ("last event", times.Max()!);
        yield return ("accounts", string.Join(", ", Distinct(records, "recipientAccountId")));
        yield return ("regions", string.Join(", ", Distinct(records, "awsRegion")));
    }

    public static IEnumerable<(string Text, string Answer)> Unseen(IReadOnlyList<Event> happened)
    {
        var lost = happened.Where(e => !Trails.AccountTrailKeeps(e) && !Trails.OrganizationTrailKeeps(e)).ToList();
        var hidden = lost.Where(e => e.Account == Production).ToList();
        yield return ("calls in production that the evidence does not hold", Text(hidden.Count));
        yield return (
            "of those, in us-east-1 while production-trail was narrowed",
            Text(hidden.Count(e => e.Region == Virginia))
        );
        yield return (
            "of those, in eu-west-1 while production-eu-trail was stopped",
            Text(hidden.Count(e => e.Region == Ireland))
        );
        yield return (
            "objects that the attacker read over IPv6 after 23:24, unrecorded",
            Text(hidden.Count(e => Reads(e) && Address(e) == AttackerIpv6))
        );
        yield return (
            "card files read with the stolen instance role, unrecorded",
            Text(hidden.Count(e => Reads(e) && Address(e) == VpnExit))
        );
        yield return (
            "reads by the backdoor user in the night, unrecorded",
            Text(hidden.Count(e => Address(e) == AttackerSecond))
        );
        yield return (
            "the responder's first calls, unrecorded",
            Text(
                hidden.Count(e =>
                    e.Json["userIdentity"]!["arn"]?.GetValue<string>().EndsWith(Priya.Mail, StringComparison.Ordinal)
                    == true
                )
            )
        );
    }

    private static bool Reads(Event e) => e.Call is { Name: "GetObject", ErrorCode: null };

    private static string Address(Event e) => e.Json["sourceIPAddress"]!.GetValue<string>();

    private static string Id(JsonObject record) => record["eventID"]!.GetValue<string>();

    private static IEnumerable<string> Distinct(IEnumerable<JsonObject> records, string member) =>
        records
            .Select(r => r[member]!.GetValue<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
