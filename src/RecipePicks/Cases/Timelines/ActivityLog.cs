using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Store;
using RecipePicks.Tactics;

namespace RecipePicks.Cases;

/// <summary>What calls are parted by.</summary>
[Flags]
public enum ActivityParts
{
    /// <summary>Outcome and tactic alone.</summary>
    None = 0,

    /// <summary>Who called.</summary>
    Identity = 1,

    /// <summary>From where.</summary>
    Address = 2,

    /// <summary>Whose API.</summary>
    Service = 4,

    /// <summary>Which API.</summary>
    Call = 8,

    /// <summary>All of these.</summary>
    All = Identity | Address | Service | Call,
}

/// <summary>Which calls to count, and how.</summary>
public sealed record ActivityRequest
{
    /// <summary>The span of time; open ends are the evidence's.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>Access keys and identities whose calls count; null for everybody's.</summary>
    public IReadOnlySet<string>? Who { get; init; }

    /// <summary>What calls are parted by.</summary>
    public ActivityParts Parts { get; init; } = ActivityParts.All;

    /// <summary>How many cells there may be before the step grows.</summary>
    public int MostCells { get; init; } = 6000;

    /// <summary>How many identities, addresses or services stand by themselves when calls are parted by one of them; the rest share a lane.</summary>
    public int MostLanes { get; init; } = int.MaxValue;
}

/// <summary>
/// Every call of the evidence in a few bytes each, so that any span and any lane is counted in milliseconds: what stands
/// behind a timeline that is zoomed from days to seconds.
/// </summary>
/// <remarks>A million calls take some 24 MB. It is read once and never changes; many may ask it at once.</remarks>
public sealed class ActivityLog
{
    private static readonly int[] s_steps = [1, 10, 60, 300, 900, 3600, 14_400, 86_400, 604_800, 2_592_000];
    private readonly List<long> _time = [];
    private readonly List<int> _kind = [];
    private readonly List<Kind> _kinds = [];
    private readonly Names _identities = new();
    private readonly Names _addresses = new();
    private readonly Names _services = new();
    private readonly Names _calls = new();
    private readonly List<string> _tactics = [.. Techniques.Tactics.Select(t => t.Name)];

    private ActivityLog() { }

    /// <summary>How many calls have a time.</summary>
    public int Events => _time.Count;

    /// <summary>Reads the log of a case.</summary>
    /// <param name="opened">The case; nobody else may ask it meanwhile.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ActivityLog Read(Case opened, CancellationToken cancellation)
    {
        var log = new ActivityLog();
        var known = new Dictionary<(string?, string?, string?, string?, string?, string?, int), int>();
        var window = new Dictionary<string, object?>(StringComparer.Ordinal) { ["from"] = "0000", ["to"] = "9999" };
        var text = Question.Load("Timelines/activity").Sql.Text;
        using var rows = opened.Sql(text, new SqlRequest { Parameters = window })[^1].Run(cancellation);
        while (rows.Read())
        {
            if (TimeWindow.Parse(Text(0)) is not { } at)
            {
                continue;
            }

            var outcome = Convert.ToInt32(rows[7]);
            var key = (Text(1), Text(2), Text(3), Text(4), Text(5), Text(6), outcome);
            if (!known.TryGetValue(key, out var kind))
            {
                known[key] = kind = log.Add(key.Item1, key.Item2, key.Item3, key.Item4, key.Item5, key.Item6, outcome);
            }

            log._time.Add(new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds());
            log._kind.Add(kind);
        }

        return log;

        string? Text(int column) => rows[column] is { } cell ? Convert.ToString(cell) : null;
    }

    /// <summary>Counts calls.</summary>
    /// <param name="request">Which, and how.</param>
    /// <returns>The cells at the finest step that keeps to <see cref="ActivityRequest.MostCells"/>.</returns>
    public Activity Count(ActivityRequest request)
    {
        var (from, to) = (Seconds(request.Window.From, long.MinValue), Seconds(request.Window.To, long.MaxValue));
        var shapes = Shapes(request);
        var chosen = new List<int>();
        for (var i = 0; i < _time.Count; i++)
        {
            if (_time[i] >= from && _time[i] <= to && shapes[_kind[i]] is not null)
            {
                chosen.Add(i);
            }
        }

        foreach (var step in s_steps)
        {
            if (Cells(chosen, shapes, step, step == s_steps[^1] ? int.MaxValue : request.MostCells) is { } cells)
            {
                return new Activity
                {
                    Step = step,
                    Events = chosen.Count,
                    Identities = _identities.List,
                    Addresses = _addresses.List,
                    Services = _services.List,
                    Calls = _calls.List,
                    Tactics = _tactics,
                    Cells = cells,
                }.OnlyUsed();
            }
        }

        return Activity.Empty;
    }

    private List<ActivityCell>? Cells(List<int> chosen, Shape?[] shapes, int step, int most)
    {
        var counts = new Dictionary<(long, Shape), int>();
        foreach (var i in chosen)
        {
            var at = Math.DivRem(_time[i], step).Quotient * step;
            var key = (at, shapes[_kind[i]]!.Value);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (counts.Count > most)
            {
                return null;
            }
        }

        return
        [
            .. counts
                .Select(c =>
                {
                    var ((at, s), n) = c;
                    return new ActivityCell(at, s.Identity, s.Address, s.Call, s.Service, s.Tactic, s.Outcome, n);
                })
                .OrderBy(c => c.Time)
                .ThenBy(c => c.Identity)
                .ThenBy(c => c.Address)
                .ThenBy(c => c.Service)
                .ThenBy(c => c.Call)
                .ThenBy(c => c.Tactic)
                .ThenBy(c => c.Outcome),
        ];
    }

    /// <summary>What of each kind of call is left when it is parted as asked; null when it does not count.</summary>
    private Shape?[] Shapes(ActivityRequest request)
    {
        bool Has(ActivityParts part) => request.Parts.HasFlag(part);
        bool Counts(Kind k) =>
            request.Who is not { } who
            || (k.AccessKey is { } key && who.Contains(key))
            || who.Contains(_identities.List[k.Identity]);
        var shapes = _kinds
            .Select(k =>
                Counts(k)
                    ? new Shape(
                        Has(ActivityParts.Identity) ? k.Identity : -1,
                        Has(ActivityParts.Address) ? k.Address : -1,
                        Has(ActivityParts.Call) ? k.Call : -1,
                        Has(ActivityParts.Service) ? k.Service : -1,
                        k.Tactic,
                        k.Outcome
                    )
                    : (Shape?)null
            )
            .ToArray();
        return request.MostLanes == int.MaxValue ? shapes : WithFewLanes(shapes, request);
    }

    private Shape?[] WithFewLanes(Shape?[] shapes, ActivityRequest request)
    {
        var (from, to) = (Seconds(request.Window.From, long.MinValue), Seconds(request.Window.To, long.MaxValue));
        var calls = new int[shapes.Length];
        for (var i = 0; i < _time.Count; i++)
        {
            calls[_kind[i]] += _time[i] >= from && _time[i] <= to ? 1 : 0;
        }

        var kept = shapes
            .Select((s, i) => (Shape: s, Calls: calls[i]))
            .Where(p => p.Shape is not null)
            .GroupBy(p => (p.Shape!.Value.Identity, p.Shape.Value.Address, p.Shape.Value.Service))
            .OrderByDescending(g => g.Sum(p => p.Calls))
            .Take(request.MostLanes)
            .Select(g => g.Key)
            .ToHashSet();
        return
        [
            .. shapes.Select(s =>
                s is { } shape && !kept.Contains((shape.Identity, shape.Address, shape.Service))
                    ? shape with
                    {
                        Identity = -1,
                        Address = -1,
                        Service = -1,
                    }
                    : s
            ),
        ];
    }

    private int Add(
        string? identity,
        string? key,
        string? address,
        string? source,
        string? name,
        string? error,
        int outcome
    )
    {
        var tactic = Techniques.Of(source, name, error) is [var main, ..] ? main.Tactic : null;
        _kinds.Add(
            new Kind(
                _identities.Of(identity),
                key is { Length: > 0 } ? key : null,
                _addresses.Of(address),
                _services.Of(source?.Replace(".amazonaws.com", "", StringComparison.Ordinal)),
                _calls.Of(name),
                tactic is null ? -1 : _tactics.IndexOf(tactic),
                outcome
            )
        );
        return _kinds.Count - 1;
    }

    private static long Seconds(DateTime? time, long open) =>
        time is { } at ? new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds() : open;

    private readonly record struct Shape(int Identity, int Address, int Call, int Service, int Tactic, int Outcome);

    private readonly record struct Kind(
        int Identity,
        string? AccessKey,
        int Address,
        int Service,
        int Call,
        int Tactic,
        int Outcome
    );

    private sealed class Names
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public List<string> List { get; } = [];

        public int Of(string? name)
        {
            name ??= "";
            if (!_places.TryGetValue(name, out var place))
            {
                _places[name] = place = List.Count;
                List.Add(name);
            }

            return place;
        }
    }
}
