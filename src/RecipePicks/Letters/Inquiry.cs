using RecipePicks.Engines;
using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>
/// What every letter gets: the leads and what they came down to, the window, the engine to ask and what the evidence
/// covers.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="coverage">What the evidence covers.</param>
/// <param name="window">The window that is asked about.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Inquiry(IEngine engine, Coverage coverage, TimeWindow window, CancellationToken cancellation)
{
    /// <summary>How many rows of single calls a table holds at most; the rest is counted, and the query lists it.</summary>
    public const int MostRows = 10_000;

    /// <summary>How many events a finding cites at most.</summary>
    public const int MostEvidence = 12;

    private const string Order = "ORDER BY eventtime, eventid, sourceipaddress";
    private const string LocalOrder = $"{Order}, picks_file, picks_record";

    private LineageGraph? _wider;

    /// <summary>The leads, as they were read.</summary>
    public IReadOnlyList<Lead> Leads { get; init; } = [];

    /// <summary>What the evidence covers.</summary>
    public Coverage Coverage => coverage;

    /// <summary>The identities that the leads come down to.</summary>
    public Callers Callers { get; init; } = Callers.None;

    /// <summary>Unique ids of the callers that are known by their ARN.</summary>
    public IReadOnlyList<string> UniqueIds { get; init; } = [];

    /// <summary>What the leads name: ids, names and ARNs to look for in the calls.</summary>
    public IReadOnlyList<ResourceName> Resources { get; init; } = [];

    /// <summary>The events that name them, or that they made themselves, by time.</summary>
    public NamedEvents Named { get; init; } = NamedEvents.None;

    /// <summary>Of the callers, those of leads that are no resources: all that they did is followed.</summary>
    public Callers Actors { get; init; } = Callers.None;

    /// <summary>Of the named events, those that name a lead that is a resource: whoever changed it is followed.</summary>
    public NamedEvents Touched { get; init; } = NamedEvents.None;

    /// <summary>Whether who became whom is read of everybody, not of those alone who bear on the leads.</summary>
    public bool ReadsEverybody { get; init; }

    /// <summary>Events that were put aside; null when all questions go to the engine itself.</summary>
    public IAside? Aside { get; init; }

    /// <summary>The states of what the leads name, over all of the evidence; worked out once.</summary>
    public Replayed Replayed
    {
        get => field ??= Replayed.Of(this);
        private set;
    }

    /// <summary>The calls that open resources to others, over all of the evidence; read once.</summary>
    public SharingCalls Sharing
    {
        get => field ??= SharingCalls.Of(this);
        private set;
    }

    /// <summary>What was open to others, by the log and by AWS's own answers; worked out once.</summary>
    public Standing Standing => field ??= Standing.Of(this);

    /// <summary>The window that is asked about.</summary>
    public TimeWindow Window => window;

    /// <summary>What is asked about, in words: what lies outside a window is not denied to be in the evidence.</summary>
    public string Ground => window == TimeWindow.All ? "the evidence" : "this window of the evidence";

    /// <summary>
    /// Who became whom in all of the evidence, whatever the window, as far as it bears on the leads; built when a letter first
    /// asks for it.
    /// </summary>
    public LineageGraph Lineage
    {
        get => field ??= LineageBuilder.Build(Rows.OfLeads());
        private set;
    }

    private LineageReader Rows => field ??= new(this);

    /// <summary>Who became whom, as far as it bears on the leads and on other identities.</summary>
    /// <param name="arns">Their ARNs.</param>
    public LineageGraph LineageOf(IEnumerable<string> arns)
    {
        var known = _wider ?? Lineage;
        return Rows.With(arns) is { } rows ? _wider = LineageBuilder.Build(rows) : known;
    }

    /// <summary>The accounts over time, as all of the evidence tells them; built when a letter first asks for it.</summary>
    public EstateHistory Estates
    {
        get => field ??= EstateHistory.Of(this);
        private set;
    }

    /// <summary>All that the leads came from and that came of them, within the window.</summary>
    public Closure Chain => field ??= Closure.Of(Lineage, LineageSeeds.Of(this), new Bounds { Until = window.To });

    /// <summary>The callers, and the credentials that came of them.</summary>
    public Callers Party => field ??= Letters.Party.Of(this);

    /// <summary>What was denied to anybody.</summary>
    public DeniedCalls Denied
    {
        get => field ??= DeniedCalls.Of(this);
        private set;
    }

    /// <summary>
    /// Builds what letters need, side by side on two processors: the lineage beside the accounts and what was denied, and then what
    /// those who came of the leads changed beside who opened what to others.
    /// </summary>
    /// <exception cref="EngineException">The engine failed.</exception>
    public void Prepare()
    {
        var atOnce = IsAside(Question.Load("Track/calls"));
        (Lineage, (Estates, Denied)) = SideBySide.Run(
            () => LineageBuilder.Build(Rows.OfLeads()),
            () => (EstateHistory.Of(this), DeniedCalls.Of(this)),
            atOnce
        );
        _ = Party;
        (Replayed, Sharing) = SideBySide.Run(() => Replayed.Of(this), () => SharingCalls.Of(this), atOnce);
    }

    /// <summary>The leads in a sentence.</summary>
    public string Subject => Prose.OneLine(Wording.Listed(Leads.Select(l => l.Value), 3));

    /// <summary>The leads of a kind.</summary>
    public IEnumerable<string> LeadsOf(LeadKind kind) => Leads.Where(l => l.Kind == kind).Select(l => l.Value);

    /// <summary>Asks a question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="values">What it needs; a bound of time among them counts, not the window's.</param>
    /// <param name="most">How many rows are wanted at most; null for all.</param>
    public QueryRows Ask(Question question, IReadOnlyDictionary<string, object?> values, int? most = null)
    {
        var (sql, bound) = Bound(question, WithWindow(values));
        sql = most is null ? sql : $"{sql}\nLIMIT {most}";
        return EngineFor(question, values).Query(sql, bound, cancellation);
    }

    /// <summary>Asks a question about all of the evidence, whatever the window.</summary>
    /// <param name="question">The question.</param>
    /// <param name="values">What it needs.</param>
    /// <param name="most">How many rows are wanted at most; null for all.</param>
    public QueryRows AskAlways(Question question, IReadOnlyDictionary<string, object?> values, int? most = null)
    {
        var (sql, bound) = Bound(question, Always(values));
        return engine.Query(most is null ? sql : $"{sql}\nLIMIT {most}", bound, cancellation);
    }

    /// <summary>Asks a question and makes something of each row as it comes, of single events in any order; the answer is not remembered.</summary>
    /// <typeparam name="T">What is made of a row.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="values">What it needs, besides the window.</param>
    /// <param name="make">Makes it; asks nothing meanwhile.</param>
    /// <param name="most">How many rows are wanted at most.</param>
    /// <returns>What was made, in the question's order.</returns>
    public IReadOnlyList<T> Ask<T>(
        Question question,
        IReadOnlyDictionary<string, object?> values,
        Func<QueryRow, T> make,
        int most
    ) => Made(EngineFor(question, values), question, WithWindow(values), make, most);

    /// <summary>Asks a question of all the evidence, whatever the window, and makes something of each row as it comes, of single events in any order.</summary>
    /// <typeparam name="T">What is made of a row.</typeparam>
    /// <param name="question">The question; it needs nothing.</param>
    /// <param name="make">Makes it; asks nothing meanwhile.</param>
    /// <param name="most">How many rows are wanted at most.</param>
    public IReadOnlyList<T> AskAll<T>(Question question, Func<QueryRow, T> make, int most) =>
        AskAll(question, new Dictionary<string, object?>(), make, most);

    /// <summary>Asks a question of all the evidence, whatever the window, and makes something of each row as it comes, of single events in any order.</summary>
    /// <param name="question">The question.</param>
    /// <param name="values">Values by name; a bound of time among them counts.</param>
    /// <param name="make">What is made of a row.</param>
    /// <param name="most">How many rows at most.</param>
    public IReadOnlyList<T> AskAll<T>(
        Question question,
        IReadOnlyDictionary<string, object?> values,
        Func<QueryRow, T> make,
        int most
    )
    {
        // Of callers, what is put aside is what they did in the window.
        var always = Always(values);
        return Made(question.Reads == "callers" ? engine : EngineFor(question, always), question, always, make, most);
    }

    /// <summary>Whether a question is answered from events that lie together or were put aside, which the engine itself is free beside.</summary>
    /// <param name="question">A question about all of the evidence.</param>
    public bool IsAside(Question question) => EngineFor(question, Always(new Dictionary<string, object?>())) != engine;

    // DuckDB would carry the texts of all rows through its sort: of events that lie together, or were put aside, what is made of
    // them is put in order instead. But two records of one event are put in order by DuckDB.
    private IReadOnlyList<T> Made<T>(
        IEngine asked,
        Question question,
        IReadOnlyDictionary<string, object?> values,
        Func<QueryRow, T> make,
        int most
    )
    {
        var (sql, bound) = Bound(question, values);
        if (
            asked == engine
            || !sql.EndsWith(LocalOrder, StringComparison.Ordinal)
            || coverage.ConflictingDuplicates > 0
        )
        {
            return asked.Query($"{sql}\nLIMIT {most}", bound, make, cancellation);
        }

        var events = sql[..^LocalOrder.Length];
        var made = Unordered($"{events}LIMIT {most}", bound);
        if (made.Count < most)
        {
            return InOrder(made);
        }

        // There are more than may be read: the first of them are told by their times alone, where all have one.
        made = [];
        var times = $"SELECT eventtime FROM (\n{events}) ORDER BY eventtime LIMIT {most}";
        var last = asked.Query($"SELECT max(eventtime) AS last FROM ({times})", bound, cancellation).Rows.Single();
        made = Unordered(
            $"SELECT * FROM (\n{events}) WHERE eventtime <= :last",
            bound.Append(new("last", last.Text("last"))).ToDictionary()
        );
        return made.Count < most
            ? asked.Query($"{sql}\nLIMIT {most}", bound, make, cancellation)
            : [.. InOrder(made).Take(most)];

        IReadOnlyList<(string? Time, string? Id, T Made)> Unordered(
            string text,
            IReadOnlyDictionary<string, object?> parameters
        ) => asked.Query(text, parameters, r => (r.Text("eventtime"), r.Text("eventid"), make(r)), cancellation);

        static List<T> InOrder(IEnumerable<(string? Time, string? Id, T Made)> made) =>
            [
                .. made.OrderBy(m => m.Time is null)
                    .ThenBy(m => m.Time, StringComparer.Ordinal)
                    .ThenBy(m => m.Id, StringComparer.Ordinal)
                    .Select(m => m.Made),
            ];
    }

    // Two records of one event that differ are told apart by where they lie, which Athena does not know: answers would come in
    // another order each time.
    private (string Sql, IReadOnlyDictionary<string, object?> Values) Bound(
        Question question,
        IReadOnlyDictionary<string, object?> values
    )
    {
        var (sql, bound) = question.Sql.Bind(values);
        return (
            engine.Name == "local" && sql.EndsWith(Order, StringComparison.Ordinal)
                ? $"{sql[..^Order.Length]}{LocalOrder}"
                : sql,
            bound
        );
    }

    private IEngine EngineFor(Question question, IReadOnlyDictionary<string, object?> values) =>
        Aside?.For(question, values) ?? engine;

    /// <summary>Asks a question about the callers.</summary>
    public QueryRows AskAboutCallers(Question question, int? most = null) => Ask(question, Callers.Parameters, most);

    /// <summary>Cites events for a finding; where they lie is looked up for all findings at once.</summary>
    /// <param name="eventIds">eventIDs, the most telling first.</param>
    /// <returns>The first of them, up to <see cref="MostEvidence"/>.</returns>
    public static IReadOnlyList<EvidenceRef> Cite(IEnumerable<string> eventIds) =>
        [.. eventIds.Where(id => id.Length > 0).Distinct().Take(MostEvidence).Select(id => new EvidenceRef(id, "", 0))];

    /// <summary>A question as text to paste, with this inquiry's values and window.</summary>
    public Reproduction Reproduce(Question question, IReadOnlyDictionary<string, object?> values) =>
        new("athena", question.Sql.Render(WithWindow(values)));

    /// <summary>The window's bounds as text; open ends reach before and after every event.</summary>
    /// <remarks>
    /// The first bound has no Z, so that it also comes before the same second's fractions: 28.5Z sorts before 28Z.
    /// </remarks>
    public static IReadOnlyDictionary<string, object?> Bounds(TimeWindow window) =>
        new Dictionary<string, object?>
        {
            ["from"] = window.From is { } from ? TimeWindow.Format(from).TrimEnd('Z') : "0000",
            ["to"] = window.To is { } to ? TimeWindow.Format(to) : "9999",
        };

    private static Dictionary<string, object?> Always(IReadOnlyDictionary<string, object?> values) =>
        values.Concat(Bounds(TimeWindow.All)).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);

    private Dictionary<string, object?> WithWindow(IReadOnlyDictionary<string, object?> values) =>
        values.Concat(Bounds(window)).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);
}
