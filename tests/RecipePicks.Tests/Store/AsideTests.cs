using RecipePicks.Engines;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

public sealed class AsideTests : IDisposable
{
    private const string Count = "SELECT count(*) AS n FROM cloudtrail_logs";
    private readonly TempFolder _folder = new();
    private readonly Case _case;

    public AsideTests()
    {
        TestCase.Load(_folder["case"], BundledIncident.Folder("AWSLogs"));
        _case = Case.Open(_folder["case"]);
    }

    public void Dispose()
    {
        _case.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_put_aside_answers_as_the_case_itself_does()
    {
        const string Denied = """
            SELECT useridentity.arn AS arn, useridentity.sessioncontext.sessionissuer.arn AS issuer, errorcode, count(*) AS calls,
                   min(eventtime) AS first, array_agg(DISTINCT sourceipaddress ORDER BY sourceipaddress) AS addresses
            FROM cloudtrail_logs WHERE errorcode LIKE :denied GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """;
        var denied = new Dictionary<string, object?> { ["denied"] = "%Denied%" };

        var aside = Aside("errorcode LIKE :denied", denied, 1000);

        Assert.Equal(Cells(_case.Engine.Query(Denied, denied, Stop)), Cells(aside!.Query(Denied, denied, Stop)));
        Assert.Equal(Number(_case.Engine, Count + " WHERE errorcode LIKE '%Denied%'"), Number(aside, Count));
        Assert.NotEqual(Number(_case.Engine, Count), Number(aside, Count));
    }

    [Fact]
    public void The_next_events_take_the_place_of_the_last()
    {
        _ = Aside("eventname = 'StopLogging'", [], 1000);
        var next = Aside("eventname = 'CreateUser'", [], 1000);

        Assert.Equal(1L, Number(next!, "SELECT count(DISTINCT eventname) AS n FROM cloudtrail_logs"));
    }

    [Fact]
    public void More_events_than_may_be_are_not_put_aside() => Assert.Null(Aside("eventid IS NOT NULL", [], 10));

    [Fact]
    public void A_condition_that_is_no_sql_is_the_engine_s_to_refuse() =>
        Assert.Throws<EngineException>(() => Aside("no such thing", [], 10));

    [Fact]
    public void What_is_put_aside_lies_in_the_case_s_temporary_folder_and_goes_when_the_case_is_closed()
    {
        IEnumerable<string> Files() =>
            Directory.EnumerateDirectories(_folder["case"], "temp-*").SelectMany(Directory.EnumerateFiles);

        _ = Aside("eventname = 'StopLogging'", [], 1000);
        _ = Aside("eventname = 'CreateUser'", [], 1000);
        Assert.Single(Files());

        Assert.Null(Aside("eventid IS NOT NULL", [], 10));
        Assert.Empty(Files());

        _ = Aside("eventname = 'CreateUser'", [], 1000);
        _case.Dispose();
        Assert.Equal(["lock", "segments"], Entries());
    }

    [Fact]
    public void Who_closes_a_case_takes_nothing_from_who_has_it_open_too()
    {
        var mine = Aside("eventname = 'CreateUser'", [], 1000)!;
        using (var other = Case.Open(_folder["case"]))
        {
            _ = ((ISetAside)other.Engine).SetAside("eventname = 'StopLogging'", Nothing, 1000, Stop);
            Assert.Equal(2, Directory.GetDirectories(_folder["case"], "temp-*").Length);
        }

        Assert.Equal(1L, Number(mine, "SELECT count(DISTINCT eventname) AS n FROM cloudtrail_logs"));
        Assert.Single(Directory.GetDirectories(_folder["case"], "temp-*"));
    }

    [Fact]
    public void Where_no_file_can_be_written_it_is_put_aside_in_memory()
    {
        File.WriteAllText(((LocalEngine)_case.Engine).Spill, "no folder");

        var first = Aside("eventname = 'StopLogging'", [], 1000);
        Assert.Equal("StopLogging", Name(first!));
        var next = Aside("eventname = 'CreateUser'", [], 1000);
        Assert.Equal("CreateUser", Name(next!));

        static string? Name(IEngine engine) =>
            engine
                .Query("SELECT max(eventname) AS name FROM cloudtrail_logs", new Dictionary<string, object?>(), Stop)
                .Rows.First()
                .Text("name");
    }

    private static readonly Dictionary<string, object?> Nothing = [];

    private IEnumerable<string?> Entries() =>
        Directory.EnumerateFileSystemEntries(_folder["case"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static List<string> Cells(QueryRows rows) =>
        [
            .. rows.Rows.Select(r =>
                string.Join('|', r.Cells.Select(c => c is List<object?> list ? string.Join(',', list) : $"{c}"))
            ),
        ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static long Number(IEngine engine, string sql) =>
        engine.Query(sql, new Dictionary<string, object?>(), Stop).Rows.First().Count("n");

    private IEngine? Aside(string condition, Dictionary<string, object?> parameters, long most) =>
        ((ISetAside)_case.Engine).SetAside(condition, parameters, most, Stop);
}
