using System.Text.Json;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sql;

/// <summary>
/// The six queries of the cheat sheet as a web page prints them, run on the bundled incident. The answers are those of a
/// walk through its JSON.
/// </summary>
/// <remarks>Source: Securosis, "AWS Cloud Incident Analysis Query Cheatsheet".</remarks>
public sealed class CheatSheetTests(CheatSheetTests.Incident incident) : IClassFixture<CheatSheetTests.Incident>
{
    private const string Events = """
        SELECT useridentity.arn, eventname, sourceipaddress, eventtime, resources
        FROM <your table name>
        WHERE requestparameters like ‘%<snapshot id>%’ OR responseelements like ‘%<snapshot id>%’
        ORDER BY eventtime
        """;

    private const string Address = """
        SELECT awsregion, eventname, eventtime, useragent
        FROM <your table name>
        WHERE sourceipaddress = ‘<ip address>’
        ORDER BY eventtime
        """;

    private const string UserName = """
        SELECT eventname, useridentity.username, sourceipaddress, eventtime, requestparameters
        FROM <your table name>
        WHERE useridentity.username = ‘<username>’
        ORDER BY eventtime
        """;

    private const string Role = """
        SELECT awsregion, eventname, eventtime, useridentity.arn
        FROM <your table name>
        WHERE useridentity.arn like ‘%<role name>%’
        ORDER BY eventtime
        """;

    private const string AccessKey = """
        SELECT eventtime, eventname, useridentity.principalid
        FROM <your table name>
        WHERE useridentity.accesskeyid like ‘<access key>’
        """;

    private const string Denied = """
        SELECT count (*) as TotalEvents, useridentity.arn, eventsource, eventname, errorCode, errorMessage
        FROM <your table name>
        WHERE (errorcode like ‘%Denied%’ or errorcode like ‘%Unauthorized%’)
        AND eventtime >= ‘<start>’
        AND eventtime < ‘<end>’
        GROUP by eventsource, eventname, errorCode, errorMessage, useridentity.arn
        ORDER by eventsource, eventname
        """;

    /// <summary>What web pages, editors and word processors make of a query; each leaves its meaning to be seen.</summary>
    private static readonly (string Name, Func<string, string> Print)[] s_prints =
    [
        ("as it stands", q => q),
        ("nothing after FROM", q => q.Replace("FROM <your table name>", "FROM")),
        ("nothing after FROM, one line", q => q.Replace("FROM <your table name>", "FROM").ReplaceLineEndings(" ")),
        ("${…} for the table", q => q.Replace("<your table name>", "${your_table}")),
        ("[…] for the table", q => q.Replace("<your table name>", "[YOUR TABLE NAME]")),
        ("a schema before it", q => q.Replace("<your table name>", "<database>.<table>")),
        ("a quoted placeholder", q => q.Replace("<your table name>", "“<your table name>”")),
        ("a name of someone's own", q => q.Replace("<your table name>", "default.orgtrail_2023")),
        ("closing quotes only", q => q.Replace('‘', '’')),
        ("double quotes", q => q.Replace('‘', '“').Replace('’', '”')),
        ("straight double quotes", q => q.Replace('‘', '"').Replace('’', '"')),
        ("low quotes", q => q.Replace('‘', '‚').Replace('’', '‘')),
        ("primes after digits", q => q.Replace('’', '′')),
        ("double primes", q => q.Replace('‘', '″').Replace('’', '″')),
        ("full-width quotes", q => q.Replace('‘', '＇').Replace('’', '＇')),
        ("no-break spaces", q => q.Replace(' ', '\u00A0')),
        ("line separators", q => q.ReplaceLineEndings("\u2028")),
        ("two signs for equal", q => q.Replace(" = ", " == ")),
        (
            "CloudTrail's spelling",
            q => q.Replace("useridentity.arn", "userIdentity.ARN").Replace("eventname", "eventName")
        ),
        ("a semicolon and blanks", q => "\uFEFF" + q + " ;\n\n"),
    ];

    public static MatrixTheoryData<string, string> Prints { get; } =
        new(["events", "address", "user name", "role", "access key", "denied"], s_prints.Select(p => p.Name));

    /// <summary>The bundled incident, loaded once.</summary>
    public sealed class Incident : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Incident()
        {
            TestCase.Load(_folder["case"], BundledIncident.Folder("AWSLogs"));
            Case = Case.Open(_folder["case"]);
            Records = [.. BundledIncident.DistinctRecords().Select(r => JsonDocument.Parse(r).RootElement)];
        }

        internal Case Case { get; }

        internal IReadOnlyList<JsonElement> Records { get; }

        public void Dispose()
        {
            Case.Dispose();
            _folder.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Prints))]
    public void A_query_answers_as_the_cheat_sheet_means_it_however_it_is_printed(string name, string print)
    {
        var (text, count, expected) = Query(name);
        text = s_prints.Single(p => p.Name == print).Print(text);
        var statement = Assert.Single(incident.Case.Sql(text, new SqlRequest { Lenient = true }));
        using var rows = statement.Run(TestContext.Current.CancellationToken);
        var got = new List<string>();
        while (rows.Read())
        {
            got.Add(Line(Enumerable.Range(0, rows.Columns.Count).Select(i => rows[i])));
        }

        Assert.Equal(count, got.Count);
        Assert.Equal(expected.Select(Line).Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
        Assert.NotEmpty(statement.Notices);
    }

    /// <summary>
    /// A query with a value of the story in each of its placeholders, how many rows the story gives, and those of the JSON.
    /// </summary>
    private (string Text, int Count, IEnumerable<object?[]> Rows) Query(string name) =>
        name switch
        {
            "events" => (
                Events.Replace("<snapshot id>", "snap-0029bf37d298c8516"),
                4,
                Rows(
                    r => Holds(r, "snap-0029bf37d298c8516"),
                    "userIdentity.arn",
                    "eventName",
                    "sourceIPAddress",
                    "eventTime",
                    "resources"
                )
            ),
            "address" => (
                Address.Replace("<ip address>", "203.0.113.77"),
                160,
                Rows(
                    r => At(r, "sourceIPAddress") == "203.0.113.77",
                    "awsRegion",
                    "eventName",
                    "eventTime",
                    "userAgent"
                )
            ),
            "user name" => (
                UserName.Replace("<username>", "backup-sync"),
                20,
                Rows(
                    r => At(r, "userIdentity.userName") == "backup-sync",
                    "eventName",
                    "userIdentity.userName",
                    "sourceIPAddress",
                    "eventTime",
                    "requestParameters"
                )
            ),
            "role" => (
                Role.Replace("<role name>", "deploy-production"),
                202,
                Rows(
                    r => At(r, "userIdentity.arn")?.Contains("deploy-production") == true,
                    "awsRegion",
                    "eventName",
                    "eventTime",
                    "userIdentity.arn"
                )
            ),
            "access key" => (
                AccessKey.Replace("<access key>", "AKIAMKTP7DRBKEXAMPLE"),
                103,
                Rows(
                    r => At(r, "userIdentity.accessKeyId") == "AKIAMKTP7DRBKEXAMPLE",
                    "eventTime",
                    "eventName",
                    "userIdentity.principalId"
                )
            ),
            _ => (
                Denied.Replace("<start>", "2026-03-10T22:00:00Z").Replace("<end>", "2026-03-11T12:00:00Z"),
                67,
                Rows(
                        r =>
                            At(r, "errorCode") is { } code
                            && (code.Contains("Denied") || code.Contains("Unauthorized"))
                            && string.CompareOrdinal(At(r, "eventTime"), "2026-03-10T22:00:00Z") >= 0
                            && string.CompareOrdinal(At(r, "eventTime"), "2026-03-11T12:00:00Z") < 0,
                        "userIdentity.arn",
                        "eventSource",
                        "eventName",
                        "errorCode",
                        "errorMessage"
                    )
                    .GroupBy(Line)
                    .Select(g => (object?[])[g.LongCount(), .. g.First()])
            ),
        };

    private IEnumerable<object?[]> Rows(Func<JsonElement, bool> where, params string[] paths) =>
        incident.Records.Where(where).Select(r => paths.Select(p => (object?)At(r, p)).ToArray());

    private static bool Holds(JsonElement record, string id) =>
        $"{At(record, "requestParameters")} {At(record, "responseElements")}".Contains(id);

    private static string? At(JsonElement record, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(name, out record))
            {
                return null;
            }
        }

        return record.ValueKind == JsonValueKind.Null ? null : record.ToString();
    }

    private static string Line(IEnumerable<object?> cells) => string.Join(" | ", cells.Select(Cell));

    private static string Cell(object? cell) =>
        cell switch
        {
            null => "NULL",
            string text when text.StartsWith('{') => CanonicalJson.Of(text),
            _ => $"{cell}",
        };
}
