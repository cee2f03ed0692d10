using System.Text.Json;
using RecipePicks.Letters;
using RecipePicks.Lineage;

namespace RecipePicks.Tests.Lineage;

/// <summary>Every entry of the knowledge is proved by its sample.</summary>
public sealed class KnownCallTests
{
    public static TheoryData<int> Entries => [.. Enumerable.Range(0, KnownCall.All.Count)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_sample_gives_what_its_entry_says(int entry)
    {
        var known = KnownCall.All[entry];
        var call = Sample(known);
        var rows = new LineageRows
        {
            Calls = [call],
            Uses = Member(known, "session") is { } session ? [UseOf(session)] : [],
            Accounts = [Calls.Account],
            End = Calls.Start.AddDays(1),
        };

        var graph = LineageBuilder.Build(rows);

        var given =
            known.Edge == "ended"
                ? graph.Things.Where(t => !t.Begins).Select(t => t.Id)
                : graph
                    .Edges.Where(e =>
                        !e.Owns && e.Kind.ToString().Equals(known.Edge, StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(e => e.To);
        Assert.Equal(
            (known.Call, known.Edge, string.Join(" ", known.Gives)),
            (known.Call, known.Edge, string.Join(" ", given.Distinct()))
        );
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_sample_s_command_has_a_value_for_every_hole(int entry)
    {
        var known = KnownCall.All[entry];
        Assert.Equal(known.Contain is null, known.Breaks is null);
        foreach (
            var template in new[] { known.Contain, known.ContainAll }
                .OfType<string>()
                .Where(t => !t.Contains("{policy.without}"))
        )
        {
            var text = new CallText(Sample(known), [Calls.Account]).With(known);
            Assert.True(
                text.Holes(template, text.One(known.To.FirstOrDefault()) ?? "", 0) is not null
                    || template.Contains("request.cluster")
                    || template.Contains("response."),
                $"{known.Call}: {template}"
            );
            Assert.StartsWith("aws ", template);
        }
    }

    [Fact]
    public void The_query_asks_for_these_calls_and_no_others()
    {
        var sql = Question.Load("Track/calls").Sql.Text;
        var names = sql[(sql.IndexOf("eventname IN (", StringComparison.Ordinal) + 14)..].Split(')')[0];

        Assert.Equal(
            KnownCall.All.Select(k => k.Call).Distinct().Order(StringComparer.Ordinal),
            names.Split(',').Select(n => n.Trim().Trim('\''))
        );
    }

    [Fact]
    public void All_six_kinds_of_edge_are_known()
    {
        Assert.Equal(
            ["carried", "created", "ended", "entered", "escalated", "issued", "trusted"],
            KnownCall.All.Select(k => k.Edge).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(KnownCall.All, k => Assert.EndsWith(".amazonaws.com", k.Source));
    }

    [Fact]
    public void A_failed_call_is_an_attempt_and_makes_nothing()
    {
        foreach (var known in KnownCall.All)
        {
            var failed = Sample(known) with { ErrorCode = "AccessDenied", Response = null };
            var graph = LineageBuilder.Build(new LineageRows { Calls = [failed], Accounts = [Calls.Account] });

            Assert.All(
                graph.Edges.Where(e => !e.Owns),
                e => Assert.Equal((known.Call, EdgeKind.Attempted), (known.Call, e.Kind))
            );
            Assert.Empty(graph.Things);
        }
    }

    private static LineageCall Sample(KnownCall known) =>
        new()
        {
            Id = "e1",
            Time = Calls.Start,
            Source = known.Source,
            Name = known.Call,
            Region = "us-east-1",
            Account = Calls.Account,
            Address = "198.51.100.7",
            Request = Member(known, "request"),
            Response = Member(known, "response"),
            Additional = Member(known, "additional"),
            Details = Member(known, "details"),
            Caller = known.Sample.TryGetProperty("caller", out var caller) ? CallerOf(caller) : Calls.Bob,
        };

    private static LineageCaller CallerOf(JsonElement caller)
    {
        string? Of(string name) => caller.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new LineageCaller
        {
            Type = Of("type"),
            Arn = Of("arn"),
            PrincipalId = Of("principalId"),
            Account = Of("accountId"),
            UserName = Of("userName"),
            OnBehalfOf = Of("onBehalfOf"),
        };
    }

    private static LineageUse UseOf(string session) =>
        new()
        {
            Caller = new LineageCaller
            {
                Type = "AssumedRole",
                Arn = session.Trim('"'),
                PrincipalId = "AROASAMPLE:ann",
                Key = "ASIASAMPLE0000000001",
                Created = TimeWindow.Format(Calls.Start),
            },
            Calls = 1,
            First = Calls.Start,
            Last = Calls.Start,
            Evidence = ["u1"],
        };

    private static string? Member(KnownCall known, string name) =>
        known.Sample.TryGetProperty(name, out var value) ? value.GetRawText() : null;
}
