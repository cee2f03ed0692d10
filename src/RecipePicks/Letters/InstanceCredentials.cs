using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>How often a key was used from an address.</summary>
/// <param name="Address">The source address.</param>
/// <param name="Key">The access key, or null.</param>
/// <param name="Calls">How many calls.</param>
/// <param name="Evidence">eventIDs.</param>
internal sealed record AddressUse(string Address, string? Key, long Calls, IReadOnlyList<string> Evidence);

/// <summary>
/// An instance's role credentials belong on the instance. From another address they are stolen, and the theft leaves no
/// STS record.
/// </summary>
internal static class InstanceCredentials
{
    /// <summary>Says so when an instance's session was used from several addresses.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="session">The session's ARN; its name is the instance's id.</param>
    /// <param name="uses">From where it was used.</param>
    /// <returns>The finding; null when one address only, or none outside AWS's services, was used.</returns>
    public static Finding? Judge(Inquiry inquiry, string session, IReadOnlyList<AddressUse> uses)
    {
        var outside = uses.Where(u => LeadForm.IsAddress(u.Address))
            .GroupBy(u => u.Address)
            .OrderByDescending(g => g.Sum(u => u.Calls))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (outside.Count < 2)
        {
            return null;
        }

        // An address that other identities called from as well is not the instance's own.
        var shared = SharedWith(inquiry, session, [.. outside.Select(g => g.Key)]);
        var foreign = outside.Where(g => shared.ContainsKey(g.Key)).ToList();
        var told = foreign.Count > 0 && foreign.Count < outside.Count;
        var suspect = told ? foreign : outside;
        string Used(IGrouping<string, AddressUse> g) =>
            $"{g.Key} ({Counted(g.Sum(u => u.Calls), "call")}{(shared.TryGetValue(g.Key, out var who) ? $"; {Listed(who.Select(Who.Short))} called from there too" : "")})";
        var where = told
            ? $"from {Listed(foreign.Select(Used))}, while its other calls come from {Listed(outside.Except(foreign).Select(Used))}"
            : $"from {Listed(outside.Select(Used))}, and the evidence does not say which of them is the instance's own";
        return new Finding(
            $"Credentials of instance {Who.Instance(session)} ({Who.Short(session)}) were used {where}. "
                + "Role credentials of an instance that are used elsewhere have been stolen from it; that leaves no STS record.",
            told ? Certainty.Inferred : Certainty.Ambiguous,
            Severity.Critical,
            inquiry.Cite(suspect.SelectMany(g => g.SelectMany(u => u.Evidence)).Concat(outside.SelectMany(g => g.SelectMany(u => u.Evidence))))
        );
    }

    private static Dictionary<string, List<string>> SharedWith(Inquiry inquiry, string session, IReadOnlyList<string> addresses) =>
        inquiry
            .Ask(
                Question.Load("Ip/addresses"),
                new Dictionary<string, object?> { ["addresses"] = addresses.Order(StringComparer.Ordinal).ToList() },
                Inquiry.MostRows
            )
            .Rows.Where(r => r.Text("identity") is { } identity && identity != session)
            .GroupBy(r => r.Text("address")!)
            .ToDictionary(g => g.Key, g => g.Select(r => r.Text("identity")!).Distinct().ToList());
}
