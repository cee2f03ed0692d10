using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using RecipePicks.Athena;
using RecipePicks.Aws;

namespace RecipePicks.Tests.Athena;

/// <summary>The wire protocol against moto's server, which somebody else wrote: signed requests, queued results.</summary>
public sealed class MotoTests : IDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly int _port = FreePort();
    private readonly Process? _moto;

    public MotoTests()
    {
        try
        {
            _moto = Process.Start(
                new ProcessStartInfo("moto_server", ["-p", $"{_port}"])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            );
        }
        catch (System.ComponentModel.Win32Exception)
        {
            _moto = null;
        }
    }

    [Fact]
    public async Task A_query_is_started_looked_at_and_its_rows_are_fetched()
    {
        Assert.SkipUnless(_moto is not null, "moto_server is not installed");
        // Keys that no account has: moto reads the region out of the signature.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}/") };
        await Ready(http);
        const string Queued = """
            {"region": "eu-west-1", "results": [{"rows": [
               {"Data": [{"VarCharValue": "eventname"}, {"VarCharValue": "calls"}]},
               {"Data": [{"VarCharValue": "CreateUser"}, {"VarCharValue": "12"}]},
               {"Data": [{}, {"VarCharValue": "3"}]}],
             "column_info": [
               {"CatalogName": "hive", "SchemaName": "", "TableName": "", "Name": "eventname", "Label": "eventname", "Type": "varchar",
                "Precision": 1, "Scale": 0, "Nullable": "UNKNOWN", "CaseSensitive": true},
               {"CatalogName": "hive", "SchemaName": "", "TableName": "", "Name": "calls", "Label": "calls", "Type": "bigint",
                "Precision": 1, "Scale": 0, "Nullable": "UNKNOWN", "CaseSensitive": false}]}]}
            """;
        using var body = new StringContent(Queued);
        (await http.PostAsync("moto-api/static/athena/query-results", body, Token)).EnsureSuccessStatusCode();
        await Glue(http);
        using var lake = AthenaLake.Open(
            new AwsAccess(new AwsOptions { Region = "eu-west-1", Endpoint = http.BaseAddress }),
            new AthenaSettings { Output = "s3://results/", Wait = (_, _) => { } },
            "security.trail",
            null
        );

        var rows = lake.Engine(new LakeScope())
            .Query(
                "SELECT eventname, count(*) AS calls FROM cloudtrail_logs WHERE awsregion = :region GROUP BY 1",
                new Dictionary<string, object?> { ["region"] = "eu-west-1" },
                Token
            );

        Assert.Equal(["eventname", "calls"], rows.Columns);
        Assert.Equal(["CreateUser", null], rows.Rows.Select(r => r.Text("eventname")));
        Assert.Equal([12L, 3L], rows.Rows.Select(r => r["calls"]));
    }

    public void Dispose()
    {
        _moto?.Kill(entireProcessTree: true);
        _moto?.Dispose();
    }

    private static async Task Glue(HttpClient http)
    {
        using var glue = new SignedJson(
            new AwsAccess(new AwsOptions { Region = "eu-west-1", Endpoint = http.BaseAddress }),
            new JsonService("Glue", "glue", "AWSGlue"),
            "eu-west-1"
        );
        using var made = await glue.Call(
            "CreateDatabase",
            new JsonObject { ["DatabaseInput"] = new JsonObject { ["Name"] = "security" } },
            Token
        );
        using var table = await glue.Call(
            "CreateTable",
            JsonNode
                .Parse(
                    """
                    {"DatabaseName": "security", "TableInput": {"Name": "trail",
                      "StorageDescriptor": {"Columns": [{"Name": "eventname", "Type": "string"}, {"Name": "awsregion", "Type": "string"}],
                        "Location": "s3://trail/AWSLogs/"},
                      "PartitionKeys": [{"Name": "timestamp", "Type": "string"}],
                      "Parameters": {"projection.enabled": "true", "projection.timestamp.format": "yyyy/MM/dd"}}}
                    """
                )!
                .AsObject(),
            Token
        );
    }

    private static async Task Ready(HttpClient http)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                (await http.GetAsync("moto-api/data.json", Token)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(200, Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
