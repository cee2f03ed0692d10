using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;

namespace RecipePicks.Tests.Exposure;

/// <summary>What AWS Config recorded is judged by the same checks, and says so where it does not tell.</summary>
public sealed class ConfigDocumentTests
{
    private const string Account = "111122223333";
    private static readonly DateTime s_first = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly JsonElement[] s_samples =
    [
        .. JsonElement
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Exposure", "config-samples.json")))
            .EnumerateArray(),
    ];

    private static readonly string[] s_judged = [.. s_samples.Select(s => Judged(s))];

    public static TheoryData<int, string> All =>
        new(s_samples.Select((s, i) => (i, $"{Text(s, "type")} {Text(s, "verdict")}")));

    [Theory]
    [MemberData(nameof(All))]
    public void A_sample_is_judged_as_it_says(int sample, string what)
    {
        var wanted = Text(s_samples[sample], "verdict");
        var check = s_samples[sample].GetProperty("check").GetInt32();
        var openings = Of(s_samples[sample], Reconciled.Of(Asked(s_samples[sample]), Items(s_samples[sample])).Judged);
        var own = openings.Where(o => o.Check == check).ToList();
        var told = string.Join('\n', openings.Select(o => $"{o.Check} {o.What}: {o.Grant}"));
        if (wanted == "none")
        {
            Assert.True(own.Count == 0, $"{what}\n{told}");
            return;
        }

        Assert.True(own.Count > 0, $"{what}: nothing is told\n{told}");
        Assert.True(own.Max(o => o.Grant.Verdict).Word() == wanted, $"{what}\n{told}");
        var such = own.Where(o => o.Grant.Verdict.Word() == wanted).ToList();
        if (Text(s_samples[sample], "why") is { } why)
        {
            Assert.True(such.Exists(o => o.Grant.Why.Contains(why, StringComparison.Ordinal)), told);
        }

        if (Text(s_samples[sample], "to") is { } to)
        {
            Assert.True(such.Exists(o => o.Grant.To?.Contains(to, StringComparison.Ordinal) == true), told);
        }
    }

    public static TheoryData<int, string> Entries =>
        new(ConfigDocument.All.Select((e, i) => (i, $"{e.Type} {e.Call}")));

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_part_of_an_entry_is_proven_by_a_sample_that_is_judged_otherwise_without_it(int entry, string what)
    {
        var whole = ConfigDocument.All[entry];
        var samples = s_samples.Index().Where(s => Items(s.Item).Any(i => i.Type == whole.Type)).ToList();
        var parts = new (string Part, bool IsThere, ConfigDocument Without)[]
        {
            ("prints", whole.Prints is not null, whole with { Prints = null, Else = null }),
            ("subject", whole.Subject is not null, whole with { Subject = null }),
            ("needs", whole.Needs is not null, whole with { Needs = null }),
            ("else", whole.Else is not null, whole with { Else = null }),
            ("the entry", true, whole with { Type = "none" }),
        };
        Assert.All(
            parts.Where(p => p.IsThere),
            part =>
                Assert.True(
                    samples.Exists(s =>
                        s_judged[s.Index]
                        != Judged(s.Item, [.. ConfigDocument.All.Select(e => e == whole ? part.Without : e)])
                    ),
                    $"{what}: no sample proves {part.Part}"
                )
        );
    }

    [Fact]
    public void What_is_told_cites_the_item()
    {
        var sample = s_samples.First(s => Text(s, "name") == "leaky" && Text(s, "verdict") == "PUBLIC");
        var by = Of(sample, Reconciled.Of([], Items(sample)).Judged).First(o => o.Check == 11).By!;
        Assert.Equal(
            ("config/snapshot.json.gz", 1L, s_first, true),
            (by.File, by.Record, by.Time!.Value, by.IsRecorded)
        );
    }

    [Theory]
    [InlineData(1, false, "the item of AWS Config of 2026-03-01T00:00:00Z, which is not the latest, says PRIVATE")]
    [InlineData(-1, true, "aws sqs get-queue-attributes of jobs of 2026-02-28T00:00:00Z, which is not the latest")]
    public void Of_two_that_tell_of_the_same_the_later_is_judged_and_the_other_named(
        int askedAfter,
        bool isRecorded,
        string otherwise
    )
    {
        var both = Reconciled.Of(
            [Queue(s_first.AddDays(askedAfter), isRecorded ? null : Everyone)],
            [Recorded("AWS::SQS::Queue", "jobs", Attributes(isRecorded ? Everyone : null))]
        );
        var opening = Assert.Single(
            Disputed.Of(
                DocumentChecks.Of(both.Judged, t => t.Name == "jobs"),
                DocumentChecks.Of(both.Otherwise!, t => t.Name == "jobs")
            )
        );
        Assert.Equal((Verdict.Public, isRecorded), (opening.Grant.Verdict, opening.By!.IsRecorded));
        Assert.Contains(otherwise, opening.Why);
    }

    [Fact]
    public void Two_that_agree_are_no_dispute()
    {
        var both = Reconciled.Of(
            [Queue(s_first.AddDays(-1), Everyone)],
            [Recorded("AWS::SQS::Queue", "jobs", Attributes(Everyone))]
        );
        Assert.All(
            Disputed.Of(
                DocumentChecks.Of(both.Judged, t => t.Name == "jobs"),
                DocumentChecks.Of(both.Otherwise!, t => t.Name == "jobs")
            ),
            o => Assert.Null(o.Otherwise)
        );
    }

    [Fact]
    public void The_latest_item_of_a_thing_counts()
    {
        var open = Recorded("AWS::SQS::Queue", "jobs", Attributes(Everyone));
        var shut = Recorded("AWS::SQS::Queue", "jobs", Attributes(null)) with { Time = s_first.AddHours(1) };
        Assert.Equal(
            Verdict.Private,
            Assert.Single(DocumentChecks.Of(Reconciled.Of([], [shut, open]).Judged, _ => true)).Grant.Verdict
        );
    }

    [Fact]
    public void A_thing_whose_last_item_says_that_it_was_deleted_is_not_judged()
    {
        var open = Recorded("AWS::SQS::Queue", "jobs", Attributes(Everyone));
        var gone = open with { Time = s_first.AddHours(1), IsDeleted = true, Configuration = default };
        Assert.Empty(DocumentChecks.Of(Reconciled.Of([], [open, gone]).Judged, _ => true));
    }

    [Fact]
    public void A_list_is_judged_by_the_later_of_each_of_its_items()
    {
        var groups = new Document("ec2 describe-security-groups", Account, "us-east-1", null)
        {
            Pages =
            [
                JsonElement.Parse("""{"SecurityGroups":[{"GroupId":"sg-1","IpPermissions":[]},{"GroupId":"sg-2"}]}"""),
            ],
            Time = s_first.AddDays(-1),
        };
        var item = Recorded(
            "AWS::EC2::SecurityGroup",
            "sg-1",
            """{"groupId":"sg-1","ipPermissions":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}]}]}"""
        );
        var both = Reconciled.Of([groups], [item]);
        Assert.Equal(["sg-2", "sg-1"], Groups(both.Judged));
        Assert.Equal(["22"], Ports(both.Judged));
        Assert.Equal(["sg-1", "sg-2"], Groups(both.Otherwise!));
        Assert.Empty(Ports(both.Otherwise!));
    }

    [Fact]
    public void A_thing_that_a_later_list_lacks_is_gone()
    {
        var groups = new Document("ec2 describe-security-groups", Account, "us-east-1", null)
        {
            Pages = [JsonElement.Parse("""{"SecurityGroups":[{"GroupId":"sg-2"}]}""")],
            Time = s_first.AddDays(1),
        };
        var item = Recorded("AWS::EC2::SecurityGroup", "sg-1", """{"groupId":"sg-1","ipPermissions":[]}""");
        Assert.Equal(["sg-2"], Groups(Reconciled.Of([groups], [item]).Judged));
    }

    [Fact]
    public void What_the_item_does_not_tell_leaves_AWS_s_own_answer_standing()
    {
        var asked = new Document("lambda get-policy", Account, "us-east-1", "orders")
        {
            IsAbsent = true,
            Time = s_first.AddDays(-1),
        };
        var item = Recorded("AWS::Lambda::Function", "orders", """{"functionName":"orders"}""");
        var openings = DocumentChecks.Of(Reconciled.Of([asked], [item]).Judged, t => t.Name == "orders");
        Assert.Equal(Verdict.Private, Assert.Single(openings, o => o.Check == 23).Grant.Verdict);
    }

    private const string Everyone =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}""";

    private static string Attributes(string? policy) =>
        policy is null
            ? """{"QueueArn":"arn:aws:sqs:us-east-1:111122223333:jobs"}"""
            : $$"""{"QueueArn":"arn:aws:sqs:us-east-1:111122223333:jobs","Policy":"{{JsonEncodedText.Encode(policy)}}"}""";

    private static Document Queue(DateTime time, string? policy) =>
        new("sqs get-queue-attributes", Account, "us-east-1", "jobs")
        {
            Pages = [JsonElement.Parse($$"""{"Attributes":{{Attributes(policy)}}}""")],
            Time = time,
        };

    private static RecordedItem Recorded(string type, string id, string configuration) =>
        new(type, Account, "us-east-1", id) { Time = s_first, Configuration = JsonElement.Parse(configuration) };

    private static IEnumerable<string> Groups(Estate estate) =>
        estate.Of("ec2 describe-security-groups").SelectMany(d => d.Texts("SecurityGroups[].GroupId"));

    private static IEnumerable<string> Ports(Estate estate) =>
        estate
            .Of("ec2 describe-security-groups")
            .SelectMany(d => d.Texts("SecurityGroups[GroupId=sg-1].IpPermissions[].FromPort"));

    private static string Judged(JsonElement sample, IReadOnlyList<ConfigDocument>? entries = null) =>
        string.Join(
            '\n',
            Of(sample, Reconciled.Of(Asked(sample), Items(sample), entries: entries).Judged)
                .Select(o => $"{o.Check} {o.What}: {o.Grant}")
        );

    private static IReadOnlyList<Opening> Of(JsonElement sample, Estate estate) =>
        DocumentChecks.Of(estate, t => t.Type == Text(sample, "type") && t.Name == Text(sample, "name"));

    private static List<Document> Asked(JsonElement sample) =>
        sample.TryGetProperty("documents", out var documents)
            ?
            [
                .. documents
                    .EnumerateArray()
                    .Select(d => new Document(Text(d, "call")!, Account, Text(d, "region"), Text(d, "subject"))
                    {
                        Pages = [d.GetProperty("output")],
                        Time = TimeWindow.Parse(Text(d, "time")),
                    }),
            ]
            : [];

    private static IEnumerable<RecordedItem> Items(JsonElement sample) =>
        sample
            .GetProperty("items")
            .EnumerateArray()
            .Select(
                (i, n) =>
                    new RecordedItem(
                        Text(i, "resourceType")!,
                        Text(i, "awsAccountId"),
                        Text(i, "awsRegion"),
                        Text(i, "resourceId")!
                    )
                    {
                        Name = Text(i, "resourceName"),
                        Arn = Text(i, "ARN"),
                        Time = TimeWindow.Parse(Text(i, "configurationItemCaptureTime")),
                        Configuration = i.GetProperty("configuration"),
                        More = i.TryGetProperty("supplementaryConfiguration", out var more) ? more : default,
                        File = "config/snapshot.json.gz",
                        Record = n + 1,
                    }
            );

    private static string? Text(JsonElement of, string member) =>
        of.TryGetProperty(member, out var value) ? value.GetString() : null;
}
