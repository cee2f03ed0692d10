using System.Text.Json;
using RecipePicks.Cases;
using RecipePicks.Reports;
using RecipePicks.State;
using RecipePicks.Tests.State;
using Story = RecipePicks.Tests.State.Story;

namespace RecipePicks.Tests.Reports;

/// <summary>A state on the terminal and as JSON: whole in JSON, inert in both.</summary>
public sealed class StateReportTests
{
    private const string Hostile = "\u001b[2J \u202Egpj <img>";

    [Fact]
    public void Json_has_every_value_as_it_is_and_nothing_that_a_terminal_obeys()
    {
        var text = new StringWriter();
        StateReport.WriteJson(Told(), text);

        Assert.DoesNotContain('\u001b', text.ToString());
        Assert.DoesNotContain('\u202E', text.ToString());
        using var json = JsonDocument.Parse(text.ToString());
        var state = json.RootElement.GetProperty("resources")[0].GetProperty("state").EnumerateArray().ToList();
        Assert.Equal(
            Hostile,
            state
                .Single(s => s.GetProperty("path").GetString() == "role.inline[a]")
                .GetProperty("value")
                .GetProperty("Sid")
                .GetString()
        );
    }

    [Fact]
    public void Text_shows_path_value_and_call()
    {
        var text = new StringWriter();
        StateReport.WriteText(Told(), Surface.Plain, text);

        Assert.Contains("role.inline[a]", text.ToString());
        Assert.Contains("PutRolePolicy", text.ToString());
        Assert.DoesNotContain('\u001b', text.ToString());
    }

    private static ResourceStates Told() =>
        new(
            "r",
            DateTime.MaxValue,
            Replay.Of([
                Story.Call(
                    1,
                    "iam",
                    "PutRolePolicy",
                    new
                    {
                        roleName = "r",
                        policyName = "a",
                        policyDocument = JsonSerializer.Serialize(new { Sid = Hostile }),
                    }
                ),
            ])
        );
}
