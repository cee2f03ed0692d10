namespace RecipePicks.Lineage;

/// <summary>Ties the sessions that services take of roles to the workloads that they take them for.</summary>
/// <remarks>
/// An instance's, a function's and a task's session is named after it. Other services name theirs as they like; then
/// what carries the same role for the same service is a candidate.
/// </remarks>
internal sealed class Workloads
{
    private readonly IReadOnlyList<ServiceSession> _services;
    private readonly HashSet<(string Role, string Session)> _taken;
    private readonly HashSet<string> _made;
    private readonly ILookup<string, string> _byName;
    private readonly ILookup<(string Role, string? Service), string> _byRole;
    private readonly ILookup<string, string> _roles;
    private readonly Dictionary<string, string> _sessionsOf = new(StringComparer.Ordinal);

    /// <summary>Takes up the services' sessions and the calls that made workloads.</summary>
    public Workloads(IReadOnlyList<ServiceSession> services, IReadOnlyList<(CallText Text, KnownCall Known)> calls)
    {
        _services =
        [
            .. services
                .OrderBy(s => s.First)
                .ThenBy(s => s.Role, StringComparer.Ordinal)
                .ThenBy(s => s.Session, StringComparer.Ordinal)
                .ThenBy(s => s.Service, StringComparer.Ordinal),
        ];
        _taken = [.. services.Select(s => (Names.Canonical(s.Role), s.Session))];
        var carried = calls
            .Where(c => c.Known.Edge == "carried" && !c.Text.Call.Failed)
            .SelectMany(c =>
                c.Text.Fill(c.Known.To).Select(id => (Id: id, c.Known.Service, Roles: c.Text.Fill(c.Known.Carries)))
            )
            .ToList();
        _byName = carried
            .Where(c => c.Service is not null)
            .Select(c => c.Id)
            .Distinct()
            .ToLookup(TieNames.NameOf, StringComparer.Ordinal);
        _byRole = carried
            .SelectMany(c => c.Roles.Select(r => (Role: r, c.Service, c.Id)))
            .Distinct()
            .ToLookup(c => (c.Role, c.Service), c => c.Id);
        _roles = carried
            .SelectMany(c => c.Roles.Select(r => (c.Id, Role: r)))
            .Distinct()
            .ToLookup(c => c.Id, c => c.Role, StringComparer.Ordinal);
        _made = [.. carried.Select(c => c.Id)];
    }

    /// <summary>Whether a session is a workload's.</summary>
    public bool Own(SessionGroup group) =>
        Names.SessionName(group.Arn, group.UniqueId) is { } name
        && (
            Names.IsInstance(name)
            || (
                Names.RoleOf(group.Arn) is { } role
                && (_taken.Contains((role, name)) || _byName[name].Any(w => _roles[w].Contains(role)))
            )
        );

    /// <summary>Edges from workloads to their sessions.</summary>
    /// <param name="groups">The sessions that are workloads'.</param>
    public IEnumerable<LineageEdge> Edges(IEnumerable<SessionGroup> groups)
    {
        var used = groups.ToList();
        var arns = used.Select(g => g.NodeId).ToHashSet();
        var tied = new HashSet<string>();
        foreach (var service in _services)
        {
            // A task's or build's session that nobody saw at work, of a workload that nobody was seen to make, ties nothing.
            // Thousands of sessions share a role.
            if (!_sessionsOf.TryGetValue(service.Role, out var sessions))
            {
                _sessionsOf[service.Role] = sessions = SessionsOf(service.Role);
            }

            var session = sessions + service.Session;
            if (
                !arns.Contains(session)
                && !_byName.Contains(service.Session)
                && !_made.Contains(service.Session)
                && !_byRole.Contains((Names.Canonical(service.Role), service.Service))
            )
            {
                continue;
            }

            tied.Add(session);
            var (from, certainty) = Of(service);
            foreach (var workload in from)
            {
                yield return Edge(
                    workload,
                    session,
                    service.First,
                    certainty,
                    service.Evidence is [var first, ..] ? first : ""
                );
            }
        }

        foreach (var group in used.Where(g => tied.Add(g.NodeId)))
        {
            var name = Names.SessionName(group.Arn, group.UniqueId)!;
            var evidence = group.Uses.SelectMany(u => u.Evidence).FirstOrDefault() ?? "";
            foreach (
                var workload in Names.IsInstance(name)
                    ? (IEnumerable<string>)[name]
                    : _byName[name].Order(StringComparer.Ordinal)
            )
            {
                yield return Edge(
                    workload,
                    group.NodeId,
                    null,
                    Names.IsInstance(name) ? Certainty.Exact : Certainty.Inferred,
                    evidence
                );
            }
        }
    }

    private (IReadOnlyList<string> Workloads, Certainty How) Of(ServiceSession service)
    {
        if (Names.IsInstance(service.Session))
        {
            return ([service.Session], Certainty.Exact);
        }

        var named = _byName[service.Session].Order(StringComparer.Ordinal).ToList();
        if (named.Count > 0)
        {
            return (named, named.Count == 1 ? Certainty.Inferred : Certainty.Ambiguous);
        }

        if (
            service.Service == "lambda.amazonaws.com"
            && !service.Session.StartsWith("awslambda_", StringComparison.Ordinal)
        )
        {
            return (
                [$"arn:aws:lambda:{service.Region}:{service.Account}:function:{service.Session}"],
                Certainty.Inferred
            );
        }

        var carrying = _byRole[(Names.Canonical(service.Role), service.Service)]
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return carrying.Count > 0
            ? (carrying, carrying.Count == 1 ? Certainty.Inferred : Certainty.Ambiguous)
            : ([service.Service], Certainty.Exact);
    }

    private static LineageEdge Edge(
        string workload,
        string session,
        DateTime? time,
        Certainty certainty,
        string evidence
    ) =>
        new()
        {
            From = workload,
            To = session,
            Kind = EdgeKind.Issued,
            Time = time,
            Certainty = certainty,
            EventId = evidence,
            Call = time is null ? "" : "AssumeRole",
        };

    /// <summary>The ARN of a session that a service took.</summary>
    public static string ArnOf(ServiceSession service) => SessionsOf(service.Role) + service.Session;

    private static string SessionsOf(string of) =>
        Arn.TryParse(Names.Canonical(of)) is { } role
            ? $"arn:{role.Partition}:sts::{role.Account}:assumed-role/{role.ResourceName}/"
            : $"{of}/";
}
