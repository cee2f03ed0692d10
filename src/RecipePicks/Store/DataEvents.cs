using System.Reflection;
using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Which kinds of data events the evidence holds. Trails leave them out unless told otherwise, type by type.</summary>
internal static class DataEvents
{
    /// <summary>Types named in a sentence; the rest are counted.</summary>
    private const int MostNamed = 8;

    private static readonly Lazy<IReadOnlyList<DataType>> Types = new(Read);

    /// <summary>Before event version 1.07 records carry no category, so the call's name tells.</summary>
    public const string Query = """
        SELECT eventcategory AS category, eventsource AS source, eventname AS name, count(*) AS events
        FROM cloudtrail_logs
        WHERE eventcategory IS NULL OR eventcategory <> 'Management'
        GROUP BY 1, 2, 3
        """;

    /// <summary>Counts the types.</summary>
    /// <param name="rows">Rows of <see cref="Query"/>.</param>
    /// <returns>The known types in the knowledge's order, then others that were seen.</returns>
    public static IReadOnlyList<DataEventCount> Count(QueryRows rows)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var others = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows.Rows)
        {
            var (category, source, name) = (row.Text("category"), row.Text("source"), row.Text("name") ?? "");
            var type = Types.Value.FirstOrDefault(t => t.Source == source && t.Calls.Contains(name));
            if (type is null && category == "Data")
            {
                type = Types.Value.FirstOrDefault(t => t.Source == source);
            }

            if (type is not null && category is "Data" or null)
            {
                counts[type.Type] = counts.GetValueOrDefault(type.Type) + row.Count("events");
            }
            else if (category == "Data")
            {
                others[source ?? "unknown"] = others.GetValueOrDefault(source ?? "unknown") + row.Count("events");
            }
        }

        return
        [
            .. Types.Value.Select(t => new DataEventCount(t.Type, t.What, counts.GetValueOrDefault(t.Type))),
            .. others.Select(o => new DataEventCount(o.Key, $"other data events of {o.Key}", o.Value)),
        ];
    }

    /// <summary>The gaps that the kinds of events tell.</summary>
    /// <param name="rows">Rows of <see cref="Query"/>.</param>
    /// <param name="counts">The data events.</param>
    public static IEnumerable<CoverageGap> Gaps(QueryRows rows, IReadOnlyList<DataEventCount> counts)
    {
        var (seen, unseen) = (counts.Where(c => c.Events > 0).ToList(), counts.Where(c => c.Events == 0).ToList());
        var missing = string.Join(", ", unseen.Take(MostNamed).Select(c => c.What));
        missing += unseen.Count > MostNamed ? $" and {unseen.Count - MostNamed} more kinds" : "";
        if (seen.Count == 0)
        {
            yield return new(
                "no-data-events",
                "There are no data events: reads and writes of S3 objects, Lambda invocations and the like were not logged, or are not in this evidence. "
                    + $"That is so for {missing}.",
                null,
                null
            );
        }
        else if (unseen.Count > 0)
        {
            yield return new(
                "some-data-events",
                $"Data events are in for {string.Join(", ", seen.Select(c => $"{c.What} ({c.Events:N0})"))}, which may still leave resources out; none for {missing}: their use was not logged, or is not in this evidence.",
                null,
                null
            );
        }

        var categories = rows.Rows.Select(r => r.Text("category")).ToHashSet();
        if (!categories.Contains("NetworkActivity"))
        {
            yield return new(
                "no-network-events",
                "There are no network activity events: what VPC endpoint policies refused was not logged.",
                null,
                null
            );
        }

        if (!categories.Contains("Insight"))
        {
            yield return new(
                "no-insights",
                "There are no Insights events: unusual rates of calls and errors were not looked for, or are not in this evidence.",
                null,
                null
            );
        }
    }

    private static IReadOnlyList<DataType> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Store/data-events.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("types")
                .EnumerateArray()
                .Select(t => new DataType(
                    t.GetProperty("type").GetString()!,
                    t.GetProperty("what").GetString()!,
                    t.GetProperty("source").GetString()!,
                    [.. t.GetProperty("calls").EnumerateArray().Select(c => c.GetString()!)]
                )),
        ];
    }

    private sealed record DataType(string Type, string What, string Source, IReadOnlySet<string> Calls)
    {
        public DataType(string type, string what, string source, string[] calls)
            : this(type, what, source, calls.ToHashSet(StringComparer.Ordinal)) { }
    }
}
