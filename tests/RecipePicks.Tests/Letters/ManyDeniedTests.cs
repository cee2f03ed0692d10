using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>Denied calls of more kinds than a table holds: whoever makes up the messages makes them as many as he likes.</summary>
public sealed class ManyDeniedTests
{
    [Fact]
    public void All_denied_calls_are_counted_whatever_the_table_holds()
    {
        var others = Enumerable
            .Range(0, 10_100)
            .Select(i =>
                Record(
                    "GetObject",
                    $"2024-05-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z",
                    User("bob"),
                    $$"""{"eventSource":"s3.amazonaws.com","errorCode":"AccessDenied","errorMessage":"not authorized: {{i}}"}"""
                )
            );
        using var evidence = new SmallCase([
            .. others,
            Record(
                "ListUsers",
                "2024-05-02T10:00:00Z",
                User("eve", "AKIAEVE0000000000000"),
                """{"eventSource":"iam.amazonaws.com","errorCode":"AccessDenied"}"""
            ),
        ]);

        var forensics = evidence.Investigate("AKIAEVE0000000000000").Letter("forensics");

        Assert.StartsWith(
            "1 denied call by the identities of the lead; 10,101 denied calls in the evidence, of 10,101 kinds (10,101 by raw message)",
            forensics.Headline
        );
        Assert.Contains(
            forensics.Findings,
            f => f.Text == "10,100 calls by others were denied in the same window: bob 10,100×."
        );
        Assert.Equal(10_000, forensics.Table("denied").Rows.Count);
        Assert.Contains(
            forensics.Gaps,
            g => g.StartsWith("The table holds the first 10,000 kinds", StringComparison.Ordinal)
        );
    }
}
