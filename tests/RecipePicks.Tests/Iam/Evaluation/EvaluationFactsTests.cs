using System.Text.Json;
using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Evaluation;

/// <summary>Every entry of <c>evaluation.json</c> decides its own sample.</summary>
public sealed class EvaluationFactsTests
{
    private static readonly JsonElement Facts = Read();

    [Fact]
    public void Every_entry_says_where_it_stands() =>
        Assert.All(
            Facts
                .EnumerateObject()
                .Where(l => l.Value.ValueKind == JsonValueKind.Array)
                .SelectMany(l => l.Value.EnumerateArray()),
            entry => Assert.True(Text(entry, "source").Length > 20 && Text(entry, "sample").Length > 0)
        );

    [Fact]
    public void A_resource_whose_policy_must_allow_is_closed_without_one() =>
        Assert.All(
            Entries("resourceMustAllow"),
            entry =>
            {
                var resource = Text(entry, "resource")
                    .Replace("::*:", $"::{Account}:")
                    .Replace(":*:*:", $":eu-west-1:{Account}:");
                var request = Request(
                    action: Text(entry, "sample"),
                    resource: resource.Replace("arn:*", "arn:aws").Replace('*', 'x')
                );
                var granted = new PolicySet { Identity = Layer(Allow()) };

                Assert.Equal(Decision.ImplicitlyDenied, Decide(request, granted));
                Assert.Equal(
                    Decision.Allowed,
                    Decide(request, granted with { Resource = Layer(Allow(principal: AwsPrincipal(Account))) })
                );
            }
        );

    [Fact]
    public void What_needs_no_permission_is_allowed_though_it_is_denied() =>
        Assert.All(
            Entries("needsNoPermission"),
            entry =>
                Assert.Equal(
                    Decision.Allowed,
                    Decide(Request(action: Text(entry, "sample")), new PolicySet { Identity = Layer(Deny()) })
                )
        );

    [Fact]
    public void What_is_not_for_a_root_user_is_refused_to_it() =>
        Assert.All(
            Entries("notForRoot"),
            entry =>
                Assert.Equal(
                    Decision.ImplicitlyDenied,
                    Decide(
                        Request($"arn:aws:iam::{Account}:root", Text(entry, "sample"), Role),
                        new PolicySet { Resource = Layer(Allow(principal: AwsPrincipal(Account))) }
                    )
                )
        );

    private static List<JsonElement> Entries(string list) => [.. Facts.GetProperty(list).EnumerateArray()];

    private static string Text(JsonElement entry, string member) => entry.GetProperty(member).GetString()!;

    private static JsonElement Read()
    {
        using var stream = typeof(PolicyEvaluator).Assembly.GetManifestResourceStream("Iam/evaluation.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
