using RecipePicks.State;

namespace RecipePicks.Tests.State;

/// <summary>One value is told of in several spellings: by a call's request, its response, AWS Config, and each command of the AWS CLI.</summary>
public sealed class SpellingsTests
{
    private const string Group = "AWS::EC2::SecurityGroup";
    private const string Rule = "tcp 22-22 0.0.0.0/0";

    /// <summary>How documents tell of a rule: their form, and the JSON.</summary>
    public static TheoryData<string, string> Documents =>
        new()
        {
            {
                "SecurityGroups",
                """{"GroupId":"sg-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"UserIdGroupPairs":[],"IpRanges":[{"CidrIp":"0.0.0.0/0","Description":"for all"}],"Ipv6Ranges":[],"PrefixListIds":[]}]}"""
            },
            {
                "SecurityGroupRules",
                """{"SecurityGroupRuleId":"sgr-1","GroupId":"sg-1","GroupOwnerId":"111122223333","IsEgress":false,"IpProtocol":"tcp","FromPort":22,"ToPort":22,"CidrIpv4":"0.0.0.0/0","Tags":[]}"""
            },
            {
                "config",
                """{"groupId":"sg-1","ipPermissions":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipv6Ranges":[],"prefixListIds":[],"userIdGroupPairs":[],"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}],"ipRanges":["0.0.0.0/0"]}]}"""
            },
        };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_rule_that_a_document_shows_is_the_one_that_a_call_added(string form, string json)
    {
        foreach (var call in new[] { Authorized(), Authorized(withResponse: false) })
        {
            var history = Assert.Single(Replay.Of([call], [Story.Item(9, Group, "sg-1", json, form)]));

            Assert.Empty(history.Unexplained);
            var span = Assert.Single(history.Of("ingress"), s => s.Member == Rule && s.Value.IsThere);
            Assert.Equal(("AuthorizeSecurityGroupIngress", null, null), (span.Since?.Name, span.To, span.Until));
        }
    }

    [Fact]
    public void A_rule_that_two_documents_show_stands_before_them_and_after()
    {
        var history = Assert.Single(
            Replay.Of([], [.. Documents.Select(d => Story.Item(9, Group, "sg-1", d.Data.Item2, d.Data.Item1))])
        );

        Assert.Empty(history.Unexplained);
        var span = Assert.Single(history.Of("ingress"), s => s.Member == Rule);
        Assert.Equal((null, null), (span.From, span.To));
    }

    [Theory]
    [InlineData("6")]
    [InlineData("TCP")]
    public void A_protocol_is_the_same_by_its_number_as_by_its_name(string protocol)
    {
        var call = Story.Call(
            1,
            "ec2",
            "AuthorizeSecurityGroupIngress",
            new
            {
                groupId = "sg-1",
                ipProtocol = protocol,
                fromPort = 22,
                toPort = 22,
                cidrIp = "0.0.0.0/0",
            }
        );

        var change = Assert.Single(Assert.Single(Replay.Of([call])).Changes);
        Assert.Equal((Rule, Rule), (change.Member, change.After.Plain));
    }

    [Theory]
    [InlineData("111122223333:function:orders")]
    [InlineData("111122223333:function:orders:PROD")]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:orders")]
    public void A_function_is_one_by_its_name_its_ARN_and_the_end_of_its_ARN(string name)
    {
        var history = Assert.Single(
            Replay.Of([
                Story.Call(
                    1,
                    "lambda",
                    "UpdateFunctionConfiguration20150331v2",
                    new { functionName = "orders", timeout = 3 }
                ),
                Story.Call(
                    2,
                    "lambda",
                    "UpdateFunctionConfiguration20150331v2",
                    new { functionName = name, timeout = 9 }
                ),
            ])
        );

        Assert.Equal(["3", "9"], history.Changes.Select(c => c.After.Plain));
    }

    [Fact]
    public void A_rule_of_another_port_in_a_document_is_explained_by_nothing()
    {
        var other = Documents.First().Data.Item2.Replace("22,", "23,", StringComparison.Ordinal);
        var history = Assert.Single(Replay.Of([Authorized()], [Story.Item(9, Group, "sg-1", other, "SecurityGroups")]));

        Assert.Equal(["securitygroup.ingress[tcp 22-22 0.0.0.0/0]"], history.Unexplained.Select(d => d.FullPath));
    }

    [Fact]
    public void A_rule_that_was_modified_is_revoked_by_its_id_where_it_is_now()
    {
        var modified = new
        {
            GroupId = "sg-1",
            SecurityGroupRule = new
            {
                SecurityGroupRuleId = "sgr-1",
                SecurityGroupRule = new
                {
                    IpProtocol = "tcp",
                    FromPort = 443,
                    ToPort = 443,
                    CidrIpv4 = "0.0.0.0/0",
                },
            },
        };
        var history = Assert.Single(
            Replay.Of([
                Authorized(),
                Story.Call(2, "ec2", "ModifySecurityGroupRules", new { ModifySecurityGroupRulesRequest = modified }),
                Story.Call(
                    3,
                    "ec2",
                    "RevokeSecurityGroupIngress",
                    new { groupId = "sg-1", securityGroupRuleIds = new { items = new[] { "sgr-1" } } }
                ),
            ])
        );

        Assert.DoesNotContain(history.At(Story.Time(4)), s => s.Value.IsThere && s.Path == "ingress");
    }

    [Fact]
    public void An_instance_s_groups_are_the_same_whatever_the_case_of_their_members_and_with_or_without_their_names()
    {
        var call = Story.Call(
            1,
            "ec2",
            "ModifyInstanceAttribute",
            new { instanceId = "i-1", groupSet = new { items = new[] { new { groupId = "sg-1" } } } }
        );
        var shown = Story.Item(
            9,
            "AWS::EC2::Instance",
            "i-1",
            """{"InstanceId":"i-1","SecurityGroups":[{"GroupId":"sg-1","GroupName":"orders"}]}""",
            "Reservations"
        );

        Assert.Empty(Assert.Single(Replay.Of([call], [shown])).Unexplained);
    }

    [Theory]
    [InlineData("""{"groupId":"sg-1"}""", """{"GroupId":"sg-1"}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"tags":[],"more":null,"none":{}}""", true)]
    [InlineData("""{"a":{"b":[1]}}""", """{"A":{"B":1}}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":""}""", false)]
    [InlineData("""{"a":"x"}""", """{"a":"X"}""", false)]
    [InlineData("""{"a":1}""", """{"b":1}""", false)]
    public void Values_are_the_same_by_what_they_hold_and_not_by_how_it_is_written(
        string one,
        string other,
        bool same
    ) => Assert.Equal(same, StateJson.Same(one, other));

    [Theory]
    [InlineData("stopping", "stopped", true)]
    [InlineData("stopping", "running", false)]
    [InlineData("stopping", "terminated", false)]
    [InlineData("running", "stopped", false)]
    public void A_state_in_which_nothing_stays_comes_to_its_end_by_the_call_that_began_it(
        string began,
        string shown,
        bool isExplained
    )
    {
        var call = Story.Call(
            1,
            "ec2",
            "StopInstances",
            new { instancesSet = new { items = new[] { new { instanceId = "i-1" } } } },
            new
            {
                instancesSet = new
                {
                    items = new[] { new { instanceId = "i-1", currentState = new { code = 64, name = began } } },
                },
            }
        );
        var now = Story.Item(
            9,
            "AWS::EC2::Instance",
            "i-1",
            $$"""{"InstanceId":"i-1","State":{"Name":"{{shown}}"} }""",
            "Reservations"
        );
        var history = Assert.Single(Replay.Of([call], [now]));

        Assert.Equal(isExplained, history.Unexplained.Count == 0);
        var last = history.Of("state")[^1];
        Assert.Equal((shown, isExplained ? "e1" : null), (last.Value.Plain, last.Since?.EventId));
    }

    private static StateCall Authorized(bool withResponse = true) =>
        Story.Call(
            1,
            "ec2",
            "AuthorizeSecurityGroupIngress",
            new
            {
                groupId = "sg-1",
                ipPermissions = new
                {
                    items = new[]
                    {
                        new
                        {
                            ipProtocol = "tcp",
                            fromPort = 22,
                            toPort = 22,
                            ipRanges = new { items = new[] { new { cidrIp = "0.0.0.0/0" } } },
                            ipv6Ranges = new { },
                        },
                    },
                },
            },
            !withResponse
                ? null
                : new
                {
                    securityGroupRuleSet = new
                    {
                        items = new[]
                        {
                            new
                            {
                                groupId = "sg-1",
                                groupOwnerId = "111122223333",
                                securityGroupRuleId = "sgr-1",
                                isEgress = false,
                                ipProtocol = "tcp",
                                fromPort = 22,
                                toPort = 22,
                                cidrIpv4 = "0.0.0.0/0",
                            },
                        },
                    },
                }
        );
}
