using RecipePicks.Engines;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Letters;
using Caller = RecipePicks.Iam.Evaluation.Caller;

namespace RecipePicks.Cases;

/// <summary>What one principal may do.</summary>
/// <param name="Principal">Its ARN.</param>
/// <param name="Access">The answer, and the statements that decide it.</param>
/// <param name="Missing">Which of its own policies the evidence lacks, in words.</param>
public sealed record PrincipalAccess(string Principal, Access Access, IReadOnlyList<string> Missing);

/// <summary>Who may do what, as the accounts of a case stood at a time.</summary>
public sealed class CaseAccess
{
    private readonly Estate _estate;
    private readonly AccessQuestions _questions;
    private readonly Inquiry _inquiry;

    private CaseAccess(Estate estate, Inquiry inquiry) =>
        (_estate, _questions, _inquiry) = (estate, new AccessQuestions(new EstatePolicies(estate)), inquiry);

    /// <summary>Reads the accounts of a case, rewound or replayed to a time.</summary>
    /// <param name="engine">Who holds the evidence.</param>
    /// <param name="at">The time, UTC; null for the end of the evidence.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="EngineException">The engine failed; the message is its own.</exception>
    public static CaseAccess Of(IEngine engine, DateTime? at, CancellationToken cancellation)
    {
        // AWS's own policies are read as of then, too.
        var inquiry = new Inquiry(engine, new Coverage { To = at }, TimeWindow.All, cancellation);
        return new(inquiry.Estates.At(at ?? DateTime.MaxValue), inquiry);
    }

    /// <summary>Whether a principal may do something.</summary>
    /// <param name="principal">An ARN, a unique id, or the name of a user or role that the evidence describes or that called.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource's ARN, or <c>*</c>.</param>
    /// <param name="context">Context keys that are known.</param>
    /// <returns>An answer for each principal that the text can mean; none when it means nobody.</returns>
    public IReadOnlyList<PrincipalAccess> Can(
        string principal,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    ) =>
        _estate.Meant(principal) is [_, ..] meant && Caller.TryParse(principal) is not { Kind: CallerKind.Session }
            ? [.. meant.Select(i => Of(i, action, resource, context))]
        : Caller.TryParse(principal) is { } caller ? [Of(caller, action, resource, context)]
        :
        [
            .. Called(principal)
                .Select(a => Caller.TryParse(a))
                .OfType<Caller>()
                .Select(c => Of(c, action, resource, context)),
        ];

    /// <summary>What every user and role of the case may do, and everybody without credentials; those that may, first.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource's ARN, or <c>*</c>.</param>
    /// <param name="context">Context keys that are known.</param>
    public IReadOnlyList<PrincipalAccess> WhoCan(
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    ) =>
        [
            .. _estate
                .Principals.Select(i => Of(i, action, resource, context))
                .Append(Of(Caller.Anonymous, action, resource, context))
                .OrderBy(a => Rank(a.Access.Verdict))
                .ThenBy(a => a.Principal, StringComparer.Ordinal),
        ];

    // Users and roles of a name that called, of whom no document or change tells.
    private IEnumerable<string> Called(string name) =>
        _inquiry
            .Ask(
                Question.Load("Identity/known-as"),
                new Dictionary<string, object?> { ["name"] = name },
                Inquiry.MostRows
            )
            .Rows.Where(r => r.Text("reading") is "user" or "role")
            .Select(r => r.Text("arn"))
            .OfType<string>();

    private static int Rank(Verdict verdict) => verdict == Verdict.No ? int.MaxValue : (int)verdict;

    private PrincipalAccess Of(
        IamIdentity identity,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    ) => Of(AccessQuestions.CallerOf(identity), action, resource, context);

    private PrincipalAccess Of(
        Caller caller,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    )
    {
        var identity = _estate.Find(caller.IssuerArn) ?? _estate.Find(caller.Text);
        var access = _questions.Ask(caller, action, resource, context);
        return new(
            caller.Text,
            access,
            access.Verdict != Verdict.Unknown || !caller.HasIdentity ? []
                : identity is null ? [$"all of {caller.IssuerArn ?? caller.Text}"]
                : _questions.Policies.Own(identity).Missing
        );
    }
}
