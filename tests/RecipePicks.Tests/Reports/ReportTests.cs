using System.Text.Json;
using RecipePicks.Reports;
using RecipePicks.Reports.Text;

namespace RecipePicks.Tests.Reports;

public sealed class ReportTests
{
    [Theory]
    [InlineData("text", "report.txt")]
    [InlineData("json", "report.json")]
    [InlineData("markdown", "report.md")]
    public void A_report_is_as_approved(string format, string file) =>
        Approved.Check(file, Print(format, Surface.Plain));

    [Fact]
    public void A_terminal_gets_colours_and_lines() =>
        Approved.Check("terminal.txt", Print("text", new Surface(80, true)));

    [Fact]
    public void The_board_is_the_head_of_the_text()
    {
        using var board = new StringWriter();
        new BoardReport(Surface.Plain).Write(Example.Outcome, board);
        var text = Print("text", Surface.Plain);

        Assert.StartsWith(board.ToString()[..board.ToString().IndexOf("-- Containment")], text);
    }

    [Fact]
    public void Every_format_is_deterministic_and_ends_its_last_line()
    {
        foreach (var format in AllReports.List)
        {
            var text = Print(format.Name, Surface.Plain);

            Assert.Equal(text, Print(format.Name, Surface.Plain));
            Assert.EndsWith("\n", text);
            Assert.DoesNotContain("\r", text);
        }
    }

    [Fact]
    public void Plain_text_is_ascii() => Assert.True(System.Text.Ascii.IsValid(Print("text", Surface.Plain)));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Tables_fit_the_width(int width)
    {
        var rows = Print("text", new Surface(width, false)).Split('\n').Where(line => line.Contains("Get"));

        Assert.All(rows, line => Assert.True(line.Length <= Math.Max(width, 65), line));
    }

    [Fact]
    public void Json_follows_the_contract()
    {
        using var json = JsonDocument.Parse(Print("json", Surface.Plain));
        var root = json.RootElement;

        Assert.Equal(
            ["picks", "leads", "reading", "window", "letters", "containment", "graph", "timeline", "coverage"],
            root.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(
            "RECIPEPICKS",
            string.Concat(root.GetProperty("letters").EnumerateArray().Select(l => l.GetProperty("mark")))
        );
        var row = root.GetProperty("letters")[1].GetProperty("tables")[0].GetProperty("rows")[0];
        Assert.Equal(
            [JsonValueKind.String, JsonValueKind.String, JsonValueKind.String, JsonValueKind.Null],
            row.EnumerateArray().Take(4).Select(cell => cell.ValueKind)
        );
        Assert.Equal(100, row[6].GetInt64());
        Assert.False(row[7].GetBoolean());
        Assert.Equal("2023-07-10T13:00:00.25Z", root.GetProperty("coverage").GetProperty("to").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("window").GetProperty("to").ValueKind);
    }

    [Fact]
    public void An_unknown_format_is_refused() =>
        Assert.Throws<ArgumentException>(() => AllReports.Create("xml", Surface.Plain));

    private static string Print(string format, Surface surface)
    {
        using var output = new StringWriter();
        AllReports.Create(format, surface).Write(Example.Outcome, output);
        return output.ToString();
    }
}
