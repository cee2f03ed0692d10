using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>
/// The calls that change something, of anybody and at any time, those of other accounts, and those that name what the leads
/// name: put aside in one scan when the first question reads them. Lineage, replay, sharing and the leads' own events ask for
/// them again and again, each with the texts of requests and responses.
/// </summary>
/// <param name="engine">The engine; when it cannot put events aside, it answers all questions itself.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ChangesAside(IEngine engine, CancellationToken cancellation)
{
    /// <summary>How many events are put aside at most: those of a case of some ten million.</summary>
    public const int MostEvents = 2_500_000;

    // What is shorter stands in half of all events.
    private const int ShortestName = 4;

    private static readonly Question Naming = Question.Load("Events/naming");

    // Every question that reads changes asks for some of what these ask for.
    private static readonly (string Condition, IReadOnlyDictionary<string, object?> Values)[] Changes =
    [
        (Question.Load("Track/calls").Condition, new Dictionary<string, object?>()),
        (
            Question.Load("Changes/all-changes").Condition,
            new Dictionary<string, object?> { ["state_calls"] = StateRows.Calls }
        ),
        (Question.Load("Public/sharing-calls").Condition, Callers.None.Parameters),
        (Question.Load("Permissions/session-policies").ConditionWithout("names"), new Dictionary<string, object?>()),
    ];

    // And every question that reads what strangers called.
    private static readonly (string Condition, IReadOnlyDictionary<string, object?> Values)[] Strangers =
    [
        (Question.Load("Public/strangers").Condition, new Dictionary<string, object?>()),
        (Question.Load("Scope/callers-of").ConditionWithout("accounts"), new Dictionary<string, object?>()),
    ];

    private readonly Lock _making = new();
    private List<string> _names = [];
    private bool _isMade;
    private bool _isWhole;
    private RememberingEngine? _aside;

    /// <summary>Says what else is to be put aside, before anything is.</summary>
    /// <param name="names">What resources are called.</param>
    public void Put(IEnumerable<string> names) =>
        _names = [.. names.Where(n => n.Length >= ShortestName && !LeadForm.IsAccount(n)).Distinct()];

    /// <summary>The engine to ask; null when the question reads more than could be put aside.</summary>
    /// <param name="question">A question that reads changes, strangers' calls, or what names a resource.</param>
    /// <param name="values">What it needs.</param>
    public IEngine? For(Question question, IReadOnlyDictionary<string, object?> values)
    {
        if (question.Reads == "named" && !(values["resource"] is string name && _names.Contains(name)))
        {
            return null;
        }

        lock (_making)
        {
            if (!_isMade)
            {
                _isMade = true;
                // Much of what is named, or of strangers' calls, leaves the room to the changes.
                _isWhole = Put([
                    .. Changes,
                    .. Strangers,
                    .. _names.Select(n => (Naming.Condition, Letter.ResourceParameters(n))),
                ]);
                if (!_isWhole)
                {
                    Put(Changes);
                }
            }
        }

        return _isWhole || question.Reads == "changes" ? _aside : null;
    }

    private bool Put(IEnumerable<(string Condition, IReadOnlyDictionary<string, object?> Values)> asked)
    {
        var bound = new Dictionary<string, object?>(StringComparer.Ordinal);
        var conditions = new List<string>();
        foreach (var (text, values) in asked)
        {
            var (condition, own) = new SqlText(text).Bind(
                values.Concat(Inquiry.Bounds(TimeWindow.All)).ToDictionary(v => v.Key, v => v.Value),
                $"_of_{conditions.Count}"
            );
            conditions.Add($"({condition})");
            own.ToList().ForEach(o => bound[o.Key] = o.Value);
        }

        _aside =
            engine is ISetAside able
            && able.SetAside(string.Join("\nOR ", conditions), bound, AsideForm.Texts, MostEvents, cancellation)
                is { } put
                ? new RememberingEngine(put)
                : null;
        return _aside is not null;
    }
}
