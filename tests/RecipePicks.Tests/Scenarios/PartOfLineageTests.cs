using RecipePicks.Cases;
using RecipePicks.Reports;
using RecipePicks.Store;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Scenarios;

/// <summary>
/// Who became whom is read only as far as it bears on the leads. What is said is to the letter what it would be were everybody
/// read.
/// </summary>
public sealed class PartOfLineageTests
{
    // One of each kind of lead in ten, the same ones each time.
    private const string Leads = """
        SELECT lead FROM (
          SELECT useridentity.arn AS lead FROM cloudtrail_logs
          UNION SELECT useridentity.accesskeyid FROM cloudtrail_logs
          UNION SELECT useridentity.sessioncontext.sessionissuer.arn FROM cloudtrail_logs
          UNION SELECT sourceipaddress FROM cloudtrail_logs
          UNION SELECT json_extract_scalar(requestparameters, '$.userName') FROM cloudtrail_logs
          UNION SELECT json_extract_scalar(requestparameters, '$.roleName') FROM cloudtrail_logs
          UNION SELECT json_extract_scalar(requestparameters, '$.snapshotId') FROM cloudtrail_logs
          UNION SELECT json_extract_scalar(requestparameters, '$.bucketName') FROM cloudtrail_logs
        ) WHERE lead <> '' ORDER BY substr(lead, length(lead) - 1), lead
        """;

    [Fact]
    public void It_is_so_of_the_bundled_incident() => Compare(BundledIncident.Folder("AWSLogs"), every: 18);

    [Fact]
    public void It_is_so_of_real_logs()
    {
        var folder = SharedData.Folder("invictus-stratus-2023");
        Assert.SkipWhen(folder is null, "the Invictus logs lie in ../shared, which is not here");
        Compare(folder, every: 18);
    }

    private static void Compare(string logs, int every)
    {
        using var folder = new TempFolder();
        TestCase.Load(folder["case"], logs);
        using var opened = Case.Open(folder["case"]);
        var leads = TestCase.Rows(opened, Leads).Select(r => (string)r[0]!).Where((_, i) => i % every == 0).ToList();
        Assert.InRange(leads.Count, 10, 60);
        foreach (var lead in leads)
        {
            Assert.Equal(Report(opened, lead, everybody: true), Report(opened, lead, everybody: false));
        }
    }

    private static string Report(Case opened, string lead, bool everybody)
    {
        using var text = new StringWriter();
        var investigated = Investigation.Run(
            opened.Engine,
            TestCase.Coverage(opened),
            new InvestigationRequest { Leads = [lead], ReadsEverybody = everybody },
            TestContext.Current.CancellationToken
        );
        new JsonReport().Write(investigated, text);
        return text.ToString();
    }
}
