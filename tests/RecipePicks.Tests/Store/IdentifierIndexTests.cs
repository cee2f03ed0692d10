using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Sources;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>The index against a plain walk through the JSON of every record.</summary>
public sealed class IdentifierIndexTests
{
    private static readonly string[] Identity =
    [
        "userIdentity.principalId",
        "userIdentity.arn",
        "userIdentity.accessKeyId",
        "userIdentity.userName",
        "userIdentity.invokedBy",
        "userIdentity.sessionContext.sessionIssuer.arn",
        "userIdentity.sessionContext.sessionIssuer.principalId",
        "userIdentity.sessionContext.sessionIssuer.userName",
        "sourceIPAddress",
        "vpcEndpointId",
    ];

    [Theory]
    [InlineData(100_000)]
    [InlineData(700)]
    public void Every_identifier_is_found_by_its_whole_value_with_its_path_role_and_count(int segmentEvents)
    {
        var source = BundledIncident.Folder("AWSLogs");
        using var folder = new TempFolder();
        TestCase.Load(folder["case"], new LoadOptions { SegmentEvents = segmentEvents }, source);
        using var opened = Case.Open(folder["case"]);
        var expected = Expected(BundledIncident.DistinctRecords());
        var index = TestCase.Index(opened);
        Assert.InRange(expected.Count, 1000, int.MaxValue);
        foreach (var (value, paths) in expected)
        {
            var described = index.Describe(value).ToDictionary(n => (n.Path, n.Role), n => n.Events);
            foreach (var (at, ids) in paths)
            {
                Assert.True(
                    described.GetValueOrDefault(at) == ids.Count,
                    $"{value} at {at}: {described.GetValueOrDefault(at)} and not {ids.Count}"
                );
            }
        }

        // Where nothing but whole values can name it, the index and the walk agree on the events too.
        foreach (
            var (value, paths) in expected.Where(e =>
                e.Key.StartsWith("AKIA", StringComparison.Ordinal) || e.Key.StartsWith("i-0", StringComparison.Ordinal)
            )
        )
        {
            var fetched = TestCase.Fetch(opened, value, "eventid").ToHashSet();
            Assert.Superset(paths.Values.SelectMany(ids => ids).Select(id => id.Split(' ')[0]).ToHashSet(), fetched!);
            var scan = TestCase.RowsByHand(
                opened,
                $"SELECT eventid FROM cloudtrail_logs t WHERE CAST(t AS VARCHAR) LIKE '%{value}%'"
            );
            Assert.Subset(scan.Select(r => (string)r[0]!).ToHashSet(), fetched!);
        }
    }

    [Fact]
    public void No_identifier_hides_behind_another_that_was_made_to_have_its_hash()
    {
        var names = OfOneHash();
        Assert.Single(names.Select(n => ContentHash.Of(Encoding.UTF8.GetBytes(n))).Distinct());
        using var folder = new TempFolder();
        folder.Write(
            "a.json",
            Logs.Lines(
                names.Select(
                    (n, i) =>
                        $$$"""{"eventID":"{{{Logs.Id(i)}}}","eventName":"A","eventSource":"b","userIdentity":{"userName":"{{{n}}}"}}"""
                )
            )
        );
        TestCase.Load(folder["case"], folder["a.json"]);
        using var opened = Case.Open(folder["case"]);
        for (var i = 0; i < names.Count; i++)
        {
            Assert.Equal([Logs.Id(i)], TestCase.Fetch(opened, names[i], "eventid"));
        }
    }

    /// <summary>Printable names of one hash: whoever knows wyhash makes the word before the last one cancel the others.</summary>
    private static List<string> OfOneHash()
    {
        var head = new byte[24];
        for (ulong n = 0; ; n++)
        {
            Encoding.ASCII.GetBytes($"{n:x16}", head);
            var seed = ContentHash.Mix(
                BinaryPrimitives.ReadUInt64LittleEndian(head) ^ 0xE7037ED1A0B428DB,
                BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(8)) ^ 0xA0761D6478BD642F ^ 32
            );
            BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(16), seed ^ 0x8EBC6AF09C88C6E3);
            if (head.All(b => char.IsAsciiLetterOrDigit((char)b) || "+=,.@-_".Contains((char)b)))
            {
                return
                [
                    .. ((string[])["backup01", "backup02", "backup03"]).Select(t => Encoding.ASCII.GetString(head) + t),
                ];
            }
        }
    }

    [Fact]
    public void An_identifier_that_no_record_names_is_not_found()
    {
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(Logs.Many(100)));
        TestCase.Load(folder["case"], folder["a.json"]);
        using var opened = Case.Open(folder["case"]);
        var index = TestCase.Index(opened);
        foreach (var none in new[] { "", "x", "user", "i-", $"i-{1:x16}", "arn:aws:iam::111122223333:user/", "USER1" })
        {
            Assert.Empty(index.Describe(none));
            Assert.Empty(TestCase.Fetch(opened, none, "eventid"));
        }
    }

    [Fact]
    public void Fetch_gives_the_events_by_time_with_the_columns_that_were_asked_for()
    {
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(Logs.Many(100).Reverse()));
        TestCase.Load(folder["case"], new LoadOptions { SegmentEvents = 30 }, folder["a.json"]);
        using var opened = Case.Open(folder["case"]);
        Assert.Equal(
            Enumerable.Range(1, 100).Where(n => n % 7 == 3).Select(Logs.Id),
            TestCase.Fetch(opened, "user3", "eventid")
        );
        Assert.Equal(14, TestCase.Fetch(opened, "user3", "useridentity").Count);
        Assert.Throws<ArgumentException>(() => TestCase.Fetch(opened, "user3", "eventid\", (SELECT 1) AS \"x"));
    }

    [Fact]
    public void A_load_without_an_index_can_be_asked_all_the_same()
    {
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(Logs.Many(10)));
        TestCase.Load(folder["case"], new LoadOptions { Index = false }, folder["a.json"]);
        Assert.Empty(Directory.GetFiles(folder["case/segments/000001"], "*.idx"));
        using var opened = Case.Open(folder["case"]);
        Assert.Single(opened.Find(Logs.Id(4)));
        Assert.Empty(TestCase.Index(opened).Describe("user3"));
    }

    /// <summary>Identifiers to paths with roles, and to the records that name them there.</summary>
    private static Dictionary<string, Dictionary<(string, NamingRole), HashSet<string>>> Expected(
        IEnumerable<string> records
    )
    {
        var found = new Dictionary<string, Dictionary<(string, NamingRole), HashSet<string>>>();
        foreach (var (text, number) in records.Select((text, number) => (text, number)))
        {
            using var record = JsonDocument.Parse(text);
            var id = $"{record.RootElement.GetProperty("eventID").GetString()} {number}";
            Walk(
                record.RootElement,
                "",
                null,
                (path, name, value) =>
                {
                    if (Role(path, name) is { } role && value.Length is > 1 and <= 512)
                    {
                        var paths = found.TryGetValue(value, out var known) ? known : found[value] = [];
                        (paths.TryGetValue((path, role), out var ids) ? ids : paths[(path, role)] = []).Add(id);
                    }
                }
            );
        }

        return found;
    }

    private static NamingRole? Role(string path, string? name)
    {
        var named =
            name is not null
            && (
                name.EndsWith("Id", StringComparison.Ordinal)
                || name.EndsWith("Name", StringComparison.Ordinal)
                || name.EndsWith("Arn", StringComparison.Ordinal)
            );
        var excluded = name is "requestId" or "clientRequestId" or "versionId" or "uploadId" or "hostId";
        return Identity.Contains(path) ? NamingRole.Identity
            : path == "resources[].ARN" ? NamingRole.Request
            : !named || excluded ? null
            : path.StartsWith("requestParameters.", StringComparison.Ordinal) ? NamingRole.Request
            : path.StartsWith("responseElements.", StringComparison.Ordinal) ? NamingRole.Response
            : null;
    }

    private static void Walk(JsonElement value, string path, string? name, Action<string, string?, string> text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Walk(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Name, text);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Walk(item, path + "[]", name, text);
                }

                break;
            case JsonValueKind.String:
                text(path, name, value.GetString()!);
                break;
        }
    }
}
