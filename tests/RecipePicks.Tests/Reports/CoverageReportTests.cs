using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Tests.Reports;

public sealed class CoverageReportTests
{
    private static readonly IReadOnlyList<LedgerEntry> s_ledger =
    [
        new("logs/a.json.gz", "ab12", 1234, 64, 62, 2, [], new DateTime(2024, 5, 14, 9, 30, 0), "0.0.0"),
        new(
            "logs/b\e.json",
            "cd34",
            99,
            1,
            1,
            0,
            [new Reject("logs/b\e.json", 2, 80, "ends in the middle of a record")],
            new DateTime(2024, 5, 14, 9, 30, 1),
            "0.0.0"
        ),
    ];

    [Fact]
    public void The_text_is_as_approved()
    {
        using var output = new StringWriter();
        CoverageReport.WriteText(Example.Outcome.Coverage, s_ledger, Surface.Plain, output);

        Approved.Check("coverage.txt", output.ToString());
    }

    [Fact]
    public void The_json_is_as_approved()
    {
        using var output = new StringWriter();
        CoverageReport.WriteJson(Example.Outcome.Coverage, s_ledger, output);

        Approved.Check("coverage.json", output.ToString());
    }

    [Fact]
    public void A_reject_says_where() =>
        Assert.Equal("f: record 2, byte 80: why", CoverageReport.Describe(new Reject("f", 2, 80, "why")));
}
