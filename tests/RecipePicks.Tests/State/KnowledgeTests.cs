using System.Text.Json;
using RecipePicks.State;

namespace RecipePicks.Tests.State;

/// <summary>Every entry of the knowledge is proven by the sample that stands in it.</summary>
public sealed class KnowledgeTests
{
    private static readonly KnowledgeFile s_file = StateKnowledge.Default.File;

    public static TheoryData<int, string> Calls =>
        [.. s_file.Calls.Select((c, i) => (i, $"{c.Source} {c.Call} {c.Type}"))];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_calls_sample_changes_what_it_says(int entry, string name)
    {
        var call = s_file.Calls[entry];
        Assert.StartsWith(call.Source, name);
        var sample = call.Sample;
        Assert.NotNull(sample);
        var history = Assert.Single(
            Replay.Of([Call(call, sample)]),
            h =>
                h.Resource.Type == call.Type
                && h.Resource.Names.Any(n => StateNames.Short(n).Contains(sample.Id) || n == sample.Id)
        );

        var found = history.Changes.Select(c => (c.FullPath, Said(c.After)));
        var expected = sample.After.Select(a => (a.Key, Text(a.Value)));
        Assert.Equal(expected.Order(), found.Order());
        foreach (var (path, before) in sample.Before ?? new Dictionary<string, JsonElement>())
        {
            var change = history.Changes.SingleOrDefault(c => c.FullPath == path);
            Assert.True(change is not null, $"{call.Call} does not change {path}");
            Assert.Equal(Text(before), Said(change.Before));
        }

        Assert.All(
            history.Changes.Where(c => sample.Before?.ContainsKey(c.FullPath) != true),
            c => Assert.Equal(StateKnown.Unknown, c.Before.Known)
        );
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_that_failed_changes_nothing(int entry, string name)
    {
        var call = s_file.Calls[entry];
        Assert.StartsWith(call.Source, name);
        Assert.Empty(Replay.Of([Call(call, call.Sample!) with { Error = "AccessDenied" }]));
    }

    [Fact]
    public void Knowledge_of_one_value_tells_of_it_and_of_the_resource_s_being_there_as_all_of_it_does()
    {
        const string Instance = "AWS::EC2::Instance";
        var narrow = StateKnowledge.Default.Only(
            [Instance],
            new Dictionary<string, string> { [Instance] = "iamInstanceProfile" }
        );
        StateCall[] calls =
        [
            Story.Call(
                1,
                "ec2",
                "RunInstances",
                new { },
                new
                {
                    instancesSet = new
                    {
                        items = new[]
                        {
                            new
                            {
                                instanceId = "i-01a35fc7d1e75c65b",
                                imageId = "ami-1",
                                iamInstanceProfile = new { arn = "arn:aws:iam::111122223333:instance-profile/web" },
                            },
                        },
                    },
                }
            ),
            Story.Call(
                2,
                "ec2",
                "StopInstances",
                new { instancesSet = new { items = new[] { new { instanceId = "i-01a35fc7d1e75c65b" } } } }
            ),
            Story.Call(3, "iam", "CreateUser", new { userName = "web" }),
        ];

        var told = Assert.Single(Replay.Of(narrow, calls.Select(c => ReadCall.Of(narrow, c)), []));

        var whole = Replay.Of(calls).Single(h => h.Resource.Type == Instance);
        Assert.Contains("imageId", whole.Spans.Select(s => s.Path));
        Assert.Equal(["", "iamInstanceProfile"], told.Spans.Select(s => s.Path).Distinct());
        Assert.Equal(
            whole.Spans.Where(s => s.Path is "" or "iamInstanceProfile").Select(s => (s.Path, s.From, s.Value)),
            told.Spans.Select(s => (s.Path, s.From, s.Value))
        );
        Assert.DoesNotContain(("ec2.amazonaws.com", "StopInstances"), narrow.Calls);
    }

    [Fact]
    public void Every_type_has_its_noun_and_no_noun_means_two_things()
    {
        var types = s_file.Calls.Select(c => c.Type).Concat(s_file.Documents.Select(d => d.Type)).Distinct();
        Assert.Empty(types.Except(s_file.Types.Keys));
        Assert.Equal(
            // The account's block of public access is the account's, whatever Config calls it.
            s_file.Types.Count - 1,
            s_file.Types.Values.Select(t => t.Noun).Distinct().Count()
        );
        Assert.All(s_file.Types.Values, t => Assert.Contains(t.Scope, new[] { "everywhere", "account", "region" }));
    }

    [Fact]
    public void What_undoes_a_call_is_a_call_or_known_by_name()
    {
        var odd = s_file.Calls.Where(c => c.Inverse is { } inverse && !char.IsUpper(inverse[0]));
        Assert.Empty(odd);
    }

    [Theory]
    [InlineData("UpdateFunctionCode20150331v2", "UpdateFunctionCode")]
    [InlineData("CreateFunction20150331", "CreateFunction")]
    [InlineData("CreateDistribution2020_05_31", "CreateDistribution")]
    [InlineData("PutBucketPolicy", "PutBucketPolicy")]
    public void Dates_in_names_are_left_out(string logged, string name) =>
        Assert.Equal(name, StateKnowledge.NameOf(logged));

    private static StateCall Call(CallEntry entry, SampleEntry sample) =>
        new()
        {
            EventId = "e1",
            Time = new DateTime(2026, 3, 10, 22, 58, 3, DateTimeKind.Utc),
            Source = entry.Source,
            Name = entry.Call,
            Account = "111122223333",
            Region = "us-east-1",
            Caller = "arn:aws:iam::111122223333:user/mara.quinn",
            Request = sample.Request?.GetRawText(),
            Response = sample.Response?.GetRawText(),
        };

    private static string Said(StateValue value) =>
        value.Known switch
        {
            StateKnown.Absent => "gone",
            StateKnown.NotLogged => """{"not":"logged"}""",
            StateKnown.Present => """{"is":"there"}""",
            _ => StateJson.Canon(JsonElement.Parse(value.Json ?? "null")),
        };

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? "gone"
        : value.GetRawText().Replace(" ", "") is """{"not":"logged"}""" or """{"is":"there"}"""
            ? value.GetRawText().Replace(" ", "")
        : StateJson.Canon(value);
}
