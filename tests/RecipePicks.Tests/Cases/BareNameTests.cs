using RecipePicks.Cases;
using RecipePicks.Tests.Letters;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Cases;

/// <summary>A lead whose form says nothing.</summary>
public sealed class BareNameTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Fact]
    public void A_bare_name_lists_every_reading_with_its_count()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("deploy")),
            Record("GetUser", Time + "2Z", Session("deploy", "ci")),
            Record("GetUser", Time + "3Z", Session("deploy", "ci")),
            Record("GetUser", Time + "4Z", Session("admin", "deploy")),
            Record("ListAccessKeys", Time + "5Z", User("eve"), """{"requestParameters":{"userName":"deploy"}}""")
        );

        var said = evidence.Investigate("deploy");

        Assert.Equal([new Lead(LeadKind.Principal, "deploy")], said.Leads);
        Assert.Equal(
            "deploy was read as the name of an identity. Readings: as a role, 2 calls; as a session, 1 call; as a user, 1 call; as a resource, named by 1 event.",
            said.Reading[0]
        );
        Assert.Equal(4, said.Letter("caller").Table("calls").Rows.Count);
        Assert.Single(said.Letter("events").Table("calls").Rows);
    }

    [Theory]
    [InlineData("user/deploy", "arn:aws:iam::111122223333:user/deploy", 1)]
    [InlineData("role/deploy", "arn:aws:iam::111122223333:role/deploy", 2)]
    [InlineData("assumed-role/deploy/ci", "arn:aws:sts::111122223333:assumed-role/deploy/ci", 2)]
    public void A_name_with_its_type_before_it_is_no_other_of_that_name(string lead, string arn, int calls)
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("deploy")),
            Record("GetUser", Time + "2Z", Session("deploy", "ci")),
            Record("GetUser", Time + "3Z", Session("deploy", "ci")),
            Record("GetUser", Time + "4Z", Session("admin", "deploy"))
        );

        var said = evidence.Investigate(lead);

        Assert.Equal([new Lead(LeadKind.Principal, lead)], said.Leads);
        Assert.Contains($"It is {arn}.", said.Reading);
        Assert.Equal(calls, said.Letter("caller").Table("calls").Rows.Count);
    }

    [Fact]
    public void A_users_path_may_be_left_out_of_its_name_and_may_not_be_another()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob").Replace("user/bob", "user/ops/bob"))
        );

        Assert.Contains("It is arn:aws:iam::111122223333:user/ops/bob.", evidence.Investigate("user/bob").Reading);
        Assert.Contains("It is arn:aws:iam::111122223333:user/ops/bob.", evidence.Investigate("user/ops/bob").Reading);
        Assert.Equal(LeadKind.Resource, evidence.Investigate("user/dev/bob").Leads[0].Kind);
    }

    [Fact]
    public void A_user_who_never_called_is_found_by_its_name_and_type_in_what_others_did_to_it()
    {
        using var evidence = new SmallCase(
            Record("DeleteUser", Time + "1Z", User("eve"), """{"requestParameters":{"userName":"mallory"}}"""),
            Record("DeleteRole", Time + "2Z", User("eve"), """{"requestParameters":{"roleName":"mallory"}}""")
        );

        var said = evidence.Investigate("user/mallory");

        Assert.Contains("1 as the target", said.Letter("events").Headline);
        Assert.Equal(
            said.Letter("events").Headline.Replace("user/mallory", "it"),
            evidence
                .Investigate(LeadKind.Resource, default, "arn:aws:iam::111122223333:user/mallory")
                .Letter("events")
                .Headline.Replace("arn:aws:iam::111122223333:user/mallory", "it")
        );
    }

    [Fact]
    public void The_root_user_is_found_by_its_name_though_its_records_hold_none()
    {
        const string root =
            """{"type":"Root","principalId":"111122223333","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333"}""";
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", root),
            Record("ListAccessKeys", Time + "2Z", User("bob"), """{"requestParameters":{"userName":"root"}}""")
        );

        var said = evidence.Investigate("root");

        Assert.Equal(["GetUser"], said.Letter("caller").Table("calls").Column("eventname"));
        Assert.Contains("It is arn:aws:iam::111122223333:root.", said.Reading);
    }

    [Fact]
    public void A_session_is_found_by_the_name_in_its_ARN_where_its_unique_id_is_hidden()
    {
        var hidden = Session("Admin", "ann").Replace("AROAEXAMPLEEXAMPLE00:ann", "AROA****************:User");
        using var evidence = new SmallCase(Record("GetUser", Time + "1Z", hidden));

        var said = evidence.Investigate("ann");

        Assert.Equal(LeadKind.Principal, Assert.Single(said.Leads).Kind);
        Assert.Single(said.Letter("caller").Table("calls").Rows);
    }

    [Fact]
    public void A_name_that_nobody_bears_is_a_resources_and_no_error()
    {
        using var evidence = new SmallCase(Record("GetUser", Time + "1Z", User("bob")));

        var said = evidence.Investigate("unheard-of");

        Assert.Equal(LeadKind.Resource, said.Leads[0].Kind);
        Assert.Contains("names no user, role, session or account that called in the evidence", said.Reading[0]);
    }

    [Theory]
    [InlineData("instance/i-0abc1234def567890", "i-0abc1234def567890")]
    [InlineData("table:orders", "orders")]
    public void The_end_of_a_resources_ARN_is_read_as_what_calls_name(string lead, string name)
    {
        using var evidence = new SmallCase(
            Record(
                "StopInstances",
                Time + "1Z",
                User("eve"),
                """{"requestParameters":{"instanceId":"i-0abc1234def567890"}}"""
            ),
            Record(
                "DeleteTable",
                Time + "2Z",
                User("eve"),
                """{"requestParameters":{"tableName":"orders"},"errorMessage":"arn:aws:dynamodb:eu-west-1:111122223333:table:orders"}"""
            )
        );

        var said = evidence.Investigate(lead);

        Assert.Equal([new Lead(LeadKind.Resource, name)], said.Leads);
        Assert.Equal($"{lead} was read as the end of an ARN: calls name {name}.", said.Reading[0]);
        Assert.Single(said.Letter("events").Table("calls").Rows);
    }

    [Theory]
    [InlineData("alias/orders")]
    [InlineData("reports/orders")]
    public void A_name_with_a_slash_that_calls_use_and_one_that_nobody_knows_stay_whole(string lead)
    {
        using var evidence = new SmallCase(
            Record("Encrypt", Time + "1Z", User("eve"), """{"requestParameters":{"keyId":"alias/orders"}}"""),
            Record("DeleteTable", Time + "2Z", User("eve"), """{"requestParameters":{"tableName":"orders"}}""")
        );

        Assert.Equal([new Lead(LeadKind.Resource, lead)], evidence.Investigate(lead).Leads);
    }

    [Theory]
    [InlineData("f088a80d-123f-419d-9970-51fb5ee592b3", "requestID")]
    [InlineData("79A59DF900B949E5", "requestID")]
    [InlineData("92173965-bfd9-4fcc-ab2c-7cd395aef32a", "sharedEventID")]
    public void A_calls_requestID_leads_to_its_event(string lead, string what)
    {
        var member = char.ToLowerInvariant(what[0]) + what[1..];
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob")),
            Record("DeleteUser", Time + "2Z", User("eve"), $$"""{"{{member}}":"{{lead}}"}"""),
            Record("ListUsers", Time + "3Z", User("max"), $$"""{"{{member}}":"{{lead}}"}""")
        );

        var said = evidence.Investigate(lead);

        Assert.Equal(LeadKind.Event, said.Leads[0].Kind);
        Assert.StartsWith(
            $"{lead} is the {what} of 2 events; the first is followed, and the others are ListUsers ",
            said.Reading[0]
        );
        Assert.Contains("was read as an event: DeleteUser at", said.Reading[1]);
        Assert.Contains("eve", said.Letter("identity").Headline);
    }
}
