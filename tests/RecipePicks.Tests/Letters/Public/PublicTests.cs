using RecipePicks.Letters;
using RecipePicks.State;

namespace RecipePicks.Tests.Letters;

/// <summary>When something was open, to whom, and who used it.</summary>
public sealed partial class PublicTests
{
    private static readonly string Alice = SmallCase.User("alice");

    [Fact]
    public void A_share_lasts_from_the_call_that_adds_to_the_call_that_removes()
    {
        using var evidence = new SmallCase(Share(1, "add", "999988887777"), Share(3, "remove", "999988887777"));
        var row = Assert.Single(Rows(evidence, "snap-0a1b2c3d4e5f67890"));
        Assert.Equal(["snap-0a1b2c3d4e5f67890", "EXTERNAL", "999988887777", At(1), At(3)], Of(row));
    }

    [Fact]
    public void Only_the_member_that_is_named_is_taken_back()
    {
        using var evidence = new SmallCase(
            Share(1, "add", "999988887777"),
            Share(2, "add", "222233334444"),
            Share(3, "remove", "999988887777")
        );
        Assert.Equal(
            [(At(1), At(3)), (At(2), null)],
            Rows(evidence, "snap-0a1b2c3d4e5f67890").Select(r => ((string?)r[3], (string?)r[4]))
        );
        Assert.Contains("still open at the end of the log", Said(evidence, "snap-0a1b2c3d4e5f67890").Headline);
    }

    [Theory]
    [InlineData(
        "ResetSnapshotAttribute",
        """{"snapshotId":"snap-0a1b2c3d4e5f67890","attribute":"createVolumePermission"}"""
    )]
    [InlineData("DeleteSnapshot", """{"snapshotId":"snap-0a1b2c3d4e5f67890"}""")]
    public void A_reset_or_the_end_of_the_resource_ends_it(string name, string request)
    {
        using var evidence = new SmallCase(Share(1, "add", "999988887777"), Call(4, name, request));
        Assert.Equal(At(4), Assert.Single(Rows(evidence, "snap-0a1b2c3d4e5f67890"))[4]);
    }

    [Fact]
    public void A_call_that_failed_opens_and_ends_nothing()
    {
        const string refused = """,{"errorMessage":"You are not authorized to perform this operation."}""";
        using var evidence = new SmallCase(
            Share(1, "add", "999988887777", more: """{"errorCode":"Client.UnauthorizedOperation"}"""),
            Share(2, "add", "222233334444"),
            Share(3, "remove", "222233334444", more: refused[1..])
        );
        var row = Assert.Single(Rows(evidence, "snap-0a1b2c3d4e5f67890"));
        Assert.Equal(["snap-0a1b2c3d4e5f67890", "EXTERNAL", "222233334444", At(2), null], Of(row));
    }

    [Fact]
    public void Sharing_with_the_account_s_own_is_no_exposure()
    {
        using var evidence = new SmallCase(Share(1, "add", "111122223333"));
        var said = Said(evidence, "snap-0a1b2c3d4e5f67890");
        Assert.Empty(said.Table("exposures").Rows);
        Assert.Equal(AnswerStatus.NotInEvidence, said.Status);
        Assert.Contains("No call in the evidence opened", said.Headline);
    }

    [Fact]
    public void A_policy_that_replaces_another_ends_what_it_leaves_out_and_keeps_what_it_repeats()
    {
        using var evidence = new SmallCase(
            Policy(1, Allow("\"*\"")),
            Policy(2, Allow("\"*\""), Allow("""{"AWS":"999988887777"}""")),
            Policy(3, Allow("""{"AWS":"999988887777"}""")),
            Call(4, "DeleteBucketPolicy", """{"bucketName":"shop-data"}""", "s3.amazonaws.com")
        );
        Assert.Equal(
            [("everyone", At(1), At(3)), ("999988887777", At(2), At(4))],
            Rows(evidence, "shop-data").Select(r => ((string?)r[6], (string?)r[3], (string?)r[4]))
        );
    }

    [Fact]
    public void What_is_gone_is_open_no_more_though_only_its_gate_was_taken_away()
    {
        using var evidence = new SmallCase(
            Call(1, "DeleteBucketPublicAccessBlock", """{"bucketName":"shop-data"}""", "s3.amazonaws.com"),
            Call(2, "DeleteBucket", """{"bucketName":"shop-data"}""", "s3.amazonaws.com")
        );
        Assert.Equal((At(1), At(2)), Assert.Single(Rows(evidence, "shop-data").Select(r => (r[3], r[4]))));
    }

    [Fact]
    public void A_bucket_s_end_does_not_open_it()
    {
        const string shut =
            """{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}""";
        using var evidence = new SmallCase(
            Call(
                1,
                "PutBucketPublicAccessBlock",
                $$"""{"bucketName":"shop-data","PublicAccessBlockConfiguration":{{shut}}}""",
                "s3.amazonaws.com"
            ),
            Call(2, "DeleteBucket", """{"bucketName":"shop-data"}""", "s3.amazonaws.com")
        );
        Assert.Empty(Rows(evidence, "shop-data"));
    }

    [Fact]
    public void A_policy_that_the_record_does_not_hold_is_unknown()
    {
        using var evidence = new SmallCase(
            Call(
                1,
                "PutKeyPolicy",
                """{"keyId":"43107185-1850-4591-b1de-ff0fd55d3711","policy":"HIDDEN_DUE_TO_SECURITY_REASONS"}""",
                "kms.amazonaws.com"
            )
        );
        Assert.Equal("UNKNOWN", Assert.Single(Rows(evidence, "43107185-1850-4591-b1de-ff0fd55d3711"))[1]);
    }

    [Fact]
    public void Calls_of_strangers_while_it_was_open_are_counted_and_others_are_not()
    {
        const string stranger = """{"type":"AWSAccount","principalId":"AIDASTRANGER","accountId":"999988887777"}""";
        const string nobody = """{"type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL"}""";
        using var evidence = new SmallCase(
            Get(1, stranger),
            Policy(2, Allow("\"*\"")),
            Get(3, stranger),
            Get(4, nobody, """{"errorCode":"AccessDenied"}"""),
            Get(4, Alice),
            Call(5, "DeleteBucketPolicy", """{"bucketName":"shop-data"}""", "s3.amazonaws.com"),
            Get(6, stranger)
        );
        var said = Said(evidence, "shop-data");
        var table = said.Table("exposures");
        Assert.Equal((2L, 1L), ((long)table.Column("foreigncalls")[0]!, (long)table.Column("foreigndenied")[0]!));
        Assert.Contains("In that time 2 calls by", said.Findings[0].Text);
        Assert.Contains("nobody who signed", said.Findings[0].Text);
    }

    [Fact]
    public void A_stranger_s_call_is_found_however_many_others_came_before_it()
    {
        const string stranger = """{"type":"AWSAccount","principalId":"AIDASTRANGER","accountId":"999988887777"}""";
        var others = Enumerable
            .Range(0, 10_050)
            .Select(_ =>
                Call(0, "GetObject", """{"bucketName":"other","key":"k"}""", "s3.amazonaws.com", identity: stranger)
            );
        using var evidence = new SmallCase([.. others, Policy(2, Allow("\"*\"")), Get(3, stranger)]);

        var said = Said(evidence, "shop-data");

        Assert.Equal([1L], said.Table("exposures").Column("foreigncalls"));
        Assert.DoesNotContain(said.Gaps, g => g.Contains("from other accounts were matched"));
    }

    [Fact]
    public void An_identity_s_answer_is_what_that_identity_opened()
    {
        using var evidence = new SmallCase(
            Share(1, "add", "999988887777"),
            Policy(2, [Allow("\"*\"")], SmallCase.User("bob", "AKIABOB00000000000AA"))
        );
        Assert.Equal(
            ["snap-0a1b2c3d4e5f67890"],
            Rows(evidence, "arn:aws:iam::111122223333:user/alice").Select(r => r[0])
        );
        Assert.Equal(["shop-data"], Rows(evidence, "AKIABOB00000000000AA").Select(r => r[0]));
        Assert.Equal(2, Rows(evidence, "198.51.100.7").Count);
    }

    [Fact]
    public void A_rule_taken_back_by_its_id_is_the_rule_that_was_given()
    {
        using var evidence = new SmallCase(
            Call(
                1,
                "AuthorizeSecurityGroupIngress",
                """{"groupId":"sg-0a1b2c3d4e5f67890","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}""",
                response: """{"_return":true,"securityGroupRuleSet":{"items":[{"groupId":"sg-0a1b2c3d4e5f67890","securityGroupRuleId":"sgr-1","isEgress":false,"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIpv4":"0.0.0.0/0"}]}}"""
            ),
            Call(
                2,
                "RevokeSecurityGroupIngress",
                """{"groupId":"sg-0a1b2c3d4e5f67890","securityGroupRuleIds":{"items":[{"securityGroupRuleId":"sgr-1"}]}}"""
            )
        );
        var row = Assert.Single(Rows(evidence, "sg-0a1b2c3d4e5f67890"));
        Assert.Equal(["sg-0a1b2c3d4e5f67890", "PUBLIC", "everyone", At(1), At(2)], Of(row));
        Assert.Contains("tcp 22", (string)row[2]!);
    }

    [Fact]
    public void An_instance_is_linked_to_what_its_security_group_lets_in()
    {
        using var evidence = new SmallCase(
            Call(
                1,
                "RunInstances",
                """{"instancesSet":{"items":[{"imageId":"ami-0a1b2c3d4e5f67890"}]}}""",
                response: """{"instancesSet":{"items":[{"instanceId":"i-0a1b2c3d4e5f67890","groupSet":{"items":[{"groupId":"sg-0a1b2c3d4e5f67890"}]}}]}}"""
            ),
            Call(
                2,
                "AuthorizeSecurityGroupIngress",
                """{"groupId":"sg-0a1b2c3d4e5f67890","cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22}"""
            )
        );
        var table = Said(evidence, "i-0a1b2c3d4e5f67890").Table("exposures");
        Assert.Equal("sg-0a1b2c3d4e5f67890", Assert.Single(table.Rows)[0]);
        Assert.Contains("i-0a1b2c3d4e5f67890 is in this security group", (string)table.Column("link")[0]!);
    }

    [Theory]
    [InlineData("PutBucketPublicAccessBlock", """{"bucketName":"shop-data","publicAccessBlock":"",{0}}""")]
    [InlineData("PutAccountPublicAccessBlock", """{"host":["111122223333.s3-control.eu-west-1.amazonaws.com"],{0}}""")]
    public void What_a_gate_shuts_was_open_until_then_and_is_open_but_for_it_from_then_on(string name, string request)
    {
        const string all =
            """ "PublicAccessBlockConfiguration":{"RestrictPublicBuckets":true,"BlockPublicPolicy":true,"BlockPublicAcls":true,"IgnorePublicAcls":true} """;
        using var evidence = new SmallCase(
            Policy(1, Allow("\"*\"")),
            Call(3, name, request.Replace("{0}", all), "s3.amazonaws.com")
        );
        Assert.Equal(
            [("PUBLIC", At(1), At(3)), ("LATENT", At(3), null)],
            Rows(evidence, "shop-data")
                .Where(r => (string?)r[8] == "bucket policy")
                .Select(r => ((string)r[1]!, (string?)r[3], (string?)r[4]))
        );
    }

    [Fact]
    public void A_gate_that_is_taken_away_again_leaves_it_open()
    {
        const string request =
            """{"bucketName":"shop-data","PublicAccessBlockConfiguration":{"RestrictPublicBuckets":true}}""";
        using var evidence = new SmallCase(
            Policy(1, Allow("\"*\"")),
            Call(2, "PutBucketPublicAccessBlock", request, "s3.amazonaws.com"),
            Call(3, "DeleteBucketPublicAccessBlock", """{"bucketName":"shop-data"}""", "s3.amazonaws.com"),
            Call(4, "DeleteBucketPolicy", """{"bucketName":"shop-data"}""", "s3.amazonaws.com")
        );
        Assert.Equal(
            [("PUBLIC", At(1), At(2)), ("LATENT", At(2), At(3)), ("PUBLIC", At(3), At(4))],
            Rows(evidence, "shop-data")
                .Where(r => (string?)r[8] == "bucket policy")
                .Select(r => ((string)r[1]!, (string?)r[3], (string?)r[4]))
        );
    }

    [Fact]
    public void Block_Public_Access_that_is_taken_away_is_told_with_the_bucket()
    {
        using var evidence = new SmallCase(
            Call(
                1,
                "DeleteAccountPublicAccessBlock",
                """{"host":["111122223333.s3-control.eu-west-1.amazonaws.com"]}""",
                "s3.amazonaws.com"
            ),
            Policy(2, Allow("\"*\""))
        );
        Assert.Contains(
            Rows(evidence, "shop-data"),
            r => (string)r[1]! == "UNKNOWN" && ((string)r[2]!).Contains("Block Public Access")
        );
        Assert.Contains(Rows(evidence, "shop-data"), r => (string)r[1]! == "PUBLIC");
    }

    [Fact]
    public void What_is_over_before_the_window_begins_is_not_told()
    {
        using var evidence = new SmallCase(Share(1, "add", "999988887777"), Share(3, "remove", "999988887777"));
        List<int> Count(TimeWindow window) =>
            [
                evidence
                    .Investigate(null, window, "snap-0a1b2c3d4e5f67890")
                    .Letter("public")
                    .Table("exposures")
                    .Rows.Count,
            ];
        Assert.Equal([1], Count(new TimeWindow(Hour(2), Hour(2))));
        Assert.Equal([0], Count(new TimeWindow(Hour(4), null)));
        Assert.Equal([0], Count(new TimeWindow(null, Hour(0))));
    }

    [Fact]
    public void The_question_names_every_call_that_replay_knows_of_what_is_judged()
    {
        var asked = Question.Load("Public/sharing-calls").Sql.Text.Split('\'').Where((_, i) => i % 2 == 1).ToHashSet();
        var types = RecipePicks.Exposure.ExposureChecks.All.Select(c => c.Type).ToHashSet();
        var missing = StateKnowledge
            .Default.File.Calls.Where(c => types.Contains(c.Type))
            .Where(c =>
                c.Effects.Any(e =>
                    e.Kind == "delete"
                    || RecipePicks.Exposure.ExposureChecks.All.Any(k => k.Type == c.Type && Touches(e, k.Path))
                )
            )
            .Select(c => c.Call)
            .Distinct()
            .Where(c =>
                !asked.Contains(c)
                && !asked.Any(a => a.EndsWith('%') && c.StartsWith(a[..^1], StringComparison.Ordinal))
            );
        Assert.Empty(missing);

        static bool Touches(EffectEntry effect, string path) =>
            effect.Path is { } at
            && (at == path || path.StartsWith(at + ".", StringComparison.Ordinal) || at.Contains('{'));
    }

    private static List<IReadOnlyList<object?>> Rows(SmallCase evidence, string lead) =>
        [.. Said(evidence, lead).Table("exposures").Rows];

    private static Answer Said(SmallCase evidence, string lead) => evidence.Investigate(lead).Letter("public");

    private static List<object?> Of(IReadOnlyList<object?> row) => [row[0], row[1], row[6], row[3], row[4]];

    private static DateTime Hour(int hour) => new(2024, 5, 1, hour, 0, 0, DateTimeKind.Utc);

    private static string At(int hour) => TimeWindow.Format(Hour(hour));

    private static string Share(int hour, string what, string account, string more = "{}") =>
        Call(
            hour,
            "ModifySnapshotAttribute",
            $$$"""{"snapshotId":"snap-0a1b2c3d4e5f67890","createVolumePermission":{"{{{what}}}":{"items":[{"userId":"{{{account}}}"}]}},"attributeType":"CREATE_VOLUME_PERMISSION"}""",
            more: more
        );

    private static string Allow(string principal) =>
        $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"s3:GetObject","Resource":"arn:aws:s3:::shop-data/*"}""";

    private static string Policy(int hour, params string[] statements) => Policy(hour, statements, Alice);

    private static string Policy(int hour, string[] statements, string identity) =>
        Call(
            hour,
            "PutBucketPolicy",
            $$$"""{"bucketName":"shop-data","bucketPolicy":{"Version":"2012-10-17","Statement":[{{{string.Join(',', statements)}}}]}}""",
            "s3.amazonaws.com",
            identity: identity
        );

    private static string Get(int hour, string identity, string more = "{}") =>
        Call(
            hour,
            "GetObject",
            """{"bucketName":"shop-data","key":"a/b.txt"}""",
            "s3.amazonaws.com",
            more: more,
            identity: identity
        );

    private static string Call(
        int hour,
        string name,
        string request,
        string source = "ec2.amazonaws.com",
        string response = "null",
        string more = "{}",
        string? identity = null
    )
    {
        var extra = more.Trim()[1..^1];
        return SmallCase.Record(
            name,
            At(hour),
            identity ?? Alice,
            $$"""{"eventSource":"{{source}}","readOnly":false,"requestParameters":{{request}},"responseElements":{{response}}{{(extra.Length > 0 ? "," + extra : "")}} }"""
        );
    }
}
