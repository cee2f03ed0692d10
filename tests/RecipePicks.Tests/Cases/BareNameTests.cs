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
}
