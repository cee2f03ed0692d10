using RecipePicks.Cases;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Scenarios;

/// <summary>The bundled incident's chain, the same from whichever of its leads one begins.</summary>
public sealed class BundledChainTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    private const string Leaked = "AKIAMKTP7DRBKEXAMPLE";
    private const string Deploy = "ASIAWCEWKR3VSEXAMPLE";
    private const string Development = "ASIAVKRNW65OJEXAMPLE";
    private const string Backdoor = "AKIAFAWPL7Q2TEXAMPLE";
    private const string Outside = "ASIAFOHUHYOXQEXAMPLE";
    private const string Rogue = "i-01a35fc7d1e75c65b";

    public static TheoryData<string> Leads => [Leaked, "203.0.113.77", "snap-0029bf37d298c8516", Rogue, "backup-sync"];

    [Theory]
    [MemberData(nameof(Leads))]
    public void The_whole_story_is_told_from_any_lead(string lead)
    {
        var said = Investigate(lead);
        var track = said.Letter("track");
        var credentials = track.Table("credentials");
        long Uses(string key) => credentials.Rows.Where(r => (r[0] as string) == key).Sum(r => (long)r[4]!);

        // samples/README.md, "The truth": calls with the leaked key, and of each session and key that came of it.
        Assert.Equal([103L, 120L, 14L, 16L, 6L], new[] { Leaked, Deploy, Development, Backdoor, Outside }.Select(Uses));
        Assert.Contains(Edge(said, Leaked, Deploy, "issued"), e => e.Certainty == Certainty.Exact);
        Assert.Contains(Edge(said, Deploy, Development, "issued"), e => e.Certainty == Certainty.Exact);
        Assert.NotEmpty(Edge(said, Deploy, Backdoor, "created"));
        Assert.NotEmpty(Edge(said, Deploy, "arn:aws:iam::111122223333:user/backup-sync", "escalated"));
        Assert.NotEmpty(Edge(said, Deploy, "arn:aws:iam::111122223333:role/orders-report", "trusted"));
        Assert.NotEmpty(Edge(said, "arn:aws:iam::111122223333:role/orders-report", Outside, "trusted"));
        Assert.NotEmpty(Edge(said, Deploy, Rogue, "carried"));
        Assert.NotEmpty(Edge(said, Leaked, "arn:aws:iam::111122223333:role/admin-breakglass", "attempted"));
        var stolen = Assert.Single(track.Findings, f => f.Severity == Severity.Critical);
        Assert.Contains($"instance {Rogue}", stolen.Text);
        Assert.Contains("203.0.113.77 (6 calls", stolen.Text);
        Assert.Contains("(iam:PassRole, which is never logged)", track.Text());
    }

    [Theory]
    [MemberData(nameof(Leads))]
    public void What_is_left_to_contain_is_what_the_README_says(string lead)
    {
        var steps = Investigate(lead).Containment;

        var open = steps.Where(s => !s.Done).Select(s => s.Command ?? "").ToList();
        Assert.Contains(open, c => c.Contains("update-access-key") && c.Contains(Backdoor));
        Assert.Contains(open, c => c.Contains("delete-login-profile --user-name='backup-sync'"));
        Assert.Contains(
            open,
            c => c.Contains("update-assume-role-policy --role-name='orders-report'") && !c.Contains("999988887777")
        );
        Assert.Contains(
            open,
            c => c.Contains("put-bucket-policy --bucket='larkspur-customer-data'") && !c.Contains("999988887777")
        );
        Assert.Contains(open, c => c.Contains("delete-function-url-config") && c.Contains("image-resizer"));
        Assert.Contains(open, c => c.Contains("revoke-security-group-ingress"));
        var done = steps.Where(s => s.Done).Select(s => s.Text).ToList();
        Assert.Contains(done, t => t.Contains(Leaked) && t.Contains("priya.anand"));
        Assert.Contains(done, t => t.Contains("deploy-production") && t.Contains("revoked"));
        Assert.Contains(done, t => t.Contains("snap-0029bf37d298c8516"));
        Assert.Contains(done, t => t.Contains(Rogue) && t.Contains("StopInstances"));
        Assert.DoesNotContain(open, c => c.Contains(Leaked) || c.Contains("snap-0029bf37d298c8516"));
        Assert.All(steps, s => Assert.All(s.Evidence, e => Assert.True(e.Record > 0)));
    }

    [Fact]
    public void Calls_of_the_backdoor_stand_behind_the_leaked_key()
    {
        var identity = Investigate("backup-sync").Letter("identity").Table("identities");

        Assert.All(identity.Column("behind"), b => Assert.Equal($"ci-publisher ({Leaked})", b));
    }

    [Fact]
    public void An_innocent_who_shares_the_address_is_a_root_of_her_own()
    {
        var tree = Investigate("203.0.113.77").Letter("track").Table("tree");
        var roots = tree.Rows.Where(r => (long)r[0]! == 0).Select(r => (string)r[1]!).ToList();

        Assert.Contains(roots, r => r.Contains("mara.quinn"));
        Assert.Contains(roots, r => r == "user ci-publisher");
    }

    private static IEnumerable<GraphEdge> Edge(Investigated said, string from, string to, string kind) =>
        said.Graph.Edges.Where(e => e.From == from && e.To == to && e.Kind == kind);

    private Investigated Investigate(string lead) =>
        Investigation.Run(
            incident.Case.Engine,
            TestCase.Coverage(incident.Case),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );
}
