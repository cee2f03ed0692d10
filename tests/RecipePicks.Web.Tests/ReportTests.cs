using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RecipePicks.Web.Tests;

/// <summary>The report as a file, before any browser sees it.</summary>
public sealed class ReportTests(IncidentFixture incident)
{
    private const int Megabyte = 1024 * 1024;
    private readonly string _report = File.ReadAllText(incident.Report);

    [Fact]
    public void It_is_smaller_than_three_megabytes() =>
        Assert.InRange(new FileInfo(incident.Report).Length, 1, 3 * Megabyte);

    [Fact]
    public void The_same_evidence_gives_the_same_bytes() =>
        Assert.Equal(_report, File.ReadAllText(incident.Write("again.html", IncidentFixture.Key)));

    [Fact]
    public void Its_policy_lets_only_its_own_script_and_style_run()
    {
        var policy = Regex.Match(_report, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;

        Assert.StartsWith("default-src 'none'; ", policy);
        Assert.Contains($"script-src '{Hash("script")}'", policy);
        Assert.Contains($"style-src '{Hash("style")}'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    [Fact]
    public void Its_data_is_the_contracts_document_with_the_cited_records_beside_it()
    {
        using var data = JsonDocument.Parse(Data(_report));
        var investigation = data.RootElement.GetProperty("investigation");
        var cited = investigation
            .GetProperty("containment")
            .EnumerateArray()
            .SelectMany(step => step.GetProperty("evidence").EnumerateArray())
            .Select(at => at.GetProperty("eventId").GetString());
        var quoted = data
            .RootElement.GetProperty("records")
            .EnumerateArray()
            .ToLookup(record => record.GetProperty("eventId").GetString());

        Assert.Equal(11, investigation.GetProperty("letters").GetArrayLength());
        Assert.All(cited, id => Assert.NotEmpty(quoted[id]));
        Assert.All(
            quoted.SelectMany(records => records),
            record =>
            {
                Assert.Matches("^[0-9a-f]{64}$", record.GetProperty("sha256").GetString());
                using var json = JsonDocument.Parse(record.GetProperty("json").GetString()!);
                Assert.Equal(
                    record.GetProperty("eventId").GetString(),
                    json.RootElement.GetProperty("eventID").GetString()
                );
            }
        );
    }

    [Fact]
    public void No_text_of_the_log_is_markup_in_it()
    {
        var hostile = File.ReadAllText(incident.HostileReport);
        var data = Data(hostile);

        Assert.DoesNotContain("<img", hostile.Replace(Script(hostile), ""));
        Assert.DoesNotContain('<', data);
        Assert.DoesNotContain('\u2028', data);
        Assert.DoesNotContain('\u202E', data);
        Assert.Contains("\\u003cimg src=x onerror=window.hacked=1\\u003e", data);
    }

    private string Hash(string element)
    {
        var text = Regex.Match(_report, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Data(string report) =>
        Regex
            .Match(report, "<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)
            .Groups[1]
            .Value;

    private static string Script(string report) =>
        Regex.Match(report, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
}
