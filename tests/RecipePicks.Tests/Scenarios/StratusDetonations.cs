namespace RecipePicks.Tests.Scenarios;

/// <summary>All of the files, by name. Names and facts only: the logs themselves lie beside the repository.</summary>
internal static class StratusDetonations
{
    private const string ReadsOnly =
        "It only reads: nothing changes hands but the values, and CloudTrail does not log values.";

    public static IReadOnlyList<StratusDetonation> All { get; } =
    [
        new(
            "aws.credential-access.ec2-get-password-data",
            [User("457448411975"), Role("457448411975", "stratus-red-team-ec2-get-password-data-role")],
            new Led("AKIAWOGXN38MFN92ING5", "issued", "ASIANQQHHS551LWULIWD", "2024-07-30T21:31:15Z"),
            new Led("ASIANQQHHS551LWULIWD", "attempted", "i-gspajwz8z9wrutsz", "2024-07-30T21:31:16Z"),
            new Refused("GetPasswordData", 30)
        )
        {
            Why = "All calls were denied: the attempts stand in tracK, and no password was read.",
        },
        new(
            "aws.credential-access.ec2-steal-instance-credentials",
            [User("017622104382"), "i-786a3A8B5C0d92eF4"],
            new Led("AKIAAM80VXLJF8NPK4VC", "entered", "i-786a3A8B5C0d92eF4", "2024-08-02T08:23:24Z"),
            new Told(
                "tracK",
                Certainty.Inferred,
                Severity.Critical,
                "were used from 18.236.253.47 (2 calls; christophe called from there too), from where christophe (AKIAAM80VXLJF8NPK4VC) went into the instance"
            )
        ),
        new(
            "aws.credential-access.secretsmanager-batch-retrieve-secrets",
            [User("165109126369")],
            new Used("BatchGetSecretValue", 5, "T1555.006", "Credential Access")
        )
        {
            Why = ReadsOnly + " The request holds a filter, so that the log does not even name the secrets.",
        },
        new(
            "aws.credential-access.secretsmanager-retrieve-secrets",
            [User("903144391865")],
            new Used("GetSecretValue", 20, "T1555.006", "Credential Access")
        )
        {
            Why = ReadsOnly,
        },
        new(
            "aws.credential-access.ssm-retrieve-securestring-parameters",
            [User("933175858973")],
            new Used("GetParameters", 5, "T1555.006", "Credential Access")
        )
        {
            Why = ReadsOnly,
        },
        new(
            "aws.defense-evasion.cloudtrail-delete",
            [User("847129010505"), "stratus-red-team-cloudtraild-trail-kvrwohmiai"],
            new Changed("2024-07-31T12:46:41Z", "stratus-red-team-cloudtraild-trail-kvrwohmiai", "trail deleted")
        ),
        new(
            "aws.defense-evasion.cloudtrail-event-selectors",
            [User("958312252124"), "stratus-red-team-ctes-trail-khlvciwdor"],
            new Changed(
                "2024-07-31T12:50:02Z",
                "stratus-red-team-ctes-trail-khlvciwdor",
                """trail.eventSelectors: unknown → [{"dataResources":[{"type":"AWS::S3::Object","values":[]},{"type":"AWS::Lambda::Function","values":[]}],"excludeManagementEventSources":[],"includeManagementEvents":false,"readWriteType":"ReadOnly"}]"""
            )
        ),
        new(
            "aws.defense-evasion.cloudtrail-stop",
            [User("143434273843"), "stratus-red-team-ct-stop-trail-buykxbqejv"],
            new Changed(
                "2024-07-31T13:06:24Z",
                "stratus-red-team-ct-stop-trail-buykxbqejv",
                "trail.logging: unknown → false"
            )
        ),
        new(
            "aws.defense-evasion.dns-delete-logs",
            [User("206821776919"), "rqlc-4473f20ca554c07"],
            new Changed("2024-07-31T14:23:46Z", "rqlc-4473f20ca554c07", "querylogconfig deleted")
        ),
        new(
            "aws.defense-evasion.organizations-leave",
            [User("307578594326"), Role("307578594326", "stratus-red-team-leave-org-role")],
            new Led("AKIADVISM0T50G52IF0D", "issued", "ASIA36EV31F1RB3OA8IG", "2024-08-02T08:30:00Z"),
            new Refused("LeaveOrganization", 1)
        )
        {
            Why =
                "The call was denied: the account is in its organization as before. tracK has the session that it was tried with.",
        },
        new(
            "aws.defense-evasion.vpc-remove-flow-logs",
            [User("498376118699"), "fl-0e17aa62a21d4bbfe"],
            new Changed("2024-07-31T15:07:49Z", "fl-0e17aa62a21d4bbfe", "flowlog deleted")
        ),
        new(
            "aws.discovery.ec2-download-user-data",
            [User("321848314756"), Role("321848314756", "stratus-red-team-get-usr-data-role")],
            new Led("AKIAMJ2320ZAXACWCPJI", "issued", "ASIA4URVX2JM5MT0ZGK8", "2024-07-31T19:52:33Z"),
            new Refused("DescribeInstanceAttribute", 15)
        )
        {
            Why = "The calls only read, and all were denied. tracK has the session that they were tried with.",
        },
        new(
            "aws.execution.ec2-launch-unusual-instances",
            [User("900138736586"), Role("900138736586", "stratus-red-team-ec2lui-role-idtzskbvtd")],
            new Led("AKIAR7ISFR69YWROPYAN", "issued", "ASIA9F6MXE9HSYOXYQOS", "2024-08-01T11:30:22Z"),
            new Led(
                "ASIA9F6MXE9HSYOXYQOS",
                "attempted",
                "arn:aws:ec2:ca-south-3r:751353041310:instance/*",
                "2024-08-01T11:30:23Z"
            ),
            new Refused("RunInstances", 1)
        )
        {
            Why = "The call was denied: the attempt stands in tracK, and no instance was launched.",
        },
        new(
            "aws.execution.ec2-user-data",
            [User("309303190113"), "i-DDd6c7B0e18F0E35f"],
            new Changed("2024-08-01T12:03:30Z", "i-DDd6c7B0e18F0E35f", "instance.state: running → stopping"),
            new Changed(
                "2024-08-01T12:04:18Z",
                "i-DDd6c7B0e18F0E35f",
                "instance.userData: unknown → changed, value not logged"
            ),
            new Led("AKIAZI86ACIZ2J9CV86Z", "carried", "i-DDd6c7B0e18F0E35f", "2024-08-01T12:04:18Z")
        ),
        new(
            "aws.execution.ssm-send-command",
            [User("056392974792"), "i-00456A8D163f546Ff"],
            new Led("AKIAW9X2Q2U25SK79UCX", "entered", "i-00456A8D163f546Ff", "2024-08-02T09:08:56Z"),
            new Led("AKIAW9X2Q2U25SK79UCX", "entered", "i-9D40CCFc0aE91CFa5", "2024-08-02T09:08:56Z"),
            new Led("AKIAW9X2Q2U25SK79UCX", "entered", "i-cfE23b1a7ceba6f86", "2024-08-02T09:08:56Z")
        ),
        new(
            "aws.execution.ssm-start-session",
            [User("294599468799"), "i-d3720C7af6fCfF2B2"],
            new Led("AKIA4HNRH6OJUWNZ893Z", "entered", "i-d3720C7af6fCfF2B2", "2024-08-01T12:19:16Z"),
            new Led("AKIA4HNRH6OJUWNZ893Z", "entered", "i-d0b6DCBA8984dE148", "2024-08-01T12:19:17Z"),
            new Led("AKIA4HNRH6OJUWNZ893Z", "entered", "i-eA1d1296c1dE3Aa1f", "2024-08-01T12:19:17Z")
        ),
        new(
            "aws.exfiltration.ec2-security-group-open-port-22-ingress",
            [User("032092706103"), "sg-003dc7f1f1c686164"],
            new Changed(
                "2024-08-01T12:23:55Z",
                "sg-003dc7f1f1c686164",
                "securitygroup.ingress[tcp 22-22 208.236.235.254/0] added"
            ),
            new Opened("sg-003dc7f1f1c686164", "PUBLIC", "everyone", "2024-08-01T12:23:55Z")
        ),
        new(
            "aws.exfiltration.ec2-share-ami",
            [User("118238665043"), "ami-de1fbCab6ccB03e6D"],
            new Changed(
                "2024-08-01T12:25:57Z",
                "ami-de1fbCab6ccB03e6D",
                "image.launchPermission[846424999548] added (may have been there before)"
            ),
            new Opened("ami-de1fbCab6ccB03e6D", "EXTERNAL", "846424999548", "2024-08-01T12:25:57Z")
        ),
        new(
            "aws.exfiltration.ec2-share-ebs-snapshot",
            [User("756680937392"), "snap-041993b54a9b3af6f"],
            new Changed(
                "2024-08-01T12:28:02Z",
                "snap-041993b54a9b3af6f",
                "snapshot.createVolumePermission[098797384747] added (may have been there before)"
            ),
            new Opened("snap-041993b54a9b3af6f", "EXTERNAL", "098797384747", "2024-08-01T12:28:02Z")
        ),
        new(
            "aws.exfiltration.rds-share-snapshot",
            [User("171471557522"), "exfiltration"],
            new Changed(
                "2024-08-01T12:38:06Z",
                "exfiltration",
                "dbsnapshot.restore[503161813013] added (may have been there before)"
            ),
            new Opened("exfiltration", "EXTERNAL", "503161813013", "2024-08-01T12:38:06Z")
        ),
        new(
            "aws.impact.bedrock-invoke-model",
            ["arn:aws:sts::494659789341:assumed-role/test-role/cli", "anthropic.claude-3-sonnet-20240229-v1:0"],
            new Changed(
                "2024-10-17T20:09:51Z",
                "anthropic.claude-3-sonnet-20240229-v1:0",
                "foundationmodel.agreement: unknown → accepted"
            ),
            new Changed(
                "2024-10-17T20:09:52Z",
                "anthropic.claude-3-sonnet-20240229-v1:0",
                "foundationmodel.entitlement: unknown → granted"
            ),
            new Used("InvokeModel", 1, "T1496.004", "Impact")
        ),
        new(
            "aws.initial-access.console-login-without-mfa",
            ["arn:aws:iam::562283505220:user/stratus-red-team-nmfalu-jfzdtsvchl"],
            new Led(
                "arn:aws:iam::562283505220:user/stratus-red-team-nmfalu-jfzdtsvchl#password",
                "issued",
                "arn:aws:iam::562283505220:user/stratus-red-team-nmfalu-jfzdtsvchl 2024-08-02T08:53:24Z",
                "2024-08-02T08:53:24Z"
            ),
            new Told(
                "tracK",
                Certainty.Exact,
                Severity.Notice,
                "opened the console without MFA at 2024-08-02T08:53:24Z"
            )
        ),
        new(
            "aws.lateral-movement.ec2-instance-connect",
            [User("572910899909"), "i-fDb357cB7e99ad973"],
            new Led("AKIAGM9ZC9KUL0AYEVUM", "entered", "i-fDb357cB7e99ad973", "2024-08-01T13:24:47Z"),
            new Led("AKIAGM9ZC9KUL0AYEVUM", "entered", "i-6D7Fb8F606130A33d", "2024-08-01T13:24:47Z"),
            new Led("AKIAGM9ZC9KUL0AYEVUM", "entered", "i-9d2abfF1798C34950", "2024-08-01T13:24:47Z")
        ),
        new(
            "aws.lateral-movement.ec2-serial-console-send-ssh-public-key",
            ["arn:aws:sts::844015365555:assumed-role/AWSReservedSSOrandoml3I7nL6f7BmB@gmail.com"],
            new Changed("2024-11-26T15:35:22Z", "844015365555", "account.serialConsoleAccess: unknown → enabled"),
            new Led("ASIA2HJRQF0DHNYEE9N1", "entered", "i-D46eD8FCdefED5aAE", "2024-11-26T15:35:22Z"),
            new Led("ASIA2HJRQF0DHNYEE9N1", "entered", "i-EFCb4e480CAbc4CF9", "2024-11-26T15:35:23Z"),
            new Led("ASIA2HJRQF0DHNYEE9N1", "entered", "i-B2ABDCa5b78E0f1dd", "2024-11-26T15:35:23Z")
        ),
        new(
            "aws.persistence.iam-backdoor-role",
            [User("751203476945"), "stratus-red-team-backdoor-r-role"],
            new Changed(
                "2024-08-01T13:29:57Z",
                "stratus-red-team-backdoor-r-role",
                "role.trust now (before: unknown): Allow Service ec2.amazonaws.com: sts:AssumeRole; role.trust now (before: unknown): Allow AWS arn:aws:iam::193672423079:root: sts:AssumeRole"
            ),
            new Led(
                "AKIAMUV7B57OZM0RV05D",
                "trusted",
                "arn:aws:iam::751203476945:role/stratus-red-team-backdoor-r-role",
                "2024-08-01T13:29:57Z"
            ),
            new Opened("stratus-red-team-backdoor-r-role", "EXTERNAL", "193672423079", "2024-08-01T13:29:57Z")
        ),
        new(
            "aws.persistence.iam-backdoor-user",
            [User("946986569305"), "stratus-red-team-backdoor-u-user", "AKIAL80DWDVKKM0UXEER"],
            new Changed(
                "2024-07-30T21:53:13Z",
                "stratus-red-team-backdoor-u-user",
                "user.accessKeys[AKIAL80DWDVKKM0UXEER] added: Active"
            ),
            new Led("AKIA30BEZSJBVKOFKZW0", "created", "AKIAL80DWDVKKM0UXEER", "2024-07-30T21:53:13Z")
        ),
        new(
            "aws.persistence.iam-create-admin-user",
            [User("229654561268"), "malicious-iam-user"],
            new Changed("2024-08-01T13:33:28Z", "malicious-iam-user", "user created"),
            new Changed(
                "2024-08-01T13:33:28Z",
                "malicious-iam-user",
                "user.attached[arn:aws:iam::aws:policy/AdministratorAccess] added"
            ),
            new Changed(
                "2024-08-01T13:33:28Z",
                "malicious-iam-user",
                "user.accessKeys[AKIAXAFZN8JEPF6L682H] added: Active"
            ),
            new Led("AKIAOZUDECYXYM4ONAN4", "created", "AKIAXAFZN8JEPF6L682H", "2024-08-01T13:33:28Z"),
            new Led(
                "AKIAOZUDECYXYM4ONAN4",
                "escalated",
                "arn:aws:iam::229654561268:user/malicious-iam-user",
                "2024-08-01T13:33:28Z"
            )
        ),
        new(
            "aws.persistence.iam-create-backdoor-role",
            [User("609418236337"), "stratus-red-team-malicious-iam-role"],
            new Changed("2024-08-01T13:37:41Z", "stratus-red-team-malicious-iam-role", "role created"),
            new Changed(
                "2024-08-01T13:37:41Z",
                "stratus-red-team-malicious-iam-role",
                "role.trust (before: none): + Allow AWS arn:aws:iam::193672423079:root: sts:AssumeRole"
            ),
            new Changed(
                "2024-08-01T13:37:41Z",
                "stratus-red-team-malicious-iam-role",
                "role.attached[arn:aws:iam::aws:policy/AdministratorAccess] added"
            ),
            new Told(
                "tracK",
                Certainty.Exact,
                Severity.Warning,
                "let others in: CreateRole on role stratus-red-team-malicious-iam-role for account 193672423079"
            ),
            new Opened("stratus-red-team-malicious-iam-role", "EXTERNAL", "193672423079", "2024-08-01T13:37:41Z")
        ),
        new(
            "aws.persistence.iam-create-user-login-profile",
            [User("070411556318"), "stratus-red-team-login-profile-user"],
            new Changed(
                "2024-08-01T13:42:21Z",
                "stratus-red-team-login-profile-user",
                "user.loginProfile: none → a password, reset required: false"
            ),
            new Led(
                "AKIAE18PGYHCY2CYMTFK",
                "created",
                "arn:aws:iam::070411556318:user/stratus-red-team-login-profile-user#password",
                "2024-08-01T13:42:21Z"
            )
        ),
        new(
            "aws.persistence.lambda-backdoor-function",
            [User("880896431042"), "stratus-red-team-backdoor-f-func"],
            new Changed(
                "2024-08-01T13:47:16Z",
                "stratus-red-team-backdoor-f-func",
                "function.policy[backdoor] added: [backdoor] Allow *: lambda:InvokeFunction on arn:aws:lambda:ca-centralnorth-1r:880896431042:function:stratus-red-team-backdoor-f-func"
            ),
            new Opened("stratus-red-team-backdoor-f-func", "PUBLIC", "everyone", "2024-08-01T13:47:16Z")
        ),
        new(
            "aws.persistence.lambda-layer-extension",
            [User("712967571683"), "stratus-red-team-lambda-layer-simpleLambda"],
            new Changed(
                "2024-07-30T21:57:20Z",
                "stratus-red-team-lambda-layer-simpleLambda",
                """function.layers: unknown → [{"arn":"arn:aws:lambda:eugov-eastcentral-1r:712967571683:layer:stratus-red-team-lambda-layer-my-lambda-extension:1",…"""
            ),
            new Led(
                "AKIAUBN5AMJF3I0EG996",
                "carried",
                "arn:aws:lambda:eugov-eastcentral-1r:712967571683:function:stratus-red-team-lambda-layer-simpleLambda",
                "2024-07-30T21:57:20Z"
            )
        ),
        new(
            "aws.persistence.lambda-overwrite-code",
            [User("266106314375"), "stratus-red-team-olc-func-vayhjqkdav"],
            new Changed(
                "2024-08-01T13:52:02Z",
                "stratus-red-team-olc-func-vayhjqkdav",
                "function.codeSha256: unknown → Pt1c8vVaBygmNtAeSyjlpdy7r8nHRqJAAL++HEGlQkc="
            ),
            new Changed(
                "2024-08-01T13:52:02Z",
                "stratus-red-team-olc-func-vayhjqkdav",
                "function.code: unknown → changed, value not logged"
            )
        ),
        new(
            "aws.persistence.rolesanywhere-create-trust-anchor",
            [User("791182566784")],
            new Changed("2024-08-01T13:56:39Z", "4d07f6a0-1c50-44d3-951b-b68b783daa0a", "trustanchor created"),
            new Changed(
                "2024-08-01T13:56:39Z",
                "910042eb-8463-427d-8095-6fd60ac303d9",
                "rolesanywhereprofile.roles[arn:aws:iam::791182566784:role/stratus-red-team-trust-anchor-role] added"
            ),
            new Led(
                "AKIA3SBEM4QSKES6Z5F9",
                "created",
                "arn:aws:rolesanywhere:cn-northsouth-3r:791182566784:trust-anchor/4d07f6a0-1c50-44d3-951b-b68b783daa0a",
                "2024-08-01T13:56:39Z"
            )
        ),
        new(
            "aws.persistence.sts-federation-token",
            ["arn:aws:iam::742491224508:user/stratus-red-team-user-federation-user", "ASIASTJKC5GCM7ZE6LUP"],
            new Led("AKIA6V1GNZTT65XQH36M", "issued", "ASIASTJKC5GCM7ZE6LUP", "2024-11-30T08:43:17Z")
        ),
        new(
            "aws.privilege-escalation.iam-update-user-login-profile",
            [User("763751499319"), "stratus-red-team-update-login-profile-user"],
            new Changed(
                "2024-08-28T09:54:40Z",
                "stratus-red-team-update-login-profile-user",
                "user.loginProfile.password: unknown → changed, value not logged"
            ),
            new Led(
                "AKIAV1MIS7NGMDMR83FC",
                "created",
                "arn:aws:iam::763751499319:user/stratus-red-team-update-login-profile-user#password",
                "2024-08-28T09:54:40Z"
            )
        ),
    ];

    private static string User(string account) => $"arn:aws:iam::{account}:user/christophe";

    private static string Role(string account, string role) => $"arn:aws:iam::{account}:role/{role}";
}
