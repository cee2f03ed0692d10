using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;
using RecipePicks.Iam.Symbolic;

namespace RecipePicks.Tests.Iam.Symbolic;

/// <summary>What holds of all policies, tried on very many.</summary>
public sealed class AgreementTests
{
    private const int Sets = 5_000;
    private const int FewerSets = 1_000;
    private const int RequestsOfEach = 20;

    [Fact]
    public void Symbolic_and_concrete_mode_agree_on_100_000_pairs_of_policies_and_requests()
    {
        var random = new RandomPolicies(1);
        var verdicts = new Dictionary<AccessVerdict, int>();
        for (var i = 0; i < Sets; i++)
        {
            var (caller, account, policies) = (random.Caller(), random.Account(), random.Policies());
            var answer = SymbolicEvaluator.Ask(new AccessQuestion(caller, ["*"], ["*"], null, account), policies);
            verdicts[answer.Verdict] = verdicts.GetValueOrDefault(answer.Verdict) + 1;
            if (answer.Witness is { } witness)
            {
                Assert.Equal(Decision.Allowed, PolicyEvaluator.Decide(witness, policies).Decision);
            }

            if (answer.Counterexample is { } counterexample)
            {
                Assert.NotEqual(Decision.Allowed, PolicyEvaluator.Decide(counterexample, policies).Decision);
            }

            for (var n = 0; n < RequestsOfEach; n++)
            {
                var request = random.Request(caller, account);
                var decision = PolicyEvaluator.Decide(request, policies).Decision;
                Assert.NotEqual(Decision.Unknown, decision);
                Assert.NotEqual(decision == Decision.Allowed ? AccessVerdict.No : AccessVerdict.Yes, answer.Verdict);

                // Of one request, put as a question, the answer is the decision.
                var one = SymbolicEvaluator.Ask(
                    new AccessQuestion(
                        caller,
                        [request.Action],
                        [request.Resource == "*" ? "${*}" : request.Resource],
                        request.Context,
                        account
                    ),
                    policies
                );
                Assert.Equal(decision == Decision.Allowed ? AccessVerdict.Yes : AccessVerdict.No, one.Verdict);
            }
        }

        // It is no agreement by silence: few questions of this world are given up.
        Assert.InRange(verdicts.GetValueOrDefault(AccessVerdict.Unknown), 0, Sets / 4);
        Assert.InRange(verdicts.GetValueOrDefault(AccessVerdict.Conditional), Sets / 4, Sets);
        Assert.InRange(verdicts.GetValueOrDefault(AccessVerdict.No), Sets / 100, Sets);
    }

    [Fact]
    public void A_deny_that_is_added_never_allows_more()
    {
        var random = new RandomPolicies(2);
        for (var i = 0; i < FewerSets; i++)
        {
            var (caller, account, policies) = (random.Caller(), random.Account(), random.Policies());
            var deny = new Policy
            {
                Name = "deny",
                Version = PolicyVersion.V2012,
                Statements = [random.Statement(Effect.Deny)],
            };
            var denied = policies with
            {
                Identity = policies.Identity with { Policies = [.. policies.Identity.Policies, deny] },
            };
            NeverMore(random, caller, account, policies, denied);
        }
    }

    [Fact]
    public void A_boundary_never_allows_more()
    {
        var random = new RandomPolicies(3);
        for (var i = 0; i < FewerSets; i++)
        {
            var (caller, account, policies) = (random.Caller(), random.Account(), random.Policies());
            var bounded = policies with { Boundary = random.Policies().Identity };
            NeverMore(random, caller, account, policies with { Boundary = null }, bounded);
        }
    }

    private static void NeverMore(
        RandomPolicies random,
        Caller caller,
        string? account,
        PolicySet before,
        PolicySet after
    )
    {
        for (var n = 0; n < RequestsOfEach; n++)
        {
            var request = random.Request(caller, account);
            if (PolicyEvaluator.Decide(request, after).IsAllowed)
            {
                Assert.True(PolicyEvaluator.Decide(request, before).IsAllowed);
            }
        }
    }
}
