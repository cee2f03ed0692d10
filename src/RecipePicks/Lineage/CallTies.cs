namespace RecipePicks.Lineage;

/// <summary>Whom and what a call ties together, by the names that the graph knows them by: enough to tell whether it bears on a lead.</summary>
/// <param name="EventId">CloudTrail's eventID.</param>
/// <param name="Actors">Who called, and on whose behalf: keys, unique ids, ARNs.</param>
/// <param name="Marks">What a session that it issued is known by: its key, unique id and ARN; the id that both accounts' records share.</param>
/// <param name="Targets">What it made, changed, ended or was after.</param>
/// <param name="Owners">Whose that is: of a key the user, of a policy the role.</param>
internal sealed record CallTies(
    string EventId,
    IReadOnlyList<string> Actors,
    IReadOnlyList<string> Marks,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Owners
)
{
    /// <summary>The entry's kind of edge; <c>attempted</c> when the call failed.</summary>
    public required string Edge { get; init; }

    /// <summary>When, UTC; null when the record has no time.</summary>
    public DateTime? Time { get; init; }

    /// <summary>Whether the caller is known by its key.</summary>
    public bool IsSure { get; init; }

    /// <summary>Whether it made nothing new.</summary>
    public bool Again { get; init; }

    /// <summary>The role of a session that it issued, canonical; null for other calls.</summary>
    public string? IssuedOf { get; init; }

    /// <summary>Roles and instance profiles that it handed to a workload.</summary>
    public IReadOnlyList<string> Carries { get; init; } = [];

    /// <summary>
    /// What it begins, changes or ends belongs to these, whoever calls: a policy to its role, a rule to its group, a key to
    /// itself and its user. Whether a thing stands is told by all calls of one of these.
    /// </summary>
    public IReadOnlyList<string> Holders { get; init; } = [];

    /// <summary>What people call what came of it; null when its id says it.</summary>
    public string? Label { get; init; }

    /// <summary>Reads a call: once for each entry of the knowledge that it meets.</summary>
    /// <param name="call">The call.</param>
    /// <param name="own">The evidence's own accounts.</param>
    /// <param name="renames">Who got another name; null for nobody.</param>
    public static IEnumerable<CallTies> Of(LineageCall call, IReadOnlyCollection<string> own, Renames? renames = null)
    {
        var text = new CallText(call, own, renames);
        foreach (var known in KnownCall.Of(call.Source, call.Name))
        {
            if (text.With(known).Meets(known, call.Failed))
            {
                yield return Of(text, known, renames ?? Renames.None);
            }
        }
    }

    private static CallTies Of(CallText text, KnownCall known, Renames renames)
    {
        var call = text.Call;
        var issues = known.Edge == "issued" && !call.Failed;
        var to = text.Fill(known.To);
        return new CallTies(
            call.Id,
            Some([
                .. NamesOf(call.Caller, call.Time, renames),
                .. text.Fill(known.From),
                .. call.Failed ? text.Fill(known.AttemptFrom) : [],
            ]),
            issues ? MarksOf(call, new Issue(text, known)) : [],
            Some([
                .. issues ? [] : to,
                .. text.Fill(known.Thing),
                .. call.Failed ? Attempted(text, known, renames) : [],
            ]),
            Some([
                .. text.Fill(known.Owner),
                .. text.Fill(known.Resource),
                .. text.Fill(known.Thing).Where(t => t.IndexOf('#') > 0).Select(t => t[..t.IndexOf('#')]),
            ])
        )
        {
            Time = call.Time,
            IsSure = call.Caller.Key is not null,
            Again = known.Again,
            Edge = call.Failed ? "attempted" : known.Edge,
            IssuedOf = issues && to is [var arn, ..] ? Names.RoleOf(arn) : null,
            Carries = call.Failed ? [] : Some(text.Fill(known.Carries)),
            Holders = call.Failed || known.Edge == "issued" ? [] : Some(HoldersOf(text, known)),
            Label = text.One(known.Label),
        };
    }

    private static IEnumerable<string> HoldersOf(CallText text, KnownCall known) =>
        (known.Thing.Count > 0 || known.Resource.Count > 0 ? text.Fill(known.Thing) : text.Fill(known.To))
            .Select(t => t.IndexOf('#') is > 0 and var hash ? t[..hash] : t)
            .Concat(text.Fill(known.Resource))
            .Concat(text.Fill(known.Owner));

    /// <summary>The names that a caller goes by: its key, its unique id, its ARN or what stands for one.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="time">When it called, UTC.</param>
    /// <param name="renames">Who got another name; null for nobody.</param>
    public static IEnumerable<string> NamesOf(LineageCaller caller, DateTime? time = null, Renames? renames = null) =>
        new[] { caller.Key, caller.PrincipalId, (renames ?? Renames.None).OfCaller(caller, time) }
            .OfType<string>()
            .Distinct();

    private static IEnumerable<string> Attempted(CallText text, KnownCall known, Renames renames) =>
        text.Fill(known.Attempt)
            .Concat(
                MessageText.Resource(text.Call.ErrorMessage, $"arn:{text.Partition}:iam::{text.Account}") is { } named
                    ? [renames.Now(Names.Canonical(named), text.Call.Time)]
                    : []
            );

    // A pattern of a sign-on session's ARN holds the session's name, or any.
    private static IReadOnlyList<string> MarksOf(LineageCall call, Issue issue) =>
        Some([
            issue.Key ?? "",
            issue.UniqueId ?? "",
            issue.Arn is { } arn && arn.Contains('*')
                ? TieNames.SignOn(arn[(arn.LastIndexOf('/') + 1)..])
                : issue.Arn ?? "",
            call.SharedId is { } shared ? $"shared {shared}" : "",
        ]);

    // Services and everybody are nobody to follow.
    private static IReadOnlyList<string> Some(IEnumerable<string> names) =>
        [.. names.Where(n => n.Length > 0 && n != Names.Everybody && !Names.IsService(n)).Distinct()];
}
