using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Evaluation;

/// <summary>How the kinds of policy combine.</summary>
public sealed class CombinationTests
{
    private static readonly PolicyLayer Everything = Layer(Allow());
    private static readonly PolicyLayer Nothing = Layer(Allow("ec2:*"));

    [Fact]
    public void Nothing_is_allowed_that_no_policy_allows() =>
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(), PolicySet.Empty));

    [Fact]
    public void A_deny_overrides_every_allow()
    {
        var decision = PolicyEvaluator.Decide(
            Request(),
            new PolicySet
            {
                Identity = Layer(Allow(), Deny("s3:*", rest: ",\"Sid\":\"NoData\"")),
                Resource = Layer(Allow(principal: "\"*\"")),
            }
        );

        Assert.Equal(Decision.ExplicitlyDenied, decision.Decision);
        Assert.Equal(
            "identity policy p2 statement 1 (NoData) denies s3:GetObject",
            Assert.Single(decision.Because).ToString()
        );
    }

    [Theory]
    // A user who is named outright is limited by nothing of its own.
    [InlineData(Alice, Alice, false, Decision.Allowed)]
    // A role that is named is limited by its boundary; its session, named outright, is not, nor is everyone.
    [InlineData(Role, Role, false, Decision.ImplicitlyDenied)]
    [InlineData(Session, Role, false, Decision.ImplicitlyDenied)]
    [InlineData(Session, Role, true, Decision.Allowed)]
    [InlineData(Session, Session, false, Decision.Allowed)]
    [InlineData(Session, "*", false, Decision.Allowed)]
    // The account as a principal leaves it to the identity's policies.
    [InlineData(Alice, Account, true, Decision.ImplicitlyDenied)]
    [InlineData(Alice, Stranger, true, Decision.ImplicitlyDenied)]
    public void Within_an_account_a_resource_policy_grants_by_whom_it_names(
        string caller,
        string named,
        bool bounded,
        Decision expected
    ) =>
        Assert.Equal(
            expected,
            Decide(
                Request(caller),
                new PolicySet
                {
                    Boundary = bounded ? Everything : Nothing,
                    Resource = Layer(Allow("s3:*", AwsPrincipal(named))),
                }
            )
        );

    [Theory]
    [InlineData(true, true, Decision.Allowed)]
    [InlineData(true, false, Decision.ImplicitlyDenied)]
    [InlineData(false, true, Decision.ImplicitlyDenied)]
    public void Across_accounts_both_sides_must_allow(bool own, bool theirs, Decision expected) =>
        Assert.Equal(
            expected,
            Decide(
                Request(account: Other),
                new PolicySet
                {
                    Identity = own ? Everything : Nothing,
                    Resource = theirs ? Layer(Allow("s3:*", AwsPrincipal(Account))) : null,
                }
            )
        );

    [Fact]
    public void Whose_a_resource_is_counts_only_where_it_changes_the_answer()
    {
        var granted = new PolicySet { Identity = Everything };

        Assert.Equal(Decision.Unknown, Decide(Request(account: null), granted));
        Assert.Equal(
            Decision.Allowed,
            Decide(Request(account: null), granted with { Resource = Layer(Allow(principal: AwsPrincipal(Account))) })
        );
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(account: null), PolicySet.Empty));
    }

    [Fact]
    public void Each_level_of_service_control_policies_must_allow()
    {
        var granted = new PolicySet { Identity = Everything };

        Assert.Equal(Decision.Allowed, Decide(Request(), granted with { ServiceControl = [Everything, Everything] }));
        Assert.Equal(
            Decision.ImplicitlyDenied,
            Decide(Request(), granted with { ServiceControl = [Everything, Nothing] })
        );
        Assert.Equal(
            Decision.Allowed,
            Decide(Request(), granted with { ServiceControl = [new([.. Everything.Policies, .. Nothing.Policies])] })
        );
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", Decision.Allowed)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s", Decision.Allowed)]
    [InlineData("arn:aws:iam::111122223333:role/AWSServiceRoleForX", Decision.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::111122223333:root", Decision.ImplicitlyDenied)]
    public void Service_linked_roles_alone_are_outside_service_control_policies(string caller, Decision expected) =>
        Assert.Equal(
            expected,
            Decide(Request(caller), new PolicySet { Identity = Everything, ServiceControl = [Nothing] })
        );

    [Fact]
    public void No_control_policy_holds_the_management_account()
    {
        var policies = new PolicySet
        {
            Identity = Everything,
            ServiceControl = [Nothing],
            ResourceControl = [Layer(Deny(principal: "\"*\""))],
        };

        Assert.Equal(Decision.ExplicitlyDenied, Decide(Request(), policies));
        Assert.Equal(Decision.Allowed, Decide(Request(), policies with { ManagementAccount = Account }));
    }

    [Theory]
    [InlineData("s3:GetObject", Decision.ExplicitlyDenied)]
    [InlineData("ec2:RunInstances", Decision.Allowed)]
    [InlineData("dynamodb:GetItem", Decision.ExplicitlyDenied)]
    public void Resource_control_policies_hold_the_services_that_they_support(string action, Decision expected) =>
        Assert.Equal(
            expected,
            Decide(
                Request(action: action),
                new PolicySet { Identity = Everything, ResourceControl = [Layer(Deny(principal: "\"*\""))] }
            )
        );

    [Fact]
    public void An_endpoint_policy_must_allow_too() =>
        Assert.Equal(
            Decision.ImplicitlyDenied,
            Decide(
                Request(),
                new PolicySet { Identity = Everything, VpcEndpoint = Layer(Allow("s3:PutObject", "\"*\"")) }
            )
        );

    [Theory]
    [InlineData("anonymous", "\"*\"", Decision.Allowed)]
    [InlineData("anonymous", """{"AWS":"111122223333"}""", Decision.ImplicitlyDenied)]
    [InlineData("cloudtrail.amazonaws.com", """{"Service":"cloudtrail.amazonaws.com"}""", Decision.Allowed)]
    [InlineData("config.amazonaws.com", """{"Service":"cloudtrail.amazonaws.com"}""", Decision.ImplicitlyDenied)]
    [InlineData("cloudtrail.amazonaws.com", "\"*\"", Decision.Allowed)]
    public void Those_without_an_account_get_in_by_the_resource_policy_alone(
        string caller,
        string principal,
        Decision expected
    ) =>
        Assert.Equal(
            expected,
            Decide(
                Request(caller),
                new PolicySet
                {
                    Identity = Everything,
                    ServiceControl = [Nothing],
                    Resource = Layer(Allow("s3:*", principal)),
                }
            )
        );

    [Theory]
    [InlineData(Account, true, Decision.Allowed)]
    [InlineData(Account, false, Decision.ImplicitlyDenied)]
    [InlineData(Alice, false, Decision.Allowed)]
    [InlineData("arn:aws:iam::111122223333:user/bob", true, Decision.ImplicitlyDenied)]
    public void A_key_policy_must_allow_itself_or_hand_it_to_the_account(string named, bool own, Decision expected) =>
        Assert.Equal(
            expected,
            Decide(
                Request(action: "kms:Decrypt", resource: Key),
                new PolicySet
                {
                    Identity = own ? Everything : Nothing,
                    Resource = Layer(Allow("kms:*", AwsPrincipal(named))),
                }
            )
        );

    [Fact]
    public void A_role_is_assumed_only_with_its_trust()
    {
        var assume = Request(action: "sts:AssumeRole", resource: Role);

        Assert.Equal(Decision.ImplicitlyDenied, Decide(assume, new PolicySet { Identity = Everything }));
        Assert.Equal(
            Decision.Allowed,
            Decide(
                assume,
                new PolicySet
                {
                    Resource = new([
                        Policy($$"""{"Effect":"Allow","Principal":{"AWS":"{{Alice}}"},"Action":"sts:AssumeRole"}"""),
                    ]),
                }
            )
        );
    }

    [Fact]
    public void A_root_user_is_granted_all_but_may_not_assume_roles()
    {
        const string Root = $"arn:aws:iam::{Account}:root";

        Assert.Equal(Decision.Allowed, Decide(Request(Root), PolicySet.Empty));
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(Root, account: Other), PolicySet.Empty));
        Assert.Equal(
            Decision.ImplicitlyDenied,
            Decide(
                Request(Root, "sts:AssumeRole", Role),
                new PolicySet { Resource = Layer(Allow("sts:AssumeRole", AwsPrincipal(Account))) }
            )
        );
    }

    [Fact]
    public void A_federated_session_without_a_policy_has_nothing()
    {
        const string Federated = $"arn:aws:sts::{Account}:federated-user/bob";

        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(Federated), new PolicySet { Identity = Everything }));
        Assert.Equal(
            Decision.Allowed,
            Decide(Request(Federated), new PolicySet { Identity = Everything, Session = Everything })
        );
        Assert.Equal(
            Decision.Allowed,
            Decide(
                Request(Federated),
                new PolicySet { Session = Nothing, Resource = Layer(Allow(principal: AwsPrincipal(Federated))) }
            )
        );
    }

    [Fact]
    public void What_is_missing_counts_only_where_it_could_change_the_answer()
    {
        var missing = PolicyEvaluator.Decide(
            Request(),
            new PolicySet { Identity = Everything, Boundary = PolicyLayer.Missing }
        );

        Assert.Equal(Decision.Unknown, missing.Decision);
        Assert.Equal(["permissions boundary"], missing.Missing);
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(), new PolicySet { Boundary = PolicyLayer.Missing }));
        Assert.Equal(
            Decision.ExplicitlyDenied,
            Decide(Request(), new PolicySet { Identity = Layer(Deny()) with { IsComplete = false } })
        );
    }

    [Theory]
    [InlineData($"[\"{Alice}\",\"{Account}\"]", Decision.Allowed)]
    [InlineData($"\"{Stranger}\"", Decision.ExplicitlyDenied)]
    // "Otherwise, the policy might deny access to the entire account containing the principal."
    [InlineData($"\"{Alice}\"", Decision.Unknown)]
    public void NotPrincipal_spares_whom_it_names_with_the_account(string names, Decision expected) =>
        Assert.Equal(
            expected,
            Decide(
                Request(),
                new PolicySet
                {
                    Identity = Everything,
                    Resource = new([
                        Policy($$"""{"Effect":"Deny","NotPrincipal":{"AWS":{{names}}},"Action":"*","Resource":"*"}"""),
                    ]),
                }
            )
        );
}
