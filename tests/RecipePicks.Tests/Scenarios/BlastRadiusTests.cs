using RecipePicks.Cases;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Scenarios;

/// <summary>Permissions and Entitlements of the bundled incident, from its leads.</summary>
public sealed class BlastRadiusTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    private const string Leaked = "AKIAMKTP7DRBKEXAMPLE";
    private const string Deploy = "arn:aws:iam::111122223333:role/deploy-production";
    private const string Shared = "arn:aws:ec2:us-east-1::snapshot/snap-0029bf37d298c8516";

    [Fact]
    public void The_path_from_the_leaked_key_to_the_shared_snapshot_was_granted_and_used_and_the_containment_closes_it()
    {
        var path = Investigate(Leaked).Letter("permissions").Table("path");

        var hop = Row(path, "action", "sts:AssumeRole", "resource", Deploy);
        Assert.Equal(("YES", true), (hop["granted"], hop["closed"]));
        var share = Row(path, "action", "ec2:ModifySnapshotAttribute", "resource", Shared);
        Assert.Equal(("2026-03-10T22:58:03Z", Deploy), (share["time"], share["principal"]));
        Assert.Equal("6b04e47a-9a69-482d-915e-788eead773ff", share["eventid"]);
        Assert.Equal(("YES", true), (share["granted"], share["closed"]));
        Assert.Contains("PowerUserAccess", (string)share["through"]!);
    }

    [Fact]
    public void The_leaked_key_s_user_answers_all_ten_points()
    {
        var said = Investigate(Leaked).Letter("permissions");

        // 1 to 4: who, as of when, from what, and how near to an administrator.
        var subject = Assert.Single(Rows(said.Table("subjects")));
        Assert.Equal("arn:aws:iam::111122223333:user/ci-publisher", subject["identity"]);
        Assert.Equal(("user", "AIDALXH7FAVJSEEXAMPLE"), (subject["kind"], subject["uniqueid"]));
        Assert.Equal("", subject["missing"]);
        Assert.Equal("ESCALATES", subject["admin"]);
        var inputs = Rows(said.Table("inputs"));
        Assert.Contains(inputs, r => (string)r["name"]! == "ci-publish");
        Assert.Contains(inputs, r => (string)r["kind"]! == "permissions boundary");
        Assert.Contains(inputs, r => (string?)r["through"] == "inline, through the group ci");
        Assert.Contains(
            inputs,
            r => (string)r["kind"]! == "service control policy" && (string)r["name"]! == "protect-trails"
        );

        // 5 and 6: levels and sensitive actions.
        var ecr = Rows(said.Table("access"))
            .Single(r => (string)r["service"]! == "ecr" && (string)r["level"]! == "Read");
        Assert.Equal(("YES", 8L), (ecr["verdict"], ecr["used"]));
        Assert.True((long)ecr["granted"]! < (long)ecr["total"]!);
        Assert.Contains(Rows(said.Table("sensitive")), r => (string)r["action"]! == "sts:AssumeRole");

        // 8: whom it reaches, all rights first.
        var ways = Rows(said.Table("becomes"));
        Assert.Equal(("administrator", "YES", 2L), (ways[0]["to"], ways[0]["verdict"], ways[0]["steps"]));
        Assert.Equal((Deploy, 1L), (ways[1]["to"], ways[1]["steps"]));
        Assert.DoesNotContain(ways, r => ((string)r["to"]!).Contains("AWSReservedSSO"));

        // 9: what was used is granted, what was refused is not.
        var used = Rows(said.Table("used"));
        Assert.DoesNotContain(used, r => (string)r["agrees"]! == "used, not granted");
        Assert.Contains(
            used,
            r => (string?)r["action"] == "ec2:DescribeInstances" && (string)r["agrees"]! == "refused, not granted"
        );

        // 10: what ends it.
        var ends = Rows(said.Table("containment"));
        Assert.Contains(ends, r => (string)r["on"]! == Deploy && ((string)r["policy"]!).Contains("aws:TokenIssueTime"));
        Assert.Contains(ends, r => ((string)r["on"]!).EndsWith("user/ci-publisher", StringComparison.Ordinal));
        Assert.All(Rows(said.Table("path")), r => Assert.Equal(true, r["closed"]));
    }

    [Fact]
    public void The_role_that_the_key_took_reaches_the_bucket_and_its_rights_are_those_before_the_response()
    {
        var said = Investigate("deploy-production").Letter("permissions");

        var subject = Rows(said.Table("subjects")).First(r => (string)r["identity"]! == Deploy);
        Assert.True(string.CompareOrdinal((string)subject["asof"]!, "2026-03-11T08:41:00Z") < 0);
        Assert.Contains("PutRolePolicy", string.Join('\n', said.Findings.Select(f => f.Text)));
        Assert.DoesNotContain(Rows(said.Table("inputs")), r => (string)r["name"]! == "AWSRevokeOlderSessions");
        Assert.Contains(
            Rows(said.Table("reaches")),
            r => (string)r["resource"]! == "arn:aws:s3:::larkspur-customer-data"
        );
    }

    [Fact]
    public void The_backdoor_user_is_an_administrator_and_everything_is_denied_to_it()
    {
        var said = Investigate("backup-sync").Letter("permissions");

        Assert.Equal("DIRECT", Rows(said.Table("subjects"))[0]["admin"]);
        Assert.Contains(said.Findings, f => f.Severity == Severity.Critical && f.Text.Contains("(DIRECT)"));
        Assert.NotEmpty(said.Table("containment").Rows);
    }

    [Theory]
    [InlineData("i-01a35fc7d1e75c65b", "arn:aws:iam::111122223333:role/orders-api", "instance profile orders-api")]
    [InlineData(Leaked, "arn:aws:iam::111122223333:role/orders-api", "7002011a-b4b4-4343-b65f-5f2e88395050")]
    public void What_the_rogue_instance_could_do_is_its_role_s_with_the_chain_and_its_evidence(
        string lead,
        string role,
        string hop
    )
    {
        var said = Investigate(lead).Letter("entitlements");

        var subject = Rows(said.Table("subjects")).Single(r => (string)r["identity"]! == role);
        Assert.Contains(hop, (string)subject["hops"]!);
        Assert.Contains("2026-03-10T23:44:50Z", (string)subject["hops"]!);
        Assert.Contains(
            Rows(said.Table("reaches")),
            r => (string)r["resource"]! == "arn:aws:s3:::larkspur-customer-data" && (string)r["identity"]! == role
        );
    }

    [Fact]
    public void Who_can_share_the_snapshot_is_told_as_the_accounts_stood()
    {
        var before = CaseAccess.Of(
            incident.Case.Engine,
            new DateTime(2026, 3, 10, 22, 50, 0, DateTimeKind.Utc),
            TestContext.Current.CancellationToken
        );
        var after = CaseAccess.Of(
            incident.Case.Engine,
            new DateTime(2026, 3, 11, 9, 0, 0, DateTimeKind.Utc),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            "Yes",
            $"{Assert.Single(before.Can(Deploy, "ec2:ModifySnapshotAttribute", Shared, [])).Access.Verdict}"
        );
        Assert.Equal(
            "Conditional",
            $"{Assert.Single(after.Can(Deploy, "ec2:ModifySnapshotAttribute", Shared, [])).Access.Verdict}"
        );
        Assert.DoesNotContain(
            before.WhoCan("ec2:ModifySnapshotAttribute", Shared, []),
            a => a.Principal.EndsWith("user/backup-sync", StringComparison.Ordinal)
        );
        Assert.Contains(
            after.WhoCan("ec2:ModifySnapshotAttribute", Shared, []),
            a => a.Principal.EndsWith("user/backup-sync", StringComparison.Ordinal) && $"{a.Access.Verdict}" == "Yes"
        );
    }

    private Investigated Investigate(string lead) =>
        Investigation.Run(
            incident.Case.Engine,
            TestCase.Coverage(incident.Case),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );

    private static List<Dictionary<string, object?>> Rows(AnswerTable table) =>
        [.. table.Rows.Select(r => table.Columns.Zip(r).ToDictionary(c => c.First, c => c.Second))];

    private static Dictionary<string, object?> Row(
        AnswerTable table,
        string one,
        string value,
        string other,
        string also
    ) => Rows(table).First(r => (string?)r[one] == value && (string?)r[other] == also);
}
