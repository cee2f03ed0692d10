using System.Text.Json;
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
        foreach (var series in new Strangers(policy, type, household).Questions())
        {
            var found = series
                .Select(q => (Question: q, Entry: Ask(q, type, household, unknown)))
                .FirstOrDefault(a => a.Entry is not null);
            if (found.Question?.Doubt is { } doubt && found.Question.Openness == Openness.Unknown)
            {
                unknown.Add(doubt);
            }
            else if (found.Entry is { } entry)
            {
                return Answer(found.Question!.Openness, policy, type, entry);
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

    private static Entry? Ask(Question question, PolicyType type, Household household, List<string> unknown)
    {
        var (policy, caller) = (question.Policy, question.Caller);
        var asked = Asked(policy, type);
        asked = caller.Kind == CallerKind.Anonymous ? [.. asked.SelectMany(PolicyType.Anonymous)] : asked;
        if (asked.Count == 0)
        {
            return null;
        }

        var policies = new PolicySet
        {
            Identity = caller.HasIdentity ? PolicyLayer.Of(s_allowsAll) : PolicyLayer.None,
            Session = caller.Kind == CallerKind.FederatedUser ? PolicyLayer.Of(s_allowsAll) : null,
            Resource = PolicyLayer.Of(policy, question.Without),
        };
        var owner = household.Account ?? Own;
        var answer = SymbolicEvaluator.Ask(new AccessQuestion(caller, asked, ["*"], resourceAccount: owner), policies);
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
    private static IReadOnlyList<string> Asked(Policy policy, PolicyType type) =>
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
            yield return $"{statement.Name} allows nobody outside";
        }
    }

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
            using var document = JsonDocument.Parse(WholeJson.Of(text));
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
