using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Cli.Loading;

/// <summary>Loads paths into a case, with progress and what was rejected on standard error.</summary>
internal static class Loader
{
    private const int RejectsShown = 20;

    /// <summary>Loads what exists of the paths.</summary>
    /// <returns>What was done, and the paths that do not exist.</returns>
    /// <exception cref="WorkFailedException">Nothing was there to load.</exception>
    public static (LoadSummary Summary, IReadOnlyList<string> Missing) Load(
        IReadOnlyList<string> paths,
        string directory,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        var found = new List<string>();
        var missing = new List<string>();
        foreach (var path in paths)
        {
            var expanded = Globs.Expand(path);
            found.AddRange(expanded);
            if (expanded.Count == 0)
            {
                missing.Add(path);
                terminal.Complain($"{path}: no such file or folder");
            }
        }

        if (found.Count == 0)
        {
            throw new WorkFailedException("nothing to load");
        }

        LoadSummary summary;
        using (var progress = new ProgressBar(terminal))
        {
            summary = Store.Loading.Load(found, directory, new LoadOptions(), progress, cancellation);
        }

        foreach (var reject in summary.Rejects.Take(RejectsShown))
        {
            terminal.Complain(CoverageReport.Describe(reject));
        }

        if (summary.Rejects.Count > RejectsShown)
        {
            var more = summary.Rejects.Count - RejectsShown;
            terminal.Complain($"{more:N0} more, see the ledger: picks coverage --case {directory}");
        }

        return (summary, missing);
    }
}
