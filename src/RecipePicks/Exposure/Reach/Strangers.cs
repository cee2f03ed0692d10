using RecipePicks.Exposure.Policies;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;
using RecipePicks.Iam.Symbolic;

namespace RecipePicks.Exposure.Reach;

/// <summary>Who is asked whether a policy lets him in: everybody, then those outside whom it names.</summary>
/// <remarks>
/// Sources: IAM User Guide, "AWS JSON policy elements: Principal", "AWS global condition context keys", "Create a role for
/// OpenID Connect federation"; Amazon Cognito Developer Guide, "Role trust and permissions".
/// </remarks>
internal sealed class Strangers(Policy policy, PolicyType type, Household household)
{
    /// <summary>An account that nobody has: AWS's documentation uses it, and no account id of a policy is it.</summary>
    private const string Strange = "999999999999";

    /// <summary>The keys by which a policy tells one kind of caller of an account from another.</summary>
    private static readonly HashSet<string> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalArn",
        "aws:PrincipalType",
        "aws:username",
        "aws:userid",
    };

    private readonly bool _tellsKinds = policy
        .Statements.SelectMany(s => s.Conditions)
        .Any(c => s_kinds.Contains(c.Key));

    private readonly Policy _fixed = FixedValues.Refusal(policy, FixedValues.Owned);

    /// <summary>Series of questions, those of the widest openness first; of a series the first that is answered yes tells.</summary>
    public IEnumerable<IReadOnlyList<Question>> Questions() =>
        Everybody().Select(q => (IReadOnlyList<Question>)[q]).Concat(Outsiders());

    /// <summary>Without credentials, with the login of a provider that serves everybody, with any AWS account.</summary>
    private IEnumerable<Question> Everybody()
    {
        if (type.TakesAnonymous)
        {
            yield return new Question(policy, Caller.Anonymous, _fixed, Openness.Public);
        }

        foreach (var provider in Providers().Where(p => IdentityProvider.Of(p.Text) is not null))
        {
            yield return new Question(policy, provider, _fixed, Openness.Public);
            if (FixedValues.RefusalOfGuests(policy, IdentityProvider.Of(provider.Text)!) is { } guests)
            {
                yield return new Question(policy, provider, guests, Openness.Public);
            }
        }

        foreach (var caller in Of(Strange, "stranger"))
        {
            yield return new Question(policy, caller, _fixed, Openness.PublicAuth);
        }
    }

    /// <summary>Those of other accounts whom the policy names, and everybody with the values that it asks for.</summary>
    private IEnumerable<IReadOnlyList<Question>> Outsiders()
    {
        var ownerless = Ownerless();
        IReadOnlyList<Question> Asked(Policy part, Caller caller, Func<string, string, string?> owned)
        {
            Policy Without(Predicate<string> isOwned) =>
                FixedValues.Refusal(policy, (k, v) => isOwned(v) ? owned(k, v) : null);

            var foreign = Without(v => household.Has(v) || ownerless.Contains(v));
            var certain = new Question(part, caller, foreign, Openness.External);
            return ownerless.Count == 0
                ? [certain]
                :
                [
                    certain,
                    new Question(part, caller, Without(household.Has), Openness.Unknown)
                    {
                        Doubt =
                            $"whose {string.Join(" and ", ownerless)} is, is not known: --trust says that it is one's own",
                    },
                ];
        }

        foreach (var caller in Named().Concat(Providers().Where(IsForeign)))
        {
            yield return Asked(policy, caller, FixedValues.Owned);
        }

        foreach (var caller in Providers().Where(p => p.Arn?.ResourceType == "oidc-provider" && !IsForeign(p)))
        {
            yield return [OfOnesOwn(caller)];
        }

        foreach (var id in Entries().Where(e => e.Type == PrincipalType.CanonicalUser).Select(e => e.Value).Distinct())
        {
            if (id != household.CanonicalId && !household.Trusted.Contains(id))
            {
                yield return [OfCanonical(id)];
            }
        }

        foreach (var statement in policy.Statements.Where(LetsServicesIn))
        {
            var part = policy with
            {
                Statements = [statement, .. policy.Statements.Where(s => s.Effect == Effect.Deny)],
            };
            foreach (var service in statement.Principal!.Entries.Where(e => e.Type == PrincipalType.Service))
            {
                if (Caller.TryParse(service.Value) is { Kind: CallerKind.Service } caller)
                {
                    yield return [ForWhomever(part, caller), .. Asked(part, caller, FixedValues.OwnedByService)];
                }
            }
        }
    }

    private static Question ForWhomever(Policy part, Caller service) =>
        new(part, service, FixedValues.Refusal(part, FixedValues.OwnedByService), Openness.Unknown)
        {
            Doubt =
                $"{service.Text} may act for whichever account: no aws:SourceAccount, aws:SourceArn or aws:SourceOrgID is asked for",
        };

    /// <summary>A provider of the household's vouches for those whom the household admits to it, if the subject is asked for.</summary>
    private Question OfOnesOwn(Caller provider)
    {
        var subject = $"{IdentityProvider.NameOf(provider.Text)}:sub";
        return new Question(
            policy,
            provider,
            FixedValues.Refusal(
                policy,
                (k, v) => k.Equals(subject, StringComparison.OrdinalIgnoreCase) && v.Trim('*').Length > 0 ? v : null
            ),
            Openness.Unknown
        )
        {
            Doubt = $"whom {provider.Text} vouches for stands with the provider: no condition on {subject}",
        };
    }

    private Question OfCanonical(string id) =>
        new(
            policy,
            Caller.TryParse(Strange)! with
            {
                CanonicalId = id,
            },
            FixedValues.Refusal(policy, (k, v) => household.Has(v) ? FixedValues.Owned(k, v) : null),
            household.CanonicalId is null ? Openness.Unknown : Openness.External
        )
        {
            Doubt = household.CanonicalId is null
                ? $"whose account the canonical user {id} is, is not known: --trust says that it is one's own"
                : null,
        };

    private IEnumerable<Caller> Named()
    {
        var accounts = Entries()
            .Select(e => e.Account)
            .Concat(
                policy
                    .Statements.SelectMany(s => s.Conditions)
                    .Where(c => ConditionKeys.Of(c.Key) is KeySays.Account or KeySays.Arn)
                    .SelectMany(c => c.Values)
                    .Select(v => NamedPrincipal.IsAccount(v) ? v : Arn.TryParse(v)?.Account)
            )
            .OfType<string>()
            .Where(a => NamedPrincipal.IsAccount(a) && !household.HasAccount(a))
            .Distinct(StringComparer.Ordinal);
        return
        [
            .. Entries()
                .Where(e => e is { Type: PrincipalType.Aws, Account: null, IsEveryone: false })
                .Select(e => Caller.TryParse(e.Value))
                .OfType<Caller>()
                .Where(c =>
                    c.Account is { } account && !household.HasAccount(account) && !household.Trusted.Contains(c.Text)
                )
                .Select(Unnamed),
            .. accounts.SelectMany(a => Of(a, "outsider")).Where(c => !household.Trusted.Contains(c.Text)),
            .. type.TakesAnonymous ? [Caller.Anonymous] : Array.Empty<Caller>(),
            .. Of(Strange, "stranger"),
        ];
    }

    /// <summary>The kinds of caller that an account has, and those of the names that the policy asks for; one where all are alike.</summary>
    private IEnumerable<Caller> Of(string account, string name) =>
        new[]
        {
            $"arn:aws:iam::{account}:user/{name}",
            $"arn:aws:sts::{account}:assumed-role/{name}/{name}",
            $"arn:aws:iam::{account}:root",
            $"arn:aws:sts::{account}:federated-user/{name}",
        }
            .Concat(Filled("aws:PrincipalArn", $"arn:aws:iam::{account}:user/*"))
            .Concat(Filled("aws:PrincipalArn", $"arn:aws:iam::{account}:role/*"))
            .Concat(Filled("aws:username", "*").Select(u => $"arn:aws:iam::{account}:user/{u}"))
            .Take(_tellsKinds ? int.MaxValue : 1)
            .Distinct(StringComparer.Ordinal)
            .Select(text => Caller.TryParse(text))
            .OfType<Caller>()
            .Select(Unnamed);

    // Of a canonical user that the policy names, another question asks.
    private static Caller Unnamed(Caller caller) => caller with { CanonicalId = "" };

    /// <summary>Values of a form that meet what is asked of a key.</summary>
    private IEnumerable<string> Filled(string key, string form) =>
        policy
            .Statements.SelectMany(s => s.Conditions)
            .Where(c => c.Operator.Test != ConditionTest.Null && c.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            .SelectMany(c => c.Operands)
            .Where(o => !o.VariableKeys.Any())
            .Select(o =>
                ValueSearch
                    .Find([
                        new ValueConstraint([o], false),
                        new ValueConstraint(
                            [ConditionValue.Of(ConditionTest.StringLike, form, PolicyVersion.V2008)],
                            false
                        ),
                    ])
                    .Value
            )
            .OfType<string>();

    /// <summary>VPCs, endpoints and ARNs without an account that are asked for: they do not tell whose they are.</summary>
    private List<string> Ownerless() =>
        [
            .. policy
                .Statements.SelectMany(s => s.Conditions)
                .Where(c => c.Operator.Test != ConditionTest.Null)
                .SelectMany(c =>
                    ConditionKeys.Of(c.Key) switch
                    {
                        KeySays.Network when !household.KnowsNetworks => c.Values,
                        KeySays.Arn => c.Values.Where(v => Arn.TryParse(v) is { Account: "" } && !household.Has(v)),
                        _ => [],
                    }
                )
                .Distinct(StringComparer.Ordinal),
        ];

    // A service takes roles of its own account only.
    private static bool LetsServicesIn(Statement statement) =>
        statement is { Effect: Effect.Allow, Principal.AllBut: false }
        && (
            statement.Actions.AllBut
            || !statement.Actions.Patterns.All(p => p.Source.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
        );

    private bool IsForeign(Caller provider) =>
        IdentityProvider.Of(provider.Text) is not null || !household.Has(provider.Text);

    private IEnumerable<Caller> Providers() =>
        Entries()
            .Where(e => e.Type == PrincipalType.Federated && !household.Trusted.Contains(e.Value))
            .Select(e => Caller.TryParse(e.Value == "*" ? IdentityProvider.Any : e.Value))
            .OfType<Caller>()
            .Where(c => c.Kind == CallerKind.Federated)
            .DistinctBy(c => c.Text);

    private IEnumerable<PrincipalEntry> Entries() =>
        policy.Statements.Where(s => s.Effect == Effect.Allow).SelectMany(s => s.Principal?.Entries ?? []);
}
