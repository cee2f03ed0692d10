using RecipePicks.Tests.Letters;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Cases;

/// <summary>The resources that a single event leads to.</summary>
public sealed class EventResourcesTests
{
    private const string Id = "0f0f0f0f-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("cloudtrail", "DeleteTrail", """{"name":"audit"}""", "audit")]
    [InlineData("cloudtrail", "GetTrailStatus", """{"name":"audit"}""", "audit")]
    [InlineData("config", "StopConfigurationRecorder", """{"configurationRecorderName":"main"}""", "main")]
    [InlineData("rds", "ModifyDBSnapshotAttribute", """{"dBSnapshotIdentifier":"nightly"}""", "nightly")]
    [InlineData("ec2", "ModifyInstanceAttribute", """{"instanceId":"i-DDd6c7B0e18F0E35f"}""", "i-DDd6c7B0e18F0E35f")]
    [InlineData("ec2", "StartInstances", """{"instancesSet":{"items":[{"instanceId":"i-Zx"}]}}""", "i-Zx")]
    [InlineData("ssm", "SendCommand", """{"documentName":"AWS-RunShellScript","instanceIds":["i-Zx"]}""", "i-Zx")]
    [InlineData("dynamodb", "UpdateItem", """{"TableName":"orders"}""", "orders")]
    [InlineData("ec2", "DescribeInstances", """{"filterSet":{"items":[{"name":"tag:a"}]}}""", "none")]
    [InlineData("iam", "PutUserPolicy", """{"userName":"bob","policyName":"inline"}""", "bob")]
    [InlineData(
        "iam",
        "AttachUserPolicy",
        """{"userName":"bob","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}""",
        "bob"
    )]
    public void An_event_leads_to_what_its_call_names(string service, string name, string request, string expected)
    {
        using var evidence = new SmallCase(Event(service, name, request));
        Assert.EndsWith($"; it names {expected}.", evidence.Investigate(Id).Reading[1]);
    }

    [Fact]
    public void A_call_that_failed_names_what_it_would_have_changed()
    {
        var denied = Event("cloudtrail", "StopLogging", """{"name":"audit"}""", ""","errorCode":"AccessDenied" """);
        using var evidence = new SmallCase(denied);
        Assert.EndsWith("; it names audit.", evidence.Investigate(Id).Reading[1]);
    }

    private static string Event(string service, string name, string request, string more = "") =>
        Record(
            name,
            "2024-05-01T10:00:00Z",
            User("eve"),
            $$"""{"eventID":"{{Id}}","eventSource":"{{service}}.amazonaws.com","requestParameters":{{request}}{{more}}}"""
        );
}
