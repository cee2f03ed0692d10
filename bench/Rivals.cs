using System.Diagnostics;
using RecipePicks.DuckDb;

namespace RecipePicks.Bench;

/// <summary>DuckDB's own reader of JSON, as one would use it with care, and as one usually does; and ripgrep.</summary>
internal static class Rivals
{
    private const string Record = """
        STRUCT(eventVersion VARCHAR,
        userIdentity STRUCT("type" VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR, invokedBy VARCHAR, accessKeyId VARCHAR,
        userName VARCHAR, onBehalfOf STRUCT(userId VARCHAR, identityStoreArn VARCHAR),
        sessionContext STRUCT(attributes STRUCT(mfaAuthenticated VARCHAR, creationDate VARCHAR),
        sessionIssuer STRUCT("type" VARCHAR, principalId VARCHAR, arn VARCHAR, accountId VARCHAR, userName VARCHAR), ec2RoleDelivery VARCHAR,
        webIdFederationData STRUCT(federatedProvider VARCHAR, attributes MAP(VARCHAR, VARCHAR)))),
        eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR, sourceIPAddress VARCHAR, userAgent VARCHAR,
        errorCode VARCHAR, errorMessage VARCHAR, requestParameters JSON, responseElements JSON, additionalEventData JSON,
        requestID VARCHAR, eventID VARCHAR, readOnly VARCHAR, resources STRUCT(ARN VARCHAR, accountId VARCHAR, "type" VARCHAR)[],
        eventType VARCHAR, apiVersion VARCHAR, recipientAccountId VARCHAR, serviceEventDetails JSON, sharedEventID VARCHAR,
        vpcEndpointId VARCHAR, vpcEndpointAccountId VARCHAR, eventCategory VARCHAR,
        addendum STRUCT(reason VARCHAR, updatedFields VARCHAR, originalRequestID VARCHAR, originalEventID VARCHAR),
        sessionCredentialFromConsole VARCHAR, edgeDeviceDetails JSON,
        tlsDetails STRUCT(tlsVersion VARCHAR, cipherSuite VARCHAR, clientProvidedHostHeader VARCHAR), managementEvent BOOLEAN)
        """;

    /// <summary>Types given, no sampling, order not kept, written as the case is: Parquet, zstd.</summary>
    public static long Tuned(string logs, string folder, int threads)
    {
        using var database = Open(threads);
        using var connection = database.Connect();
        var columns = Record.Replace("'", "''").ReplaceLineEndings(" ");
        return connection.Execute(
            $$"""
            COPY (SELECT unnest(Records, max_depth := 2) FROM read_json('{{logs}}/**/*.json.gz', format = 'unstructured',
            columns = {'Records': '{{columns}}[]'}, maximum_object_size = 67108864))
            TO '{{folder}}/events.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480)
            """
        );
    }

    /// <summary>The usual recipe: read_json_auto into a table.</summary>
    public static long Usual(string logs, string folder, int threads)
    {
        using var database = Open(threads, Path.Combine(folder, "events.duckdb"));
        using var connection = database.Connect();
        return connection.Execute(
            $"CREATE TABLE events AS SELECT unnest(Records, max_depth := 2) FROM read_json_auto('{logs}/**/*.json.gz', maximum_object_size = 67108864, sample_size = -1)"
        );
    }

    /// <summary>Searches the files as they are, each through a gzip of its own.</summary>
    /// <returns>In how many files it is, for a file of CloudTrail is one line; and ripgrep's own peak memory in MB.</returns>
    public static (int Files, long Peak) RipGrep(string text, string logs, int threads)
    {
        string[] arguments = ["-z", "-c", "-F", "--no-ignore", "-j", $"{threads}", "-e", text, logs];
        var start = new ProcessStartInfo("rg", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var rg = Process.Start(start)!;
        var output = rg.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!rg.WaitForExit(10))
        {
            try
            {
                rg.Refresh();
                peak = Math.Max(peak, rg.PeakWorkingSet64);
            }
            catch (InvalidOperationException) when (rg.HasExited)
            {
                // It ended between the two.
            }
        }

        return (output.Result.Count(c => c == '\n'), peak >> 20);
    }

    private static DuckDatabase Open(int threads, string? path = null) =>
        DuckDatabase.Open(
            path,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["threads"] = threads.ToString(),
                ["preserve_insertion_order"] = "false",
            }
        );
}
