using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Escalation;
using RecipePicks.Iam.Evaluation;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>What one identity may do, as of a time: the record of which Permissions and Entitlements are made.</summary>
internal sealed class Radius
{
    private readonly EstateHistory _history;

    /// <summary>Works it out.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="subject">The identity.</param>
    public Radius(Inquiry inquiry, RadiusSubject subject)
    {
        _history = inquiry.Estates;
        Subject = subject;
        AsOf = subject.LastSuccess ?? subject.Given ?? inquiry.Window.To ?? inquiry.Coverage.To ?? DateTime.MaxValue;
        Estate = _history.At(AsOf);
        var known = Estate.Find(subject.Principal);
        IsKnown = known is not null;
        Identity = known ?? RadiusSubject.Unknown(subject.Principal);
        Session = SessionPolicy.Of(inquiry, Identity, Estate);
        Questions = new AccessQuestions(
            new EstatePolicies(Estate),
            Identity,
            Session is { IsLeads: true } session ? session.Layer : null
        );
        Own = Questions.Policies.Own(Identity);
        Document = _history.HistoryOf(Identity)?.Documents is [.., var last] ? last : null;
        var changes = _history.Changes(Identity, DateTime.MinValue);
        Before = [.. changes.Where(c => c.Call.Time <= AsOf)];
        After = [.. changes.Where(c => c.Call.Time > AsOf)];
        Grants = ActionGrant.Of(Questions, Identity);
        ByAction = Grants.ToDictionary(g => g.Action.FullName, StringComparer.OrdinalIgnoreCase);
        var graph = new EscalationGraph(Questions);
        Admin = IsRoot ? Admin.Direct : graph.AdminOf(Identity);
        Edges = IsKnown ? graph.From(Identity) : [];
        Routes = IsKnown ? graph.Routes(Identity) : new Dictionary<string, EscalationRoute>();
        Missing = [.. IsRoot ? [] : Own.Missing, .. RadiusInputs.MissingAbove(Estate, Identity)];
    }

    /// <summary>The identity that is asked about.</summary>
    public RadiusSubject Subject { get; }

    /// <summary>The identity as it was at the time.</summary>
    public IamIdentity Identity { get; }

    /// <summary>Whether the evidence describes it at all.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether it is an account's root user, whom no identity policy limits.</summary>
    public bool IsRoot => Subject.Kind == "root";

    /// <summary>The time, UTC: of its last call that did what it asked for; else when it was given to a resource; else the end of the window.</summary>
    public DateTime AsOf { get; }

    /// <summary>The latest document that shows it; null when it is known from calls alone.</summary>
    public StateDocument? Document { get; }

    /// <summary>Changes of its rights in the log, up to the time.</summary>
    public IReadOnlyList<StateChange> Before { get; }

    /// <summary>Changes of its rights after the time: what of the snapshot had to be taken back.</summary>
    public IReadOnlyList<StateChange> After { get; }

    /// <summary>The accounts as of the time.</summary>
    public Estate Estate { get; }

    /// <summary>Answers about them.</summary>
    public AccessQuestions Questions { get; }

    /// <summary>The session policies of its sessions; null when the log shows none.</summary>
    public SessionPolicy? Session { get; }

    /// <summary>Its own policies.</summary>
    public OwnPolicies Own { get; }

    /// <summary>What of all that bears on it the evidence lacks, in words.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>The actions that its policies name.</summary>
    public IReadOnlyList<ActionGrant> Grants { get; }

    /// <summary>The same by name.</summary>
    public IReadOnlyDictionary<string, ActionGrant> ByAction { get; }

    /// <summary>Whether it is an administrator without a step.</summary>
    public Admin Admin { get; }

    /// <summary>The steps to other identities.</summary>
    public IReadOnlyList<EscalationEdge> Edges { get; }

    /// <summary>The ways to all identities that it reaches.</summary>
    public IReadOnlyDictionary<string, EscalationRoute> Routes { get; }

    /// <summary>The way to all rights; null when it is an administrator itself, and when there is none.</summary>
    public EscalationRoute? ToAdmin =>
        Admin == Admin.No && Routes.GetValueOrDefault(EscalationEdge.Administrator) is { Edges.Count: > 0 } route
            ? route
            : null;

    /// <summary>The sensitive actions that are granted, perhaps under conditions.</summary>
    public IEnumerable<(ActionGrant Grant, SensitiveAction Harm)> Sensitive =>
        Grants
            .Where(g => g.Access.IsGranted)
            .Select(g => (g, SensitiveAction.Find(g.Action.FullName)!))
            .Where(g => g.Item2 is not null);

    /// <summary>Whether an action is granted on a resource, by what the evidence holds.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource.</param>
    public Access Ask(string action, string resource) =>
        Subject.Kind is "root" && Iam.Evaluation.Caller.TryParse(Subject.Principal) is { } root
            ? Questions.Ask(root, action, resource, [])
            : Questions.Ask(Identity, action, resource);
}
