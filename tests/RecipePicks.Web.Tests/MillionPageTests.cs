using System.IO.Compression;
using System.Text.Json;
using Microsoft.Playwright;
using RecipePicks.Cases;
using RecipePicks.Store;

namespace RecipePicks.Web.Tests;

/// <summary>The served page over a million events, made up here.</summary>
public sealed class MillionPageTests(MillionFixture million, Browser browser) : IClassFixture<MillionFixture>
{
    [Fact]
    public async Task Every_view_comes_and_the_engine_counts_the_timeline()
    {
        await using var served = await Served.Start(
            million.Case,
            o => o with { Begin = new InvestigationRequest { Leads = ["user-7"] } },
            enter: false
        );
        await using var visit = await browser.Open();
        var page = visit.Page;
        page.SetDefaultTimeout(300_000);
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".letters li").First.WaitForAsync();
        foreach (var view in ReportPageTests.Views.Select(v => v.Data).Append("sql"))
        {
            await page.EvaluateAsync($"location.hash = '#/{view}'");
            await visit.IsWell(1280);
        }

        await page.EvaluateAsync("location.hash = '#/timeline'");
        await page.GetByRole(AriaRole.Button, new() { Name = "everybody" }).ClickAsync();
        await page.Locator(".lane-names li", new() { HasTextString = "user-11" }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "by service" }).ClickAsync();
        await page.Locator(".lane-names li", new() { HasTextString = "dynamodb" }).First.WaitForAsync();
        Assert.Empty(visit.Complaints);
    }
}

/// <summary>A case of a million events: thirty days of forty users, one call in forty denied.</summary>
public sealed class MillionFixture : IDisposable
{
    private const int Files = 50;
    private const int Records = 20_000;

    private static readonly (string Source, string Name)[] s_calls =
    [
        ("s3", "GetObject"),
        ("s3", "PutObject"),
        ("s3", "ListObjects"),
        ("ec2", "DescribeInstances"),
        ("ec2", "RunInstances"),
        ("iam", "GetUser"),
        ("iam", "ListRoles"),
        ("kms", "Decrypt"),
        ("dynamodb", "GetItem"),
        ("lambda", "Invoke"),
        ("sts", "GetCallerIdentity"),
        ("secretsmanager", "GetSecretValue"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picks million ");

    public MillionFixture()
    {
        var logs = _folder.CreateSubdirectory("logs").FullName;
        for (var file = 0; file < Files; file++)
        {
            Write(Path.Combine(logs, $"{file:00}.json.gz"), file);
        }

        Loading.Load([logs], Case, new LoadOptions(), progress: null, CancellationToken.None);
    }

    /// <summary>The case's folder.</summary>
    public string Case => Path.Combine(_folder.FullName, "case");

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(string path, int file)
    {
        var random = new Random(file);
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var json = new Utf8JsonWriter(gzip);
        json.WriteStartObject();
        json.WriteStartArray("Records");
        for (var record = 0; record < Records; record++)
        {
            Write(json, random, (file * Records) + record);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Random random, int number)
    {
        var user = random.Next(40);
        var (source, name) = s_calls[random.Next(s_calls.Length)];
        var key = $"AKIA{user:D4}EXAMPLEKEY0";
        json.WriteStartObject();
        json.WriteString("eventVersion", "1.08");
        json.WriteStartObject("userIdentity");
        json.WriteString("type", "IAMUser");
        json.WriteString("principalId", $"AIDA{user:D4}EXAMPLEUSER");
        json.WriteString("arn", $"arn:aws:iam::111122223333:user/user-{user}");
        json.WriteString("accountId", "111122223333");
        json.WriteString("accessKeyId", key);
        json.WriteString("userName", $"user-{user}");
        json.WriteEndObject();
        json.WriteString("eventTime", new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number * 2.592));
        json.WriteString("eventSource", $"{source}.amazonaws.com");
        json.WriteString("eventName", name);
        json.WriteString("awsRegion", number % 3 == 0 ? "eu-west-1" : "us-east-1");
        json.WriteString("sourceIPAddress", $"198.51.100.{random.Next(1, 250)}");
        json.WriteString("userAgent", "aws-cli/2.15.0");
        if (random.Next(40) == 0)
        {
            json.WriteString("errorCode", "AccessDenied");
        }

        json.WriteStartObject("requestParameters");
        json.WriteString(source == "s3" ? "bucketName" : "name", $"thing-{random.Next(5000)}");
        json.WriteEndObject();
        json.WriteNull("responseElements");
        json.WriteString("eventID", new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0));
        json.WriteBoolean("readOnly", name is not ("PutObject" or "RunInstances" or "Invoke"));
        json.WriteString("eventType", "AwsApiCall");
        json.WriteString("recipientAccountId", "111122223333");
        json.WriteEndObject();
    }
}
