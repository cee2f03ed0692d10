using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>
/// An instance's role credentials belong on the instance. From another address they are stolen, and the theft leaves no
/// STS record.
/// </summary>
internal static class InstanceCredentials
{
    private const int MostSessions = 100;

    /// <summary>Finds instances' sessions that were used from several addresses outside AWS's services.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="identities">The identities of the case; those that are no instance's session are passed over.</param>
    /// <returns>A finding for each such session.</returns>
    public static IEnumerable<Finding> UsedElsewhere(Inquiry inquiry, IEnumerable<string?> identities)
    {
        var sessions = identities
            .OfType<string>()
            .Where(i => Who.Instance(i) is not null)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Take(MostSessions)
            .ToList();
        if (sessions.Count == 0)
        {
            return [];
        }

        return inquiry
            .Ask(Question.Load("Ip/addresses-of-callers"), new Callers { Arns = sessions }.Parameters, Inquiry.MostRows)
            .Rows.Where(r => LeadForm.IsAddress(r.Text("address")))
            .GroupBy(r => r.Text("identity")!)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Judge(inquiry, g.Key, [.. g]))
            .OfType<Finding>();
    }

    private static Finding? Judge(Inquiry inquiry, string session, IReadOnlyList<QueryRow> uses)
    {
        var from = uses.GroupBy(u => u.Text("address")!)
            .OrderByDescending(g => g.Sum(u => u.Count("calls")))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (from.Count < 2)
        {
            return null;
        }

        // An address from which other identities called as well is not the instance's own.
        var others = OthersAt(inquiry, session, [.. from.Select(g => g.Key)]);
        var foreign = from.Where(g => others.ContainsKey(g.Key)).ToList();
        var told = foreign.Count > 0 && foreign.Count < from.Count;
        string Use(IGrouping<string, QueryRow> g)
        {
            var calls = Counted(g.Sum(u => u.Count("calls")), "call");
            return others.TryGetValue(g.Key, out var who)
                ? $"{g.Key} ({calls}; {Listed(who, 3)} called from there too)"
                : $"{g.Key} ({calls})";
        }

        var where = told
            ? $"from {Listed(foreign.Select(Use))}, while its other calls come from {Listed(from.Except(foreign).Select(Use))}"
            : $"from {Listed(from.Select(Use))}, and the evidence does not say which of them is the instance's own";
        return new Finding(
            $"Credentials of instance {Who.Instance(session)} ({Who.Short(session)}) were used {where}. "
                + "Credentials of an instance's role that are used elsewhere were taken from it; that leaves no STS record.",
            told ? Certainty.Inferred : Certainty.Ambiguous,
            Severity.Critical,
            inquiry.Cite((told ? foreign : from).Concat(from).SelectMany(g => g.SelectMany(u => u.List("evidence"))))
        );
    }

    private static Dictionary<string, List<string>> OthersAt(Inquiry inquiry, string session, List<string> addresses) =>
        inquiry
            .Ask(
                Question.Load("Ip/addresses"),
                new Dictionary<string, object?> { ["addresses"] = addresses.Order(StringComparer.Ordinal).ToList() },
                Inquiry.MostRows
            )
            .Rows.Where(r => r.Text("identity") is { } identity && identity != session)
            .GroupBy(r => r.Text("address")!)
            .ToDictionary(g => g.Key, g => g.Select(r => Who.Short(r.Text("identity"))).Distinct().ToList());
}
