using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Escalation;

/// <summary>Whom the trust policies of accounts' roles may let in, by name, so that not every role is asked for every identity.</summary>
internal sealed class TrustIndex
{
    private readonly Dictionary<string, List<IamIdentity>> _byName = new(StringComparer.Ordinal);
    private readonly List<IamIdentity> _open = [];
    private readonly Dictionary<string, IReadOnlyList<IamIdentity>> _byService = new(StringComparer.Ordinal);
    private readonly AccessQuestions _questions;

    /// <summary>Reads the trust policies.</summary>
    /// <param name="questions">The accounts and their policies.</param>
    public TrustIndex(AccessQuestions questions)
    {
        _questions = questions;
        var policies = questions.Policies;
        foreach (var role in policies.Estate.Identities.Where(i => i.Kind == IdentityKind.Role))
        {
            var trust = policies.Parse(role.Trust, "trust policy", PolicyKind.Resource);
            foreach (var statement in trust?.Statements.Where(s => s.Effect == Effect.Allow) ?? [])
            {
                Add(role, statement.Principal);
            }
        }
    }

    /// <summary>The roles that name an identity or its sessions; and of those that name its account or everybody, some.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="mayTake">Whether the identity's own policies may let it take a role.</param>
    public IEnumerable<IamIdentity> Naming(IamIdentity identity, Func<string, bool> mayTake) =>
        new[] { identity.Arn, identity.Id ?? identity.Arn, Role(identity) }
            .SelectMany(Named)
            .Concat(_open)
            .Concat(Named(identity.Account).Where(r => mayTake(r.Arn)))
            .Distinct()
            .OrderBy(r => r.Arn, StringComparer.Ordinal);

    /// <summary>The roles that let a service take them.</summary>
    /// <param name="service">The service: <c>lambda.amazonaws.com</c>.</param>
    public IReadOnlyList<IamIdentity> Naming(string service) =>
        _byService.TryGetValue(service, out var known)
            ? known
            : _byService[service] = [.. Named(service).Where(r => MayTake(service, r))];

    // A service asks for the role in the name of the account whose thing carries it.
    private bool MayTake(string service, IamIdentity role) =>
        Caller.TryParse(service) is { } caller
        && _questions
            .Ask(
                caller,
                "sts:AssumeRole",
                role.Arn,
                [KeyValuePair.Create<string, IReadOnlyList<string>>("aws:SourceAccount", [role.Account])]
            )
            .ByEvidence != Verdict.No;

    private IEnumerable<IamIdentity> Named(string name) => _byName.TryGetValue(name, out var roles) ? roles : [];

    private void Add(IamIdentity role, PrincipalElement? principal)
    {
        if (principal is not { AllBut: false })
        {
            _open.Add(role);
            return;
        }

        foreach (var entry in principal.Entries)
        {
            if (entry.IsEveryone)
            {
                _open.Add(role);
                continue;
            }

            // A session is named by its role, which may have a path that the session's ARN leaves out.
            var name =
                entry.Account
                ?? (
                    Caller.TryParse(entry.Value) is { Kind: CallerKind.Session } session
                        ? $"{session.Account} {session.Name}"
                        : entry.Value
                );
            (_byName.TryGetValue(name, out var roles) ? roles : _byName[name] = []).Add(role);
        }
    }

    private static string Role(IamIdentity identity) => $"{identity.Account} {identity.Name}";
}
