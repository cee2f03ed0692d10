using System.Text.Json;
using RecipePicks.Exposure.Policies;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;
using RecipePicks.Iam.Symbolic;

namespace RecipePicks.Exposure.Reach;

/// <summary>
/// Judges one resource policy: it is public when a request that has none of the values by which the policy tells somebody
/// from everybody is allowed all the same. The proof is such a request, which the evaluator accepts.
/// </summary>
/// <remarks>
/// The stranger is put to the evaluator as a Deny beside the policy, so that every element and operator means here what it
/// means there. Sources: IAM User Guide, "Policy evaluation logic"; Amazon S3 User Guide, "The meaning of public".
/// </remarks>
public static class ReachJudge
{
    /// <summary>An account that nobody has: AWS's documentation uses it, and no account id of a policy is it.</summary>
    private const string Strange = "999999999999";

    private const string Own = "000000000000";

    private static readonly Policy s_allowsAll = Policy.Parse(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""",
        "the stranger's own policy"
    );

    /// <summary>Judges a policy.</summary>
    /// <param name="text">The document; a single statement and an answer of the AWS CLI that holds the document are taken too.</param>
    /// <param name="type">What carries it.</param>
    /// <param name="household">Who is no stranger.</param>
    /// <exception cref="PolicyException">It is no policy.</exception>
    public static PolicyReach Judge(string text, PolicyType type, Household household)
    {
        var policy = Policy.Parse(Unwrapped(text), "the policy", PolicyKind.Resource);
        household = household with { Account = household.Account ?? AccountOf(policy) };
        var unknown = new List<string>();
        var fixedOut = FixedValues.Refusal(policy);
        foreach (var (caller, openness) in Strangers(policy, type, household))
        {
            if (Ask(policy, fixedOut, caller, type, household, unknown) is { } found)
            {
                return Answer(openness, policy, type, found);
            }
        }

        var networks = household.KnowsNetworks ? [] : Networks(policy);
        var ownOut = FixedValues.Refusal(policy, v => household.Has(v) || networks.Contains(v));
        foreach (var caller in Outsiders(policy, type, household))
        {
            if (Ask(policy, ownOut, caller, type, household, unknown) is { } found)
            {
                return Answer(Openness.External, policy, type, found);
            }

            if (
                networks.Count > 0
                && Ask(policy, FixedValues.Refusal(policy, household.Has), caller, type, household, unknown) is not null
            )
            {
                unknown.Add(
                    $"whose network {string.Join(" and ", networks)} is, is not known: --trust says that it is one's own"
                );
            }
        }

        return new PolicyReach(
            unknown.Count > 0 ? Openness.Unknown : Openness.Private,
            FixedValueRule.IsPublic(policy),
            null,
            unknown.Count > 0 ? [.. unknown.Distinct(StringComparer.Ordinal)] : [.. Closed(policy)]
        );
    }

    /// <summary>A request that gets in, and why.</summary>
    private sealed record Entry(AccessRequest Witness, IReadOnlyList<string> Because);

    private static PolicyReach Answer(Openness openness, Policy policy, PolicyType type, Entry entry) =>
        new(
            openness,
            FixedValueRule.IsPublic(policy),
            entry.Witness,
            openness == Openness.PublicAuth && !type.TakesAnonymous
                ?
                [
                    .. entry.Because,
                    $"{type.Name} answers no request without credentials, so a login of any AWS account is needed",
                ]
                : entry.Because
        );

    /// <summary>Everybody: without credentials, with the login of a provider that serves everybody, with any AWS account.</summary>
    private static IEnumerable<(Caller Caller, Openness Openness)> Strangers(
        Policy policy,
        PolicyType type,
        Household household
    )
    {
        if (type.TakesAnonymous)
        {
            yield return (Caller.Anonymous, Openness.Public);
        }

        foreach (var entry in Entries(policy).Where(e => e.Type == PrincipalType.Federated))
        {
            if (
                Caller.TryParse(entry.Value) is { Kind: CallerKind.Federated } federated
                && !IsOnesOwn(entry.Value)
                && !household.Trusted.Contains(entry.Value)
            )
            {
                yield return (federated, Openness.Public);
            }
        }

        yield return (Caller.TryParse($"arn:aws:iam::{Strange}:user/stranger")!, Openness.PublicAuth);
    }

    /// <summary>A SAML provider speaks for those whom its account registered it for.</summary>
    private static bool IsOnesOwn(string provider) => provider.Contains(":saml-provider/", StringComparison.Ordinal);

    /// <summary>Those of other accounts whom the policy names, and everybody with the values that it asks for.</summary>
    private static IEnumerable<Caller> Outsiders(Policy policy, PolicyType type, Household household)
    {
        var named = Entries(policy)
            .Where(e => e.Type == PrincipalType.Aws)
            .Select(e => e.Account is { } account ? $"arn:aws:iam::{account}:role/outsider" : e.Value);
        var asked = policy
            .Statements.SelectMany(s => s.Conditions)
            .Where(c => ConditionKeys.Of(c.Key) is KeySays.Account or KeySays.Arn)
            .SelectMany(c => c.Values)
            .SelectMany(v =>
                NamedPrincipal.IsAccount(v) ? [$"arn:aws:iam::{v}:role/outsider"]
                : Arn.TryParse(v) is { Service: "iam" or "sts" } ? [v]
                : Array.Empty<string>()
            );
        var callers = named
            .Concat(asked)
            .Distinct(StringComparer.Ordinal)
            .Select(v => Caller.TryParse(v))
            .OfType<Caller>()
            .Where(c =>
                c.Account is { } account && !household.HasAccount(account) && !household.Trusted.Contains(c.Text)
            );
        return callers
            .Concat(type.TakesAnonymous ? [Caller.Anonymous] : [])
            .Append(Caller.TryParse($"arn:aws:iam::{Strange}:user/stranger")!)
            .Concat(
                Entries(policy)
                    .Where(e => e.Type == PrincipalType.Federated && !household.Has(e.Value))
                    .Select(e => Caller.TryParse(e.Value))
                    .OfType<Caller>()
            );
    }

    /// <summary>The VPCs and VPC endpoints that are asked for: their ids do not tell whose they are.</summary>
    private static List<string> Networks(Policy policy) =>
        [
            .. policy
                .Statements.SelectMany(s => s.Conditions)
                .Where(c => ConditionKeys.Of(c.Key) == KeySays.Network)
                .SelectMany(c => c.Values)
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<PrincipalEntry> Entries(Policy policy) =>
        policy.Statements.Where(s => s.Effect == Effect.Allow).SelectMany(s => s.Principal?.Entries ?? []);

    private static Entry? Ask(
        Policy policy,
        Policy refusal,
        Caller caller,
        PolicyType type,
        Household household,
        List<string> unknown
    )
    {
        var policies = new PolicySet
        {
            Identity = caller.HasIdentity ? PolicyLayer.Of(s_allowsAll) : PolicyLayer.None,
            Resource = PolicyLayer.Of(policy, refusal),
        };
        var owner = household.Account ?? Own;
        var answer = SymbolicEvaluator.Ask(
            new AccessQuestion(caller, Asked(policy, type), ["*"], resourceAccount: owner),
            policies
        );
        if (answer.Verdict == AccessVerdict.Unknown)
        {
            unknown.Add($"whether {caller.Text} gets in was not decided");
        }

        return answer.Witness is { } found && Plain(found, policy, policies, type, owner) is var witness
            ? new Entry(
                witness,
                [
                    .. PolicyEvaluator
                        .Decide(witness, policies)
                        .Because.Where(r => r is { Kind: PolicyKind.Resource, Statement: not null })
                        .Select(r => $"{r.Statement!.Name} {r.Says}"),
                    .. answer.Conditions.Select(c => $"the witness has it that {c}"),
                ]
            )
            : null;
    }

    // sts:GetCallerIdentity and its like need no permission, so of that service only what a trust policy grants is asked.
    private static string[] Asked(Policy policy, PolicyType type) =>
        type.Actions.Any(a => a.StartsWith("sts:", StringComparison.Ordinal))
            ? [.. type.Actions]
            :
            [
                .. policy
                    .Statements.Where(s => s.Effect == Effect.Allow)
                    .SelectMany(s => s.Actions.AllBut ? ["*"] : s.Actions.Patterns.Select(p => p.Source))
                    .Select(type.AskedOf)
                    .Append(type.AskedOf("*"))
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];

    /// <summary>The same request for an action and a resource that people know, where the evaluator accepts it as well.</summary>
    private static AccessRequest Plain(
        AccessRequest witness,
        Policy policy,
        PolicySet policies,
        PolicyType type,
        string owner
    )
    {
        var allows = policy.Statements.Where(s => s.Effect == Effect.Allow).ToList();
        var actions = allows.SelectMany(s => s.Actions.Patterns).Select(p => p.Literal).OfType<string>();
        var resources = allows
            .SelectMany(s => s.Resources?.Patterns ?? [])
            .Select(p => p.Whole.Literal)
            .OfType<string>();
        var tries =
            from action in type.Actions.Concat(actions).Append(witness.Action)
            from resource in resources
                .Append(type.Resource.Replace("{account}", owner, StringComparison.Ordinal))
                .Append(witness.Resource)
            select new AccessRequest(witness.Caller, action, resource, witness.Context, owner);
        return tries.FirstOrDefault(r => PolicyEvaluator.Decide(r, policies).IsAllowed) ?? witness;
    }

    private static IEnumerable<string> Closed(Policy policy)
    {
        var allows = policy.Statements.Where(s => s.Effect == Effect.Allow).ToList();
        if (allows.Count == 0)
        {
            yield return "no statement allows anything";
        }

        foreach (var statement in allows)
        {
            var services = (statement.Principal?.Entries ?? []).Where(e => e.Type == PrincipalType.Service).ToList();
            yield return $"{statement.Name} allows nobody outside"
                + (
                    services.Count > 0 && !statement.Conditions.Any(IsSource)
                        ? $"; but {string.Join(", ", services.Select(s => s.Value))} may act for whichever account: no aws:SourceAccount or aws:SourceArn is asked for"
                        : ""
                );
        }
    }

    private static bool IsSource(Condition condition) =>
        condition.Key.StartsWith("aws:Source", StringComparison.OrdinalIgnoreCase)
        && condition.Values.Any(v => FixedValues.IsFixed(condition.Key, v));

    /// <summary>The account of the resources that the policy names, when there is but one.</summary>
    private static string? AccountOf(Policy policy) =>
        policy
            .Statements.SelectMany(s => s.Resources?.Patterns ?? [])
            .Select(r => r.Segments.Count == 6 ? r.Segments[4].Literal : null)
            .Where(a => a is { Length: 12 })
            .Distinct()
            .ToList()
            is [{ } account]
            ? account
            : null;

    /// <summary>The document within what holds it: an answer of the AWS CLI, or nothing around a single statement.</summary>
    private static string Unwrapped(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Policy", out var policy))
            {
                return policy.ValueKind == JsonValueKind.String ? policy.GetString()! : policy.GetRawText();
            }

            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Effect", out _)
                ? $$"""{"Version":"2012-10-17","Statement":{{root.GetRawText()}}}"""
                : text;
        }
        catch (JsonException)
        {
            return text; // URL-encoded, or none; the parser says which.
        }
    }
}
