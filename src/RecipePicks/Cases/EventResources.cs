using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>The resources of a single event: those it lists, and the ids and names that its parameters hold.</summary>
internal static class EventResources
{
    private const int Most = 10;

    // Members whose value is a name, which no form gives away.
    private static readonly HashSet<string> NameMembers =
    [
        .. new[]
        {
            "bucketName",
            "userName",
            "roleName",
            "groupName",
            "functionName",
            "tableName",
            "queueName",
            "topicName",
        },
        .. new[]
        {
            "instanceProfileName",
            "secretId",
            "keyId",
            "trailName",
            "dBInstanceIdentifier",
            "stackName",
            "clusterName",
        },
    ];

    /// <summary>Names what an event names.</summary>
    /// <param name="row">A row of <c>Events/event.sql</c>.</param>
    /// <returns>Names, ids and ARNs, each once, in the order in which they stand; at most ten.</returns>
    public static IReadOnlyList<string> Of(QueryRow row)
    {
        var names = new List<string>(NamedEvent.Arns(row["resources"]));
        foreach (var text in new[] { row.Text("requestparameters"), row.Text("responseelements") })
        {
            if (text is null)
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(text);
                Collect(document.RootElement, "", names);
            }
            catch (JsonException)
            {
                // Not JSON: nothing in it can be told to be a name.
            }
        }

        var all = names.Distinct().ToList();
        // An ARN says more than the id at its end.
        return [.. all.Where(n => !all.Exists(o => o != n && Arn.TryParse(o)?.ResourceName == n)).Take(Most)];
    }

    private static void Collect(JsonElement element, string member, List<string> names)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, property.Name, names);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, member, names);
                }

                break;
            case JsonValueKind.String when element.GetString() is { Length: > 0 } value:
                if (
                    NameMembers.Contains(member)
                    || LeadForm.Recognise(value)?.Kind is LeadKind.Resource or LeadKind.AccessKey or LeadKind.Principal
                )
                {
                    names.Add(value);
                }

                break;
            default:
                break;
        }
    }
}
