using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Who may do what in each account when the log ends.</summary>
internal static class SnapshotIam
{
    private const string Basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    private const string Ssm = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    private const string Founded = "2024-05-14T08:20:11+00:00";

    public static JsonNode Of(string account, IReadOnlyList<Event> happened)
    {
        var iam = new IamAccount(account, happened);
        Common(iam, account);
        switch (account)
        {
            case Production:
                ProductionUsers(iam);
                ProductionRoles(iam);
                break;
            case Development:
                DevelopmentRoles(iam);
                break;
            default:
                iam.Role(
                    PermissionSet(Security, "Administrator"),
                    Founded,
                    PolicyTexts.TrustSaml(Security),
                    [Policies.Administrator]
                );
                iam.Role(
                    AuditRunner,
                    Founded,
                    Policies.LambdaTrust,
                    [Basic],
                    [("assume-audit-roles", PolicyTexts.AuditRunner)]
                );
                iam.Policy(
                    Policies.Administrator,
                    "2015-02-06T18:39:46+00:00",
                    ("2015-02-06T18:39:46+00:00", PolicyTexts.AdministratorAccess)
                );
                iam.Policy(
                    Basic,
                    "2015-04-09T15:03:43+00:00",
                    ("2015-04-09T15:03:43+00:00", PolicyTexts.LambdaBasicExecution)
                );
                break;
        }
        return iam.Details();
    }

    private static void Common(IamAccount iam, string account)
    {
        // The documents of service-linked roles are AWS's own and long: only their names are here.
        iam.Role(
            ServiceRole(account, "config", "Config"),
            Founded,
            PolicyTexts.TrustService("config"),
            ["arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy"]
        );
        if (account == Security)
            return;
        iam.Role(Audit(account), Founded, PolicyTexts.TrustPrincipal(AuditRunner.Arn), [iam.OwnPolicy("audit-read")]);
        iam.Policy(iam.OwnPolicy("audit-read"), Founded, (Founded, PolicyTexts.Audit));
        iam.Role(
            new Role(account, "OrganizationAccountAccessRole"),
            Founded,
            PolicyTexts.TrustPrincipal($"arn:aws:iam::{Security}:root"),
            [Policies.Administrator]
        );
        iam.Role(
            account == Production ? Observability : DevObservability,
            "2025-02-03T13:41:55+00:00",
            PolicyTexts.TrustVendor,
            [iam.OwnPolicy("observability-read")]
        );
        iam.Policy(iam.OwnPolicy("observability-read"), Founded, (Founded, PolicyTexts.Observability));
    }

    private static void ProductionUsers(IamAccount iam)
    {
        iam.User(
            CiPublisher,
            "2024-06-03T10:02:47+00:00",
            memberOf: ["ci"],
            attach: [iam.OwnPolicy("ci-publish")],
            boundary: iam.OwnPolicy("ci-boundary")
        );
        iam.User(FinanceViewer, "2024-05-21T07:58:30+00:00", memberOf: ["finance"]);
        iam.User(BackupSync, IamAccount.Date(Moments.BackdoorCreated), attach: [Policies.Administrator]);
        iam.Group("ci", Founded, inline: [("read-self", PolicyTexts.ReadSelf)]);
        iam.Group("finance", Founded, attach: [iam.OwnPolicy("finance-read")]);
        iam.Policy(
            iam.OwnPolicy("ci-publish"),
            Founded,
            ("2024-06-03T10:03:12+00:00", PolicyTexts.CiPublishOld),
            ("2025-01-15T16:20:05+00:00", PolicyTexts.CiPublish)
        );
        iam.Policy(iam.OwnPolicy("ci-boundary"), Founded, (Founded, PolicyTexts.CiBoundary));
        iam.Policy(iam.OwnPolicy("finance-read"), Founded, (Founded, PolicyTexts.FinanceRead));
    }

    private static void ProductionRoles(IamAccount iam)
    {
        iam.Role(
            Deploy,
            "2025-01-15T16:11:38+00:00",
            PolicyTexts.TrustPrincipal(CiPublisher.Arn),
            [Policies.PowerUser],
            [("deploy-iam", PolicyTexts.DeployIam), (Policies.RevokeName, Policies.RevokeOlderSessions)]
        );
        iam.Role(
            OrdersApi,
            "2024-09-02T09:15:00+00:00",
            PolicyTexts.TrustService("ec2"),
            [Ssm],
            [("orders-api", PolicyTexts.OrdersApi)],
            profile: true
        );
        iam.Role(
            OrdersReport,
            "2024-11-18T11:37:24+00:00",
            Policies.BackdooredTrust,
            [Basic],
            [("orders-report", PolicyTexts.OrdersReport)]
        );
        iam.Role(Breakglass, Founded, PolicyTexts.TrustWithMfa, [Policies.Administrator]);
        iam.Role(
            PermissionSet(Production, "ReadOnly"),
            Founded,
            PolicyTexts.TrustSaml(Production),
            null,
            [("AwsSSOInlinePolicy", PolicyTexts.ReadOnly)]
        );
        iam.Role(
            PermissionSet(Production, "IncidentResponse"),
            Founded,
            PolicyTexts.TrustSaml(Production),
            null,
            [("AwsSSOInlinePolicy", PolicyTexts.IncidentResponse)]
        );
        iam.Role(
            ServiceRole(Production, "autoscaling", "AutoScaling"),
            Founded,
            PolicyTexts.TrustService("autoscaling"),
            ["arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy"]
        );
        iam.Policy(
            Policies.Administrator,
            "2015-02-06T18:39:46+00:00",
            ("2015-02-06T18:39:46+00:00", PolicyTexts.AdministratorAccess)
        );
        iam.Policy(
            Policies.PowerUser,
            "2015-02-06T18:39:47+00:00",
            ("2023-07-06T22:04:00+00:00", PolicyTexts.PowerUserAccess)
        );
        iam.Policy(Ssm, "2019-03-15T17:22:12+00:00", ("2019-05-23T16:54:21+00:00", PolicyTexts.SsmManagedInstance));
        iam.Policy(Basic, "2015-04-09T15:03:43+00:00", ("2015-04-09T15:03:43+00:00", PolicyTexts.LambdaBasicExecution));
    }

    private static void DevelopmentRoles(IamAccount iam)
    {
        iam.Role(
            ArtifactPublisher,
            "2025-01-16T08:44:02+00:00",
            PolicyTexts.TrustPrincipal(Deploy.Arn),
            null,
            [("publish", PolicyTexts.ArtifactPublisher)]
        );
        iam.Role(
            ImageResizer,
            "2025-06-30T12:00:45+00:00",
            Policies.LambdaTrust,
            [Basic],
            [("images", PolicyTexts.ResizerInline)]
        );
        iam.Role(
            PermissionSet(Development, "Developer"),
            Founded,
            PolicyTexts.TrustSaml(Development),
            null,
            [("AwsSSOInlinePolicy", PolicyTexts.ReadOnly)]
        );
        iam.Policy(
            Policies.Administrator,
            "2015-02-06T18:39:46+00:00",
            ("2015-02-06T18:39:46+00:00", PolicyTexts.AdministratorAccess)
        );
        iam.Policy(Basic, "2015-04-09T15:03:43+00:00", ("2015-04-09T15:03:43+00:00", PolicyTexts.LambdaBasicExecution));
    }
}
