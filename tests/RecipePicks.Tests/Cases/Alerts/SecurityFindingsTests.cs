using System.Text;
using System.Text.Json;
using RecipePicks.Cases.Alerts;

namespace RecipePicks.Tests.Cases.Alerts;

/// <summary>Findings of GuardDuty and Security Hub, in the forms in which responders get them.</summary>
public sealed class SecurityFindingsTests
{
    private const string Key = "AKIAIOSFODNN7EXAMPLE";
    private const string Address = "198.51.100.23";
    private const string Instance = "i-0abc1234def567890";
    private const string Bucket = "arn:aws:s3:::orders";

    /// <summary>As EventBridge and exports write it.</summary>
    private const string GuardDuty = $$"""
        {
          "schemaVersion": "2.0", "accountId": "111122223333", "region": "eu-west-1", "id": "f1",
          "type": "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS", "severity": 8,
          "resource": {
            "resourceType": "AccessKey",
            "accessKeyDetails": {
              "accessKeyId": "{{Key}}", "principalId": "AROAEXAMPLE00000001AA:{{Instance}}", "userType": "AssumedRole", "userName": "web"
            },
            "instanceDetails": { "instanceId": "{{Instance}}", "instanceType": "t3.micro" },
            "s3BucketDetails": [{ "arn": "{{Bucket}}", "name": "orders" }]
          },
          "service": {
            "action": {
              "actionType": "AWS_API_CALL",
              "awsApiCallAction": { "api": "GetObject", "remoteIpDetails": { "ipAddressV4": "{{Address}}", "ipAddressV6": "" } }
            },
            "eventFirstSeen": "2024-05-14T09:00:00Z", "eventLastSeen": "2024-05-14T09:30:00Z", "count": 3
          }
        }
        """;

    private const string SecurityHub = $$"""
        {
          "SchemaVersion": "2018-10-08", "Id": "arn:aws:securityhub:eu-west-1:111122223333:finding/f2",
          "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/guardduty", "AwsAccountId": "111122223333",
          "Types": ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller"], "Title": "Reconnaissance",
          "Severity": { "Normalized": 70, "Label": "HIGH" },
          "FirstObservedAt": "2024-05-14T09:00:00Z",
          "Resources": [
            { "Type": "AwsAccount", "Id": "AWS::::Account:111122223333" },
            { "Type": "AwsIamAccessKey", "Id": "AWS::IAM::AccessKey:{{Key}}",
              "Details": { "AwsIamAccessKey": { "AccessKeyId": "{{Key}}", "PrincipalName": "bob" } } },
            { "Type": "AwsEc2Instance", "Id": "arn:aws:ec2:eu-west-1:111122223333:instance/{{Instance}}" },
            { "Type": "Other", "Id": "some thing" }
          ],
          "Action": { "ActionType": "AWS_API_CALL", "AwsApiCallAction": { "RemoteIpDetails": { "IpAddressV4": "{{Address}}" } } }
        }
        """;

    [Fact]
    public void A_finding_of_GuardDuty_names_the_key_the_resources_and_the_address()
    {
        var finding = Assert.Single(Read(GuardDuty));

        Assert.Equal([Key, Instance, Bucket, Address], finding.Leads);
        Assert.Equal(
            "GuardDuty found UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS, severity 8, seen from "
                + $"2024-05-14T09:00:00Z to 2024-05-14T09:30:00Z (finding f1): it names {Key}, {Instance}, {Bucket}, {Address}.",
            finding.Words
        );
    }

    [Fact]
    public void A_finding_of_Security_Hub_names_the_same_and_an_account_is_nobody()
    {
        var finding = Assert.Single(Read(SecurityHub));

        Assert.Equal("Security Hub", finding.Product);
        Assert.Equal("HIGH", finding.Severity);
        Assert.Equal([Key, $"arn:aws:ec2:eu-west-1:111122223333:instance/{Instance}", Address], finding.Leads);
        Assert.Contains("seen at 2024-05-14T09:00:00Z (", finding.Words);
    }

    [Fact]
    public void The_API_writes_members_with_capitals_and_puts_findings_in_a_list()
    {
        var capitals = Capitals(JsonDocument.Parse(GuardDuty).RootElement);

        var finding = Assert.Single(Read($$"""{"Findings": [{{capitals}}]}"""));

        Assert.Contains("\"IpAddressV4\"", capitals);
        Assert.Equal([Key, Instance, Bucket, Address], finding.Leads);
    }

    [Fact]
    public void What_EventBridge_and_SNS_wrap_around_a_finding_is_taken_off()
    {
        var envelope = $$"""{"detail-type": "GuardDuty Finding", "source": "aws.guardduty", "detail": {{GuardDuty}}}""";
        var message = JsonSerializer.Serialize(new { Type = "Notification", Message = envelope });
        var hub =
            $$$"""{"detail-type": "Security Hub Findings - Imported", "detail": {"findings": [{{{SecurityHub}}}]}}""";

        Assert.Equal([Key, Instance, Bucket, Address], Assert.Single(Read(message)).Leads);
        Assert.Equal("Security Hub", Assert.Single(Read(hub)).Product);
    }

    [Fact]
    public void An_export_has_a_finding_a_line() =>
        Assert.Equal(
            ["GuardDuty", "Security Hub"],
            Read("\uFEFF" + GuardDuty.ReplaceLineEndings("") + "\n" + SecurityHub.ReplaceLineEndings("") + "\n")
                .Select(f => f.Product)
        );

    [Theory]
    [InlineData("\"accessKeyId\": \"\",", "AROAEXAMPLE00000001AA:" + Instance)]
    [InlineData("\"accessKeyId\": \"GeneratedFindingAccessKeyId\",", "AROAEXAMPLE00000001AA:" + Instance)]
    public void Without_a_key_it_is_the_principal_who_called(string instead, string who) =>
        Assert.Equal(who, Read(GuardDuty.Replace($"\"accessKeyId\": \"{Key}\",", instead))[0].Leads[0]);

    [Fact]
    public void The_root_user_is_known_by_the_accounts_id() =>
        Assert.Equal(
            "arn:aws:iam::111122223333:root",
            Read(GuardDuty.Replace(Key, "").Replace($"AROAEXAMPLE00000001AA:{Instance}", "111122223333"))[0].Leads[0]
        );

    [Fact]
    public void An_attack_sequence_names_its_actors_endpoints_and_resources()
    {
        var finding = Assert.Single(
            Read(
                $$"""
                {
                  "AccountId": "111122223333", "Id": "f3", "Type": "AttackSequence:IAM/CompromisedCredentials", "Severity": 9,
                  "Resource": { "ResourceType": "AttackSequence" },
                  "Service": { "Detection": { "Sequence": {
                    "Actors": [{ "Id": "a", "User": { "Name": "bob", "Uid": "AIDAEXAMPLE00000001AA", "CredentialUid": "{{Key}}" } }],
                    "Endpoints": [{ "Id": "e", "Ip": "{{Address}}" }],
                    "Resources": [{ "Uid": "{{Bucket}}", "ResourceType": "S3_BUCKET" }]
                  } } }
                }
                """
            )
        );

        Assert.Equal([Key, Bucket, Address], finding.Leads);
    }

    [Fact]
    public void A_made_up_finding_names_nothing_that_can_be_followed()
    {
        var finding = Assert.Single(
            Read(
                """
                {"accountId": "111122223333", "type": "t", "severity": 1, "service": {},
                 "resource": {"accessKeyDetails": {"accessKeyId": "x"}, "instanceDetails": {"instanceId": "i-99999999\u001b[2J"}}}
                """
            )
        );

        Assert.Empty(finding.Leads);
        Assert.EndsWith("it names nothing that can be followed.", finding.Words);
    }

    [Theory]
    [InlineData("""{"Records": [{"eventName": "GetUser"}]}""")]
    [InlineData("[1, \"{}\", null]")]
    [InlineData("\"{\\\"a\\\": \"")]
    public void Other_JSON_holds_no_finding(string json) => Assert.Empty(Read(json));

    [Fact]
    public void What_is_no_JSON_is_refused() => Assert.ThrowsAny<JsonException>(() => Read("{\"type\": "));

    private static IReadOnlyList<SecurityFinding> Read(string json) =>
        SecurityFindings.Read(Encoding.UTF8.GetBytes(json));

    private static string Capitals(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object =>
                $"{{{string.Join(',', value.EnumerateObject().Select(p => $"\"{char.ToUpperInvariant(p.Name[0])}{p.Name[1..]}\":{Capitals(p.Value)}"))}}}",
            JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Capitals))}]",
            _ => value.GetRawText(),
        };
}
