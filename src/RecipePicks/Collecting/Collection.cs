using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>
/// Gathers evidence of state from AWS through its CLI, with read calls alone: one file an answer, exactly as the CLI
/// printed it, and a manifest that says what was asked, and what was refused.
/// </summary>
public sealed class Collection
{
    private readonly CollectOptions _options;
    private readonly CollectScope _scope;
    private readonly IProgress<CollectProgress>? _progress;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<(string Call, CliOutcome Outcome)> _made = new();
    private readonly List<string> _folders = [];
    private int _planned;
    private int _before;

    private Collection(CollectOptions options, IProgress<CollectProgress>? progress) =>
        (_options, _scope, _progress) = (options, CollectScope.Of(options.For), progress);

    /// <summary>Collects. What was answered before is not asked again, so that a run that was stopped goes on.</summary>
    /// <param name="options">What, and how.</param>
    /// <param name="progress">Told of every answer, from any thread.</param>
    /// <param name="cancellation">Stops it; what was answered stays.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="CollectException">There is no AWS CLI, no credentials, or they have run out.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<CollectSummary> Run(
        CollectOptions options,
        IProgress<CollectProgress>? progress,
        CancellationToken cancellation
    )
    {
        var collection = new Collection(options, progress);
        foreach (var profile in options.Profiles is [] ? [null] : options.Profiles.Cast<string?>())
        {
            await collection.Account(profile, cancellation).ConfigureAwait(false);
        }

        return collection.Summary();
    }

    private async Task Account(string? profile, CancellationToken cancellation)
    {
        var cli = new AwsCli(_options.Program, _options.Patience);
        var home = await HomeRegion
            .Of(cli, profile, _options.Regions, _scope.Region, cancellation)
            .ConfigureAwait(false);
        var who = await WhoAmI.Ask(cli, profile, home, cancellation).ConfigureAwait(false);
        using var folder = new CollectFolder(Path.Combine(_options.Folder, who.Account));
        _folders.Add(folder.Path);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var account = new AccountRun(_options, _scope, folder, who, profile, home, cli, Note, stop);
        await account.Run().ConfigureAwait(false);
    }

    private void Note(CallNote note)
    {
        switch (note.Kind)
        {
            case NoteKind.Planned:
                Interlocked.Increment(ref _planned);
                return;
            case NoteKind.Before:
                Interlocked.Increment(ref _before);
                break;
            default:
                _made.Enqueue((note.Call, note.Outcome!));
                break;
        }

        _progress?.Report(new(_before + _made.Count, _planned, note.Call, _clock.Elapsed));
    }

    private CollectSummary Summary()
    {
        int Count(string outcome) => _made.Count(m => m.Outcome.Outcome == outcome);
        return new()
        {
            Folders = _folders,
            Before = _before,
            Answered = Count(CliAnswer.Ok),
            Absent = Count(CliAnswer.Absent),
            Denied = Count(CliAnswer.Denied),
            Failed = Count(CliAnswer.Failed),
            Unknown =
            [
                .. _made
                    .Where(m => m.Outcome.Outcome is CliAnswer.Denied or CliAnswer.Failed)
                    .GroupBy(m => (m.Call, m.Outcome.Outcome))
                    .OrderBy(g => g.Key.Call, StringComparer.Ordinal)
                    .ThenBy(g => g.Key.Outcome, StringComparer.Ordinal)
                    .Select(g =>
                        (
                            g.Key.Call,
                            g.Key.Outcome,
                            g.Count(),
                            g.Select(m => m.Outcome.Message).Order(StringComparer.Ordinal).First() ?? ""
                        )
                    ),
            ],
        };
    }
}
