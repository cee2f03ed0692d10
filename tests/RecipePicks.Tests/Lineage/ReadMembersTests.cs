using RecipePicks.Lineage;

namespace RecipePicks.Tests.Lineage;

public class ReadMembersTests
{
    private static readonly string Filler = new('x', 500);

    [Fact]
    public void What_the_knowledge_reads_is_kept_and_nothing_else() =>
        Assert.Equal(
            """{"instancesSet":{"items":[{"instanceId":"i-0123456789abcdef0","privateIpAddress":"10.0.0.1"}]}}""",
            ReadMembers.Of(
                "ec2.amazonaws.com",
                "RunInstances",
                "response",
                """{"requestId":"FILLER","instancesSet":{"items":[{"instanceId":"i-0123456789abcdef0","imageId":"ami-1","privateIpAddress":"10.0.0.1"}]}}""".Replace(
                    "FILLER",
                    Filler,
                    StringComparison.Ordinal
                )
            )
        );

    [Fact]
    public void A_call_without_members_to_read_keeps_an_empty_object() =>
        Assert.Equal("{}", ReadMembers.Of("ec2.amazonaws.com", "NoSuchCall", "request", $$"""{"a":"{{Filler}}"}"""));

    [Theory]
    [InlineData("no JSON ")]
    [InlineData("[1] ")]
    public void What_is_no_object_stays_as_it_is(string text)
    {
        var padded = text.PadRight(500);

        Assert.Equal(padded, ReadMembers.Of("sts.amazonaws.com", "AssumeRole", "request", padded));
    }

    [Fact]
    public void Every_sample_gives_the_same_members_after_it()
    {
        foreach (var known in KnownCall.All)
        {
            foreach (var root in new[] { "request", "response", "additional", "details" })
            {
                if (known.Sample.TryGetProperty(root, out var body))
                {
                    var padded = body.GetRawText().PadRight(500);
                    var kept = ReadMembers.Of(known.Source, known.Call, root, padded)!;
                    var (before, after) = (Text(root, padded), Text(root, kept));
                    foreach (var path in known.Paths.Where(p => p.StartsWith(root + ".", StringComparison.Ordinal)))
                    {
                        Assert.Equal(before.Values(path), after.Values(path));
                    }
                }
            }
        }
    }

    private static CallText Text(string root, string text) =>
        new(
            new LineageCall
            {
                Id = "1",
                Source = "",
                Name = "",
                Request = root == "request" ? text : null,
                Response = root == "response" ? text : null,
                Additional = root == "additional" ? text : null,
                Details = root == "details" ? text : null,
                Caller = new LineageCaller(),
            },
            []
        );
}
