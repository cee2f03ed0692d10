using RecipePicks.Cases;
using RecipePicks.Reports;
using RecipePicks.Store;
using RecipePicks.Web.Tests;

[assembly: AssemblyFixture(typeof(IncidentFixture))]

namespace RecipePicks.Web.Tests;

/// <summary>The bundled incident and one record that attacks every page, loaded once; and its report in one file.</summary>
public sealed class IncidentFixture : IDisposable
{
    public const string Key = "AKIAMKTP7DRBKEXAMPLE";
    public const string HostileEvent = "00000000-0000-4000-8000-00000000e711";

    /// <summary>Script, markup, right-to-left marks, the end of a script element, a line separator.</summary>
    public const string Attack =
        "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1> \u202Egpj.exe \u2028 <!-- ]]> {{7*7}} \"'`";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picks page ");

    public IncidentFixture()
    {
        var hostile = Path.Combine(_folder.FullName, "hostile.json");
        File.WriteAllText(hostile, HostileLog());
        Loading.Load(
            [Path.Combine(Repository.Root, "samples", "incident", "AWSLogs"), hostile],
            Case,
            new LoadOptions(),
            progress: null,
            CancellationToken.None
        );
        Report = Write("report.html", Key);
        HostileReport = Write("hostile.html", "evil");
    }

    /// <summary>The case's folder.</summary>
    public string Case => Path.Combine(_folder.FullName, "case");

    /// <summary>The report of the leaked key.</summary>
    public string Report { get; }

    /// <summary>The report of the user whose record attacks.</summary>
    public string HostileReport { get; }

    /// <summary>Writes a report anew.</summary>
    public string Write(string name, string lead)
    {
        using var opened = Store.Case.Open(Case);
        var investigated = Investigation.Run(
            opened.Engine,
            opened.Coverage(),
            new InvestigationRequest { Leads = [lead] },
            CancellationToken.None
        );
        var file = Path.Combine(_folder.FullName, name);
        using var output = new StreamWriter(file);
        AllReports
            .Create("html", Surface.Plain)
            .Write(Quotations.AddTo(investigated, opened, CancellationToken.None), output);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string HostileLog() =>
        System.Text.Json.JsonSerializer.Serialize(
            new
            {
                Records = new[]
                {
                    new
                    {
                        eventVersion = "1.08",
                        userIdentity = new
                        {
                            type = "IAMUser",
                            principalId = "AIDAEVIL",
                            arn = "arn:aws:iam::777788889999:user/evil",
                            accountId = "777788889999",
                            accessKeyId = "AKIAEVILEVILEEXAMPLE",
                            userName = "evil",
                        },
                        eventTime = "2026-03-11T12:00:00Z",
                        eventSource = "s3.amazonaws.com",
                        eventName = "GetObject" + Attack,
                        awsRegion = "us-east-1",
                        sourceIPAddress = Attack,
                        userAgent = Attack,
                        errorCode = "AccessDenied" + Attack,
                        errorMessage = Attack,
                        requestParameters = new { bucketName = Attack, key = Attack },
                        eventID = HostileEvent,
                        eventType = "AwsApiCall",
                        recipientAccountId = "777788889999",
                    },
                },
            }
        );
}
