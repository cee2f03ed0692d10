using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary><c>picks simulate</c> on the bundled requests, and on what is none.</summary>
public sealed class SimulateTests
{
    [Fact]
    public void It_decides_every_case_and_says_because_of_which_statement()
    {
        var run = Picks
            .Shell($"$PICKS simulate {Repository.File("samples/requests.json")} --format json", Repository.Root)
            .Ok();

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(
            ["Allowed", "ExplicitlyDenied", "Unknown"],
            json.RootElement.EnumerateArray().Select(c => c.GetProperty("decision").GetString())
        );
        Assert.Equal(
            "resource policy larkspur-cards statement 1 (PaymentsOnly) denies s3:GetObject",
            json.RootElement[1].GetProperty("because")[0].GetString()
        );
    }

    [Fact]
    public void A_case_that_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            Path.Combine(folder.Path, "cases.json"),
            """[{"name":"bad"},{"name":"good","request":{"principal":"anonymous","action":"s3:GetObject","context":{}}}]"""
        );

        var run = Picks.Shell("$PICKS simulate cases.json", folder.Path).Is(1);

        Assert.Contains("picks: cases.json: bad: it has no request", run.Err);
        Assert.Contains("ImplicitlyDenied", run.Out);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_a_failure_that_says_where()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "cases.json"), "[{");

        Assert.Contains("cases.json: it is no JSON", Picks.Shell("$PICKS simulate cases.json", folder.Path).Is(1).Err);
    }
}
