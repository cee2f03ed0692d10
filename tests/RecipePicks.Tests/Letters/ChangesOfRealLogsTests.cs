namespace RecipePicks.Tests.Letters;

/// <summary>What real logs show of states before and after.</summary>
public sealed class ChangesOfRealLogsTests
{
    /// <summary>A detonation's log, and what its technique changed: a part of the path, and what stands before and after.</summary>
    public static TheoryData<string, string, string> Detonations =>
        new()
        {
            { "aws.defense-evasion.cloudtrail-delete", "trail", "deleted" },
            { "aws.defense-evasion.cloudtrail-event-selectors", "trail.eventSelectors", "ReadOnly" },
            { "aws.defense-evasion.cloudtrail-stop", "trail.logging", "false" },
            { "aws.defense-evasion.dns-delete-logs", "querylogconfig", "deleted" },
            { "aws.defense-evasion.vpc-remove-flow-logs", "flowlog", "deleted" },
            { "aws.execution.ec2-user-data", "instance.userData", "value not logged" },
            { "aws.exfiltration.ec2-security-group-open-port-22-ingress", "securitygroup.ingress[tcp 22-22", "added" },
            { "aws.exfiltration.ec2-share-ami", "image.launchPermission", "added" },
            { "aws.exfiltration.ec2-share-ebs-snapshot", "snapshot.createVolumePermission", "added" },
            { "aws.exfiltration.rds-share-snapshot", "dbsnapshot.restore", "added" },
            { "aws.persistence.iam-backdoor-role", "role.trust", "Allow AWS" },
            { "aws.persistence.iam-backdoor-user", "user.accessKeys", "added" },
            {
                "aws.persistence.iam-create-admin-user",
                "user.attached[arn:aws:iam::aws:policy/AdministratorAccess]",
                "added"
            },
            { "aws.persistence.iam-create-backdoor-role", "role.trust", "Allow" },
            { "aws.persistence.iam-create-user-login-profile", "user.loginProfile", "password" },
            { "aws.persistence.lambda-backdoor-function", "function.policy", "lambda:InvokeFunction" },
            { "aws.persistence.lambda-layer-extension", "function.layers", "layer" },
            { "aws.persistence.lambda-overwrite-code", "function.codeSha256", "→" },
            { "aws.persistence.rolesanywhere-create-trust-anchor", "trustanchor", "created" },
            {
                "aws.privilege-escalation.iam-update-user-login-profile",
                "user.loginProfile.password",
                "value not logged"
            },
        };

    [Theory]
    [MemberData(nameof(Detonations))]
    public void A_detonations_change_is_told(string technique, string path, string says)
    {
        using var log = SharedData.Detonation(technique);
        Assert.SkipWhen(log is null, "the logs of Stratus Red Team do not lie beside the repository");

        var callers = log.Query(
                "SELECT DISTINCT useridentity.arn AS arn FROM cloudtrail_logs WHERE useridentity.arn <> ''",
                new Dictionary<string, object?>(),
                TestContext.Current.CancellationToken
            )
            .Rows.Select(r => r.Text("arn")!)
            .ToList();
        var states = log.Investigate(callers).Letter("changes").Table("states");
        var told = states
            .Column("path")
            .Zip(states.Column("diff"), (p, d) => (Path: (string)p!, Diff: (string)d!))
            .ToList();
        Assert.True(
            told.Exists(t =>
                t.Path.StartsWith(path, StringComparison.Ordinal) && t.Diff.Contains(says, StringComparison.Ordinal)
            ),
            string.Join('\n', told.Select(t => $"{t.Path} | {t.Diff}").Append($"callers: {string.Join(", ", callers)}"))
        );
    }

    [Fact]
    public void The_invictus_snapshot_was_shared_and_unshared()
    {
        using var log = SharedData.Invictus();
        Assert.SkipWhen(log is null, "the logs of invictus-ir do not lie beside the repository");

        var states = log.Investigate("snap-083d3b857c13988bc").Letter("changes").Table("states");
        var shared = states
            .Rows.Where(r => ((string)r[1]!).Contains("012345678912", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, shared.Count);
        Assert.Equal("2023-07-10T12:11:28Z", shared[0][0]);
        Assert.Contains("012345678912", (string)shared[0][3]!);
        Assert.Equal("2023-07-10T12:11:57Z", shared[1][0]);
        Assert.Contains("012345678912", (string)shared[1][2]!);
        Assert.Null(shared[1][3]);
    }

    [Fact]
    public void The_invictus_roles_trust_is_told_before_and_after()
    {
        using var log = SharedData.Invictus();
        Assert.SkipWhen(log is null, "the logs of invictus-ir do not lie beside the repository");

        var changes = log.Investigate("stratus-red-team-backdoor-r-role").Letter("changes");
        var states = changes.Table("states");
        var trust = states.Rows.Where(r => (string)r[1]! == "role.trust").ToList();
        Assert.True(trust.Count >= 2);
        Assert.Contains("Statement", (string)trust[1][2]!);
        Assert.Contains("Statement", (string)trust[1][3]!);
        Assert.Contains(changes.Findings, f => f.Text.Contains("role.trust: + Allow", StringComparison.Ordinal));
    }
}
