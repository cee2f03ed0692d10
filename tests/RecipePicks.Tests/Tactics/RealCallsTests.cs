using System.Text.Json.Nodes;
using RecipePicks.Tactics;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Tactics;

public sealed class RealCallsTests
{
    private static readonly Lazy<List<JsonNode>> s_incident = new(() =>
        [.. BundledIncident.Records().Select(r => JsonNode.Parse(r.Json)!)]
    );

    [Theory]
    [InlineData("credential-access.ec2-get-password-data", "GetPasswordData", "T1552.005", "Credential Access")]
    [InlineData(
        "credential-access.secretsmanager-retrieve-secrets",
        "GetSecretValue",
        "T1555.006",
        "Credential Access"
    )]
    [InlineData(
        "credential-access.secretsmanager-batch-retrieve-secrets",
        "BatchGetSecretValue",
        "T1555.006",
        "Credential Access"
    )]
    [InlineData(
        "credential-access.ssm-retrieve-securestring-parameters",
        "GetParameters",
        "T1555.006",
        "Credential Access"
    )]
    [InlineData("defense-evasion.cloudtrail-delete", "DeleteTrail", "T1562.008", "Defense Evasion")]
    [InlineData("defense-evasion.cloudtrail-event-selectors", "PutEventSelectors", "T1562.008", "Defense Evasion")]
    [InlineData("defense-evasion.cloudtrail-stop", "StopLogging", "T1562.008", "Defense Evasion")]
    [InlineData("defense-evasion.dns-delete-logs", "DeleteResolverQueryLogConfig", "T1562.008", "Defense Evasion")]
    [InlineData("defense-evasion.organizations-leave", "LeaveOrganization", "T1666", "Defense Evasion")]
    [InlineData("defense-evasion.vpc-remove-flow-logs", "DeleteFlowLogs", "T1562.008", "Defense Evasion")]
    [InlineData("discovery.ec2-download-user-data", "DescribeInstanceAttribute", "T1552.001", "Credential Access")]
    [InlineData("execution.ec2-launch-unusual-instances", "RunInstances", "T1496.001", "Impact")]
    [InlineData("execution.ec2-user-data", "ModifyInstanceAttribute", "T1651", "Execution")]
    [InlineData("execution.ssm-send-command", "SendCommand", "T1651", "Execution")]
    [InlineData("execution.ssm-start-session", "StartSession", "T1021.007", "Lateral Movement")]
    [InlineData(
        "exfiltration.ec2-security-group-open-port-22-ingress",
        "AuthorizeSecurityGroupIngress",
        "T1562.007",
        "Defense Evasion"
    )]
    [InlineData("exfiltration.ec2-share-ami", "ModifyImageAttribute", "T1537", "Exfiltration")]
    [InlineData("exfiltration.ec2-share-ebs-snapshot", "ModifySnapshotAttribute", "T1537", "Exfiltration")]
    [InlineData("exfiltration.rds-share-snapshot", "ModifyDBSnapshotAttribute", "T1537", "Exfiltration")]
    [InlineData("impact.bedrock-invoke-model", "InvokeModel", "T1496.004", "Impact")]
    [InlineData("initial-access.console-login-without-mfa", "ConsoleLogin", "T1078.004", "Initial Access")]
    [InlineData("lateral-movement.ec2-instance-connect", "SendSSHPublicKey", "T1021.008", "Lateral Movement")]
    [InlineData(
        "lateral-movement.ec2-serial-console-send-ssh-public-key",
        "SendSerialConsoleSSHPublicKey",
        "T1021.008",
        "Lateral Movement"
    )]
    [InlineData("persistence.iam-backdoor-role", "UpdateAssumeRolePolicy", "T1098", "Persistence")]
    [InlineData("persistence.iam-backdoor-user", "CreateAccessKey", "T1098.001", "Persistence")]
    [InlineData("persistence.iam-create-admin-user", "CreateUser", "T1136.003", "Persistence")]
    [InlineData("persistence.iam-create-backdoor-role", "CreateRole", "T1098.003", "Persistence")]
    [InlineData("persistence.iam-create-user-login-profile", "CreateLoginProfile", "T1098.001", "Persistence")]
    [InlineData("persistence.lambda-backdoor-function", "AddPermission20150331v2", "T1546", "Persistence")]
    [InlineData("persistence.lambda-layer-extension", "UpdateFunctionConfiguration20150331v2", "T1648", "Execution")]
    [InlineData("persistence.lambda-overwrite-code", "UpdateFunctionCode20150331v2", "T1648", "Execution")]
    [InlineData("persistence.rolesanywhere-create-trust-anchor", "CreateTrustAnchor", "T1098.001", "Persistence")]
    [InlineData("persistence.sts-federation-token", "GetFederationToken", "T1550.001", "Defense Evasion")]
    [InlineData("privilege-escalation.iam-update-user-login-profile", "UpdateLoginProfile", "T1098.001", "Persistence")]
    public void A_detonation_of_Stratus_Red_Team_is_its_technique(string file, string call, string id, string tactic)
    {
        var folder = SharedData.Folder("stratus-detonation-logs");
        Assert.SkipWhen(folder is null, "shared/data/cloudtrail is not here");
        var events = JsonNode.Parse(File.ReadAllText(Path.Combine(folder!, "logs", $"aws.{file}.json")))!.AsArray();
        var uses = events.Where(e => Text(e, "eventName") == call).SelectMany(Of).Select(u => (u.Id, u.Tactic));

        Assert.Contains((id, tactic), uses);
    }

    [Theory]
    [InlineData("f66366c6-b909-4ee1-9d0f-bdc97629658c", "T1087.004")]
    [InlineData("094c6275-015f-4816-ab27-83ffd8f0131d", "T1548.005")]
    [InlineData("c47ef523-e2e1-49bd-84b0-7285b6c930dc", "T1578.001")]
    [InlineData("6b04e47a-9a69-482d-915e-788eead773ff", "T1537")]
    [InlineData("72fb4995-b2e3-415d-b1f0-3c31d38be07d", "T1546")]
    [InlineData("2347e504-8b71-4469-9a53-61aa2e80e227", "T1619")]
    [InlineData("50d5957d-7164-4c07-b1a7-9fb30f9cc1d3", "T1562.008")]
    [InlineData("b2737582-4aef-465d-a832-4a8234118fa6", "T1562.008")]
    [InlineData("1220a414-ba72-4e19-960c-69aa92211075", "T1136.003")]
    [InlineData("a4cde2e6-42ee-42f3-af09-47c9d7b197e6", "T1098.003")]
    [InlineData("dea6f5d3-5847-4352-acf0-f07a738eeacf", "T1098.001")]
    [InlineData("9d53db11-6d2a-42fe-a9a8-bfa6af787f82", "T1098.001")]
    [InlineData("e61ba395-23f2-42d3-95f2-43c960134b0e", "T1098")]
    [InlineData("b263801f-6f09-4310-95ea-1f5fe975ab72", "T1562.007")]
    [InlineData("7002011a-b4b4-4343-b65f-5f2e88395050", "T1578.002")]
    [InlineData("1ab23035-489f-430c-bc27-0fed5ff4f117", "T1078.004")]
    [InlineData("72dc2daa-365f-43b7-96ad-c789ebfab6ae", "T1537")]
    [InlineData("de5bb5b5-4a6b-4fd2-b77c-b4d9db42337e", "T1489")]
    public void A_step_of_the_bundled_incident_is_its_technique(string eventId, string id)
    {
        var records = s_incident.Value.Where(r => Text(r, "eventID") == eventId).ToList();

        Assert.NotEmpty(records);
        Assert.All(records, r => Assert.Contains(id, Of(r).Select(u => u.Id)));
    }

    private static IReadOnlyList<TechniqueUse> Of(JsonNode? record) =>
        Techniques.Of(
            Text(record, "eventSource"),
            Text(record, "eventName"),
            Text(record, "errorCode"),
            Text(record, "errorMessage"),
            record?["requestParameters"]?.ToJsonString()
        );

    private static string? Text(JsonNode? record, string member) => record?[member]?.GetValue<string>();
}
