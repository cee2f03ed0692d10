using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Tests.Reports;

public sealed class CoverageReportTests
{
    private static readonly IReadOnlyList<LedgerEntry> s_ledger =
    [
        new()
        {
            File = "logs/a.json.gz",
            Sha256 = "ab12",
            Status = "loaded",
            Bytes = 1234,
            Records = 64,
            Events = 62,
            Duplicates = 2,
            LoadedAt = new DateTime(2024, 5, 14, 9, 30, 0),
            Version = "0.0.0",
        },
        new()
        {
            File = "logs/b\e.json",
            Sha256 = "cd34",
            Status = "loaded",
            Bytes = 99,
            Records = 1,
            Events = 1,
            Rejected = 1,
            Rejects = [new Reject("logs/b\e.json", 2, 80, "ends in the middle of a record")],
            LoadedAt = new DateTime(2024, 5, 14, 9, 30, 1),
            Version = "0.0.0",
        },
        new()
        {
            File = "logs/digest.json.gz",
            Sha256 = "ef56",
            Status = "skipped",
            Reason = "a CloudTrail digest",
            Bytes = 300,
            LoadedAt = new DateTime(2024, 5, 14, 9, 30, 2),
            Version = "0.0.0",
        },
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
