namespace RecipePicks.Lineage;

// What belongs together without a call of its own: owners, namesakes, those whom a policy let in.
internal sealed partial class LineageBuilder
{
    // Whose a credential is: its user, its role.
    private void AddOwners()
    {
        foreach (
            var node in _nodes
                .Values.Where(n => n.Principal is not null && n.Principal != n.Id)
                .OrderBy(n => n.Id, StringComparer.Ordinal)
                .ToList()
        )
        {
            Node(node.Principal!);
            Link(Owned(node.Principal!, node.Id, node.Uses.SelectMany(u => u.Evidence)));
        }

        var passwords = _edges
            .SelectMany(e => new[] { (Id: e.From, e.EventId), (Id: e.To, e.EventId) })
            .Where(p => Names.IsPassword(p.Id))
            .ToLookup(p => p.Id, p => p.EventId, StringComparer.Ordinal);
        foreach (var password in passwords.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Link(Owned(password.Key[..^Names.Password.Length], password.Key, password));
        }
    }

    private static LineageEdge? Owned(string owner, string id, IEnumerable<string> evidence) =>
        evidence.Order(StringComparer.Ordinal).FirstOrDefault() is { } first
            ? new LineageEdge
            {
                From = owner,
                To = id,
                Kind = EdgeKind.Issued,
                Certainty = Certainty.Exact,
                EventId = first,
                Owns = true,
            }
            : null;

    // Sessions of a role that its new trust policy let somebody take.
    private void AddTrusted()
    {
        var issued = _edges
            .Where(e => e.Kind == EdgeKind.Issued && !e.Owns && e.Time is not null)
            .ToLookup(e => _nodes[e.To].Principal ?? "", StringComparer.Ordinal);
        foreach (
            var trusts in _trusts
                .GroupBy(t => t.Role, StringComparer.Ordinal)
                .Where(g => issued.Contains(g.Key))
                .ToList()
        )
        {
            var policies = trusts.ToList();
            for (var i = 0; i < policies.Count; i++)
            {
                var (call, role, policy, _) = policies[i];
                var until =
                    policies.Skip(i + 1).Select(t => t.Call.Time).FirstOrDefault(t => t > call.Time)
                    ?? DateTime.MaxValue;
                foreach (var edge in issued[role].Where(e => e.Time >= call.Time && e.Time < until))
                {
                    if (policy.Principals.Any(p => IsMeant(p, edge.From, policy)))
                    {
                        Link(edge with { From = role, Kind = EdgeKind.Trusted, Certainty = Certainty.Inferred });
                    }
                }
            }
        }
    }

    private bool IsMeant(string trusted, string actor, PolicyText policy)
    {
        var account = Arn.TryParse(trusted)?.Account ?? trusted;
        var node = _nodes[actor];
        return trusted == actor
            || Names.Canonical(trusted) == node.Principal
            || actor.StartsWith(trusted + "/", StringComparison.Ordinal)
            || (policy.Outsiders.Contains(account) && node.Uses.Any(u => u.Caller.Account == account))
            || (trusted == "*" && node.Uses.Any(u => u.Caller.Account is { } a && !_own.Contains(a)));
    }

    // Principals of an account that was let in.
    private void AddOutsiders()
    {
        var accounts = _edges
            .Where(e => e.Kind == EdgeKind.Trusted && Names.IsAccount(e.To))
            .Select(e => e.To)
            .ToHashSet();
        foreach (
            var node in _nodes
                .Values.Where(n => n.Uses.Any(u => u.Caller.Type == "AWSAccount"))
                .OrderBy(n => n.Id, StringComparer.Ordinal)
                .ToList()
        )
        {
            if (
                node.Uses[0].Caller.Account is { } account
                && accounts.Contains(account)
                && node.Id != account
                && node.Uses[0].Evidence is [var first, ..]
            )
            {
                Link(
                    new LineageEdge
                    {
                        From = account,
                        To = node.Id,
                        Kind = EdgeKind.Trusted,
                        Certainty = Certainty.Inferred,
                        EventId = first,
                    }
                );
            }
        }
    }

    // A session that no call in the evidence issued may have been taken from the sign-on session of the same name that
    // was in use at the same address: people's session names are their own.
    private void AddNamesakes()
    {
        const string SignOn = "AWSReservedSSO_";
        static bool IsSignOn(SessionGroup g) =>
            g.Arn?.Contains($":assumed-role/{SignOn}", StringComparison.Ordinal) is true;
        static IEnumerable<string> From(SessionGroup g) => g.Uses.SelectMany(u => u.Addresses).Where(Names.IsAddress);
        var signOns = _sessions.All.Where(IsSignOn).ToLookup(g => Names.SessionName(g.Arn, g.UniqueId));
        foreach (
            var group in _sessions.All.Where(g =>
                g.Exact.Count + g.Likely.Count == 0
                && !g.IsWorkloads
                && !IsSignOn(g)
                && Names.RoleOf(g.Arn) is not null
                && g.Created is not null
            )
        )
        {
            var parents = signOns[Names.SessionName(group.Arn, group.UniqueId)]
                .Where(s =>
                    s.Created <= group.Created
                    && group.Created <= s.Created!.Value.AddHours(12)
                    && From(s).Intersect(From(group)).Any()
                )
                .Select(s => s.NodeId)
                .Distinct()
                .ToList();
            foreach (var parent in parents)
            {
                Link(
                    new LineageEdge
                    {
                        From = parent,
                        To = group.NodeId,
                        Kind = EdgeKind.Issued,
                        Time = group.Created,
                        Certainty = parents.Count == 1 ? Certainty.Inferred : Certainty.Ambiguous,
                        EventId = group.Uses.SelectMany(u => u.Evidence).FirstOrDefault() ?? "",
                    }
                );
            }
        }
    }
}
