using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary>A user agent carrying terminal escapes, HTML, a formula and a Markdown link is inert in every output.</summary>
public sealed class HostileTests(IncidentCase incident) : IClassFixture<IncidentCase>
{
    private const string Query =
        $"SELECT useragent, requestid FROM cloudtrail_logs WHERE eventid = '{IncidentCase.EventId}'";

    [Theory]
    [InlineData("investigate", "evil", "--format", "text")]
    [InlineData("investigate", "evil", "--format", "markdown")]
    [InlineData("investigate", "evil", "--format", "json")]
    [InlineData("sql", Query, "--format", "table")]
    [InlineData("sql", Query, "--format", "csv")]
    [InlineData("sql", Query, "--format", "json")]
    [InlineData("sql", Query, "--format", "ndjson")]
    [InlineData("show", IncidentCase.EventId)]
    public void No_output_can_act_on_a_terminal(params string[] arguments)
    {
        var run = incident.Ask(arguments).Ok();

        Assert.True(
            arguments.Contains("text") || run.Out.Contains("evil/1.0 \\u001b[2J", StringComparison.OrdinalIgnoreCase),
            run.Out
        );
        foreach (var c in "\e\a\u009b\u202E\u2028")
        {
            Assert.DoesNotContain(c, run.Out);
            Assert.DoesNotContain(c, run.Err);
        }
    }

    [Fact]
    public void A_lead_of_several_lines_is_one_line_of_a_comment()
    {
        var sheet = Picks.With("cheatsheet", "my-bucket\ntouch PWNED #\e[2J", "--as", "resource").Ok().Out;

        Assert.Contains("my-bucket touch PWNED #\\u001b[2J", sheet);
        Assert.DoesNotContain("\e", sheet);
        Assert.All(
            sheet.Split('\n').Where(l => l.Contains("PWNED", StringComparison.Ordinal)),
            l =>
                Assert.True(
                    l[0] is '#' or '-'
                        || l.StartsWith("touch PWNED #\\u001b[2J'", StringComparison.Ordinal)
                        || l.Contains('\''),
                    l
                )
        );
    }

    [Fact]
    public void A_file_s_name_makes_no_line_of_its_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes no such name");
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "x\npicks: all is well.json"), "{\"Records\":[{\"eventID\": \"cut");
        var run = Picks.With("load", folder.Path, "--case", Path.Combine(folder.Path, "case"));

        Assert.Contains("x\\u000apicks: all is well.json", run.Err);
        Assert.DoesNotContain("\npicks: all is well", run.Err);
    }

    [Fact]
    public void Json_stays_exact()
    {
        using var json = JsonDocument.Parse(incident.Ask("sql", Query, "--format", "json").Ok().Out);

        Assert.Equal(IncidentCase.Agent, json.RootElement[0].GetProperty("useragent").GetString());
        Assert.DoesNotContain("<img", incident.Ask("investigate", "evil", "--format", "json").Ok().Out);
    }

    [Fact]
    public void A_formula_is_text_in_csv() =>
        Assert.Contains(",\"'=HYPERLINK(\"\"", incident.Ask("sql", Query, "--format", "csv").Ok().Out);

    [Fact]
    public void Markdown_holds_no_link_and_no_html()
    {
        var outside = System.Text.RegularExpressions.Regex.Replace(
            incident.Ask("investigate", "evil", "--format", "markdown").Ok().Out,
            "(`+).*?[^`]\\1(?!`)",
            "",
            System.Text.RegularExpressions.RegexOptions.Singleline
        );

        Assert.DoesNotContain("evil.example", outside);
        Assert.DoesNotContain("<img", outside);
    }

    [Fact]
    public void A_shown_record_is_deep_equal_to_its_source()
    {
        using var source = JsonDocument.Parse(File.ReadAllText(incident.HostileLog));
        using var shown = JsonDocument.Parse(incident.Ask("show", IncidentCase.EventId).Ok().Out);

        Assert.True(JsonElement.DeepEquals(source.RootElement.GetProperty("Records")[0], shown.RootElement));
    }

    [Fact]
    public void Two_contents_of_one_event_are_both_shown()
    {
        var run = incident.Ask("show", "a4cde2e6-42ee-42f3-af09-47c9d7b197e6").Ok();

        Assert.Contains("2 records", run.Err);
        Assert.Equal(2, run.Out.Split("\"eventID\"").Length - 1);
    }
}
