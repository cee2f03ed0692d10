using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Aws;
using RecipePicks.Engines;

namespace RecipePicks.Athena;

/// <summary>Athena's API, as far as queries need it, and Glue's word for a table.</summary>
/// <remarks>
/// Source: Amazon Athena API Reference, StartQueryExecution, GetQueryExecution, GetQueryResults, StopQueryExecution; AWS Glue
/// API Reference, GetTable and GetPartitions.
/// </remarks>
internal sealed class AthenaApi : IDisposable
{
    private readonly SignedJson _athena;
    private readonly SignedJson _glue;

    /// <summary>Opens the way to it.</summary>
    /// <param name="access">Whose keys, and which endpoint.</param>
    /// <param name="region">The region of the table.</param>
    /// <param name="settings">Where queries run.</param>
    public AthenaApi(AwsAccess access, string region, AthenaSettings settings)
    {
        Settings = settings;
        _athena = new SignedJson(access, new JsonService("Athena", "athena", "AmazonAthena"), region);
        _glue = new SignedJson(access, new JsonService("Glue", "glue", "AWSGlue"), region);
    }

    /// <summary>Where queries run.</summary>
    public AthenaSettings Settings { get; }

    /// <summary>Starts a query.</summary>
    /// <returns>The query execution's id.</returns>
    public string Start(AthenaQuery query, CancellationToken cancellation)
    {
        var request = new JsonObject
        {
            ["QueryString"] = query.Text,
            ["ClientRequestToken"] = query.Token ?? Guid.NewGuid().ToString("N"),
        };
        if (query.Values.Count > 0)
        {
            request["ExecutionParameters"] = new JsonArray([.. query.Values.Select(v => JsonValue.Create(v))]);
        }

        if (Settings.Database is { } database)
        {
            request["QueryExecutionContext"] = new JsonObject { ["Database"] = database };
        }

        if (Settings.Output is { } output)
        {
            request["ResultConfiguration"] = new JsonObject { ["OutputLocation"] = output };
        }

        if (Settings.Workgroup is { } workgroup)
        {
            request["WorkGroup"] = workgroup;
        }

        if (Settings.Reuse is { } age)
        {
            request["ResultReuseConfiguration"] = new JsonObject
            {
                ["ResultReuseByAgeConfiguration"] = new JsonObject
                {
                    ["Enabled"] = true,
                    ["MaxAgeInMinutes"] = (int)Math.Ceiling(age.TotalMinutes),
                },
            };
        }

        return Call(_athena, "StartQueryExecution", request, cancellation).Text("QueryExecutionId")
            ?? throw new EngineException("Athena started a query and gave it no id");
    }

    /// <summary>How a query stands.</summary>
    public AthenaState State(string id, CancellationToken cancellation)
    {
        var said = Call(_athena, "GetQueryExecution", Of(id), cancellation).Member("QueryExecution");
        var status = said.Member("Status");
        var statistics = said.Member("Statistics");
        return new AthenaState(id, status.Text("State") ?? "", statistics.Number("DataScannedInBytes"))
        {
            Reason = status.Member("AthenaError").Text("ErrorMessage") is { } error
                ? status.Text("StateChangeReason") ?? error
                : status.Text("StateChangeReason"),
            HasHeader = said.Text("StatementType") is "DML",
            Reused =
                statistics.Member("ResultReuseInformation").Member("ReusedPreviousResult").ValueKind
                == JsonValueKind.True,
            Output = said.Member("ResultConfiguration").Text("OutputLocation"),
        };
    }

    /// <summary>Stops a query.</summary>
    public void Stop(string id) => Call(_athena, "StopQueryExecution", Of(id), CancellationToken.None);

    /// <summary>A page of a query's result.</summary>
    public AthenaPage Results(string id, string? next, CancellationToken cancellation)
    {
        var request = Of(id);
        request["MaxResults"] = 1000;
        if (next is not null)
        {
            request["NextToken"] = next;
        }

        var said = Call(_athena, "GetQueryResults", request, cancellation);
        var set = said.Member("ResultSet");
        var columns = set.Member("ResultSetMetadata")
            .Items("ColumnInfo")
            .Select(c => new AthenaColumn(c.Text("Name") ?? "", c.Text("Type") ?? "varchar"))
            .ToList();
        var rows = set.Items("Rows").Select(r => r.Items("Data").Select(d => d.Text("VarCharValue")).ToArray());
        return new AthenaPage(columns, [.. rows], said.Text("NextToken"));
    }

    /// <summary>A table, as Glue's catalog has it.</summary>
    public JsonElement Table(string database, string name, CancellationToken cancellation) =>
        Call(_glue, "GetTable", new JsonObject { ["DatabaseName"] = database, ["Name"] = name }, cancellation)
            .Member("Table");

    /// <summary>The values of one of a table's partitions; empty when the catalog lists none.</summary>
    public IReadOnlyList<string> SomePartition(string database, string name, CancellationToken cancellation)
    {
        var request = new JsonObject
        {
            ["DatabaseName"] = database,
            ["TableName"] = name,
            ["MaxResults"] = 1,
        };
        var first = Call(_glue, "GetPartitions", request, cancellation).Items("Partitions").FirstOrDefault();
        return [.. first.Items("Values").Select(v => v.GetString() ?? "")];
    }

    private static JsonObject Of(string id) => new() { ["QueryExecutionId"] = id };

    /// <inheritdoc/>
    public void Dispose()
    {
        _athena.Dispose();
        _glue.Dispose();
    }

    private JsonElement Call(SignedJson service, string operation, JsonObject request, CancellationToken cancellation)
    {
        try
        {
            using var said = service.Call(operation, request, cancellation).GetAwaiter().GetResult();
            return said.RootElement.Clone();
        }
        catch (AwsException refusal)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new EngineException(AthenaWords.Refused(refusal, Settings), refusal);
        }
    }
}

/// <summary>Reads JSON that may lack what is asked for.</summary>
internal static class LooseJson
{
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value)
            ? value
            : 0;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
