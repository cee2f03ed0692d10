using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RecipePicks.Athena;
using RecipePicks.Aws;
using RecipePicks.Engines;
using RecipePicks.Sql.Lexing;

namespace RecipePicks.Tests.Athena;

/// <summary>What a query is answered with.</summary>
internal sealed record ServedQuery(string Id, string Text)
{
    public IReadOnlyList<(string Name, string Type)> Columns { get; init; } = [];

    public IReadOnlyList<string?[]> Rows { get; init; } = [];

    public long Scanned { get; init; }

    public string? Failure { get; init; }

    public bool HasHeader { get; init; } = true;

    public bool Stopped { get; set; }

    public int Looks { get; set; }
}

/// <summary>
/// Speaks Athena's and Glue's protocol over HTTP on this machine: JSON 1.1, tokens that start a query once, pages of results,
/// states that go from QUEUED over RUNNING to their end.
/// </summary>
internal sealed class AthenaServer : IDisposable
{
    private readonly HttpListener _http = new();
    private readonly Func<string, string, ServedQuery> _answer;
    private readonly ConcurrentDictionary<string, ServedQuery> _queries = new();
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly int _port = FreePort();

    /// <summary>Serves.</summary>
    /// <param name="answer">Answers a query by its id and its text, values written into it.</param>
    public AthenaServer(Func<string, string, ServedQuery> answer)
    {
        _answer = answer;
        _http.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _http.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>Operations that were called, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Requests to start a query, in order.</summary>
    public ConcurrentQueue<JsonObject> Starts { get; } = new();

    /// <summary>Refuses calls: operation and how often it was called, to status, code and message; null answers.</summary>
    public Func<string, int, (int Status, string Code, string Message)?> Refuses { get; set; } = (_, _) => null;

    /// <summary>How often a query is looked at before it is over.</summary>
    public int Looks { get; set; } = 1;

    /// <summary>Rows of a page.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>What Glue says of a table; null when it has none.</summary>
    public Func<string, string, JsonObject?> Glue { get; set; } = (_, _) => null;

    /// <summary>Files in S3, by their keys; null denies listing them.</summary>
    public IReadOnlyDictionary<string, long>? Files { get; set; }

    public IReadOnlyCollection<ServedQuery> Queries => [.. _queries.Values];

    public Uri Url => new($"http://127.0.0.1:{_port}/");

    /// <summary>A server that answers from a lake.</summary>
    public static AthenaServer Of(SimulatedLake lake) =>
        new(
            (id, text) =>
            {
                try
                {
                    var (columns, rows, scanned) = lake.Answer(text);
                    return new ServedQuery(id, text)
                    {
                        Columns = columns,
                        Rows = [.. rows.Rows.Select(r => r.Cells.Select(Cell).ToArray())],
                        Scanned = scanned,
                    };
                }
                catch (EngineException e)
                {
                    return new ServedQuery(id, text) { Failure = $"SYNTAX_ERROR: {e.Message}" };
                }
            }
        );

    public AthenaLake Lake(string? ddl, AthenaSettings? settings = null, string? table = "security.cloudtrail_logs") =>
        AthenaLake.Open(
            new AwsAccess(
                new AwsOptions
                {
                    Region = "eu-west-1",
                    Endpoint = Url,
                    Unsigned = true,
                    Pause = TimeSpan.Zero,
                    Attempts = 3,
                }
            ),
            (settings ?? new AthenaSettings { Output = "s3://results/" }) with
            {
                Wait = (_, _) => { },
            },
            table,
            ddl
        );

    public void Dispose() => _http.Close();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _http.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await Serve(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // Who asked went away: the next one is served.
            }
        }
    }

    private async Task Serve(HttpListenerContext context)
    {
        if (context.Request.HttpMethod == "GET")
        {
            await List(context);
            return;
        }

        using var reader = new StreamReader(context.Request.InputStream);
        var request = JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject();
        var operation = context.Request.Headers["X-Amz-Target"]!.Split('.')[1];
        Calls.Enqueue(operation);
        var (status, answer) = Answer(operation, request);
        var bytes = Encoding.UTF8.GetBytes(answer.ToJsonString());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    /// <summary>ListObjectsV2, two keys a page.</summary>
    private async Task List(HttpListenerContext context)
    {
        var query = context.Request.QueryString;
        var from = int.Parse(query["continuation-token"] ?? "0", CultureInfo.InvariantCulture);
        var keys = (Files ?? new Dictionary<string, long>())
            .Where(f => f.Key.StartsWith(query["prefix"]!, StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .ToList();
        var page = keys.Skip(from)
            .Take(2)
            .Select(f => $"<Contents><Key>{f.Key}</Key><Size>{f.Value}</Size></Contents>");
        var more = from + 2 < keys.Count;
        var answer = Files is null
            ? "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
            : $"<ListBucketResult><Name>trail</Name><IsTruncated>{(more ? "true" : "false")}</IsTruncated>{string.Concat(page)}"
                + $"{(more ? $"<NextContinuationToken>{from + 2}</NextContinuationToken>" : "")}</ListBucketResult>";
        Calls.Enqueue("ListObjectsV2");
        context.Response.StatusCode = Files is null ? 403 : 200;
        context.Response.ContentType = "application/xml";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    private (int, JsonObject) Answer(string operation, JsonObject request)
    {
        if (Refuses(operation, Calls.Count(c => c == operation)) is var (status, code, message))
        {
            return (status, Error(code, message));
        }

        var id = (string?)request["QueryExecutionId"];
        if (id is not null && !_queries.ContainsKey(id))
        {
            return (400, Error("InvalidRequestException", $"QueryExecution {id} was not found"));
        }

        return operation switch
        {
            "StartQueryExecution" => (200, Start(request)),
            "GetQueryExecution" => (200, State(_queries[id!])),
            "StopQueryExecution" => (200, Stop(_queries[id!])),
            "GetQueryResults" => (200, Results(_queries[id!], (string?)request["NextToken"])),
            "GetTable" => Glue((string)request["DatabaseName"]!, (string)request["Name"]!) is { } table
                ? (200, new JsonObject { ["Table"] = table })
                : (400, Error("EntityNotFoundException", $"Table {request["Name"]} not found.")),
            "GetPartitions" => (200, new JsonObject { ["Partitions"] = new JsonArray() }),
            _ => (400, Error("UnknownOperationException", operation)),
        };
    }

    private static JsonObject Error(string code, string message) =>
        new() { ["__type"] = $"com.amazonaws.athena#{code}", ["Message"] = message };

    private JsonObject Start(JsonObject request)
    {
        Starts.Enqueue(request);
        var id = _tokens.GetOrAdd((string)request["ClientRequestToken"]!, _ => Guid.NewGuid().ToString());
        var values = (request["ExecutionParameters"]?.AsArray() ?? []).Select(v => (string)v!).ToList();
        _queries.GetOrAdd(id, _ => _answer(id, Filled((string)request["QueryString"]!, values)));
        return new JsonObject { ["QueryExecutionId"] = id };
    }

    /// <summary>Puts the values where the question marks stand, as Athena does.</summary>
    private static string Filled(string text, List<string> values)
    {
        var filled = new StringBuilder();
        var (at, next) = (0, 0);
        foreach (var token in new Lexer(text).Read().Where(t => t.IsMark("?")))
        {
            filled.Append(text, at, token.Start - at).Append(values[next++]);
            at = token.Start + 1;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    private JsonObject State(ServedQuery query)
    {
        query.Looks++;
        var over = query.Looks > Looks;
        var state =
            query.Stopped ? "CANCELLED"
            : !over ? "RUNNING"
            : query.Failure is not null ? "FAILED"
            : "SUCCEEDED";
        return new JsonObject
        {
            ["QueryExecution"] = new JsonObject
            {
                ["QueryExecutionId"] = query.Id,
                ["StatementType"] = query.HasHeader ? "DML" : "UTILITY",
                ["Status"] = new JsonObject { ["State"] = state, ["StateChangeReason"] = query.Failure },
                ["Statistics"] = new JsonObject
                {
                    ["DataScannedInBytes"] = over ? query.Scanned : query.Scanned * query.Looks / (Looks + 1),
                },
            },
        };
    }

    private static JsonObject Stop(ServedQuery query)
    {
        query.Stopped = true;
        return [];
    }

    private JsonObject Results(ServedQuery query, string? token)
    {
        var from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        var all = query.HasHeader ? query.Rows.Prepend([.. query.Columns.Select(c => c.Name)]) : query.Rows;
        var page = all.Skip(from).Take(PageSize).ToList();
        var columns = query.Columns.Select(c => (JsonNode)new JsonObject { ["Name"] = c.Name, ["Type"] = c.Type });
        var rows = page.Select(r => (JsonNode)new JsonObject { ["Data"] = new JsonArray([.. r.Select(Datum)]) });
        var answer = new JsonObject
        {
            ["ResultSet"] = new JsonObject
            {
                ["Rows"] = new JsonArray([.. rows]),
                ["ResultSetMetadata"] = new JsonObject { ["ColumnInfo"] = new JsonArray([.. columns]) },
            },
        };
        if (from + page.Count < query.Rows.Count + (query.HasHeader ? 1 : 0))
        {
            answer["NextToken"] = (from + page.Count).ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    private static JsonNode Datum(string? cell) =>
        cell is null ? new JsonObject() : new JsonObject { ["VarCharValue"] = cell };

    private static string? Cell(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "true" : "false",
            IEnumerable<object?> items => $"[{string.Join(", ", items.Select(i => Cell(i) ?? "null"))}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}
