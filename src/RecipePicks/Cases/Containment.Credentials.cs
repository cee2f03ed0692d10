using RecipePicks.Letters;
using RecipePicks.Lineage;

namespace RecipePicks.Cases;

/// <summary>Keys, passwords and sessions.</summary>
internal sealed partial class Containment
{
    // Nothing ended it, nor its user, and it is not among what the chain made.
    private bool WorksUnseen(LineageNode credential) =>
        !_bystanders.Contains(credential.Id)
        && _graph.EndOf(credential) is null
        && !(Began(credential.Id) is { } began && IsOurs(began.Actor));

    // Passwords that opened the console, or that somebody outside the chain set.
    private IEnumerable<ContainmentStep> Passwords() =>
        from reached in _chain.Nodes
        let password = _graph.Nodes[reached.Id]
        where password.IsPassword && WorksUnseen(password)
        orderby password.Id
        let usage = Usage.Of(_graph, password)
        let set = _graph.LastOf(password.Id)
        let evidence = usage.Evidence.Concat(set is null ? [] : [set.Call.Id]).ToList()
        where evidence.Count > 0
        let user = Arn.TryParse(LineageGraph.OwnerOf(password))
        where user is { ResourceType: "user" }
        let opened = usage.Calls == 1 ? "once" : $"{usage.Calls:N0} times"
        select usage.Calls > 0 && set is { Begins: true } && set.Call.Time > usage.Last
            // What opened the console is no password any more.
            ? Finished(
                $"The password of user {user.ResourceName}{In(user.Account)} opened the console {opened}; changed since by {set.Call.Name}{At(set)} by {By(set.Actor)}.",
                evidence
            )
            : Step(
                $"The password of user {user.ResourceName}{In(user.Account)} works: nothing in the log ends it{(usage.Calls == 0 ? "" : $", and it opened the console {opened}")}.",
                Shell.Fill("aws iam delete-login-profile --user-name={{user}}", ("user", user.ResourceName)),
                "The user's sign-in to the console; sessions that are open stay open.",
                user.Account,
                evidence
            );

    // Long-lived keys of the chain that no call in the log made: the leaked one.
    private IEnumerable<ContainmentStep> LeadKeys() =>
        _chain
            .Nodes.Select(n => _graph.Nodes[n.Id])
            .Where(n => Names.IsLongLivedKey(n.Id) && WorksUnseen(n))
            .OrderBy(n => n.Id, StringComparer.Ordinal)
            .Select(n =>
                Arn.TryParse(n.Principal) is { ResourceType: "user" } user
                    ? Step(
                        $"The key {n.Id} of {Names.Label(n.Principal!)}{In(user.Account)} works: nothing in the log ends it.",
                        Shell.Fill(
                            "aws iam update-access-key --user-name={{user}} --access-key-id={{key}} --status=Inactive",
                            ("user", user.ResourceName),
                            ("key", n.Id)
                        ),
                        $"Whatever else uses this key: it made {n.Calls:N0} {(n.Calls == 1 ? "call" : "calls")}{(n.WrittenAddresses is { Count: > 0 } from ? $" from {Some(from)}" : "")}. Sessions that it issued go on.",
                        user.Account,
                        Evidence(n)
                    )
                    : Step(
                        $"The key {n.Id} of {Names.Label(n.Principal ?? "an unknown user")} works, and no command of another identity ends it: sign in as its owner.",
                        null,
                        null,
                        AccountOf(n.Principal),
                        Evidence(n)
                    )
            );

    private IEnumerable<ContainmentStep> Sessions()
    {
        var live = _chain
            .Nodes.Select(n => _graph.Nodes[n.Id])
            .Where(n =>
                n.Kind == "session"
                && n.Principal is not null
                && !_bystanders.Contains(n.Id)
                && Lifetime.Of(_graph, n).Live != "no"
            )
            .GroupBy(n => n.Principal!)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var sessions in live)
        {
            var names = Some([
                .. sessions.Select(n => Who.Short(n.Arn ?? n.Id)).Distinct().Order(StringComparer.Ordinal),
            ]);
            var why = string.Join(
                "; ",
                sessions.Select(n => Lifetime.Of(_graph, n).Why).Distinct().Order(StringComparer.Ordinal).Take(3)
            );
            var evidence = Evidence([.. sessions]);
            var account = AccountOf(sessions.Key);
            yield return Arn.TryParse(sessions.Key) switch
            {
                { ResourceType: "role" } role
                    when role.ResourceName.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) => Step(
                    $"Sessions of the permission set behind {role.ResourceName}{In(account)} may be live ({names}: {why}). Its role cannot be changed from IAM: end the user's sessions and take away the assignment in IAM Identity Center.",
                    null,
                    null,
                    account,
                    evidence
                ),
                { ResourceType: "role" } role
                    when role.ResourceName.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal) => Step(
                    $"Sessions of the service-linked role {role.ResourceName}{In(account)} may be live ({names}: {why}). Only its service takes it, and no policy can be put on it.",
                    null,
                    null,
                    account,
                    evidence
                ),
                { ResourceType: "role" } role => Step(
                    $"Sessions of role {role.ResourceName}{In(account)} may be live: {names} ({why}).",
                    Shell.Fill(Revoke("role"), ("name", role.ResourceName)),
                    $"All sessions of the role that were issued before, {Others(sessions)}; whoever may take the role again goes on with a new session.",
                    account,
                    evidence
                ),
                { ResourceType: "user" } user => Step(
                    $"Sessions of user {user.ResourceName}{In(account)} may be live: {names} ({why}).",
                    Shell.Fill(Revoke("user"), ("name", user.ResourceName)),
                    "All sessions of the user that were issued before, in the console and with session tokens; long-lived keys go on.",
                    account,
                    evidence
                ),
                _ => Step(
                    $"Sessions of {Names.Label(sessions.Key)}{In(account)} may be live: {names} ({why}).",
                    null,
                    null,
                    account,
                    evidence
                ),
            };
        }
    }

    // A session is refused everything when it was issued before now; the same policy as the console's "Revoke sessions".
    private static string Revoke(string kind) =>
        """
            aws iam put-KIND-policy --KIND-name={{name}} --policy-name=AWSRevokeOlderSessions --policy-document="{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"*\"],\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"}}}]}"
            """.Replace("KIND", kind, StringComparison.Ordinal);

    private IEnumerable<ContainmentStep> Revoked()
    {
        foreach (
            var revocation in _graph.Revocations.Where(r =>
                _chain.Nodes.Any(n => _graph.Nodes[n.Id].Principal == r.Principal || n.Id == r.Principal)
                && !_chain.Nodes.Any(n => Lifetime.Outlived(_graph.Nodes[n.Id], r))
            )
        )
        {
            yield return Finished(
                $"Sessions of {Names.Label(revocation.Principal)}{In(AccountOf(revocation.Principal))} from before {TimeWindow.Format(revocation.Before)} were revoked by {revocation.Call.Name}, by {By(revocation.Actor)}.",
                [revocation.Call.Id]
            );
        }

        foreach (
            var denied in _chain
                .Nodes.Select(n => _graph.Nodes[n.Id].Principal ?? n.Id)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Where(p => Began(p) is null)
                .Select(p => (Principal: p, By: _graph.DenialOf(p)))
                .Where(p => p.By is not null)
        )
        {
            yield return Finished(
                $"{Upper(Names.Label(denied.Principal))} is {Denied(denied.By!)}.",
                [denied.By!.Call.Id]
            );
        }

        foreach (
            var (key, end) in _chain
                .Nodes.Where(n => Names.IsLongLivedKey(n.Id))
                .Select(n => (n.Id, _graph.EndOf(_graph.Nodes[n.Id])))
        )
        {
            if (end is { Begins: false })
            {
                yield return Finished(
                    $"The key {key} was ended by {end.Call.Name}{At(end)}, by {By(end.Actor)}.",
                    [end.Call.Id]
                );
            }
        }
    }

    private string Denied(ThingEvent denial) =>
        $"denied everything by {denial.Call.Name}{At(denial)} by {By(denial.Actor)} (AWSDenyAll)";

    private string Others(IEnumerable<LineageNode> sessions)
    {
        var role = sessions.First().Principal!;
        var own = _chain
            .Nodes.Select(n => _graph.Nodes[n.Id])
            .Where(n => n.Kind == "session" && n.Principal == role)
            .SelectMany(n => n.Uses.Select(u => (u.Caller.Arn, u.Caller.Created ?? "")))
            .Distinct()
            .Count();
        var others = _inUse.GetValueOrDefault(role) - own;
        return others <= 0 ? "though the evidence shows no others" : $"{others:N0} others in this evidence among them";
    }
}
