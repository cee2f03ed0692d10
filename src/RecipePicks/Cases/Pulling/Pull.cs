using System.Globalization;
using RecipePicks.Athena;
using RecipePicks.Aws;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Store;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Cases.Pulling;

/// <summary>
/// Pulls a case out of a lake, ring by ring: the events that name the leads, then those of the identities found, then those
/// of the sessions and keys that they issued, until nobody new is found. What comes back is evidence like any other.
/// </summary>
public sealed class Pull
{
    /// <summary>How many rings are pulled: each reads its partitions again.</summary>
    public const int MostRings = 6;

    private readonly AthenaLake _lake;
    private readonly string _directory;
    private readonly PullRequest _request;
    private readonly CancellationToken _cancellation;
    private readonly PullJournal _journal;
    private readonly DateTime _now = DateTime.UtcNow;
    private readonly string _id;
    private readonly List<PulledRing> _rings = [];
    private readonly List<(LakeRelation Relation, PulledRing Ring)> _scanned = [];

    private Pull(AthenaLake lake, string directory, PullRequest request, CancellationToken cancellation)
    {
        (_lake, _directory, _request, _cancellation) = (lake, directory, request, cancellation);
        _journal = new PullJournal(directory);
        _id = PullJournal.Hash([
            lake.Name,
            lake.Region,
            $"{request.As}",
            $"{request.Scope.Window.From:O}/{request.Scope.Window.To:O}",
            string.Join(',', request.Scope.Accounts),
            string.Join(',', request.Scope.Regions),
            request.Scope.Organization ?? "",
            .. request.Leads,
        ]);
    }

    /// <summary>Pulls.</summary>
    /// <param name="lake">The table.</param>
    /// <param name="caseDirectory">The case's folder; made when it is not there.</param>
    /// <param name="request">What to pull.</param>
    /// <param name="cancellation">Stops it, and the query that runs; finished rings stay in the case.</param>
    /// <returns>What came.</returns>
    /// <exception cref="EngineException">Athena refused or failed; finished rings are in the case.</exception>
    /// <exception cref="CaseException">The case cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The pull was stopped.</exception>
    public static PullOutcome Run(
        AthenaLake lake,
        string caseDirectory,
        PullRequest request,
        CancellationToken cancellation
    ) => new Pull(lake, caseDirectory, request, cancellation).All();

    private PullOutcome All()
    {
        var names = _request.Leads.Select(l => ResourceName.Of(l).Name).Distinct().ToList();
        var left = Ring(
            1,
            $"the events that name {Listed(_request.Leads, 3)}",
            Question.Load("Pulling/named"),
            new Dictionary<string, object?>
            {
                ["leads"] = _request.Leads,
                ["lead_names"] = names,
                ["lead_texts"] = names.Select(ResourceName.InsideJson).Distinct().ToList(),
            },
            Followed.Nobody,
            _request.Scope
        );
        // The first ring holds all that the leads did under their own names.
        var asked = new Followed(
            new Callers
            {
                Arns = _request.Leads,
                Principals = _request.Leads,
                Keys = _request.Leads,
                Addresses = [.. _request.Leads.SelectMany(LeadForm.Spellings)],
                Accounts = _request.Leads,
            },
            names
        );
        for (var ring = 2; left is null; ring++)
        {
            if (_journal.Find(_id, ring) is { Loaded: true } known && !_request.Fresh)
            {
                asked = asked.With(Followed.Of(known.Callers));
                Add(known, null);
                _request.News?.Report($"ring {ring} is in the case already: query {known.Id}");
                continue;
            }

            var following = Following.Of(_directory, _request, _cancellation);
            var found = following.Found.Without(asked);
            if (found.IsEmpty)
            {
                break;
            }

            if (ring > MostRings)
            {
                left =
                    $"{Words(found)} were found in ring {MostRings}, the last: pull again with one of them as a lead";
                break;
            }

            left = Ring(
                ring,
                $"the events of {Words(found)}",
                Question.Load("Pulling/called"),
                found.Parameters,
                found,
                Since(following, found)
            );
            asked = asked.With(found);
        }

        return new PullOutcome(_rings, left);
    }

    /// <summary>Pulls a ring; says what was left out when the budget forbids it.</summary>
    private string? Ring(
        int number,
        string what,
        Question question,
        IReadOnlyDictionary<string, object?> values,
        Followed callers,
        LakeScope scope
    )
    {
        var before = _journal.Find(_id, number);
        if (before is { Loaded: true } && !_request.Fresh)
        {
            Add(before, null);
            _request.News?.Report($"ring {number} is in the case already: query {before.Id}");
            return null;
        }

        var relation = LakeColumns.Of(_lake.Table, scope, _now);
        var bounds = Inquiry.Bounds(scope.Window);
        var (sql, bound) = question.Sql.Bind(values.Concat(bounds).ToDictionary(p => p.Key, p => p.Value));
        var query = AthenaText.Of(sql, bound, relation);
        _request.News?.Report($"ring {number}: {what}. {string.Join(' ', relation.Notices)}");
        var left = _request.MaxScan - _rings.Sum(r => r.Scanned);
        if (Estimate(number, relation, scope, left) is { } refused)
        {
            return refused;
        }

        var entry = new PulledQuery
        {
            Pull = _id,
            Ring = number,
            Begun = _now,
            Callers = callers.Parameters.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)p.Value!),
        };
        try
        {
            var (state, finished) = Finished(entry, before, query with { MostBytes = left });
            Add(Load(finished, state), relation);
        }
        catch (BudgetException e)
        {
            return $"ring {number} ({what}) was stopped: {e.Message}, which costs {ScanCost.Words(ScanCost.Dollars(e.State.Scanned))}";
        }

        return null;
    }

    private (AthenaState State, PulledQuery Entry) Finished(PulledQuery entry, PulledQuery? before, AthenaQuery query)
    {
        var run = new AthenaRun(_lake.Api);
        if (before is not null)
        {
            entry = entry with { Attempt = before.Attempt, Id = before.Id };
            if (before.Loaded || IsLost(before))
            {
                entry = entry with { Attempt = before.Attempt + 1, Id = null };
            }
            else if (before.Id is not null)
            {
                _request.News?.Report($"ring {entry.Ring}: query {before.Id} is taken up again");
            }
        }

        _journal.Put(entry);
        if (entry.Id is null)
        {
            entry = entry with
            {
                Id = _lake.Api.Start(query with { Token = _journal.Token(entry, query) }, _cancellation),
            };
            _journal.Put(entry);
        }

        return (run.Finish(entry.Id, query.MostBytes, _cancellation), entry);
    }

    // What failed or was stopped, or is older than Athena remembers, is asked again.
    private bool IsLost(PulledQuery before)
    {
        try
        {
            return before.Id is { } id && _lake.Api.State(id, _cancellation) is { State: "FAILED" or "CANCELLED" };
        }
        catch (EngineException e) when (e.InnerException is AwsException { Code: "InvalidRequestException" })
        {
            return true;
        }
    }

    /// <summary>Says what a ring will scan, as far as that can be told; a refusal when it is more than is left.</summary>
    private string? Estimate(int number, LakeRelation relation, LakeScope scope, long? left)
    {
        var same = _scanned.LastOrDefault(s => s.Relation.Sql == relation.Sql && Same(s.Relation, relation)).Ring;
        var (bytes, atMost, says) =
            same is not null ? (same.Scanned, false, $"ring {same.Number} scanned the same partitions")
            : _scanned is [.., var last]
                ? (last.Ring.Scanned, true, $"at most: it reads fewer days than ring {last.Ring.Number}")
            : _lake.Estimate(scope, _now, _cancellation);
        _request.News?.Report(
            bytes is { } b
                ? $"ring {number} will scan about {ScanCost.Bytes(b)}, {ScanCost.Words(ScanCost.Dollars(b))} ({says})"
                : $"ring {number}: how much it will scan is not known: {says}"
                    + (left is { } l ? $"; it is stopped when it has scanned {ScanCost.Bytes(l)}" : "")
        );
        return bytes > left && !atMost
                ? $"ring {number} was not pulled: it would scan about {ScanCost.Bytes(bytes.Value)}, and {ScanCost.Bytes(Math.Max(0, left.Value))} are left of --max-scan"
            : left <= 0 ? $"ring {number} was not pulled: nothing is left of --max-scan"
            : null;
    }

    private static bool Same(LakeRelation one, LakeRelation other) =>
        one.Values.Count == other.Values.Count
        && one.Values.All(v => other.Values.TryGetValue(v.Key, out var value) && Equals(v.Value, value));

    private PulledQuery Load(PulledQuery entry, AthenaState state)
    {
        var folder = Directory.CreateTempSubdirectory("picks-");
        try
        {
            var files = folder.CreateSubdirectory(PulledFile.Folder);
            var file = Path.Combine(files.FullName, $"{state.Id}.jsonl");
            var events = Fetch(state, file);
            Loading.Load(events == 0 ? [] : [files.FullName], _directory, new LoadOptions(), null, _cancellation);
            entry = entry with
            {
                Loaded = true,
                Scanned = state.Scanned,
                Dollars = ScanCost.Dollars(state.Scanned, state.Reused),
                Events = events,
            };
            _journal.Put(entry);
            _request.News?.Report(
                $"ring {entry.Ring}: {Counted(events, "event")}; scanned {ScanCost.Bytes(state.Scanned)}, {ScanCost.Words(entry.Dollars)}"
                    + $"{(state.Reused ? " (an earlier result was taken)" : "")}; query {state.Id}"
            );
            return entry;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private long Fetch(AthenaState state, string file)
    {
        using var rows = new AthenaRows(new AthenaRun(_lake.Api), state, _cancellation);
        using var output = new BufferedStream(File.Create(file), 1 << 16);
        var columns = rows
            .Columns.Select((name, at) => (name, at))
            .ToDictionary(c => c.name, c => c.at, StringComparer.OrdinalIgnoreCase);
        var events = 0L;
        for (; rows.Read(); events++)
        {
            PulledRecord.Write(
                column =>
                    columns.TryGetValue(column, out var at) && rows[at] is { } cell
                        ? Convert.ToString(cell, CultureInfo.InvariantCulture)
                        : null,
                output
            );
        }

        return events;
    }

    private void Add(PulledQuery entry, LakeRelation? relation)
    {
        var ring = new PulledRing(entry.Ring, entry.Id ?? "", entry.Scanned, entry.Dollars, entry.Events);
        _rings.Add(ring);
        if (relation is not null)
        {
            _scanned.Add((relation, ring));
        }
    }

    // Nobody uses a key before it is issued, so the days before it need not be read.
    private LakeScope Since(Following following, Followed found)
    {
        var keys = found.Callers.Keys;
        var onlyKeys = found.Without(new(new Callers { Keys = keys }, [])).IsEmpty;
        if (!onlyKeys || !keys.All(following.Issued.ContainsKey))
        {
            return _request.Scope;
        }

        var first = keys.Min(k => following.Issued[k]).AddMinutes(-5);
        var window = _request.Scope.Window;
        return first > (window.From ?? DateTime.MinValue)
            ? _request.Scope with
            {
                Window = new TimeWindow(first, window.To),
            }
            : _request.Scope;
    }

    private static string Words(Followed found)
    {
        var callers = found.Callers;
        var identities = callers.Arns.Count + callers.Roles.Count + callers.Principals.Count + callers.Accounts.Count;
        (int Count, string Words)[] all =
        [
            (identities, Counted(identities, "identity", "identities")),
            (callers.Keys.Count, Counted(callers.Keys.Count, "key")),
            (callers.Addresses.Count, Counted(callers.Addresses.Count, "address", "addresses")),
            (found.Names.Count, Counted(found.Names.Count, "workload")),
        ];
        return Listed(all.Where(w => w.Count > 0).Select(w => w.Words));
    }
}
