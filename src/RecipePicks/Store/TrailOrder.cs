using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>
/// Puts the calls that change what is recorded in order. eventTime counts whole seconds, so that of the calls of one second
/// only their success tells an order; where it does not, the one that blinds is taken for the last, and says that it may not be.
/// </summary>
internal static class TrailOrder
{
    /// <summary>The calls by time, those of one second and one trail or recorder as far as their success tells.</summary>
    /// <param name="rows">Rows of <see cref="TrailHistory.Query"/>.</param>
    public static IEnumerable<TrailCall> Of(IEnumerable<QueryRow> rows)
    {
        // Trails that are known to be there.
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var second in rows.Select(r => new TrailCall(r)).GroupBy(c => c.Time).OrderBy(g => g.Key))
        {
            foreach (var calls in second.GroupBy(Subject, StringComparer.Ordinal))
            {
                foreach (var call in second.Key is null ? calls : Ordered(calls, there.Contains(calls.Key)))
                {
                    if (call.Name == "DeleteTrail")
                    {
                        there.Remove(calls.Key);
                    }
                    else
                    {
                        there.Add(calls.Key);
                    }

                    yield return call;
                }
            }
        }
    }

    private static IEnumerable<TrailCall> Ordered(IEnumerable<TrailCall> calls, bool isThere)
    {
        var all = calls.ToList();
        if (all.Count == 1)
        {
            return all;
        }

        bool Has(string name) => all.Exists(c => c.Name == name);
        var isRemade = isThere && Has("CreateTrail") && Has("DeleteTrail");
        var isEither = !isThere && Has("CreateTrail") && Has("DeleteTrail");
        return all.OrderBy(c => Rank(c, isRemade))
            .ThenBy(c => c.EventId, StringComparer.Ordinal)
            .Select(c =>
                c with
                {
                    IsUnordered =
                        (c.Name == "DeleteTrail" && isEither)
                        || all.Exists(o => Matter(o) == Matter(c) && Blinds(o) != Blinds(c)),
                }
            );
    }

    // What is there can be made again only after it was deleted.
    private static int Rank(TrailCall call, bool isRemade) =>
        call.Name switch
        {
            "DeleteTrail" => isRemade ? 0 : 4,
            "CreateTrail" => 1,
            _ => Blinds(call) ? 3 : 2,
        };

    private static string Subject(TrailCall call) =>
        call.Source == "cloudtrail.amazonaws.com" ? call.Trail : $"{call.Source} {call.Account} {call.Region}";

    // Calls of one matter undo each other.
    private static string Matter(TrailCall call) =>
        call.Name switch
        {
            "StopLogging" or "StartLogging" => "logging",
            "StopConfigurationRecorder" or "StartConfigurationRecorder" or "DeleteConfigurationRecorder" => "recorder",
            "DeleteDeliveryChannel" or "PutDeliveryChannel" => "channel",
            _ => call.Name,
        };

    private static bool Blinds(TrailCall call) =>
        call.Name switch
        {
            "StopLogging" or "StopConfigurationRecorder" or "DeleteConfigurationRecorder" or "DeleteDeliveryChannel" =>
                true,
            "PutInsightSelectors" => call.List("insightSelectors") is { Count: 0 },
            "UpdateTrail" => TrailHistory.Scopes.Any(s => call.Flag(s) == false),
            "PutEventSelectors" => TrailSelectors.Of(call.Request) is { } selectors
                && (selectors.Loses(TrailSelectors.Default) != EvidenceKinds.None || selectors.Data.Count == 0),
            _ => false,
        };
}
