using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary>Leads out of a finding of GuardDuty or Security Hub.</summary>
public sealed class FindingTests(IncidentCase incident) : IClassFixture<IncidentCase>
{
    private static readonly string s_finding = Repository.File("samples/finding.json");

    [Fact]
    public void A_finding_is_investigated_as_what_it_names()
    {
        var run = incident.Ask("investigate", "--finding", s_finding, "--format", "json").Ok();

        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal(
            ["access-key AKIAMKTP7DRBKEXAMPLE", "ip 203.0.113.77"],
            root.GetProperty("leads").EnumerateArray().Select(l => $"{l.GetProperty("kind")} {l.GetProperty("value")}")
        );
        Assert.StartsWith(
            "GuardDuty found Recon:IAMUser/MaliciousIPCaller.Custom, severity 5, seen from 2026-03-10T22:14:09Z to 2026-03-10T22:25:35Z",
            root.GetProperty("reading")[0].GetString()
        );
        Assert.Equal(
            Leads("AKIAMKTP7DRBKEXAMPLE", "203.0.113.77").GetProperty("letters").GetRawText(),
            root.GetProperty("letters").GetRawText()
        );
    }

    [Fact]
    public void The_address_beside_the_key_takes_nothing_from_what_came_of_the_key()
    {
        var both = Nodes(Leads("AKIAMKTP7DRBKEXAMPLE", "203.0.113.77"));

        Assert.Empty(Nodes(Leads("AKIAMKTP7DRBKEXAMPLE")).Except(both));
        Assert.Contains("i-01a35fc7d1e75c65b", both);
    }

    [Fact]
    public void It_may_come_from_standard_input() =>
        Assert.Contains(
            "AKIAMKTP7DRBKEXAMPLE belongs to",
            Picks.Shell($"$PICKS investigate --finding - --case '{incident.Folder}' < '{s_finding}'").Ok().Out
        );

    [Fact]
    public void The_cheat_sheet_takes_it_too() =>
        Assert.Contains("AKIAMKTP7DRBKEXAMPLE", Picks.With("cheatsheet", "--finding", s_finding).Ok().Out);

    [Fact]
    public void A_file_without_one_fails_and_says_so() =>
        Assert.Contains(
            "requests.json: it holds no finding of GuardDuty or Security Hub",
            incident.Ask("investigate", "--finding", Repository.File("samples/requests.json")).Is(1).Err
        );

    [Fact]
    public void What_is_no_JSON_fails_and_says_so() =>
        Assert.Contains(
            "README.md: it is no JSON",
            incident.Ask("investigate", "--finding", Repository.File("README.md")).Is(1).Err
        );

    [Fact]
    public void A_file_that_is_not_there_fails_and_says_so() =>
        Assert.Contains("nowhere", incident.Ask("investigate", "--finding", "/nowhere.json").Is(1).Err);

    [Fact]
    public void What_it_names_is_of_several_kinds() =>
        Assert.Contains(
            "--as and --finding exclude each other",
            incident.Ask("investigate", "--finding", s_finding, "--as", "ip").Is(2).Err
        );

    private static IEnumerable<string> Nodes(JsonElement investigated) =>
        investigated
            .GetProperty("graph")
            .GetProperty("nodes")
            .EnumerateArray()
            .Select(n => n.GetProperty("id").GetString()!);

    private JsonElement Leads(params string[] leads)
    {
        using var json = JsonDocument.Parse(incident.Ask(["investigate", .. leads, "--format", "json"]).Ok().Out);
        return json.RootElement.Clone();
    }
}
