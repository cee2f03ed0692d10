using System.Collections.Concurrent;
using System.Text.Json;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>What is told of a call.</summary>
internal enum NoteKind
{
    /// <summary>It will be made.</summary>
    Planned,

    /// <summary>It was answered in an earlier run.</summary>
    Before,

    /// <summary>It was made.</summary>
    Made,
}

/// <summary>What is told of a call.</summary>
internal sealed record CallNote(NoteKind Kind, string Call, CliOutcome? Outcome = null);

/// <summary>The calls to one account: each answer leads to the calls about what it lists.</summary>
internal sealed class AccountRun(
    CollectOptions options,
    CollectScope scope,
    CollectFolder folder,
    WhoAmI who,
    string? profile,
    string home,
    AwsCli cli,
    Action<CallNote> note,
    CancellationTokenSource stop
) : IDisposable
{
    private readonly SemaphoreSlim _room = new(options.Parallel);
    private readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private Exception? _failure;
    private readonly Dictionary<string, string> _values = new(scope.Values)
    {
        ["account"] = who.Account,
        ["partition"] = who.Partition,
    };

    /// <summary>Makes all calls.</summary>
    public async Task Run()
    {
        var identity = Plan(WhoAmI.Call, home);
        _claimed.TryAdd(identity.Key, true);
        note(new(NoteKind.Planned, WhoAmI.Call.Call));
        Keep(identity, new(CliAnswer.Ok, null, null), who.Output);
        try
        {
            var regions = await Regions().ConfigureAwait(false);
            var first = scope.Calls.Where(c => c.After is null).SelectMany(c => Plans(c, regions));
            await Task.WhenAll(first.Select(Make)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_failure is not null)
        {
            throw _failure;
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task<IReadOnlyList<string>> Regions()
    {
        if (options.Regions.Count > 0)
        {
            return options.Regions;
        }

        if (scope.Region is not null)
        {
            return [scope.Region];
        }

        var call = Plan(CliCalls.Of("ec2 describe-regions")[0], home);
        var answer = await Make(call).ConfigureAwait(false);
        if (answer is not { Outcome: CliAnswer.Ok, File: not null })
        {
            return [home];
        }

        using var document = JsonDocument.Parse(folder.Output(answer));
        return [.. JsonPath.Values(document.RootElement, "Regions[].RegionName")];
    }

    private IEnumerable<PlannedCall> Plans(CliCall entry, IReadOnlyList<string> regions) =>
        entry.Where == "region" ? regions.Select(r => PlannedCall.Of(entry, r, r, _values)) : [Plan(entry, home)];

    private PlannedCall Plan(CliCall entry, string region) =>
        PlannedCall.Of(entry, null, entry.Where == "account" ? region : entry.Where, _values);

    // The first failure stops all that is under way, so that nothing writes any more when the folder is closed.
    private async Task<CliAnswer?> Make(PlannedCall call)
    {
        if (!_claimed.TryAdd(call.Key, true))
        {
            return null;
        }

        try
        {
            return await MakeNew(call).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            await stop.CancelAsync().ConfigureAwait(false);
            throw new OperationCanceledException(e.Message, e);
        }
    }

    private async Task<CliAnswer> MakeNew(PlannedCall call)
    {
        note(new(NoteKind.Planned, call.Entry.Call));
        var before = options.Refresh ? null : folder.Finished(call);
        CliAnswer answer;
        if (before is null)
        {
            answer = await Ask(call).ConfigureAwait(false);
        }
        else
        {
            answer = before;
            note(new(NoteKind.Before, call.Entry.Call));
        }

        if (answer is { Outcome: CliAnswer.Ok, File: not null })
        {
            await Task.WhenAll(Next(call, answer).Select(Make)).ConfigureAwait(false);
        }

        return answer;
    }

    private List<PlannedCall> Next(PlannedCall call, CliAnswer answer)
    {
        var entries = scope.Calls.Where(c => c.After == call.Entry.Call).ToList();
        if (entries.Count == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(folder.Output(answer));
        return [.. entries.SelectMany(e => Next(call, e, document.RootElement))];
    }

    private IEnumerable<PlannedCall> Next(PlannedCall call, CliCall entry, JsonElement output)
    {
        var wanted = call.Next(entry, output, _values).Where(n => scope.Wants(entry, n.Name)).ToList();
        if (entry.When == "always")
        {
            return wanted.Select(n => n.Call);
        }

        var kind = $"{scope.PlaceOf(entry)} {call.Region}";
        var before = _asked.AddOrUpdate(kind, wanted.Count, (_, n) => n + wanted.Count) - wanted.Count;
        var room = Math.Max(options.Most - before, 0);
        if (wanted.Count > room)
        {
            Keep(
                new(entry, call.Region, call.Asked, new Dictionary<string, string>()),
                new(
                    CliAnswer.Failed,
                    null,
                    $"only {options.Most} were asked about, and {before + wanted.Count - options.Most} were not: see --most"
                ),
                []
            );
        }

        return wanted.Take(room).Select(n => n.Call);
    }

    private async Task<CliAnswer> Ask(PlannedCall call)
    {
        if (call.Reference is { } reference)
        {
            return Keep(call, new(CliAnswer.Failed, null, $"not asked: the AWS CLI would open {reference}"), []);
        }

        await _room.WaitAsync(stop.Token).ConfigureAwait(false);
        try
        {
            for (var tries = 0; ; tries++)
            {
                var run = await cli.Run(call.Arguments(profile), stop.Token).ConfigureAwait(false);
                var outcome = CliOutcome.Of(call.Entry, run);
                if (outcome.IsExpired)
                {
                    throw new CollectException(
                        $"the credentials have run out: {outcome.Message} Sign in again (aws sso login), then run the same: it goes on"
                    );
                }

                if (!outcome.IsThrottled || tries == options.Pauses.Count)
                {
                    return Keep(call, outcome, run.Output);
                }

                await Task.Delay(options.Pauses[tries], stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            _room.Release();
        }
    }

    private CliAnswer Keep(PlannedCall call, CliOutcome outcome, byte[] output)
    {
        var isFile = outcome.Outcome == CliAnswer.Ok && !output.AsSpan().Trim(" \n\r\t"u8).IsEmpty;
        var answer = new CliAnswer
        {
            Call = call.Entry.Call,
            Parameters = call.Parameters,
            Account = who.Account,
            Region = call.Region,
            Time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            Outcome = outcome.Outcome,
            File = isFile ? call.File : null,
            Code = outcome.Code,
            Message = outcome.Message,
        };
        folder.Keep(answer, output);
        note(new(NoteKind.Made, call.Entry.Call, outcome));
        return answer;
    }
}
