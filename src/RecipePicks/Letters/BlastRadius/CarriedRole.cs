using RecipePicks.Iam.Accounts;
using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>A resource that carries a role: whoever takes the resource over has the role.</summary>
/// <param name="Resource">The resource: its ARN, or its id as calls name it.</param>
/// <param name="Role">The ARN of the role.</param>
/// <param name="Hops">How one comes from it to the role, each hop with its evidence and the time since when it held.</param>
/// <param name="Citations">The events and documents that show them.</param>
internal sealed record CarriedRole(
    string Resource,
    string Role,
    IReadOnlyList<string> Hops,
    IReadOnlyList<EvidenceRef> Citations
)
{
    private const int Most = 50;

    /// <summary>When it was given the role, UTC; null when no call tells.</summary>
    public DateTime? Given { get; init; }

    /// <summary>The columns of the table of chains.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["resource", "role", "hop", "says"];

    /// <summary>Its hops as rows.</summary>
    public IEnumerable<IReadOnlyList<object?>> Rows =>
        Hops.Select((h, i) => (IReadOnlyList<object?>)[Resource, Role, (long)(i + 1), h]);

    /// <summary>The sessions of the role: an instance's are named after it, those of all else are not told apart.</summary>
    public Callers Sessions =>
        Arn.TryParse(Role) is { } role && Name(Resource) is var id && LeadForm.IsInstance(id)
            ? Callers.None with
            {
                Arns = [$"arn:{role.Partition}:sts::{role.Account}:assumed-role/{role.ResourceName}/{id}"],
            }
            : Callers.None with
            {
                Roles = [Role],
            };

    /// <summary>Those among an inquiry's resources, and among the workloads that came of its leads.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <returns>By resource, then role.</returns>
    public static IReadOnlyList<CarriedRole> Of(Inquiry inquiry)
    {
        var estate = inquiry.Estates.At(inquiry.Window.To ?? inquiry.Coverage.To ?? DateTime.MaxValue);
        var wanted = inquiry
            .Resources.SelectMany(r => new[] { r.Lead, r.Name })
            .Concat(Workloads(inquiry))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Shown(inquiry, estate, wanted)
                .Concat(Logged(inquiry, estate, wanted))
                .GroupBy(c => (Name(c.Resource), c.Role))
                .Select(g =>
                    g.First() with
                    {
                        Hops = [.. g.SelectMany(c => c.Hops).Distinct()],
                        Citations = [.. g.SelectMany(c => c.Citations).Distinct()],
                        Given = g.Max(c => c.Given),
                    }
                )
                .OrderBy(c => c.Resource, StringComparer.Ordinal)
                .ThenBy(c => c.Role, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    // What the leads' identities made, changed or went into. Their own sessions' workloads lie before them.
    private static IEnumerable<string> Workloads(Inquiry inquiry) =>
        inquiry
            .Chain.Nodes.Where(n => n.Way is Way.Forward or Way.Lead && inquiry.Lineage.Nodes[n.Id].Kind == "workload")
            .SelectMany(n => new[] { n.Id, Name(n.Id) });

    // As documents and replayed calls show it.
    private static IEnumerable<CarriedRole> Shown(Inquiry inquiry, Estate estate, HashSet<string> wanted) =>
        estate
            .Workloads.Where(w =>
                wanted.Contains(w.Arn) || wanted.Contains(Name(w.Arn)) || w.Names.Any(wanted.Contains)
            )
            .Select(w => new CarriedRole(w.Arn, w.Role, w.Hops, Documents(inquiry, w.Arn)));

    // As the calls that handed the role over tell it.
    private static IEnumerable<CarriedRole> Logged(Inquiry inquiry, Estate estate, HashSet<string> wanted) =>
        from edge in inquiry.Lineage.Edges
        where edge.Kind == EdgeKind.Carried && (wanted.Contains(edge.To) || wanted.Contains(Name(edge.To)))
        from carried in edge.Carries
        let said = $"{edge.To} was handed {Who.Short(carried)}{(edge.Time is { } at ? $" at {TimeWindow.Format(at)}" : "")} ({edge.Call}, event {edge.EventId})"
        let cited = Inquiry.Cite([edge.EventId])
        from role in Roles(estate, carried)
        select new CarriedRole(edge.To, role.Arn, role.Via is null ? [said] : [said, role.Via], cited)
        {
            Given = edge.Time,
        };

    private static IEnumerable<(string Arn, string? Via)> Roles(Estate estate, string carried) =>
        Arn.TryParse(carried) switch
        {
            { Service: "iam", ResourceType: "role" } => [(carried, null)],
            { Service: "iam", ResourceType: "instance-profile" } profile => estate
                .Identities.Where(i =>
                    i.Account == profile.Account
                    && i.InstanceProfiles?.Any(p => Name(p) == profile.ResourceName) == true
                )
                .Select(i => (i.Arn, (string?)$"the instance profile {profile.ResourceName} holds {i.Short}")),
            _ => [],
        };

    private static List<EvidenceRef> Documents(Inquiry inquiry, string arn) =>
        [
            .. inquiry
                .Estates.Histories.Where(h => h.Resource.Names.Contains(arn) || h.Resource.Names.Contains(Name(arn)))
                .SelectMany(h => h.Documents.TakeLast(1))
                .Select(d => new EvidenceRef("", d.File, d.Record)),
        ];

    private static string Name(string id) =>
        Arn.TryParse(id) is { } arn
            ? arn.ResourceType == "function"
                ? arn.ResourceId.Split(':')[0]
                : arn.ResourceName
            : id[(id.LastIndexOf('/') + 1)..];
}
