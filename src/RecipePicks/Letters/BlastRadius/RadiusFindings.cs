using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Escalation;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>The record of an identity's rights as findings.</summary>
/// <param name="radius">The record.</param>
/// <param name="used">What was granted against what was used.</param>
/// <param name="reached">The resources that it reaches.</param>
/// <param name="closing">Its containment.</param>
internal sealed class RadiusFindings(
    Radius radius,
    IReadOnlyList<UsedAction> used,
    IReadOnlyList<ReachedResource> reached,
    RadiusClosing closing
)
{
    private const int MostNamed = 6;

    private string Name => Who.Short(radius.Subject.Principal);

    /// <summary>All findings.</summary>
    public IEnumerable<Finding> All() =>
        Surprises()
            .Concat([Itself(), Power()])
            .Concat(Harm())
            .Concat(Reach())
            .Concat(Becomes())
            .Concat(Agreement())
            .Concat(Gone())
            .Concat(End());

    private Finding Say(string text, Severity severity, IEnumerable<string>? eventIds = null) =>
        new(text, Sure, severity, Cited(eventIds));

    // A right is as sure as the state that it follows from.
    private Certainty Sure =>
        radius.IsKnown && radius.Missing.Count == 0 ? radius.Identity.Certainty : Certainty.Inferred;

    private IReadOnlyList<EvidenceRef> Cited(IEnumerable<string>? eventIds) =>
        [
            .. Inquiry.Cite(eventIds ?? []),
            .. radius.Document is { } shows
                ? [new EvidenceRef("", shows.File, shows.Record)]
                : Array.Empty<EvidenceRef>(),
            .. eventIds is null && radius.Document is null
                ? radius.Subject.Citations.Concat(Inquiry.Cite(radius.Subject.Uses.SelectMany(u => u.Evidence.Take(1))))
                : [],
        ];

    private Finding Itself()
    {
        var id = radius.Identity.Id is { } known ? $", {known}" : "";
        var shown = radius.Document switch
        {
            { Time: { } time } when time > radius.AsOf =>
                $"as the snapshot of {TimeWindow.Format(time)} shows it, rewound over {Counted(radius.After.Count, "change")} of its rights",
            { Time: { } time } =>
                $"as the snapshot of {TimeWindow.Format(time)} shows it, replayed over {Counted(radius.Before.Count, "change")} of its rights",
            { } => "as an undated snapshot shows it",
            _ when radius.Before.Count > 0 =>
                $"as {Counted(radius.Before.Count, "call")} in the log tell of its rights",
            _ => "of which no document and no call of the evidence tells",
        };
        var when =
            radius.AsOf == DateTime.MaxValue
                ? "At the end of the evidence"
                : $"As of {TimeWindow.Format(radius.AsOf)}{(radius.Subject.LastSuccess is null ? "" : ", its last call that succeeded")}";
        var hops =
            radius.Subject.Hops.Count == 0
                ? ""
                : $" It comes to this role so: {string.Join("; ", radius.Subject.Hops)}.";
        var later = radius
            .After.Where(c => c.Call.Time > radius.AsOf)
            .Select(c => $"{c.Call.Name} by {Who.Short(c.Call.Caller)} at {TimeWindow.Format(c.Call.Time)}")
            .Distinct()
            .ToList();
        return new Finding(
            $"{Name} is a {radius.Subject.Kind} of account {radius.Identity.Account}{id}. {when}, {shown}."
                + hops
                + (later.Count == 0 ? "" : $" Changed since: {Listed(later, 4)}."),
            radius.Document is { Time: not null } ? radius.Identity.Certainty : Certainty.Inferred,
            Severity.Info,
            [
                .. radius.Subject.Citations,
                .. Cited(radius.After.Select(c => c.Call.EventId)),
                .. radius.Document is null ? Inquiry.Cite(radius.Subject.Uses.SelectMany(u => u.Evidence.Take(1))) : [],
            ]
        );
    }

    private Finding Power()
    {
        if (!radius.IsKnown && !radius.IsRoot)
        {
            return Say(
                $"Whether {Name} is an administrator is unknown: {Listed(radius.Own.Missing, MostNamed)} are not in the evidence.",
                Severity.Notice
            );
        }

        var unless =
            radius.Missing.Count == 0 ? "" : $", unless what is missing says otherwise ({Listed(radius.Missing, 2)})";
        return radius switch
        {
            { Admin: Admin.Direct } => Say(
                $"{Name} is an administrator (DIRECT): one statement allows every action on every resource{unless}.",
                Severity.Critical
            ),
            { Admin: Admin.Split } => Say(
                $"{Name} is an administrator (SPLIT): its statements together allow every action on every resource{unless}.",
                Severity.Critical
            ),
            { ToAdmin: { } route } => Say(
                $"{Name} is not an administrator, and can become one (ESCALATES, {BecomesTable.Word(route.Openness)}) in {Counted(route.Edges.Count, "step")}: {BecomesTable.How(route)}.",
                route.Openness == Openness.Open ? Severity.Critical : Severity.Warning
            ),
            _ => Say(
                radius.Missing.Count == 0
                    ? $"{Name} is no administrator (NO), and none of the known ways makes it one."
                    : $"By the policies in the evidence {Name} is no administrator; it is unknown as long as these are missing: {Listed(radius.Missing, 4)}.",
                Severity.Info
            ),
        };
    }

    private IEnumerable<Finding> Harm() =>
        radius
            .Sensitive.GroupBy(s => s.Harm.Tactic)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g =>
            {
                var did = g.SelectMany(s => Uses(s.Grant)).ToList();
                var conditional = g.Count(s => s.Grant.Access.ByEvidence == Verdict.Conditional);
                return Say(
                    $"{g.Key}: {Name} may use {Counted(g.Count(), "sensitive action")}{(conditional == 0 ? "" : $", {Number(conditional)} under conditions")} ({Listed(g.OrderByDescending(s => Uses(s.Grant).Any()).ThenBy(s => s.Harm.Action, StringComparer.Ordinal).Select(s => s.Harm.Action), MostNamed)})"
                        + (
                            did.Count == 0
                                ? "; it used none of them."
                                : $"; it used {Listed(did.Select(u => u.Name).Distinct(), MostNamed)}."
                        ),
                    did.Count > 0 ? Severity.Warning : Severity.Notice,
                    did.SelectMany(u => u.Evidence.Take(1))
                );
            });

    private IEnumerable<ActionUse> Uses(ActionGrant grant) =>
        radius.Subject.Uses.Where(u => u.Succeeded > 0 && u.Actions.Contains(grant.Action));

    private IEnumerable<Finding> Reach()
    {
        if (reached.Count > 0)
        {
            yield return Say(
                $"{Name} reaches {Counted(reached.Count, "resource")} of the evidence: {Listed(reached.Select(r => $"{r.Resource} (through {Listed(r.Through, 1)})"), MostNamed)}.",
                Severity.Notice
            );
        }
    }

    private IEnumerable<Finding> Becomes()
    {
        var others = BecomesTable.Ordered(radius).Where(r => r.To != EscalationEdge.Administrator).ToList();
        if (others.Count > 0)
        {
            var open = others.Count(r => r.Openness == Openness.Open);
            yield return Say(
                $"{Name} can become {Counted(others.Count, "other identity", "other identities")}, {Number(open)} of them with nothing left open: {Listed(others.Select(r => $"{Who.Short(r.To)} ({BecomesTable.Word(r.Openness)}: {BecomesTable.How(r)})"), 3)}.",
                open > 0 ? Severity.Warning : Severity.Notice
            );
        }
    }

    // What was done and not granted says that the evidence is not all there is.
    private IEnumerable<Finding> Surprises()
    {
        var surprises = used.Where(u => u.Fit == Fit.UsedNotGranted).ToList();
        if (surprises.Count > 0)
        {
            yield return Say(
                $"{Name} used {Counted(surprises.Count, "action")} that no policy in the evidence grants, so that the evidence is not all there is: {Listed(surprises.Select(u => $"{u.Action!.FullName} ({Counted(u.Use.Succeeded, "time")}, last {u.Use.Last})"), MostNamed)}.",
                Severity.Warning,
                surprises.SelectMany(u => u.Use.Evidence.Take(1))
            );
        }

        var refused = used.Where(u => u.Fit == Fit.GrantedButRefused).ToList();
        if (refused.Count > 0)
        {
            yield return Say(
                $"{Name} was refused {Counted(refused.Count, "action")} that the policies in the evidence grant on something, always: {Listed(refused.Select(u => $"{u.Action!.FullName} ({Counted(u.Use.Denied, "time")})"), MostNamed)}. It asked for what they do not name, or a policy is missing.",
                Severity.Notice,
                refused.SelectMany(u => u.Use.Evidence.Take(1))
            );
        }
    }

    private IEnumerable<Finding> Agreement()
    {
        var granted = radius.Grants.Where(g => g.Access.IsGranted).ToList();
        var did = used.Where(u => u.Use.Succeeded > 0 && u.Action is not null).ToList();
        if (granted.Count > 0 || did.Count > 0)
        {
            var actions = did.Select(u => u.Action!.FullName).Distinct().ToList();
            yield return Say(
                $"{Name} is granted {Counted(granted.Count, "action")} of {Counted(granted.Select(g => g.Action.Service).Distinct().Count(), "service")} and used {Number(actions.Count)}: {Listed(did.OrderByDescending(u => u.Use.Calls).Select(u => u.Action!.FullName).Distinct(), MostNamed)}."
                    + (radius.IsKnown ? "" : " What was used is granted, whatever grants it; all else is unknown."),
                Severity.Info,
                did.SelectMany(u => u.Use.Evidence.Take(1))
            );
        }
    }

    // The steps that were gone: granted, used, and what containment makes of them.
    private IEnumerable<Finding> Gone()
    {
        var hops = closing.Path.Where(u => u.Action.FullName == "sts:AssumeRole").ToList();
        var harm = closing.Path.Where(u => u.Action.FullName != "sts:AssumeRole").ToList();
        if (hops.Count > 0 && harm.Count > 0)
        {
            var closed = closing.Path.Count(closing.IsClosed);
            var all = closing.Path.Count;
            yield return Say(
                $"The path that was gone from {Name}: {Listed(hops.Select(h => $"{Who.Short(h.Principal)} took {Who.Short(h.Resource)} at {TimeWindow.Format(h.First)}").Distinct(), 3)}; "
                    + $"used on it: {Listed(harm.Select(h => h.Action.FullName).Distinct(), 20)}. "
                    + $"Of {Counted(all, "step")} the containment below closes {(closed == all ? "all" : Number(closed))}.",
                Severity.Warning,
                hops.Concat(harm).SelectMany(h => h.EventIds.Take(1))
            );
        }
    }

    private IEnumerable<Finding> End()
    {
        var end = closing.Closing;
        if (end.Remedies.Count > 0)
        {
            yield return Say(
                $"The smallest containment of {Name}: {Listed(end.Remedies.Select(r => RadiusClosing.Words(r).Does))}. Asked again, {Number(end.Closed.Count)} of {Counted(end.Closed.Count + end.Open.Count, "sensitive request")} {(end.Closed.Count == 1 ? "is" : "are")} denied."
                    + (
                        end.Open.Count == 0
                            ? ""
                            : $" Left open: {Listed(end.Open.Select(o => $"{o.Action} by {o.Who.Short}").Distinct(), MostNamed)}."
                    ),
                Severity.Notice
            );
        }
    }
}
