namespace RecipePicks.Tests.Letters;

/// <summary>What is opened by changing what was there, or by making it open.</summary>
public sealed partial class PublicTests
{
    private const string Group = "sg-0a1b2c3d4e5f67890";

    [Fact]
    public void A_rule_that_is_changed_is_open_from_then_on_or_no_more()
    {
        using var evidence = new SmallCase(
            Authorize(1, "192.0.2.0/24"),
            ChangeRule(2, "0.0.0.0/0"),
            ChangeRule(4, "10.0.0.0/8")
        );
        Assert.Equal(
            [("EXTERNAL", At(1), At(2)), ("PUBLIC", At(2), At(4))],
            Rows(evidence, Group).Select(r => ((string)r[1]!, (string?)r[3], (string?)r[4]))
        );
    }

    [Fact]
    public void A_rule_that_is_changed_by_its_id_alone_may_let_in_or_out()
    {
        using var evidence = new SmallCase(ChangeRule(2, "0.0.0.0/0"));
        var row = Assert.Single(Rows(evidence, Group));
        Assert.Equal([Group, "UNKNOWN", "everyone", At(2), null], Of(row));
        Assert.Contains("0.0.0.0/0 on tcp 22, if it is a rule for what comes in", (string)row[2]!);
    }

    [Fact]
    public void An_endpoint_service_is_shared_with_whom_its_permissions_name()
    {
        using var evidence = new SmallCase(Permit(1, "Add"), Permit(3, "Remove"));
        Assert.Equal(
            ["vpce-svc-03d5ebb7d9579a2b3", "EXTERNAL", "999988887777", At(1), At(3)],
            Of(Assert.Single(Rows(evidence, "vpce-svc-03d5ebb7d9579a2b3")))
        );
    }

    [Theory]
    [InlineData(
        "eks",
        """{"name":"shop"}""",
        """{"cluster":{"name":"shop","resourcesVpcConfig":{"endpointPublicAccess":true,"publicAccessCidrs":["0.0.0.0/0"]}}}"""
    )]
    [InlineData(
        "redshift",
        """{"clusterIdentifier":"shop","publiclyAccessible":true}""",
        """{"clusterIdentifier":"shop","publiclyAccessible":true}"""
    )]
    public void A_cluster_may_be_open_from_its_making_to_its_end(string service, string request, string response)
    {
        var source = $"{service}.amazonaws.com";
        using var evidence = new SmallCase(
            Call(1, "CreateCluster", request, source, response: response),
            Call(3, "DeleteCluster", request, source)
        );
        Assert.Contains(
            ("shop", "PUBLIC", At(1), At(3)),
            Rows(evidence, "shop").Select(r => ((string)r[0]!, (string)r[1]!, (string?)r[3], (string?)r[4]))
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_one_second_opens_and_closes_may_be_open_until_a_later_call(bool openedFirst)
    {
        string Closed(int hour) =>
            Call(hour, "DeleteBucketPolicy", """{"bucketName":"shop-data"}""", "s3.amazonaws.com");
        string[] second = [Policy(1, Allow("\"*\"")), Closed(1)];
        using var evidence = new SmallCase(openedFirst ? second : second.Reverse());
        using var closed = new SmallCase([.. second, Closed(3)]);

        var row = Assert.Single(Rows(evidence, "shop-data"));
        Assert.Equal(["shop-data", "PUBLIC", "everyone", At(1), null], Of(row));
        Assert.Contains("the log tells no order", (string)row[2]!);
        Assert.Equal(At(3), Assert.Single(Rows(closed, "shop-data"))[4]);
    }

    private static string Authorize(int hour, string range) =>
        Call(
            hour,
            "AuthorizeSecurityGroupIngress",
            $$$"""{"groupId":"{{{Group}}}","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"{{{range}}}"}]}}]}}""",
            response: $$$"""{"_return":true,"securityGroupRuleSet":{"items":[{"groupId":"{{{Group}}}","securityGroupRuleId":"sgr-1","isEgress":false,"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIpv4":"{{{range}}}"}]}}"""
        );

    private static string ChangeRule(int hour, string range) =>
        Call(
            hour,
            "ModifySecurityGroupRules",
            $$$"""{"ModifySecurityGroupRulesRequest":{"GroupId":"{{{Group}}}","SecurityGroupRule":{"SecurityGroupRuleId":"sgr-1","SecurityGroupRule":{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"CidrIpv4":"{{{range}}}"},"tag":1} } }""",
            response: """{"ModifySecurityGroupRulesResponse":{"return":true}}"""
        );

    private static string Permit(int hour, string change) =>
        Call(
            hour,
            "ModifyVpcEndpointServicePermissions",
            $$$"""{"ModifyVpcEndpointServicePermissionsRequest":{"ServiceId":"vpce-svc-03d5ebb7d9579a2b3","{{{change}}}AllowedPrincipals":{"tag":1,"content":"arn:aws:iam::999988887777:root"} } }""",
            response: """{"ModifyVpcEndpointServicePermissionsResponse":{"return":true}}"""
        );
}
