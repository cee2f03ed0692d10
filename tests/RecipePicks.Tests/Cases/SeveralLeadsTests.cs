using RecipePicks.Tests.Letters;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Cases;

/// <summary>Leads of several kinds together, as a finding names them.</summary>
public sealed class SeveralLeadsTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Fact]
    public void Beside_a_lead_that_called_a_resource_brings_those_who_changed_it_and_nobody_who_only_looked()
    {
        const string instance = "i-0abc1234def567890";
        const string touched = $$$"""{"requestParameters":{"instanceId":"{{{instance}}}"}}""";
        static string Makes(string name) =>
            $$$"""{"eventSource":"iam.amazonaws.com","requestParameters":{"userName":"{{{name}}}"}}""";
        using var evidence = new SmallCase(
            Record("GetUser", Time + "0Z", User("bob")),
            Record("DescribeInstanceAttribute", Time + "1Z", User("max", "AKIAMAX000000000000A"), touched),
            Record("CreateUser", Time + "2Z", User("max", "AKIAMAX000000000000A"), Makes("max-s")),
            Record(
                "StopInstances",
                Time + "3Z",
                User("eve", "AKIAEVE000000000000A"),
                """{"readOnly":false,"requestParameters":{"instanceId":"i-0abc1234def567890"}}"""
            ),
            Record("CreateUser", Time + "4Z", User("eve", "AKIAEVE000000000000A"), Makes("eve-s")),
            Record("CreateUser", Time + "5Z", User("bob"), Makes("bob-s"))
        );

        string[] With(params string[] leads) =>
            [
                .. evidence
                    .Investigate(leads)
                    .Graph.Nodes.Select(n => n.Id[(n.Id.LastIndexOf('/') + 1)..])
                    .Where(n => n.EndsWith("-s", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Equal(["eve-s"], With(instance));
        Assert.Equal(["bob-s", "eve-s"], With("bob", instance));
    }
}
