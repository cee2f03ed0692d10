using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>
/// An instance's role credentials belong on the instance. From another address they are stolen, and the theft leaves no
/// STS record.
/// </summary>
/// <remarks>
/// Which address is not the instance's own? One from which users or other roles called as well. Instances that share an
/// address stand behind the same NAT gateway, which says nothing.
/// </remarks>
internal static class InstanceCredentials
{
    private const int MostSessions = 200;
    private const int MostFindings = 10;

    /// <summary>Finds instances' sessions that were used from several addresses outside AWS's services.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="identities">The identities of the case; those that are no instance's session are passed over.</param>
    /// <returns>A finding for each such session, the surest first.</returns>
    public static IReadOnlyList<Finding> UsedElsewhere(Inquiry inquiry, IEnumerable<string?> identities)
    {
        var sessions = identities
            .OfType<string>()
            .Where(i => Who.Instance(i) is not null)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Take(MostSessions)
            .ToList();
        var uses =
            sessions.Count == 0
                ? []
                : inquiry
                    .Ask(
                        Question.Load("Ip/addresses-of-callers"),
                        new Callers { Arns = sessions }.Parameters,
                        Inquiry.MostRows
                    )
                    .Rows.Where(r => LeadForm.IsAddress(r.Text("address")))
                    .GroupBy(r => r.Text("identity")!)
                    .Where(g => g.Select(r => r.Text("address")).Distinct().Count() > 1)
                    .ToList();
        var others = uses.Count == 0 ? [] : Others(inquiry, uses.SelectMany(g => g.Select(r => r.Text("address")!)));
        return
        [
            .. uses.Select(g => Judge(g, others))
                .OrderByDescending(f => f.Severity)
                .ThenBy(f => f.Text, StringComparer.Ordinal)
                .Take(MostFindings),
        ];
    }

    private static Finding Judge(IGrouping<string, QueryRow> session, Dictionary<string, List<string>> others)
    {
        var from = session
            .GroupBy(u => u.Text("address")!)
            .OrderByDescending(g => g.Sum(u => u.Count("calls")))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
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
            ? $"from {Listed(foreign.Select(Use))}, while its other calls come from {Listed(from.Except(foreign).Select(Use))}. "
                + "Credentials of an instance's role that are used elsewhere were taken from it; that leaves no STS record."
            : $"from {Listed(from.Select(Use))}. One of these may not be the instance's own; a private and a public address can be "
                + "(VPC endpoint and internet gateway). The evidence does not say which.";
        return new Finding(
            $"Credentials of instance {Who.Instance(session.Key)} ({Who.Short(session.Key)}) were used {where}",
            told ? Certainty.Inferred : Certainty.Ambiguous,
            told ? Severity.Critical : Severity.Notice,
            Inquiry.Cite((told ? foreign : from).Concat(from).SelectMany(g => g.SelectMany(u => u.List("evidence"))))
        );
    }

    // Who else called from these addresses, instances' sessions left out.
    private static Dictionary<string, List<string>> Others(Inquiry inquiry, IEnumerable<string> addresses) =>
        inquiry
            .Ask(
                Question.Load("Ip/addresses"),
                new Dictionary<string, object?>
                {
                    ["addresses"] = addresses.Distinct().Order(StringComparer.Ordinal).ToList(),
                },
                Inquiry.MostRows
            )
            .Rows.Where(r => r.Text("identity") is not null && !IsInstances(r))
            .GroupBy(r => r.Text("address")!)
            .ToDictionary(g => g.Key, g => g.Select(r => Who.Short(r.Text("identity"))).Distinct().ToList());

    private static bool IsInstances(QueryRow row) =>
        Who.Instance(row.Text("identity")) is not null || LeadForm.IsInstance(row.Text("principalid")?.Split(':')[^1]);
}
