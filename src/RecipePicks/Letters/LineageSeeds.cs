using RecipePicks.Engines;
using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>The leads as nodes of the lineage.</summary>
internal static class LineageSeeds
{
    /// <summary>With how many credentials of accounts that are leads the chain begins at most.</summary>
    public const int MostOfAccounts = 500;

    /// <summary>The credentials that were used by identities of accounts, those that called most first.</summary>
    /// <param name="graph">Who became whom.</param>
    /// <param name="callers">The accounts among them are meant.</param>
    public static IEnumerable<string> OfAccounts(LineageGraph graph, Callers callers) =>
        callers.Accounts.Count == 0
            ? []
            : graph
                .Nodes.Values.Where(n => n.Uses.Any(u => callers.Accounts.Contains(u.Caller.Account ?? "")))
                .OrderByDescending(n => n.Calls)
                .ThenBy(n => n.Id, StringComparer.Ordinal)
                .Select(n => n.Id);

    /// <summary>Where the chain starts: the leads' own credentials and workloads, and who changed what they name.</summary>
    public static IReadOnlyList<Seed> Of(Inquiry inquiry)
    {
        var graph = inquiry.Lineage;
        var named = inquiry.Resources.SelectMany(r => NamedBy(graph, r)).ToList();
        var identities = Identities(graph, inquiry.Actors).Concat(Touching(inquiry));
        return
        [
            .. named.Concat(identities).Select(id => new Seed(id)).Concat(Addresses(graph, inquiry.Callers)).Distinct(),
        ];
    }

    /// <summary>The leads by the names that their nodes may have, before there is a graph.</summary>
    public static LineageLeads Leads(Inquiry inquiry, Renames renames)
    {
        var callers = inquiry.Callers;
        return new(
            [
                .. callers
                    .Arns.Concat(callers.Roles)
                    .Select(Names.Canonical)
                    .SelectMany(a => renames.Later(a).Prepend(a))
                    .Concat(callers.Principals)
                    .Concat(callers.Keys),
            ],
            [.. inquiry.Resources.Select(r => (r.Lead, r.Name))]
        );
    }

    /// <summary>What other names the leads' users had or got: questions by ARN are about one name.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static IEnumerable<string> OtherNames(Inquiry inquiry)
    {
        var renames = inquiry.Lineage.Renames;
        foreach (var arn in inquiry.Callers.Arns.Select(Names.Canonical).Distinct().Order(StringComparer.Ordinal))
        {
            var others = renames.Former(arn).Concat(renames.Later(arn)).Distinct().ToList();
            if (others.Count > 0)
            {
                yield return $"Whoever is or was {Names.Label(arn)} had {(others.Count == 1 ? "another name" : "other names")} in this log, {Wording.Listed(others.ConvertAll(o => Names.Label(o)), 4)}: "
                    + "tracK follows all of them, what is counted by ARN is of this name alone, whoever had it. Investigate the other too, or the unique id.";
            }
        }
    }

    /// <summary>Who touched a lead that is a resource, by all names that a caller may have: who changed it is followed.</summary>
    public static IEnumerable<(string Caller, Reach Reach)> Touched(Inquiry inquiry)
    {
        var changed = Telling(inquiry.Touched).ToHashSet();
        return inquiry
            .Touched.Events.SelectMany(e =>
                new[]
                {
                    e.Row.Text("accesskeyid"),
                    e.Row.Text("principalid"),
                    e.Row.Text("arn") is { } arn ? Names.Canonical(arn) : null,
                }
                    .OfType<string>()
                    .Select(c => (c, changed.Contains(e) ? Reach.Whole : Reach.Known))
            )
            .Distinct();
    }

    private static IEnumerable<string> Identities(LineageGraph graph, Callers callers)
    {
        var arns = callers
            .Arns.Concat(callers.Roles)
            .Select(Names.Canonical)
            .SelectMany(a => graph.Renames.Later(a).Prepend(a))
            .ToHashSet();
        var roles = callers.Roles.Select(Names.Canonical).ToHashSet();
        var ids = callers.Principals.ToHashSet();
        var accounts = OfAccounts(graph, callers).Take(MostOfAccounts).Concat(callers.Accounts).ToHashSet();
        return graph
            .Nodes.Values.Where(n =>
                arns.Contains(n.Id)
                || (n.Kind == "session" && n.Arn is not null && n.Arn != n.Principal && arns.Contains(n.Arn))
                || (n.Kind == "session" && n.Principal is { } role && roles.Contains(role))
                || (n.UniqueId is not null && (ids.Contains(n.UniqueId) || ids.Contains(n.UniqueId.Split(':')[0])))
                || accounts.Contains(n.Id)
            )
            .Select(n => n.Id)
            .Concat(callers.Keys.Select(k => graph.Sessions.NodeOfKey(k) ?? k));
    }

    // The lead as a node: a workload, a role, a key that was never used, a trust anchor by its name.
    private static IEnumerable<string> NamedBy(LineageGraph graph, ResourceName resource) =>
        graph
            .Nodes.Values.Where(n =>
                LineageLeads.Is(resource.Lead, resource.Name, n.Id)
                || n.Keys.Contains(resource.Lead)
                || (n.Named is { } called && LineageLeads.IsCalled(resource.Name, called))
            )
            .Select(n => n.Id);

    private static IEnumerable<string> Touching(Inquiry inquiry) =>
        Telling(inquiry.Touched).Select(e => NodeOf(inquiry.Lineage, e.Row)).OfType<string>().Distinct();

    // Who changed it, or tried; when nobody did, who looked at it.
    private static List<NamedEvent> Telling(NamedEvents named)
    {
        var events = named.Events.Where(e => e.Role is NamingRole.Request or NamingRole.Response).ToList();
        var changes = events
            .Where(e => string.Equals(e.Row.Text("readonly"), "false", StringComparison.OrdinalIgnoreCase))
            .ToList();
        return changes.Count > 0 ? changes : events;
    }

    private static string? NodeOf(LineageGraph graph, QueryRow row)
    {
        var key = row.Text("accesskeyid") is { Length: > 0 } some ? some : null;
        return row.Text("type") == "AWSService" ? null
            : key is not null ? graph.Sessions.NodeOfKey(key) ?? key
            : graph.Sessions.Find(row.Text("principalid"), row.Text("creationdate")) is { } session ? session.NodeId
            : row.Text("arn") is { } arn
                ? graph.Renames.Now(Names.Canonical(arn), TimeWindow.Parse(row.Text("eventtime")))
            : row.Text("principalid");
    }

    private static IEnumerable<Seed> Addresses(LineageGraph graph, Callers callers) =>
        callers.Addresses.SelectMany(address =>
            graph
                .Nodes.Values.Where(n => n.Uses.Any(u => u.Addresses.Contains(address)))
                .Select(n => new Seed(n.Id, address))
        );
}
