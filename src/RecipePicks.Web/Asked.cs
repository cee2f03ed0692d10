using Microsoft.AspNetCore.Http;
using RecipePicks.Cases;
using RecipePicks.Reports;

namespace RecipePicks.Web;

/// <summary>What a request asks for, read from its query.</summary>
internal static class Asked
{
    private const int MostLeads = 20;
    private const int LongestLead = 2048;

    /// <summary>The investigation that is asked for; null when it makes no sense.</summary>
    public static InvestigationRequest? Investigation(IQueryCollection query)
    {
        var leads = query["lead"].OfType<string>().Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var kind = query["as"] is [{ } word]
            ? Words.LeadKinds.Where(k => k.Word == word).Select(k => (LeadKind?)k.Kind).FirstOrDefault()
            : null;
        return leads.Count is > 0 and <= MostLeads && leads.All(l => l.Length <= LongestLead)
            ? new InvestigationRequest
            {
                Leads = leads,
                As = kind,
                Window = new TimeWindow(Time(query["begin"]), Time(query["end"])),
            }
            : null;
    }

    /// <summary>The calls that a timeline asks for, but for whose.</summary>
    public static ActivityRequest Activity(IQueryCollection query) =>
        new()
        {
            Window = new TimeWindow(Time(query["from"]), Time(query["to"])),
            Parts = query["lane"] switch
            {
                ["address"] => ActivityParts.Address,
                ["service"] => ActivityParts.Service,
                _ => ActivityParts.Identity,
            },
            MostCells = 5000,
            MostLanes = 40,
        };

    private static DateTime? Time(Microsoft.Extensions.Primitives.StringValues text) =>
        text is [{ } one]
        && DateTimeOffset.TryParse(
            one,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time.UtcDateTime
            : null;
}
