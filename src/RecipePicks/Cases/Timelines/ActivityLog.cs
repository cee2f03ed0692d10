using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Store;
using RecipePicks.Tactics;

namespace RecipePicks.Cases;

/// <summary>What calls are parted by.</summary>
[Flags]
public enum ActivityParts
{
    /// <summary>Outcome alone.</summary>
    None = 0,

    /// <summary>Who called.</summary>
    Identity = 1,

    /// <summary>From where.</summary>
    Address = 2,

    /// <summary>Whose API.</summary>
    Service = 4,

    /// <summary>Which API.</summary>
    Call = 8,

    /// <summary>ATT&amp;CK's tactic.</summary>
    Tactic = 16,

    /// <summary>All of these.</summary>
    All = Identity | Address | Service | Call | Tactic,
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
    /// <summary>Lanes that a picture of many calls has.</summary>
    public const int MostLanes = 40;

    /// <summary>Steps of time that calls are counted by, seconds.</summary>
    internal static readonly int[] Steps = [1, 10, 60, 300, 900, 3600, 14_400, 86_400, 604_800, 2_592_000];

    /// <summary>What a page draws, where it can be drawn in steps that are not too long for it; else less.</summary>
    private static readonly ActivityParts[] s_drawn =
    [
        ActivityParts.All,
        ActivityParts.All & ~ActivityParts.Call,
        ActivityParts.Identity | ActivityParts.Tactic,
    ];

    private readonly List<Kind> _kinds = [];
    private readonly ConcurrentDictionary<ActivityParts, Parted> _parted = [];
    private readonly Names _identities = new();
    private readonly Names _addresses = new();
    private readonly Names _services = new();
    private readonly Names _calls = new();
    private readonly List<string> _tactics = [.. Techniques.Tactics.Select(t => t.Name)];

    private long[] _time = [];
    private int[] _kind = [];

    private ActivityLog() { }

    /// <summary>How many calls have a time.</summary>
    public int Events => _time.Length;

    /// <summary>Reads the log of a case.</summary>
    /// <param name="opened">The case; nobody else may ask it meanwhile.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ActivityLog Read(Case opened, CancellationToken cancellation)
    {
        var log = new ActivityLog();
        var times = new List<long>();
        var kinds = new List<int>();
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

            times.Add(new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds());
            kinds.Add(kind);
        }

        (log._time, log._kind) = ([.. times], [.. kinds]);
        Array.Sort(log._time, log._kind);
        foreach (var lane in new[] { ActivityParts.Identity, ActivityParts.Address, ActivityParts.Service })
        {
            // What the first look at each kind of lane would wait for.
            log._parted.GetOrAdd(lane | ActivityParts.Tactic, log.Part);
        }

        return log;

        string? Text(int column) => rows[column] is { } cell ? Convert.ToString(cell) : null;
    }

    /// <summary>Adds to an investigation what its page draws of time: the calls of its chain.</summary>
    /// <param name="investigated">The investigation.</param>
    /// <returns>It with its activity and its strip.</returns>
    public Investigated AddTo(Investigated investigated)
    {
        var chain = new ActivityRequest { Window = investigated.Window, Who = Quotations.Who(investigated) };
        var strip = Count(chain with { Parts = ActivityParts.None, MostCells = 2000 });
        var coarse = Math.Max(strip.Step, 1) * 8;
        return investigated with
        {
            Strip = strip,
            Activity =
                s_drawn.Select(p => Count(chain with { Parts = p })).FirstOrDefault(a => a.Step <= coarse)
                ?? Count(chain with { Parts = s_drawn[^1], MostLanes = MostLanes }),
        };
    }

    /// <summary>Counts calls.</summary>
    /// <param name="request">Which, and how.</param>
    /// <returns>The cells at the finest step that keeps to <see cref="ActivityRequest.MostCells"/>.</returns>
    public Activity Count(ActivityRequest request)
    {
        var (from, to) = Span(request.Window);
        var (shapes, shapeOf) = Shapes(request, from, to);
        foreach (var step in Steps)
        {
            var most = step == Steps[^1] ? int.MaxValue : request.MostCells;
            if (Counted(from, to, shapeOf, shapes.Count, step, most) is { } counts)
            {
                return new Activity
                {
                    Step = step,
                    Events = counts.Values.Sum(c => (long)c),
                    Identities = _identities.List,
                    Addresses = _addresses.List,
                    Services = _services.List,
                    Calls = _calls.List,
                    Tactics = _tactics,
                    Cells = Cells(counts, shapes, step),
                }.OnlyUsed();
            }
        }

        return Activity.Empty;
    }

    /// <summary>The calls of a span: from one place to before another, for they stand in the order of time.</summary>
    private (int From, int To) Span(TimeWindow window)
    {
        var from = window.From is { } begin ? Place(new DateTimeOffset(begin, TimeSpan.Zero).ToUnixTimeSeconds()) : 0;
        var to = window.To is { } end ? Place(new DateTimeOffset(end, TimeSpan.Zero).ToUnixTimeSeconds() + 1) : Events;
        return (from, Math.Max(from, to));

        // The first call at a time or after it.
        int Place(long time)
        {
            var (low, high) = (0, Events);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _time[middle] < time ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    /// <summary>Calls by step of time and shape, both in one number; null when there are too many.</summary>
    private Dictionary<long, int>? Counted(int from, int to, int[] shapeOf, int shapes, int step, int most)
    {
        var counts = new Dictionary<long, int>();
        for (var i = from; i < to; i++)
        {
            var shape = shapeOf[_kind[i]];
            if (shape < 0)
            {
                continue;
            }

            var key = (_time[i] / step * shapes) + shape;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out var isKnown);
            count++;
            if (!isKnown && counts.Count > most)
            {
                return null;
            }
        }

        return counts;
    }

    private static IReadOnlyList<ActivityCell> Cells(
        Dictionary<long, int> counts,
        IReadOnlyList<Shape> shapes,
        int step
    ) =>
        [
            .. counts
                .Select(c =>
                {
                    var (at, shape) = Math.DivRem(c.Key, shapes.Count);
                    var s = shapes[(int)shape];
                    return new ActivityCell(
                        at * step,
                        s.Identity,
                        s.Address,
                        s.Call,
                        s.Service,
                        s.Tactic,
                        s.Outcome,
                        c.Value
                    );
                })
                .OrderBy(c => c.Time)
                .ThenBy(c => c.Identity)
                .ThenBy(c => c.Address)
                .ThenBy(c => c.Service)
                .ThenBy(c => c.Call)
                .ThenBy(c => c.Tactic)
                .ThenBy(c => c.Outcome),
        ];

    /// <summary>What is left of the kinds of call when they are parted as asked, and which of it each kind is; -1 when it does not count.</summary>
    private Parted Shapes(ActivityRequest request, int from, int to)
    {
        var parted = _parted.GetOrAdd(request.Parts, Part);
        if (request.Who is { } who)
        {
            var has = _identities.List.Select(who.Contains).ToArray();
            bool Counts(Kind k) => has[k.Identity] || (k.AccessKey is { } key && who.Contains(key));
            parted = parted with { ShapeOf = [.. parted.ShapeOf.Select((s, i) => Counts(_kinds[i]) ? s : -1)] };
        }

        return request.MostLanes == int.MaxValue ? parted : WithFewLanes(parted, request.MostLanes, from, to);
    }

    private Parted Part(ActivityParts parts)
    {
        bool Has(ActivityParts part) => parts.HasFlag(part);
        return Parted.Of(
            _kinds.Select(k => new Shape(
                Has(ActivityParts.Identity) ? k.Identity : -1,
                Has(ActivityParts.Address) ? k.Address : -1,
                Has(ActivityParts.Call) ? k.Call : -1,
                Has(ActivityParts.Service) ? k.Service : -1,
                Has(ActivityParts.Tactic) ? k.Tactic : -1,
                k.Outcome
            ))
        );
    }

    /// <summary>The lanes with the most calls stand by themselves, the rest shares one.</summary>
    private Parted WithFewLanes(Parted parted, int most, int from, int to)
    {
        var calls = new int[parted.Shapes.Count];
        for (var i = from; i < to; i++)
        {
            if (parted.ShapeOf[_kind[i]] is >= 0 and var shape)
            {
                calls[shape]++;
            }
        }

        var kept = parted
            .Shapes.Select((s, i) => (Lane: s.OfLane, Calls: calls[i]))
            .Where(p => p.Calls > 0)
            .GroupBy(p => p.Lane)
            .OrderByDescending(g => g.Sum(p => p.Calls))
            .Take(most)
            .Select(g => g.Key)
            .ToHashSet();
        var few = Parted.Of(
            parted.Shapes.Select(s =>
                kept.Contains(s.OfLane) ? s : s with { Identity = -1, Address = -1, Service = -1 }
            )
        );
        return few with { ShapeOf = [.. parted.ShapeOf.Select(s => s < 0 ? -1 : few.ShapeOf[s])] };
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

    /// <summary>Shapes, each once, and which of them each of a row of things has.</summary>
    private sealed record Parted(IReadOnlyList<Shape> Shapes, int[] ShapeOf)
    {
        public static Parted Of(IEnumerable<Shape> things)
        {
            var shapes = new List<Shape>();
            var places = new Dictionary<Shape, int>();
            var shapeOf = new List<int>();
            foreach (var shape in things)
            {
                if (!places.TryGetValue(shape, out var place))
                {
                    places[shape] = place = shapes.Count;
                    shapes.Add(shape);
                }

                shapeOf.Add(place);
            }

            return new Parted(shapes, [.. shapeOf]);
        }
    }

    private readonly record struct Shape(int Identity, int Address, int Call, int Service, int Tactic, int Outcome)
    {
        public (int Identity, int Address, int Service) OfLane => (Identity, Address, Service);
    }

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
