using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>The letters that CloudTrail answers, each trap on a few rows.</summary>
public sealed class LettersTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Fact]
    public void Events_are_told_apart_by_how_they_name_the_resource()
    {
        using var evidence = new SmallCase(
            Record("GetBucketAcl", Time + "1Z", User("bob"), """{"requestParameters":{"bucketName":"data"}}"""),
            Record(
                "CreateBucket",
                Time + "0Z",
                User("bob"),
                """{"responseElements":{"name":"data"},"readOnly":false}"""
            ),
            Record(
                "Decrypt",
                Time + "2Z",
                User("bob"),
                """{"requestParameters":{"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::data/x"}}}"""
            ),
            Record("GetBucketAcl", Time + "3Z", User("bob"), """{"requestParameters":{"bucketName":"data-logs"}}""")
        );

        var events = evidence.Investigate("data").Letter("events");

        Assert.Equal(["response", "target", "mention"], events.Table("calls").Column("names"));
        Assert.StartsWith("3 events name data: 1 as the target, 1 in the response, 1 in passing.", events.Headline);
        Assert.Contains("1 more event hold data only inside another, longer name", events.Text());
        Assert.Contains(events.Findings, f => f.Severity == Severity.Notice && f.Text.Contains("CreateBucket"));
    }

    [Fact]
    public void A_bucket_without_data_events_is_a_gap_not_an_answer()
    {
        using var evidence = new SmallCase(
            Record("GetBucketAcl", Time + "1Z", User("bob"), """{"requestParameters":{"bucketName":"data"}}""")
        )
        {
            Coverage = new Coverage
            {
                From = new(2024, 1, 1),
                To = new(2025, 1, 1),
                Gaps = [new CoverageGap("no-data-events", "There are no data events.", null, null)],
            },
        };

        var bucket = evidence.Investigate("arn:aws:s3:::data").Letter("events");
        Assert.Equal(AnswerStatus.Partial, bucket.Status);
        Assert.Contains("There are no data events.", bucket.Gaps);
        var user = evidence.Investigate("arn:aws:iam::111122223333:user/bob").Letter("identity");
        Assert.Equal(AnswerStatus.Answered, user.Status);
    }

    [Fact]
    public void Nothing_found_is_never_said_to_be_nothing_done()
    {
        using var evidence = new SmallCase(Record("GetUser", Time + "1Z", User("bob")));

        foreach (
            var lead in new[]
            {
                "i-0123456789abcdef0",
                "arn:aws:iam::111122223333:user/eve",
                "198.51.100.99",
                "nobody",
                "AKIANOBODY0000000000",
            }
        )
        {
            foreach (var letter in new[] { "events", "identity", "ip", "caller" })
            {
                var answer = evidence.Investigate(lead).Letter(letter);
                Assert.Equal(AnswerStatus.Partial, answer.Status);
                Assert.NotEmpty(answer.Gaps);
                Assert.Empty(answer.Findings);
            }
        }
    }

    [Fact]
    public void Encoded_denials_are_folded_and_the_raw_query_stays_raw()
    {
        const string Message =
            "You are not authorized to perform this operation. Encoded authorization failure message: ";
        using var evidence = new SmallCase(
            Enumerable
                .Range(1, 5)
                .Select(i =>
                    Record(
                        "RunInstances",
                        $"{Time}{i}Z",
                        User("bob"),
                        $$"""{"errorCode":"Client.UnauthorizedOperation","errorMessage":"{{Message}}blob{{i}}"}"""
                    )
                )
        );

        var forensics = evidence.Investigate("bob").Letter("forensics");

        Assert.Equal([5L], forensics.Table("denied").Column("totalevents"));
        Assert.Equal([Message + "<differs on every call>"], forensics.Table("denied").Column("errormessage"));
        Assert.Contains("5 denied calls in the evidence, of 1 kind (5 by raw message)", forensics.Headline);
        Assert.Contains(forensics.Reproduce, r => r.Engine == "cli" && r.Text.EndsWith("--encoded-message 'blob1'"));
    }

    [Fact]
    public void A_window_says_nothing_of_what_lies_outside_it()
    {
        using var evidence = new SmallCase(
            Record("CreateUser", Time + "1Z", User("bob"), """{"errorCode":"AccessDenied"}""")
        );
        var after = TimeWindow.Parse("2029-01-01")!.Value;

        var investigated = evidence.Investigate(
            null,
            new TimeWindow(after, null),
            "arn:aws:iam::111122223333:user/bob"
        );

        Assert.Equal("No call was denied in this window of the evidence.", investigated.Letter("forensics").Headline);
        Assert.Contains("in this window of the evidence", investigated.Letter("caller").Headline);
        Assert.Equal(after, investigated.Window.From);
        Assert.True(investigated.Window.To is null || investigated.Window.To > after);
    }

    [Fact]
    public void A_resource_of_the_same_name_elsewhere_is_another()
    {
        static string Function(string time, string region, string account) =>
            Record(
                "UpdateFunctionConfiguration20150331v2",
                time,
                User("bob"),
                $$"""{"eventSource":"lambda.amazonaws.com","awsRegion":"{{region}}","recipientAccountId":"{{account}}","requestParameters":{"functionName":"report","description":"{{region}} {{account}}" } }"""
            );
        using var evidence = new SmallCase(
            Function(Time + "1Z", "us-east-1", "111122223333"),
            Function(Time + "2Z", "eu-west-1", "111122223333"),
            Function(Time + "3Z", "us-east-1", "999999999999")
        );

        var changes = evidence
            .Investigate("arn:aws:lambda:us-east-1:111122223333:function:report")
            .Letter("changes")
            .Table("states")
            .Column("after");

        Assert.Contains(changes, c => $"{c}".Contains("us-east-1 111122223333"));
        Assert.DoesNotContain(changes, c => $"{c}".Contains("eu-west-1") || $"{c}".Contains("999999999999"));
    }

    [Fact]
    public void A_failed_sign_in_without_a_code_and_without_an_ARN_is_a_denial()
    {
        using var evidence = new SmallCase(
            Record(
                "ConsoleLogin",
                Time + "1Z",
                """{"type":"IAMUser","accountId":"111122223333","userName":"bob"}""",
                """{"eventSource":"signin.amazonaws.com","errorMessage":"Failed authentication","responseElements":{"ConsoleLogin":"Failure"}}"""
            ),
            Record(
                "ConsoleLogin",
                Time + "2Z",
                """{"type":"Root","principalId":"111122223333","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333"}""",
                """{"eventSource":"signin.amazonaws.com","errorMessage":"Failed authentication","responseElements":{"ConsoleLogin":"Failure"}}"""
            ),
            Record("GetUser", Time + "3Z", User("bob"))
        );

        var said = evidence.Investigate("arn:aws:iam::111122223333:user/bob");

        Assert.Contains("2 sign-ins failed, 1 of the lead, as bob and root", said.Letter("forensics").Text());
        Assert.Single(said.Letter("caller").Table("calls").Rows);
        Assert.Contains(
            "1 more event carries the unique id or name of bob without an ARN: ConsoleLogin",
            said.Letter("caller").Text()
        );
    }

    [Fact]
    public void An_address_keeps_those_who_share_it_apart_and_says_so()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("eve", "AKIAEVE0000000000000")),
            Record("GetUser", Time + "2Z", User("bob", "AKIABOB0000000000000")),
            Record("GetUser", Time + "3Z", User("bob", "AKIABOB0000000000000"), """{"errorCode":"AccessDenied"}"""),
            Record(
                "Encrypt",
                Time + "4Z",
                User("eve", "AKIAEVE0000000000000"),
                """{"sourceIPAddress":"kms.amazonaws.com"}"""
            ),
            Record(
                "Encrypt",
                Time + "5Z",
                User("bob", "AKIABOB0000000000000"),
                """{"sourceIPAddress":"kms.amazonaws.com"}"""
            )
        );

        var ip = evidence.Investigate("arn:aws:iam::111122223333:user/eve").Letter("ip");

        // The service's address stands for all of its customers: only eve's calls through it are hers.
        Assert.Equal(["198.51.100.7", "198.51.100.7", "kms.amazonaws.com"], ip.Table("addresses").Column("address"));
        Assert.Equal([1L, 0L, 0L], ip.Table("addresses").Column("denied"));
        Assert.Contains("2 identities share this address: 198.51.100.7 (2 access keys, 3 calls, 1 denied)", ip.Text());
        Assert.Equal(Certainty.Ambiguous, ip.Findings[0].Certainty);
        var reading = evidence.Investigate("198.51.100.7").Reading;
        Assert.Contains(reading, r => r.StartsWith("2 identities called from 198.51.100.7 and are kept apart"));
    }

    [Fact]
    public void A_sign_in_without_an_ARN_is_the_same_user_at_an_address()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob")),
            Record(
                "CheckMfa",
                Time + "2Z",
                """{"type":"IAMUser","principalId":"AIDABOBXXXXXXXXX","accountId":"111122223333","accessKeyId":"","userName":"bob"}"""
            )
        );

        Assert.Contains(
            "carries one identity, bob (1 access key, 2 calls, 0 denied)",
            evidence.Investigate("198.51.100.7").Letter("ip").Text()
        );
    }

    [Fact]
    public void Console_keys_are_put_together_by_unique_id_and_creation_time()
    {
        using var evidence = new SmallCase(
            Enumerable
                .Range(1, 4)
                .Select(i =>
                    Record(
                        "DescribeInstances",
                        $"{Time}{i}Z",
                        User("bob", $"ASIACONSOLE00000000{i}").TrimEnd().TrimEnd('}')
                            + ""","sessionContext":{"attributes":{"creationDate":"2024-05-01T09:00:00Z","mfaAuthenticated":"true"}}}""",
                        """{"sessionCredentialFromConsole":"true"}"""
                    )
                )
        );

        var identity = evidence.Investigate("bob").Letter("identity");

        Assert.Equal([4L], identity.Table("sessions").Column("keys"));
        Assert.Equal(4, identity.Table("identities").Rows.Count);
        Assert.Contains("4 temporary keys belong to 1 session", identity.Text());
        Assert.Contains("its sessions used MFA", identity.Text());
    }

    [Fact]
    public void Instance_credentials_elsewhere_are_critical_and_ambiguous_when_nothing_tells_the_addresses_apart()
    {
        var session = Session("web", "i-0123456789abcdef0");
        string At(string address, int second) =>
            Record("GetCallerIdentity", $"{Time}{second}Z", session, $$"""{"sourceIPAddress":"{{address}}"}""");
        using var unclear = new SmallCase(At("203.0.113.1", 1), At("203.0.113.2", 2));
        using var clear = new SmallCase(
            At("203.0.113.1", 1),
            At("203.0.113.2", 2),
            Record("GetUser", Time + "3Z", User("eve"), """{"sourceIPAddress":"203.0.113.2"}""")
        );
        using var home = new SmallCase(At("203.0.113.1", 1), At("ssm.amazonaws.com", 2));

        var guess = Assert.Single(
            unclear.Investigate("i-0123456789abcdef0").Letter("identity").Findings,
            f => f.Text.StartsWith("Credentials of instance")
        );
        Assert.Equal(Certainty.Ambiguous, guess.Certainty);
        var told = Assert.Single(
            clear.Investigate("i-0123456789abcdef0").Letter("ip").Findings,
            f => f.Severity == Severity.Critical
        );
        Assert.Equal(Certainty.Inferred, told.Certainty);
        Assert.Contains(
            "from 203.0.113.2 (1 call; eve called from there too), while its other calls come from 203.0.113.1",
            told.Text
        );
        Assert.DoesNotContain(
            home.Investigate("i-0123456789abcdef0").Letters.SelectMany(l => l.Findings),
            f => f.Severity == Severity.Critical
        );
    }

    [Fact]
    public void A_spreadsheets_account_is_flagged_and_never_shown_as_one()
    {
        using var evidence = new SmallCase(
            Record(
                "GetUser",
                Time + "1Z",
                User("bob").Replace("\"111122223333\"", "\"4.9E+11\""),
                """{"recipientAccountId":"4.9E+11"}"""
            )
        );

        var identity = evidence.Investigate("arn:aws:iam::111122223333:user/bob").Letter("identity");

        Assert.Equal(["4.9E+11 (not an account)"], identity.Table("identities").Column("accountid"));
        Assert.Contains("accountId 4.9E+11 is a number that a spreadsheet made", identity.Text());
        Assert.DoesNotContain("account 4.9E+11", identity.Text());
        Assert.Contains(evidence.Investigate("4.9E+11").Reading, r => r.Contains("names no account"));
    }

    [Fact]
    public void The_same_action_seen_from_two_accounts_is_said_to_be_one()
    {
        const string Shared =
            """{"sharedEventID":"s-1","requestParameters":{"roleName":"target"},"recipientAccountId":"ACCOUNT"}""";
        using var evidence = new SmallCase(
            Record("AssumeRole", Time + "1Z", User("bob"), Shared.Replace("ACCOUNT", "111122223333")),
            Record("AssumeRole", Time + "1Z", User("bob"), Shared.Replace("ACCOUNT", "444455556666"))
        );

        Assert.Contains(
            "2 events are the same actions seen from several accounts",
            evidence.Investigate("target").Letter("events").Text()
        );
    }

    [Fact]
    public void A_name_with_two_unique_ids_was_created_again()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob")),
            Record("GetUser", Time + "2Z", User("bob").Replace("AIDABOB", "AIDANEW"))
        );

        Assert.Contains("bob has 2 unique ids", evidence.Investigate("bob").Letter("identity").Text());
    }

    [Fact]
    public void The_letters_of_state_claim_nothing_and_print_the_commands_for_this_lead()
    {
        using var evidence = new SmallCase(
            Record(
                "PutBucketPolicy",
                Time + "1Z",
                Session("admin", "me"),
                """{"requestParameters":{"bucketName":"data"},"readOnly":false}"""
            )
        );
        var said = evidence.Investigate("data");

        foreach (var key in new[] { "resource", "changes", "entitlements", "public" })
        {
            var letter = said.Letter(key);
            Assert.Equal(AnswerStatus.NotInEvidence, letter.Status);
            Assert.Empty(letter.Findings);
            Assert.NotEmpty(letter.Gaps);
            Assert.Contains(letter.Reproduce, r => r.Engine == "cli");
            Assert.Contains(letter.Reproduce, r => r.Engine == "athena");
        }

        // The events told that it is a bucket, and who touched it.
        Assert.Contains("bucket='data'", said.Letter("public").Gaps[0]);
        Assert.Equal(AnswerStatus.Partial, said.Letter("permissions").Status);
        Assert.Contains(said.Letter("permissions").Gaps, g => g.Contains("role='admin'", StringComparison.Ordinal));
    }

    [Fact]
    public void What_hostile_records_say_is_data()
    {
        const string Hostile = "\u001b[31m'; DROP TABLE cloudtrail_logs; --<script>$(id)`id`";
        var name = System.Text.Json.JsonSerializer.Serialize(Hostile);
        using var evidence = new SmallCase(
            Record(
                "DeleteUser",
                Time + "1Z",
                User("bob"),
                $$"""{"requestParameters":{"userName":{{name}}},"userAgent":{{name}}}"""
            ),
            Record(
                "DeleteUser",
                Time + "2Z",
                $$"""{"type":"IAMUser","principalId":"AIDAX","arn":{{System.Text.Json.JsonSerializer.Serialize("arn:aws:iam::111122223333:user/" + Hostile)}},"userName":{{name}}}"""
            )
        );

        Assert.Equal(
            ["target"],
            evidence.Investigate(LeadKind.Resource, default, Hostile).Letter("events").Table("calls").Column("names")
        );
        Assert.Single(evidence.Investigate(Hostile).Letter("caller").Table("calls").Rows);
        Assert.Equal(2, evidence.Investigate("198.51.100.7").Letter("caller").Table("calls").Rows.Count);
    }
}
