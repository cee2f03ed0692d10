using RecipePicks.Reports;
using RecipePicks.Reports.Escaping;
using RecipePicks.Store;

namespace RecipePicks.Cli.Loading;

/// <summary>Loads paths into a case, with progress and what was rejected on standard error.</summary>
internal static class Loader
{
    private const int RejectsShown = 20;

    /// <summary>Loads what exists of the paths.</summary>
    /// <exception cref="WorkFailedException">Nothing was loaded.</exception>
    public static LoadSummary Load(
        IReadOnlyList<string> paths,
        string directory,
        Terminal terminal,
        CancellationToken cancellation
    ) => Load(paths, directory, new LoadOptions(), terminal, cancellation);

    /// <summary>Loads what exists of the paths.</summary>
    /// <exception cref="WorkFailedException">Nothing was loaded.</exception>
    public static LoadSummary Load(
        IReadOnlyList<string> paths,
        string directory,
        LoadOptions how,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        LoadSummary summary;
        using (var progress = new ProgressBar(terminal))
        {
            summary = Store.Loading.Load(paths, directory, how, progress, cancellation);
        }

        foreach (var path in summary.Missing)
        {
            terminal.Complain(
                $"{Visible.Escape(path)}: {(path.Contains("://", StringComparison.Ordinal) ? "nothing of what is wanted lies there" : "no such file or folder")}"
            );
        }

        foreach (var reject in summary.Rejects.Take(RejectsShown))
        {
            terminal.Complain(Visible.Escape(CoverageReport.Describe(reject)));
        }

        if (summary.Rejected > RejectsShown)
        {
            terminal.Complain(
                $"{summary.Rejected - RejectsShown:N0} more, see the ledger: picks coverage --case {directory}"
            );
        }

        return summary is { Files: 0, FilesKnown: 0 }
            ? throw new WorkFailedException(
                "nothing was loaded: there is neither a CloudTrail record nor a recorded state in what was given"
            )
            : summary;
    }

    /// <summary>Fails when a path was not there, once the rest is done.</summary>
    public static void FailOnMissing(LoadSummary summary)
    {
        if (summary.Missing.Count > 0)
        {
            throw new WorkFailedException($"not there, and so not loaded: {string.Join(", ", summary.Missing)}");
        }

        if (summary.Unfetched.Count > 0)
        {
            var first = summary.Unfetched[0].File;
            var rest = summary.Unfetched.Count > 1 ? $" and {summary.Unfetched.Count - 1:N0} more" : "";
            throw new WorkFailedException($"not fetched, and so not loaded: {first}{rest}; the same load tries again");
        }
    }
}
