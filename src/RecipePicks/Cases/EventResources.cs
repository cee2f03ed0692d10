using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.State;

namespace RecipePicks.Cases;

/// <summary>The resources of a single event: those it lists, and the ids and names that its parameters hold.</summary>
internal static class EventResources
{
    private const int Most = 10;

    // Members whose value is a name, which no form gives away: those by which the calls that replay knows name what they
    // change. Two of them mean something else in other calls.
    private static readonly HashSet<string> NameMembers = new(
        StateKnowledge
            .Default.File.Calls.SelectMany(c => c.Id)
            .Select(path => path.Split('.'))
            .Where(path => path is ["request" or "item", not ("name" or "policyName")])
            .Select(path => path[1])
            .Append("stackName"),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Names what an event names.</summary>
    /// <param name="row">A row of <c>Events/event.sql</c>.</param>
    /// <returns>Names, ids and ARNs, each once, in the order in which they stand; at most ten.</returns>
    public static IReadOnlyList<string> Of(QueryRow row)
    {
        var replayed = Replayed(row);
        var request = StateJson.Parse(row.Text("requestparameters"));
        var response = StateJson.Parse(row.Text("responseelements"));
        var all = NamedEvent
            .Arns(row["resources"])
            .Concat(Named(request, "", replayed))
            // Many calls say no more than "name" of what they are about.
            .Concat(Named(Member(request, "name"), "stackName", replayed))
            .Concat(Named(response, "", replayed))
            .Distinct()
            // What AWS itself owns, such as its managed policies, leads to everybody who names it.
            .Where(n => Arn.TryParse(n) is not { Account: "aws" })
            .ToList();
        // An ARN says more than the id at its end.
        return [.. all.Where(n => !all.Exists(o => o != n && Arn.TryParse(o)?.ResourceName == n)).Take(Most)];
    }

    // A call that failed would have changed the same resource.
    private static HashSet<string> Replayed(QueryRow row) =>
        StateRows.Call(row, row.Text("eventname"), row.Text("arn"), error: null) is { } call
            ? [.. Replay.Resources([call]).SelectMany(r => r.Names)]
            : [];

    private static JsonElement? Member(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value)
            ? value
            : null;

    private static IEnumerable<string> Named(JsonElement? element, string member, HashSet<string> replayed) =>
        element switch
        {
            { ValueKind: JsonValueKind.Object } body => body.EnumerateObject()
                .SelectMany(p => Named(p.Value, p.Name, replayed)),
            { ValueKind: JsonValueKind.Array } items => items
                .EnumerateArray()
                .SelectMany(item => Named(item, member.TrimEnd('s'), replayed)),
            { ValueKind: JsonValueKind.String } text
                when text.GetString() is { Length: > 0 } value
                    && (
                        NameMembers.Contains(member)
                        || replayed.Contains(value)
                        || LeadForm.Recognise(value)?.Kind
                            is LeadKind.Resource
                                or LeadKind.AccessKey
                                or LeadKind.Principal
                    ) => [value],
            _ => [],
        };
}
