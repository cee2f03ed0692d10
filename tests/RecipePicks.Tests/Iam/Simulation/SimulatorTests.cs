using System.Text.Json;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Simulation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Simulation;

public sealed class SimulatorTests
{
    private const string All =
        """{"Version":"2012-10-17","Statement":{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string OnlyEc2 = """{"Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}""";

    [Theory]
    [InlineData(All, Decision.Allowed)]
    [InlineData($"[{All},{OnlyEc2}]", Decision.Allowed)]
    [InlineData($$"""{"PolicyName":"x","PolicyDocument":{{All}}}""", Decision.Allowed)]
    [InlineData($$"""[{"name":"x","document":{{All}}}]""", Decision.Allowed)]
    [InlineData(
        "\"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D\"",
        Decision.Allowed
    )]
    [InlineData("null", Decision.ImplicitlyDenied)]
    [InlineData("[]", Decision.ImplicitlyDenied)]
    [InlineData("\"unknown\"", Decision.Unknown)]
    [InlineData("[\"arn:aws:iam::aws:policy/ReadOnlyAccess\"]", Decision.Unknown)]
    public void A_kind_of_policy_is_given_as_a_document_a_list_or_as_AWS_wraps_it(string identity, Decision expected) =>
        Assert.Equal(expected, Decide($$"""{"identity":{{identity}}}"""));

    [Theory]
    [InlineData($"[{All},{OnlyEc2}]", Decision.Allowed)]
    [InlineData($"[[{All}],[{OnlyEc2}]]", Decision.ImplicitlyDenied)]
    [InlineData(
        $$"""[{"name":"root","policies":[{{All}}]},{"name":"ou","policies":{{OnlyEc2}}}]""",
        Decision.ImplicitlyDenied
    )]
    [InlineData($$"""{"root":[{{All}}],"ou":[{{All}},{{OnlyEc2}}]}""", Decision.Allowed)]
    [InlineData(OnlyEc2, Decision.ImplicitlyDenied)]
    [InlineData($"[[{All}],\"unknown\"]", Decision.Unknown)]
    public void Control_policies_are_given_plain_or_in_levels(string scp, Decision expected) =>
        Assert.Equal(expected, Decide($$"""{"identity":{{All}},"scp":{{scp}}}"""));

    [Fact]
    public void A_context_that_is_not_given_is_unknown_and_one_that_is_given_is_complete()
    {
        const string Policies =
            """{"identity":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqualsIfExists":{"a:b":"c"}}}}}""";

        Assert.Equal(Decision.Unknown, Decide(Policies, ""));
        Assert.Equal(Decision.Allowed, Decide(Policies, ",\"context\":{}"));
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Policies, ",\"context\":{\"a:b\":\"d\"}"));
        Assert.Equal(Decision.Unknown, Decide(Policies, ",\"context\":{},\"unknown\":\"A:B\""));
    }

    [Fact]
    public void A_resource_without_an_account_is_the_callers_unless_it_is_said()
    {
        const string Policies = $$"""{"identity":{{All}}}""";

        Assert.Equal(Decision.Allowed, Decide(Policies));
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Policies, $",\"context\":{{}},\"resourceAccount\":\"{Other}\""));
        Assert.Equal(
            Decision.ImplicitlyDenied,
            Decide(Policies, $",\"context\":{{\"aws:ResourceAccount\":\"{Other}\"}}")
        );
    }

    [Fact]
    public void A_key_whose_policy_is_not_given_is_unknown()
    {
        const string Policies = $$"""{"identity":{{All}}}""";

        Assert.Equal(Decision.Unknown, Decide(Policies, action: "kms:Decrypt", resource: Key));
        Assert.Equal(Decision.ImplicitlyDenied, Decide("{}", action: "s3:GetObject"));
    }

    [Theory]
    [InlineData("7", "the case must be an object")]
    [InlineData("{}", "it has no request")]
    [InlineData("""{"request":{"action":"a:b"}}""", "the request has no principal")]
    [InlineData("""{"request":{"principal":"bob","action":"a:b"}}""", "the principal bob is no ARN")]
    [InlineData($$$"""{"request":{"principal":"{{{Alice}}}","action":"s3:*"}}""", "s3:* is not one action")]
    [InlineData(
        $$$"""{"request":{"principal":"{{{Alice}}}","action":"a:b","context":{"k":{} } }}""",
        "k must be a text"
    )]
    [InlineData(
        $$$"""{"request":{"principal":"{{{Alice}}}","action":"a:b"},"policies":{"identiy":[]}}""",
        "there is no kind of policy identiy"
    )]
    [InlineData(
        $$$"""{"request":{"principal":"{{{Alice}}}","action":"a:b"},"policies":{"identity":{} } }""",
        "identity: Syntax errors in policy. (there is no Statement"
    )]
    [InlineData(
        $$$"""{"request":{"principal":"{{{Alice}}}","action":"a:b"},"policies":{"identity":[{{{All}}},"{"]}}""",
        "identity[1]: This policy contains invalid Json"
    )]
    public void A_case_that_cannot_be_read_says_why_and_stops_no_other(string broken, string why)
    {
        var outcomes = Run($"[{broken},{Case("{}", ",\"context\":{}", "s3:GetObject", Report)}]");

        Assert.Null(outcomes[0].Decision);
        Assert.StartsWith(why, outcomes[0].Error);
        Assert.Equal("case 1", outcomes[0].Name);
        Assert.Equal(Decision.ImplicitlyDenied, outcomes[1].Decision!.Decision);
    }

    [Fact]
    public void A_reason_names_the_policy_and_the_statement() =>
        Assert.Equal(
            ["identity policy admins statement 1 (All) allows s3:GetObject"],
            Run(
                Case(
                    $$$"""{"identity":{"PolicyName":"admins","PolicyDocument":{{{All}}}}}""",
                    ",\"context\":{}",
                    "s3:GetObject",
                    Report
                )
            )[0]
                .Decision!.Because.Select(b => b.ToString())
        );

    private static Decision Decide(
        string policies,
        string rest = ",\"context\":{}",
        string action = "s3:GetObject",
        string resource = Report
    ) => Run(Case(policies, rest, action, resource))[0].Decision!.Decision;

    private static string Case(string policies, string rest, string action, string resource) =>
        $$"""{"name":"n","request":{"principal":"{{Alice}}","action":"{{action}}","resource":"{{resource}}"{{rest}}},"policies":{{policies}}}""";

    private static List<SimulationOutcome> Run(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Simulator.Run(document.RootElement)];
    }
}
