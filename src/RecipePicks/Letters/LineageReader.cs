using RecipePicks.Engines;
using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>
/// Asks for the rows of a lineage: the calls that make and end credentials one by one, everything else put together by the
/// engine; of a large case only what bears on the leads.
/// </summary>
/// <param name="inquiry">Whom to ask, and about whom.</param>
internal sealed class LineageReader(Inquiry inquiry)
{
    /// <summary>How many calls, and how many credentials, are read at most.</summary>
    public const int MostRows = 250_000;

    /// <summary>Of how many calls the ties are read at most; a few hundred bytes each.</summary>
    private const int MostTies = 1_000_000;

    /// <summary>How many names the evidence is asked about at most before all of it is read.</summary>
    private const int MostNames = 2_000;

    private readonly Dictionary<LineageCaller, LineageUse> _uses = [];
    private readonly HashSet<(string Service, string Role, string Session, string? Region, string? Account)> _known =
    [];
    private readonly List<ServiceSession> _services = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private Dictionary<LineageCaller, long>? _twice;
    private ILookup<string, string>? _signOns;
    private LineageScope? _scope;
    private Renames? _renames;
    private bool _isCut;

    /// <summary>
    /// The rows of all the evidence, whatever the window: a credential is older than its use. What it did after the window is
    /// not told.
    /// </summary>
    public LineageRows All()
    {
        _twice ??= Twice();
        var asked = Question.Load("Track/calls");
        var (calls, (uses, services)) = SideBySide.Run(
            () => inquiry.AskAll(asked, r => Call(r), MostRows),
            () =>
                (
                    inquiry.AskAll(Question.Load("Track/uses"), Until(), Use, MostRows),
                    inquiry.AskAll(Question.Load("Track/service-sessions"), Service, MostRows)
                ),
            inquiry.IsAside(asked)
        );
        _scope = null;
        return Rows(calls, uses, services, calls.Count >= MostRows || uses.Count >= MostRows);
    }

    /// <summary>The rows that bear on the leads: a graph of them says the same of the leads as one of all.</summary>
    public LineageRows OfLeads()
    {
        if (
            inquiry.ReadsEverybody
            || inquiry.Named.IsCapped
            || inquiry.Callers.Accounts.Count > 0
            || inquiry.Resources.Any(r => Names.IsAccount(r.Name))
        )
        {
            return All();
        }

        var own = inquiry.Coverage.Accounts.ToHashSet(StringComparer.Ordinal);
        var pool = new TiePool();
        var calls = inquiry.AskAll(
            Question.Load("Track/calls"),
            r => CallTies.Of(Call(r, whole: true), own, Renames).Select(pool.Of).ToList(),
            MostTies
        );
        _isCut = calls.Count >= MostTies;
        _scope = new LineageScope(calls.SelectMany(c => c), LineageSeeds.Leads(inquiry, Renames), Renames);
        foreach (var (caller, reach) in LineageSeeds.Touched(inquiry).Concat(From(inquiry.Callers.Addresses)))
        {
            _scope.To(caller, reach);
        }

        return Scoped();
    }

    /// <summary>The rows that bear on the leads and on other identities; null when those that were read before do.</summary>
    /// <param name="arns">The others' ARNs.</param>
    public LineageRows? With(IEnumerable<string> arns)
    {
        var others = _scope is null
            ? []
            : arns.Select(a => Renames.Now(Names.Canonical(a), time: null))
                .Where(a => !_scope.Knows(a))
                .Distinct()
                .ToList();
        if (others.Count == 0)
        {
            return null;
        }

        others.ForEach(a => _scope!.To(a, Reach.Known));
        return Scoped();
    }

    private LineageRows Scoped()
    {
        for (var found = _scope!.Follow(); found.Count > 0; found = _scope.Follow())
        {
            if (_asked.Count + found.Count > MostNames)
            {
                return All();
            }

            Ask(found);
        }

        var events = _scope.EventIds;
        IReadOnlyList<LineageCall> calls =
            events.Count == 0
                ? []
                : inquiry.AskAll(
                    Question.Load("Scope/calls-of"),
                    new Dictionary<string, object?> { ["events"] = events },
                    r => Call(r),
                    MostRows
                );
        return Rows(calls, InOrder(_uses.Values), _services, _isCut);
    }

    private Renames Renames =>
        _renames ??= new(inquiry.AskAll(Question.Load("Scope/renames"), Rename, MostRows).OfType<Rename>());

    // In the order in which one question about all of them gives them.
    private static IReadOnlyList<LineageUse> InOrder(IEnumerable<LineageUse> uses) =>
        [
            .. uses.OrderBy(u => u.First)
                .ThenBy(u => u.Evidence[0], StringComparer.Ordinal)
                .ThenBy(u => u.Last)
                .ThenBy(u => u.Caller.Key, StringComparer.Ordinal)
                .ThenBy(u => u.Caller.PrincipalId, StringComparer.Ordinal)
                .ThenBy(u => u.Caller.Arn, StringComparer.Ordinal),
        ];

    // Asks how the credentials that were found were used, and which sessions services took of the roles.
    private void Ask(IReadOnlyList<string> reached)
    {
        IReadOnlyList<string> found = [.. reached.Concat(reached.SelectMany(Renames.Former)).Distinct()];
        var iam = found.Select(Arn.TryParse).OfType<Arn>().Where(a => a.Service is "iam" or "sts").ToList();
        var roles = iam.Where(a => a.ResourceType == "role").Select(a => a.ResourceName).ToList();
        var names = found.Select(TieNames.NameIn).OfType<string>().ToList();
        var ofRoles = found.Select(TieNames.SessionsIn).Select(Arn.TryParse).OfType<Arn>();
        IEnumerable<string> Rest(string start) =>
            found.Where(f => f.StartsWith(start, StringComparison.Ordinal)).Select(f => f[start.Length..]);

        // Made-up records hold keys of any form.
        var ids = found.Where(f => !f.AsSpan().ContainsAny(" /#") && !Names.IsAccount(f)).ToList();
        var others = ids.Where(f => !Names.IsLongLivedKey(f) && !Names.IsTemporaryKey(f)).ToList();
        var strangers = OfAccounts(New(found.Where(Names.IsAccount), "of account "));
        var unique = strangers.Select(c => c.PrincipalId).OfType<string>().ToList();
        var wanted = new Dictionary<string, IReadOnlyList<string>>
        {
            ["arns"] = New(
                found
                    .Where(f =>
                        f.StartsWith("arn", StringComparison.Ordinal)
                        && Arn.TryParse(f) is null or { Service: "iam" or "sts", ResourceType: not "role" }
                    )
                    .Concat(SignOns(found))
                    .Concat(strangers.Select(c => c.Arn).OfType<string>()),
                "arn "
            ),
            ["keys"] = New(ids.Concat(strangers.Select(c => c.Key).OfType<string>())),
            ["principals"] = New(others.Concat(unique.Where(i => !Names.IsAccount(i))), "principal "),
            ["accounts"] = New(unique.Where(Names.IsAccount), "principal "),
            ["user_names"] = New(
                iam.Where(a => a.ResourceType == "user")
                    .Select(a => a.ResourceName)
                    .Concat(others)
                    .Concat(Rest("saml ")),
                "user "
            ),
            ["people"] = New(Rest("identity-center "), "person "),
            ["role_ids"] = New(inquiry.Callers.Principals.Where(p => !p.Contains(':')), "role id "),
            ["role_names"] = New(ofRoles.Select(a => a.ResourceName), "sessions of "),
            ["session_names"] = New(names, "named "),
            // Who is named by nothing but an account, or by nothing at all.
            ["nobody"] =
                found.Contains(Names.Nobody) || strangers.Any(c => Names.IsAccount(Names.OfCaller(c)))
                    ? New([""], "nobody")
                    : [],
        };
        var taken = new Dictionary<string, IReadOnlyList<string>>
        {
            ["role_names"] = New(roles, "taken of "),
            ["session_names"] = wanted["session_names"],
        };
        if (wanted.Values.Any(w => w.Count > 0))
        {
            _twice ??= Twice();
            var uses = inquiry.AskAll(Question.Load("Scope/uses-of"), Until(wanted), Use, MostRows);
            _isCut |= uses.Count >= MostRows;
            foreach (var use in uses.Where(u => _uses.TryAdd(u.Caller, u)))
            {
                _scope!.Take(use);
            }
        }

        if (taken.Values.Any(w => w.Count > 0))
        {
            var asked = taken.ToDictionary(t => t.Key, t => (object?)t.Value);
            foreach (
                var service in inquiry
                    .AskAll(Question.Load("Scope/service-sessions-of"), asked, Service, MostRows)
                    .Where(s => _known.Add((s.Service, s.Role, s.Session, s.Region, s.Account)))
            )
            {
                _services.Add(service);
                _scope!.Take(service, Workloads.ArnOf(service));
            }
        }
    }

    // The sign-on sessions of those whose names were found. They are few, and told apart by their names alone.
    private IEnumerable<string> SignOns(IReadOnlyList<string> found)
    {
        var people = found.Select(TieNames.SignOnIn).OfType<string>().ToList();
        if (people.Count == 0)
        {
            return [];
        }

        _signOns ??= inquiry
            .AskAll(Question.Load("Scope/sign-ons"), r => r.Text("arn")!, MostRows)
            .ToLookup(a => a[(a.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
        return people.SelectMany(p => _signOns[p]);
    }

    // What was not asked about yet; the words tell apart what is asked of the same name.
    private List<string> New(IEnumerable<string> names, string of = "") =>
        [.. names.Where(n => _asked.Add(of + n)).Order(StringComparer.Ordinal)];

    private IEnumerable<(string Caller, Reach Reach)> From(IReadOnlyList<string> addresses) =>
        Callers("Scope/callers-from", "addresses", addresses)
            .SelectMany(c => CallTies.NamesOf(c, time: null, Renames))
            .Distinct()
            .Select(n => (n, Reach.Whole));

    private IReadOnlyList<LineageCaller> OfAccounts(IReadOnlyList<string> accounts) =>
        Callers("Scope/callers-of", "accounts", accounts);

    private IReadOnlyList<LineageCaller> Callers(string question, string need, IReadOnlyList<string> values) =>
        values.Count == 0
            ? []
            : inquiry.AskAll(
                Question.Load(question),
                new Dictionary<string, object?> { [need] = values },
                r => Caller(r, invokedBy: null),
                MostRows
            );

    private LineageRows Rows(
        IReadOnlyList<LineageCall> calls,
        IReadOnlyList<LineageUse> uses,
        IReadOnlyList<ServiceSession> services,
        bool isCut
    ) =>
        new()
        {
            Calls = calls,
            Uses = uses,
            Renames = Renames,
            IsCut = isCut,
            Services = [.. services.Where(s => s.Role.Length > 0)],
            End = inquiry.Coverage.To,
            Accounts = [.. inquiry.Coverage.Accounts],
        };

    private Dictionary<string, object?> Until(Dictionary<string, IReadOnlyList<string>>? wanted = null) =>
        new((wanted ?? []).Select(w => KeyValuePair.Create(w.Key, (object?)w.Value)))
        {
            ["to"] = Inquiry.Bounds(inquiry.Window)["to"],
        };

    // Two records of one eventID that differ are two events in the case, but one call of the credential.
    private Dictionary<LineageCaller, long> Twice() =>
        inquiry.Coverage.ConflictingDuplicates == 0
            ? []
            : inquiry
                .AskAll(
                    Question.Load("Track/one-id-twice"),
                    Until(),
                    r => (Of: Caller(r, invokedBy: null), Calls: r.Count("calls")),
                    MostRows
                )
                .ToDictionary(t => t.Of, t => t.Calls);

    private static Rename? Rename(QueryRow row) =>
        Lineage.Renames.Read(
            new LineageCall
            {
                Id = "",
                Time = TimeWindow.Parse(row.Text("eventtime")),
                Source = "iam.amazonaws.com",
                Name = row.Text("eventname") ?? "",
                Region = row.Text("awsregion"),
                Account = row.Text("recipientaccountid"),
                Request = row.Text("requestparameters"),
                Caller = new LineageCaller(),
            }
        );

    // Of a call's texts no more is kept than is read, unless it is not kept at all.
    private static LineageCall Call(QueryRow row, bool whole = false)
    {
        var (source, name) = (row.Text("eventsource") ?? "", row.Text("eventname") ?? "");
        string? Read(string root, string column) =>
            whole ? row.Text(column) : ReadMembers.Of(source, name, root, row.Text(column));
        return new()
        {
            Id = row.Text("eventid") ?? "",
            Time = TimeWindow.Parse(row.Text("eventtime")),
            Source = source,
            Name = name,
            Region = row.Text("awsregion"),
            Account = row.Text("recipientaccountid"),
            Address = row.Text("sourceipaddress"),
            ErrorCode = row.Text("errorcode"),
            ErrorMessage = row.Text("errormessage"),
            Request = Read("request", "requestparameters"),
            Response = Read("response", "responseelements"),
            Additional = Read("additional", "additionaleventdata"),
            Details = Read("details", "serviceeventdetails"),
            SharedId = row.Text("sharedeventid"),
            Caller = Caller(row, row.Text("invokedby")),
        };
    }

    private LineageUse Use(QueryRow row)
    {
        var caller = Caller(row, invokedBy: null);
        var (first, firstId) = Moment(row.Text("first"));
        var (last, lastId) = Moment(row.Text("last"));
        return new LineageUse
        {
            Caller = caller,
            Calls = row.Count("calls") - _twice!.GetValueOrDefault(caller),
            Denied = row.Count("denied"),
            First = first,
            Last = last,
            Worked = TimeWindow.Parse(row.Text("worked")),
            Addresses = Wording.Sorted(row, "addresses"),
            Evidence = firstId == lastId ? [firstId] : [firstId, lastId],
        };
    }

    private static LineageCaller Caller(QueryRow row, string? invokedBy) =>
        new()
        {
            Type = row.Text("type"),
            Arn = row.Text("arn"),
            PrincipalId = Names.Unmasked(row.Text("principalid")),
            Account = row.Text("accountid"),
            UserName = row.Text("username"),
            Key = Names.Unmasked(row.Text("accesskeyid")),
            InvokedBy = invokedBy,
            OnBehalfOf = row.Text("onbehalfof"),
            Created = row.Text("creationdate"),
            Issuer = row.Text("issuer"),
        };

    private static ServiceSession Service(QueryRow row)
    {
        var (first, id) = Moment(row.Text("first"));
        return new ServiceSession(
            row.Text("service") ?? "",
            row.Text("role") ?? "",
            row.Text("session") ?? "",
            row.Text("region"),
            row.Text("account"),
            first,
            [id]
        );
    }

    /// <summary>A time and an eventID that a question put together, so that both come from the same event.</summary>
    internal static (DateTime? At, string EventId) Moment(string? text)
    {
        var blank = text?.IndexOf(' ') ?? -1;
        return blank < 0 ? (null, "") : (TimeWindow.Parse(text![..blank]), text[(blank + 1)..]);
    }
}
