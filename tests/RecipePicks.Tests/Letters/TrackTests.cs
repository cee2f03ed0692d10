using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>tracK, and what Identity and Caller take from it, on a few records.</summary>
public sealed class TrackTests
{
    private const string Time = "2024-05-01T10:00:0";
    private const string Instance = "i-0123456789abcdef0";

    private const string Assume = """
        {"eventSource":"sts.amazonaws.com","requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/app","roleSessionName":"ops"},
         "responseElements":{"credentials":{"accessKeyId":"ASIASESSION0000000AA","expiration":"May 1, 2024, 11:00:00 AM"},
           "assumedRoleUser":{"assumedRoleId":"AROAEXAMPLEEXAMPLE00:ops","arn":"arn:aws:sts::111122223333:assumed-role/app/ops"}}}
        """;

    private const string NewKey = """
        {"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"eve"},
         "responseElements":{"accessKey":{"accessKeyId":"AKIAEVE0000000000000","userName":"eve","status":"Active"}}}
        """;

    [Fact]
    public void The_credentials_say_who_issued_them_how_often_they_were_used_and_whether_they_live()
    {
        using var evidence = Case();

        var track = evidence.Investigate("arn:aws:iam::111122223333:user/bob").Letter("track");

        var rows = track.Table("credentials");
        Assert.Equal(
            ["accesskeyid", "principal", "issuedby", "issuedat", "uses", "firstuse", "lastuse", "addresses", "live"],
            rows.Columns.Take(9)
        );
        Assert.Equal(
            ["AKIAUSER0000000000AA", "ASIASESSION0000000AA", "AKIAEVE0000000000000"],
            rows.Column("accesskeyid")
        );
        Assert.Equal([1L, 3L, 0L], rows.Column("uses"));
        Assert.Equal([0L, 1L, 0L], rows.Column("denied"));
        Assert.Equal(["yes", "no", "yes"], rows.Column("live"));
        Assert.Equal([null, "bob (AKIAUSER0000000000AA)", "app/ops (ASIASESSION0000000AA)"], rows.Column("issuedby"));
        Assert.Equal([null, Time + "1Z", Time + "3Z"], rows.Column("issuedat"));
        Assert.Contains("became role app", track.Text());
        Assert.Contains("GetPasswordData 1× (all denied)", track.Text());
        Assert.Contains("made the key AKIAEVE0000000000000 of user eve", track.Text());
    }

    [Fact]
    public void What_a_credential_did_after_the_window_is_not_counted()
    {
        using var evidence = Case();
        var window = new TimeWindow(null, new DateTime(2024, 5, 1, 10, 0, 3, DateTimeKind.Utc));

        var track = evidence.Investigate(null, window, "arn:aws:iam::111122223333:user/bob").Letter("track");

        Assert.Equal([1L, 2L, 0L], track.Table("credentials").Column("uses"));
        Assert.Equal([Time + "1Z", Time + "3Z", null], track.Table("credentials").Column("lastuse"));
        Assert.Contains("not used by 2024-05-01T10:00:03Z", track.Text());
        Assert.DoesNotContain("ListUsers", track.Text());
    }

    [Fact]
    public void A_key_that_is_made_active_was_not_made_then()
    {
        using var evidence = new SmallCase(
            Record("ListBuckets", Time + "1Z", User("eve", "AKIAEVE0000000000000")),
            Record(
                "UpdateAccessKey",
                Time + "3Z",
                User("bob"),
                """
                {"eventSource":"iam.amazonaws.com","readOnly":false,
                 "requestParameters":{"userName":"eve","accessKeyId":"AKIAEVE0000000000000","status":"Active"}}
                """
            )
        );

        var said = evidence.Investigate("AKIAEVE0000000000000");

        Assert.Contains("of user eve work again at 2024-05-01T10:00:03Z", said.Letter("track").Text());
        Assert.All(said.Letter("track").Table("credentials").Column("issuedat"), Assert.Null);
        Assert.DoesNotContain(said.Graph.Edges, e => e.Kind == "created");
    }

    [Fact]
    public void Two_records_of_one_eventID_are_one_call_of_a_credential_that_several_identities_used()
    {
        string Call(string second, string user, string id) =>
            Record("ListBuckets", Time + second, User(user), $$"""{"eventID":"{{id}}"}""");
        using var evidence = new SmallCase(
            Call("1Z", "bob", "twice"),
            Call("2Z", "bob", "twice"),
            Call("3Z", "eve", "once"),
            Call("4Z", "mallory", "twice")
        )
        {
            Coverage = new()
            {
                From = new(2020, 1, 1),
                To = new(2030, 1, 1),
                ConflictingDuplicates = 2,
            },
        };

        var credentials = evidence.Investigate("bob", "eve", "mallory").Letter("track").Table("credentials");

        Assert.All(credentials.Column("uses"), uses => Assert.InRange((long)uses!, 1, 3));
        Assert.Equal(3L, credentials.Column("uses").Sum(u => (long)u!));
    }

    [Fact]
    public void From_the_last_key_the_way_back_is_told()
    {
        using var evidence = Case();

        var track = evidence.Investigate("AKIAEVE0000000000000").Letter("track");

        Assert.Contains(
            "eve (AKIAEVE0000000000000) came from bob (AKIAUSER0000000000AA): AssumeRole at 2024-05-01T10:00:01Z",
            track.Text()
        );
        Assert.StartsWith("It came from bob (AKIAUSER0000000000AA)", track.Headline);
        Assert.Equal("tree", track.Tables[1].Name);
        Assert.Equal([0L, 1L, 2L, 3L], track.Tables[1].Column("depth"));
    }

    [Fact]
    public void Identity_and_Caller_name_the_first_human_or_key_behind_each_call()
    {
        using var evidence = Case();

        var said = evidence.Investigate("arn:aws:sts::111122223333:assumed-role/app/ops");

        Assert.Equal(["bob (AKIAUSER0000000000AA)"], said.Letter("identity").Table("identities").Column("behind"));
        Assert.All(
            said.Letter("caller").Table("calls").Column("behind"),
            b => Assert.Equal("bob (AKIAUSER0000000000AA)", b)
        );
        Assert.Contains("stands bob (AKIAUSER0000000000AA)", said.Letter("identity").Text());
        Assert.Contains("stands bob (AKIAUSER0000000000AA)", said.Letter("caller").Text());
    }

    [Fact]
    public void The_graph_is_the_contract_s()
    {
        using var evidence = Case();

        var graph = evidence.Investigate("AKIAUSER0000000000AA").Graph;

        Assert.Subset(
            new HashSet<string> { "access-key", "address", "principal", "session", "workload" },
            graph.Nodes.Select(n => n.Kind).ToHashSet()
        );
        Assert.Contains(
            graph.Edges,
            e =>
                e
                    is {
                        From: "AKIAUSER0000000000AA",
                        To: "ASIASESSION0000000AA",
                        Kind: "issued",
                        Certainty: Certainty.Exact
                    }
        );
        Assert.Contains(
            graph.Edges,
            e => e is { From: "ASIASESSION0000000AA", To: "AKIAEVE0000000000000", Kind: "created" }
        );
        Assert.Contains(graph.Edges, e => e is { To: "198.51.100.7", Kind: "used-from" });
        var ids = graph.Nodes.Select(n => n.Id).ToHashSet();
        Assert.Equal(graph.Nodes.Count, ids.Count);
        Assert.All(graph.Edges, e => Assert.True(ids.Contains(e.From) && ids.Contains(e.To) && e.EventId.Length > 0));
    }

    [Fact]
    public void A_window_cuts_what_came_after_it_and_says_so_but_not_where_it_came_from()
    {
        using var evidence = Case();

        var said = evidence.Investigate(
            null,
            new TimeWindow(new(2024, 5, 1, 10, 0, 2, DateTimeKind.Utc), new(2024, 5, 1, 10, 0, 2, DateTimeKind.Utc)),
            "ASIASESSION0000000AA"
        );
        var track = said.Letter("track");

        Assert.DoesNotContain("AKIAEVE0000000000000", track.Table("credentials").Column("accesskeyid"));
        Assert.Contains(track.Gaps, g => g.Contains("the window ends there"));
        Assert.StartsWith("It came from bob", track.Headline);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/app")]
    [InlineData("AROAEXAMPLEEXAMPLE00")]
    public void A_role_is_its_sessions_and_came_from_whoever_took_it(string lead)
    {
        using var evidence = Case();

        var said = evidence.Investigate(lead);

        Assert.StartsWith("It came from bob", said.Letter("track").Headline);
        Assert.Contains(
            said.Graph.Edges,
            e => e is { From: "AKIAUSER0000000000AA", To: "ASIASESSION0000000AA", Kind: "issued" }
        );
    }

    [Fact]
    public void Nothing_known_is_partial_and_never_nothing_done()
    {
        using var evidence = Case();

        var track = evidence.Investigate("AKIANOBODY0000000000").Letter("track");

        Assert.Equal(AnswerStatus.Partial, track.Status);
        Assert.Empty(track.Findings);
        Assert.Contains("not proof", track.Gaps[0]);
        Assert.Contains(track.Reproduce, r => r.Engine == "cli" && r.Text.Contains("AKIANOBODY0000000000"));
    }

    [Fact]
    public void A_function_s_role_used_from_where_a_user_calls_is_stolen()
    {
        using var evidence = new SmallCase(
            Record(
                "AssumeRole",
                Time + "0Z",
                """{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}""",
                """{"eventSource":"sts.amazonaws.com","sourceIPAddress":"lambda.amazonaws.com","requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/fn","roleSessionName":"resize"}}"""
            ),
            Record("ListBuckets", Time + "1Z", Session("fn", "resize"), """{"sourceIPAddress":"192.0.2.10"}"""),
            Record("ListBuckets", Time + "2Z", Session("fn", "resize"), """{"sourceIPAddress":"203.0.113.9"}"""),
            Record("ListBuckets", Time + "3Z", Session("fn", "resize"), """{"sourceIPAddress":"AWS Internal"}"""),
            Record("ListUsers", Time + "4Z", User("bob"), """{"sourceIPAddress":"203.0.113.9"}""")
        );

        var stolen = Assert.Single(
            evidence.Investigate("arn:aws:sts::111122223333:assumed-role/fn/resize").Letter("track").Findings,
            f => f.Severity == Severity.Critical
        );

        Assert.StartsWith(
            "Credentials of workload function resize (fn/resize) were used from 203.0.113.9 (1 call; bob called from there too)",
            stolen.Text
        );
        Assert.DoesNotContain("AWS Internal", stolen.Text);
    }

    [Fact]
    public void An_instance_s_role_used_only_from_where_someone_went_into_it_is_stolen()
    {
        using var evidence = new SmallCase(
            Record("SendCommand", Time + "1Z", User("bob"), Command("198.51.100.7")),
            Record("ListBuckets", Time + "2Z", Session("web", Instance))
        );

        foreach (var lead in new[] { "arn:aws:iam::111122223333:user/bob", Instance })
        {
            var stolen = Assert.Single(
                evidence.Investigate(lead).Letter("track").Findings,
                f => f.Severity == Severity.Critical
            );
            Assert.StartsWith(
                $"Credentials of instance {Instance} (web/{Instance}) were used from 198.51.100.7 (1 call; bob called from there too), from where bob",
                stolen.Text
            );
            Assert.Contains("(SendCommand at 2024-05-01T10:00:01Z)", stolen.Text);
            Assert.Equal(Certainty.Inferred, stolen.Certainty);
            Assert.Equal(2, stolen.Evidence.Count);
        }
    }

    [Theory]
    [InlineData("203.0.113.9", "198.51.100.7", true)] // who went in stands elsewhere: what is shared may be a gateway
    [InlineData("198.51.100.7", "192.0.2.10", false)] // the role's calls come from an address of its own
    public void An_instance_s_role_is_not_called_stolen_for_an_address_alone(string entered, string used, bool isNoted)
    {
        using var evidence = new SmallCase(
            Record("SendCommand", Time + "1Z", User("bob"), Command(entered)),
            Record("ListUsers", Time + "2Z", User("ann", "AKIAUSER0000000000AB")),
            Record("ListBuckets", Time + "3Z", Session("web", Instance), "{\"sourceIPAddress\":\"" + used + "\"}")
        );

        var findings = evidence.Investigate(Instance).Letter("track").Findings;
        Assert.DoesNotContain(findings, f => f.Severity == Severity.Critical);
        Assert.Equal(
            isNoted,
            findings.Any(f => f.Certainty == Certainty.Ambiguous && f.Text.Contains("ann called from there too"))
        );
    }

    [Fact]
    public void A_password_s_uses_are_its_sign_ins()
    {
        const string Eve =
            """{"type":"IAMUser","principalId":"AIDAEVE","arn":"arn:aws:iam::111122223333:user/eve","accountId":"111122223333","userName":"eve"}""";
        using var evidence = new SmallCase(
            Record(
                "CreateLoginProfile",
                Time + "1Z",
                User("bob"),
                """{"eventSource":"iam.amazonaws.com","requestParameters":{"userName":"eve"}}"""
            ),
            Record(
                "ConsoleLogin",
                Time + "2Z",
                Eve,
                """{"eventSource":"signin.amazonaws.com","responseElements":{"ConsoleLogin":"Success"}}"""
            )
        );

        var track = evidence.Investigate("AKIAUSER0000000000AA").Letter("track");

        var made = Assert.Single(track.Findings, f => f.Text.Contains("made password of user eve"));
        Assert.Contains("used to sign in 1 time", made.Text);
        Assert.Contains("from 198.51.100.7", made.Text);
        Assert.Equal(2, made.Evidence.Count);
        var rows = track.Table("credentials");
        var at = rows.Column("credential").ToList().IndexOf("arn:aws:iam::111122223333:user/eve#password");
        Assert.Equal([1L, Time + "2Z"], new[] { rows.Column("uses")[at], rows.Column("lastuse")[at] });
    }

    [Fact]
    public void A_role_that_a_service_took_came_from_that_service()
    {
        using var evidence = SharedData.Invictus();
        Assert.SkipWhen(evidence is null, "the real logs are not beside the repository");

        var track = evidence
            .Investigate("arn:aws:iam::123837392027:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS")
            .Letter("track");

        Assert.StartsWith("rds.amazonaws.com took its sessions by itself; ", track.Headline);
        var finding = Assert.Single(
            track.Findings,
            f => f.Text.StartsWith("rds.amazonaws.com took sessions by itself")
        );
        Assert.Contains("fc7df72b-2505-4ed9-9f06-384b94f6e7a2", finding.Evidence.Select(e => e.EventId));
    }

    private static string Command(string address) =>
        """{"eventSource":"ssm.amazonaws.com","sourceIPAddress":"ADDRESS","requestParameters":{"instanceIds":["INSTANCE"]}}"""
            .Replace("ADDRESS", address)
            .Replace("INSTANCE", Instance);

    private static SmallCase Case() =>
        new(
            Record("AssumeRole", Time + "1Z", User("bob"), Assume),
            Record(
                "GetPasswordData",
                Time + "2Z",
                Ops,
                """{"errorCode":"Client.UnauthorizedOperation","errorMessage":"not authorized"}"""
            ),
            Record("CreateAccessKey", Time + "3Z", Ops, NewKey),
            Record("ListUsers", Time + "4Z", Ops)
        )
        {
            Coverage = new Coverage
            {
                From = new(2024, 5, 1),
                To = new(2024, 5, 2),
                Accounts = ["111122223333"],
            },
        };

    private static string Ops => Session("app", "ops").Replace("2024-05-01T00:00:00Z", Time + "1Z");
}
