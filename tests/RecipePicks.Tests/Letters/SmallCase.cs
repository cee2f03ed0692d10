using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Cases;
using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Sql;
using RecipePicks.Sql.Binding;
using RecipePicks.Store;

namespace RecipePicks.Tests.Letters;

/// <summary>An engine over CloudTrail records written in a test: DuckDB in memory, the table as the store has it.</summary>
internal sealed class SmallCase : IEngine, IDisposable
{
    private static readonly HashSet<string> JsonText =
    [
        .. new[]
        {
            "requestparameters",
            "responseelements",
            "additionaleventdata",
            "serviceeventdetails",
            "edgedevicedetails",
        },
    ];

    private readonly DuckDatabase _database = DuckDatabase.Open();
    private readonly DuckConnection _connection;

    public SmallCase(params IEnumerable<string> records)
    {
        _connection = _database.Connect();
        _connection.Execute(CloudTrailTable.CreateTable(CloudTrailTable.Name));
        _connection.Execute(ConfigItemTable.CreateTable(ConfigItemTable.Name));
        AthenaSql.Register(_connection);
        Fill(_connection, records);
    }

    /// <summary>Puts records into the events' table of a database.</summary>
    public static void Fill(DuckConnection connection, IEnumerable<string> records)
    {
        var file = Path.GetTempFileName();
        try
        {
            var n = 0;
            File.WriteAllLines(
                file,
                records.Select(r => Row(JsonNode.Parse(r)!.AsObject(), ++n)),
                new UTF8Encoding(false)
            );
            if (n > 0)
            {
                var columns = string.Join(", ", CloudTrailTable.Columns.Select(c => $"{c.Name}: '{c.Type}'"));
                connection.Execute(
                    $"INSERT INTO {CloudTrailTable.Name} SELECT * FROM read_json('{file}', format = 'newline_delimited', columns = {{{columns}}})"
                );
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    public string Name => "local";

    public Coverage Coverage { get; init; } = new() { From = new(2020, 1, 1), To = new(2030, 1, 1) };

    /// <summary>Text of the question on which the engine breaks; null when it does not.</summary>
    public string? Fails { get; set; }

    /// <summary>A record with what every test's record has; members of <paramref name="more"/> replace or add to it.</summary>
    public static string Record(string eventName, string time, string identity, string more = "{}")
    {
        var record = new JsonObject
        {
            ["eventVersion"] = "1.09",
            ["userIdentity"] = identity.Length == 0 ? null : JsonNode.Parse(identity),
            ["eventTime"] = time,
            ["eventSource"] = "ec2.amazonaws.com",
            ["eventName"] = eventName,
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "198.51.100.7",
            ["userAgent"] = "aws-cli/2",
            ["readOnly"] = true,
            ["recipientAccountId"] = "111122223333",
            ["eventID"] = Guid.CreateVersion7().ToString(),
        };
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            record[name] = value?.DeepClone();
        }

        return record.ToJsonString();
    }

    public static string User(string name, string key = "AKIAUSER0000000000AA") =>
        $$$"""
            {"type":"IAMUser","principalId":"AIDA{{{name.ToUpperInvariant().PadRight(
                12,
                'X'
            )}}}","arn":"arn:aws:iam::111122223333:user/{{{name}}}",
             "accountId":"111122223333","accessKeyId":"{{{key}}}","userName":"{{{name}}}"}
            """;

    public static string Session(string role, string session, string key = "ASIASESSION0000000AA") =>
        $$$"""
            {"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE00:{{{session}}}",
             "arn":"arn:aws:sts::111122223333:assumed-role/{{{role}}}/{{{session}}}","accountId":"111122223333","accessKeyId":"{{{key}}}",
             "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLEEXAMPLE00",
               "arn":"arn:aws:iam::111122223333:role/{{{role}}}","accountId":"111122223333","userName":"{{{role}}}"},
               "attributes":{"creationDate":"2024-05-01T00:00:00Z","mfaAuthenticated":"false"} } }
            """;

    public Investigated Investigate(params IReadOnlyList<string> leads) => Investigate(null, default, leads);

    public Investigated Investigate(LeadKind? kind, TimeWindow window, params IReadOnlyList<string> leads) =>
        Investigation.Run(
            this,
            Coverage,
            new InvestigationRequest
            {
                Leads = leads,
                As = kind,
                Window = window,
            },
            TestContext.Current.CancellationToken
        );

    public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        if (Fails is not null && sql.Contains(Fails, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("out of luck");
        }

        var options = new CompilerOptions
        {
            Catalog = LocalEngine.NewCatalog(),
            Now = new DateTime(2024, 6, 1, 0, 0, 0, DateTimeKind.Utc),
            Parameters = parameters,
        };
        var compiled = LocalEngine.Compile(sql, options)[^1];
        try
        {
            using var result = _connection.Query(compiled.Sql, compiled.Values);
            return new QueryRows([.. compiled.Columns.Select(c => c.Name)], [.. result.Rows()]);
        }
        catch (DuckDbException e)
        {
            throw new EngineException($"{e.Message}\n{compiled.Sql}", e);
        }
    }

    public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation) =>
        Query(
            "SELECT eventid, picks_file, picks_record FROM cloudtrail_logs WHERE contains(split(:ids, ' '), eventid)",
            new Dictionary<string, object?> { ["ids"] = string.Join(' ', eventIds) },
            cancellation
        )
            .Rows.Select(r => new EvidenceRef(r.Text("eventid")!, r.Text("picks_file")!, r.Count("picks_record")))
            .ToLookup(e => e.EventId, StringComparer.Ordinal);

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static string Row(JsonObject record, int number)
    {
        var row = new JsonObject();
        foreach (var (name, value) in record)
        {
            var column = name.ToLowerInvariant();
            row[column] = JsonText.Contains(column) ? value?.ToJsonString() : Lower(value);
        }

        row["picks_file"] = "test.json";
        row["picks_record"] = number;
        return row.ToJsonString();
    }

    private static JsonNode? Lower(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(m => KeyValuePair.Create(m.Key.ToLowerInvariant(), Lower(m.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Lower)]),
            JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.ToString(),
            _ => node?.DeepClone(),
        };
}

/// <summary>Short ways to what an investigation says.</summary>
internal static class Said
{
    public static Answer Letter(this Investigated investigated, string key) =>
        investigated.Letters.Single(l => l.Key == key);

    public static AnswerTable Table(this Answer answer, string name) => answer.Tables.Single(t => t.Name == name);

    public static IReadOnlyList<object?> Column(this AnswerTable table, string name)
    {
        var at = table.Columns.ToList().IndexOf(name);
        return [.. table.Rows.Select(r => r[at])];
    }

    public static string Text(this Answer answer) =>
        string.Join('\n', [answer.Headline, .. answer.Findings.Select(f => f.Text), .. answer.Gaps]);
}
