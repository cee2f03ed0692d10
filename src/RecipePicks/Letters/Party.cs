using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>
/// The leads' identities and the credentials of the same chain: a leaked key shows little of what was done with the
/// sessions that it obtained.
/// </summary>
internal static class Party
{
    /// <summary>How many credentials are asked about beside the leads' own.</summary>
    public const int MostKeys = 500;

    /// <summary>
    /// Finds them; for leads that are no identities, the callers alone. Who touched a resource that is a lead beside an identity
    /// belongs to the party no more than the chain says.
    /// </summary>
    public static Callers Of(Inquiry inquiry)
    {
        if (!inquiry.Leads.Any(l => l.Kind is LeadKind.Principal or LeadKind.AccessKey or LeadKind.Ip))
        {
            return inquiry.Callers;
        }

        var came = inquiry
            .Chain.Nodes.Where(n =>
                n.Way == Way.Forward && n.Via is { Kind: not (EdgeKind.Attempted or EdgeKind.Escalated) }
            )
            .Select(n => inquiry.Lineage.Nodes[n.Id])
            .Where(n => n.Kind is "session" or "access-key")
            .ToList();
        return inquiry.Actors.With(
            new Callers
            {
                Keys = [.. came.SelectMany(n => n.Kind == "access-key" ? n.Keys.Prepend(n.Id) : n.Keys).Take(MostKeys)],
                Arns = [.. came.Where(n => n.Keys.Count == 0).Select(n => n.Arn).OfType<string>().Take(MostKeys)],
            }
        );
    }
}
