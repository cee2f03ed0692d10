using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>The <c>timeline</c> of the JSON document: every run with its eventIDs.</summary>
internal static class TimelineJson
{
    public static void Write(JsonPage json, Timeline timeline)
    {
        json.Number("events", timeline.Events);
        json.Number("total", timeline.Total);
        json.Objects("runs", timeline.Runs, run => Run(json, run));
        json.Objects("gaps", timeline.Gaps, gap => Gap(json, gap));
    }

    private static void Run(JsonPage json, TimelineRun run)
    {
        json.Time("first", run.First);
        json.Time("last", run.Last);
        json.Text("identity", run.Identity);
        json.Text("eventsource", run.EventSource);
        json.Text("eventname", run.EventName);
        json.Number("count", run.Count);
        json.Text("outcome", run.Outcome);
        json.Text("errorcode", run.ErrorCode);
        json.Text("tactic", run.Tactic);
        json.Text("technique", run.Technique);
        json.Number("peakPerMinute", run.PeakPerMinute);
        json.Raw("burst", run.IsBurst ? "true" : "false");
        json.Raw("namesLead", run.NamesLead ? "true" : "false");
        json.Raw("addresses", Cell.Json(run.Addresses));
        json.Raw("regions", Cell.Json(run.Regions));
        json.Raw("accessKeys", Cell.Json(run.AccessKeys));
        json.List(
            "firstSeen",
            run.FirstSeen.Select(f =>
                $$"""{"what": {{InertJson.Quote(f.What)}}, "value": {{InertJson.Quote(f.Value)}}, "eventId": {{InertJson.Quote(f.EventId)}}}"""
            )
        );
        json.Raw("eventIds", Cell.Json(run.EventIds));
    }

    private static void Gap(JsonPage json, TimelineGap gap)
    {
        json.Text("kind", gap.Kind);
        json.Text("text", gap.Text);
        json.Time("from", gap.From);
        json.Time("to", gap.To);
    }
}
