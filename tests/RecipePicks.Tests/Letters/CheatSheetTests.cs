using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class CheatSheetTests
{
    [Fact]
    public void Without_a_lead_the_placeholders_stay()
    {
        var sheet = CheatSheet.For([]);

        Assert.Equal(
            "RECIPEPICKS",
            string.Concat(sheet.Select(e => (e.Mark, e.Letter)).Distinct().Select(e => e.Mark))
        );
        Assert.Contains(sheet, e => e.Text.Contains("useridentity.username = '<user-name>'"));
        Assert.Contains(sheet, e => e.Text.Contains("LIKE '%<resource>%'"));
        Assert.Contains(sheet, e => e.Text.Contains("eventtime BETWEEN '<from>' AND '<to>'"));
        Assert.Contains(sheet, e => e.Engine == "cli" && e.Text.Contains("user='<user-name>'"));
        Assert.DoesNotContain(sheet, e => e.Text.Contains("{{"));
    }

    [Fact]
    public void A_users_scripts_hold_attached_inline_and_group_policies_and_the_boundary()
    {
        var text = Script("arn:aws:iam::111122223333:user/x/bob", "permissions");

        Assert.StartsWith("user='bob'", text);
        Assert.All(
            [
                "list-attached-user-policies",
                "list-user-policies",
                "list-groups-for-user",
                "list-group-policies",
                "PermissionsBoundary",
                "get-policy-version",
            ],
            command => Assert.Contains(command, text)
        );
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/x/admin")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/admin/session")]
    public void A_role_and_its_session_lead_to_the_roles_attached_and_inline_policies_and_its_trust(string lead)
    {
        var text = Script(lead, "permissions");

        Assert.StartsWith("role='admin'", text);
        Assert.All(
            ["get-role", "list-attached-role-policies", "list-role-policies", "get-role-policy"],
            command => Assert.Contains(command, text)
        );
    }

    [Fact]
    public void An_instance_leads_to_its_profile_its_role_and_that_roles_policies()
    {
        var text = Script("i-0dbc91f429e48eeed", "entitlements");

        Assert.StartsWith("id='i-0dbc91f429e48eeed'", text);
        Assert.All(["IamInstanceProfile", "get-instance-profile", "list-role-policies"], c => Assert.Contains(c, text));
    }

    [Fact]
    public void The_table_can_have_another_name() =>
        Assert.All(
            CheatSheet.For([], "security.trail").Where(e => e.Engine == "athena"),
            e => Assert.Matches("FROM (security.trail|config_items)", e.Text)
        );

    private static string Script(string lead, string letter) =>
        CheatSheet.For([LeadForm.Recognise(lead)!]).First(e => e.Letter == letter && e.Engine == "cli").Text;
}
