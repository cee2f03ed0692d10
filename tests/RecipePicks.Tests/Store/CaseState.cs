using RecipePicks.Cases;
using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Tests.Store;

/// <summary>What a case says, in texts that can be compared; how it falls into segments is not in it.</summary>
internal static class CaseState
{
    /// <summary>Every event with its place, the ledger without its times, the sums, the states, and what names a few identifiers.</summary>
    public static string Of(string directory, params IEnumerable<string> identifiers)
    {
        using var opened = Case.Open(directory);
        var coverage = TestCase.Coverage(opened);
        var ledger = opened.Ledger();
        Assert.Equal(coverage.Events, ledger.Sum(e => e.Events));
        Assert.Equal(ledger.Sum(e => e.Records), ledger.Sum(e => e.Events + e.Duplicates));
        Assert.Empty(CaseInfo.Verify(directory, CancellationToken.None));
        return string.Join(
            '\n',
            [
                $"{coverage.Events} events, {coverage.Duplicates} duplicates, {coverage.ConflictingDuplicates} conflicts, {coverage.Rejected} rejects",
                .. ledger.Select(e =>
                    $"{e.File} {e.Sha256} {e.Status} {e.Reason} {e.Bytes} {e.Records} {e.Events} {e.Duplicates} {e.Items} {e.ItemDuplicates} "
                    + $"{e.Rejected} {string.Join(';', e.Rejects)} {string.Join(';', e.Others)} {e.Complete} {e.Last}"
                ),
                .. TestCase
                    .Rows(
                        opened,
                        "SELECT eventid, eventname, eventtime, picks_file, picks_record FROM cloudtrail_logs ORDER BY 1, 4, 5"
                    )
                    .Select(r => string.Join(' ', r)),
                .. TestCase
                    .Rows(
                        opened,
                        "SELECT form, resourceid, configuration, file, record FROM config_items ORDER BY 2, 4, 5"
                    )
                    .Select(r => string.Join(' ', r)),
                .. identifiers.SelectMany(i => Named(opened, i)),
            ]
        );
    }

    /// <summary>The JSON of an investigation.</summary>
    public static string Investigate(string directory, string lead)
    {
        using var opened = Case.Open(directory);
        using var output = new StringWriter();
        new JsonReport().Write(
            Investigation.Run(
                opened.Engine,
                opened.Coverage(),
                new InvestigationRequest { Leads = [lead] },
                CancellationToken.None
            ),
            output
        );
        return output.ToString();
    }

    private static IEnumerable<string> Named(Case opened, string identifier) =>
        [
            .. TestCase.Index(opened).Describe(identifier).Select(n => $"{identifier} {n}"),
            .. TestCase.Fetch(opened, identifier, "eventid").Order().Select(e => $"{identifier} in {e}"),
            $"{identifier} at {TestCase.Locate(opened, identifier)}",
            .. opened.Find(identifier).Select(f => $"{f.Where} {f.Json}"),
        ];
}
