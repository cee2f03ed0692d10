namespace RecipePicks.Lineage;

/// <summary>Whether a credential still works at the end of the log.</summary>
/// <param name="Live"><c>yes</c>, <c>no</c> or <c>unknown</c>.</param>
/// <param name="Why">Why, in a few words.</param>
/// <param name="EventId">The event that ended it, when one did.</param>
internal sealed record Lifetime(string Live, string Why, string? EventId = null)
{
    /// <summary>How long a policy may take until it is in force everywhere.</summary>
    /// <remarks>Source: IAM User Guide, "Changes that I make are not always immediately visible"; it names no time.</remarks>
    private static readonly TimeSpan InForce = TimeSpan.FromMinutes(1);

    /// <summary>An instance's credentials last six hours after it was stopped.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromHours(6);

    /// <summary>Tells it of a node.</summary>
    public static Lifetime Of(LineageGraph graph, LineageNode node)
    {
        if (graph.LastOf(node.Id) is { Begins: false } ended)
        {
            return Ended(ended);
        }

        if (LineageGraph.OwnerOf(node) is { } owner && graph.LastOf(owner) is { Begins: false } gone)
        {
            return new Lifetime("no", $"its {Names.Label(owner)} is gone: {Said(gone)}", gone.Call.Id);
        }

        if (LineageGraph.OwnerOf(node) is { } refused && graph.DenialOf(refused) is { } denied)
        {
            return new Lifetime("no", $"{Names.Label(refused)} is denied everything: {Said(denied)}", denied.Call.Id);
        }

        return node.Kind == "session" ? OfSession(graph, node) : new Lifetime("yes", "nothing in the log ends it");
    }

    /// <summary>Whether a session worked after what was to refuse it had come into force.</summary>
    public static bool Outlived(LineageNode session, Revocation revocation) =>
        session.Principal == revocation.Principal
        && session.Issued < revocation.Before
        && session.Worked > revocation.Call.Time + InForce;

    /// <summary>What a call did, in words.</summary>
    public static string Said(ThingEvent thing) =>
        $"{thing.Call.Name} at {(thing.Call.Time is { } at ? TimeWindow.Format(at) : "an unknown time")} by {Names.Label(thing.Actor)}";

    private static Lifetime OfSession(LineageGraph graph, LineageNode node)
    {
        if (node.IsWorkloads)
        {
            return OfWorkloads(graph, node);
        }

        var revoked = graph.Revocations.LastOrDefault(r => r.Principal == node.Principal && node.Issued < r.Before);
        if (revoked is null)
        {
            return Expiring(graph, node);
        }

        if (Outlived(node, revoked))
        {
            var still = Expiring(graph, node);
            return still with
            {
                Why =
                    $"{still.Why}; worked at {TimeWindow.Format(node.Worked!.Value)}, after {revoked.Call.Name} was to refuse it",
            };
        }

        return new Lifetime(
            "no",
            $"revoked: {revoked.Call.Name} refuses sessions from before {TimeWindow.Format(revoked.Before)}",
            revoked.Call.Id
        );
    }

    private static Lifetime OfWorkloads(LineageGraph graph, LineageNode node)
    {
        var ended = graph.In(node.Id).Select(e => graph.LastOf(e.From)).FirstOrDefault(t => t is { Begins: false });
        return ended is null ? new Lifetime("yes", "its workload renews it")
            : ended.Call.Time + Renewed <= graph.End
                ? new Lifetime("no", $"its workload ended: {Said(ended)}", ended.Call.Id)
            : new Lifetime(
                "unknown",
                $"its workload ended ({Said(ended)}), its last credentials may not have",
                ended.Call.Id
            );
    }

    private static Lifetime Expiring(LineageGraph graph, LineageNode node)
    {
        var refuted = node.Worked > node.Expires;
        if (node.Expires is { } expires && !refuted)
        {
            var how = node.ExpiryIsTold ? "" : " at the latest by AWS's default";
            return expires <= graph.End
                ? new Lifetime("no", $"expired at {TimeWindow.Format(expires)}{how}")
                : new Lifetime("yes", $"expires at {TimeWindow.Format(expires)}{how}");
        }

        var longest = Names.RoleOf(node.Arn) is null ? SessionGroup.LongestOfAll : SessionGroup.LongestOfRole;
        var until = node.Issued + longest;
        var latest = until is { } at ? $"; it may last until {TimeWindow.Format(at)}" : "";
        var why =
            refuted
                ? $"worked at {TimeWindow.Format(node.Worked!.Value)}, after {TimeWindow.Format(node.Expires!.Value)} when it was to expire{latest}"
            : node.IsIssued ? $"the log does not say how long it lasts{latest}"
            : "the call that issued it is not in the evidence, so its end is not known";
        return until <= graph.End && !(node.Worked > until)
            ? new Lifetime("no", "no session lasts as long as this one is old")
            : new Lifetime("unknown", why);
    }

    /// <summary>Says it of one key of a workload's session: the workload gets another before it expires.</summary>
    /// <param name="graph">Who became whom.</param>
    /// <param name="expires">When the call that issued it says that it expires, UTC; null when no such call is known.</param>
    /// <param name="uses">How it was used.</param>
    public static Lifetime OfRenewed(LineageGraph graph, DateTime? expires, IEnumerable<LineageUse> uses)
    {
        if (expires is { } end)
        {
            return end <= graph.End
                ? new Lifetime("no", $"expired at {TimeWindow.Format(end)}; its workload got others")
                : new Lifetime("yes", $"expires at {TimeWindow.Format(end)}");
        }

        return uses.Max(u => TimeWindow.Parse(u.Caller.Created)) + SessionGroup.LongestOfRole <= graph.End
            ? new Lifetime("no", "no role's session lasts as long as this key is old; its workload got others")
            : new Lifetime("unknown", "the call that issued it is not in the evidence, so its end is not known");
    }

    private static Lifetime Ended(ThingEvent ended) => new("no", Said(ended), ended.Call.Id);
}
