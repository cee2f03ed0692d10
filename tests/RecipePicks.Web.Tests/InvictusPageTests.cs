using Microsoft.Playwright;
using RecipePicks.Cases;
using RecipePicks.Store;

namespace RecipePicks.Web.Tests;

/// <summary>The report of a real intrusion: Invictus Incident Response's log, which lies beside the repository.</summary>
public sealed class InvictusPageTests(InvictusFixture invictus, Browser browser) : IClassFixture<InvictusFixture>
{
    public static IEnumerable<TheoryDataRow<string>> Views => ReportPageTests.Views;

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_view_is_accessible_and_fits_a_desk_and_a_phone(string view)
    {
        Assert.SkipWhen(invictus.Report is null, "../shared/data/cloudtrail/invictus-stratus-2023 is not there");
        foreach (var (width, colours) in new[] { (1280, ColorScheme.Dark), (390, ColorScheme.Light) })
        {
            await using var visit = await browser.Open(width, colours);
            await visit.Page.GotoAsync($"{ReportPageTests.Address(invictus.Report!)}#/{view}");
            await visit.IsWell(width);
            Assert.Single(visit.Requests);
        }
    }
}

/// <summary>Invictus's log, loaded once, and the report of its first identity; null where the log is not.</summary>
public sealed class InvictusFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picks page ");

    public InvictusFixture()
    {
        var logs = Path.Combine(Repository.Root, "..", "shared", "data", "cloudtrail", "invictus-stratus-2023");
        if (!Directory.Exists(logs))
        {
            return;
        }

        var folder = Path.Combine(_folder.FullName, "case");
        Loading.Load([logs], folder, new LoadOptions(), progress: null, CancellationToken.None);
        Report = IncidentFixture.Write(folder, "bert-jan", Path.Combine(_folder.FullName, "report.html"));
    }

    /// <summary>The report; null where there is no log.</summary>
    public string? Report { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
