namespace RecipePicks.Lineage;

/// <summary>How much of somebody or something is wanted.</summary>
internal enum Reach
{
    /// <summary>What it is called: whose it is, how it was used.</summary>
    Named = 1,

    /// <summary>What was done to it besides, and who stands behind it.</summary>
    Known = 2,

    /// <summary>All that it did and that came of it besides.</summary>
    Whole = 3,
}

/// <summary>
/// Finds out which calls and credentials bear on the leads, so that the graph is built of these alone: of a million events a
/// chain needs a few hundred.
/// </summary>
/// <remarks>
/// It takes too much rather than too little: it follows every tie that a <see cref="Closure"/>, an origin or a containment step
/// may look at, whatever its time and address. A graph of this part then says the same of the leads as one of the whole.
/// </remarks>
internal sealed class LineageScope
{
    private readonly LineageLeads _leads;
    private readonly List<CallTies> _calls = [];
    private readonly Index _byActor = new();
    private readonly Index _byTarget = new();
    private readonly Index _byMark = new();
    private readonly Index _byRole = new();
    private readonly Index _byCarried = new();
    private readonly Index _byName = new();
    private readonly Dictionary<string, HashSet<string>> _ties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _roleOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reach> _reached = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seeds = new(StringComparer.Ordinal);
    private readonly HashSet<int> _chosen = [];
    private readonly Dictionary<string, int> _madeUntil = new(StringComparer.Ordinal);
    private readonly Queue<string> _makers = new();
    private readonly Queue<string> _queue = new();
    private List<string> _new = [];

    /// <summary>Takes up the calls, and begins with what the leads name.</summary>
    /// <param name="calls">What they tie.</param>
    /// <param name="leads">The leads.</param>
    public LineageScope(IEnumerable<CallTies> calls, LineageLeads leads)
    {
        _leads = leads;
        foreach (
            var id in leads.Ids.Concat(leads.Named.SelectMany(n => new[] { n.Lead, n.Name, Names.Canonical(n.Lead) }))
        )
        {
            Seed(id);
        }

        foreach (
            var call in calls.OrderBy(c => c.Time ?? DateTime.MaxValue).ThenBy(c => c.EventId, StringComparer.Ordinal)
        )
        {
            Take(call);
        }
    }

    /// <summary>The events that bear on the leads.</summary>
    public IReadOnlyList<string> EventIds =>
        [.. _chosen.Select(c => _calls[c].EventId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>How many ids were reached.</summary>
    public int Count => _reached.Count;

    /// <summary>Begins with an id as with a lead.</summary>
    public void Seed(string id)
    {
        _seeds.Add(id);
        To(id, Reach.Whole);
    }

    /// <summary>Reaches an id.</summary>
    public void To(string id, Reach reach)
    {
        // Services and everybody are nobody to follow.
        if (id.Length == 0 || id == Names.Everybody || Names.IsService(id))
        {
            return;
        }

        if (!_reached.TryGetValue(id, out var known))
        {
            _new.Add(id);
        }

        if (known < reach)
        {
            _reached[id] = reach;
            _queue.Enqueue(id);
        }
    }

    /// <summary>Takes up how a credential was used.</summary>
    public void Take(LineageUse use)
    {
        var caller = use.Caller;
        var names = CallTies.NamesOf(caller).ToList();
        var own = names[0];
        names.ForEach(SeedLead);
        foreach (var name in names.Skip(1))
        {
            Tie(own, name);
            Tie(name, own);
        }

        if (caller is { Type: "AWSAccount", Account: { } account })
        {
            Tie(account, own);
        }

        if ((Names.RoleOf(caller.Arn) ?? caller.Issuer) is { } issuer)
        {
            var role = Names.Canonical(issuer);
            SeedLead(role);
            names.ForEach(n => Put(_roleOf, n, role));
            names.ForEach(Again);
            Tie(SessionsOf(role), own);
        }

        if (Names.SessionName(caller.Arn, caller.PrincipalId) is not { } session)
        {
            return;
        }

        if (Names.IsInstance(session) || _byName.ContainsKey(session))
        {
            Tie(own, Called(session));
            Tie(Called(session), own);
        }

        // A person's sign-on sessions, and the sessions that may have been taken from one.
        Tie(own, SignOn(session));
        if (caller.Arn?.Contains(":assumed-role/AWSReservedSSO_", StringComparison.Ordinal) != true)
        {
            Tie(NamesakesOf(session), own);
            return;
        }

        Tie(SignOn(session), own);
        Tie(own, NamesakesOf(session));
        if (_byMark.ContainsKey(CallTies.AnySignOn))
        {
            Tie(own, CallTies.AnySignOn);
            Tie(CallTies.AnySignOn, own);
        }
    }

    /// <summary>Takes up sessions that a service took of a role.</summary>
    /// <param name="service">The sessions.</param>
    /// <param name="session">Their ARN.</param>
    public void Take(ServiceSession service, string session)
    {
        var role = Names.Canonical(service.Role);
        Put(_roleOf, session, role);
        Tie(session, Called(service.Session));
        Tie(Called(service.Session), session);
        if (service.Service == "lambda.amazonaws.com")
        {
            var function = $"arn:aws:lambda:{service.Region}:{service.Account}:function:{service.Session}";
            Tie(session, function);
            Tie(function, session);
        }

        if (!Names.IsInstance(service.Session))
        {
            Tie(session, CarriersOf(role));
            Tie(TakenOf(role), session);
        }
    }

    /// <summary>Follows all ties that are known.</summary>
    /// <returns>What was reached since the last time: what the evidence is to be asked about.</returns>
    public IReadOnlyList<string> Follow()
    {
        while (_queue.Count + _makers.Count > 0)
        {
            if (_queue.TryDequeue(out var id))
            {
                Expand(id, _reached[id]);
            }
            else
            {
                Made(_makers.Dequeue());
            }
        }

        var found = _new;
        _new = [];
        return found;
    }

    /// <summary>The name that sessions of a workload bear, when an id stands for them; else null.</summary>
    public static string? NameIn(string id) => After(id, Called("")) ?? After(id, NamesakesOf(""));

    /// <summary>The name that sign-on sessions bear, when an id stands for them; else null.</summary>
    public static string? SignOnIn(string id) => After(id, SignOn(""));

    /// <summary>The role whose sessions an id stands for; else null.</summary>
    public static string? SessionsIn(string id) => After(id, SessionsOf(""));

    private void Take(CallTies call)
    {
        var at = _calls.Count;
        _calls.Add(call);
        _byActor.Add(call.Actors, at);
        _byTarget.Add(call.Targets, at);
        _byMark.Add(call.Marks, at);
        _byCarried.Add(call.Carries, at);
        _byRole.Add(call.IssuedOf is { } role ? [role] : [], at);
        _byName.Add([.. call.Targets.Where(t => Names.KindOf(t) == "workload").Select(NameOf).Distinct()], at);
        foreach (var id in call.Actors.Concat(call.Marks).Concat(call.Targets).Concat(call.Owners))
        {
            SeedLead(id);
        }

        if (call.Label is { } label && _leads.AreCalled(label))
        {
            call.Targets.ToList().ForEach(Seed);
        }
    }

    private void Expand(string id, Reach reach)
    {
        foreach (var at in _byTarget[id].Concat(_byMark[id]))
        {
            Done(at, id, reach);
        }

        if (reach == Reach.Known && !_madeUntil.ContainsKey(id))
        {
            Made(id);
        }

        if (reach == Reach.Whole)
        {
            _byActor[id].ForEach(Did);
        }

        To(_ties.GetValueOrDefault(id) ?? [], reach);
        if (reach == Reach.Named)
        {
            return;
        }

        Roles(id, reach);
        Workloads(id, reach);
        if (Names.IsPassword(id))
        {
            To(id[..^Names.Password.Length], reach);
        }
        else if (id.Contains(":user/", StringComparison.Ordinal) && !id.Contains('#'))
        {
            To(id + Names.Password, reach);
        }
    }

    // A call on it: who made it, or issued it, stands behind it.
    private void Done(int at, string id, Reach reach)
    {
        var call = _calls[at];
        _chosen.Add(at);
        if (reach == Reach.Named)
        {
            return;
        }

        To(
            call.Actors,
            call.Edge switch
            {
                "issued" => reach,
                "created" or "carried" or "trusted" or "entered" when reach == Reach.Whole => Reach.Whole,
                "escalated" when _seeds.Contains(id) => Reach.Whole,
                _ => Reach.Named,
            }
        );
        To(call.Owners, reach);
        To(call.Marks, reach);
        To(call.Carries.Select(TakenOf), reach);
        To(call.IssuedOf ?? "", Reach.Known);
    }

    // Who made it first stands behind it. Who is reached already may have come of it, and then the next does; whoever comes of
    // that one in turn may need his next as well.
    private void Made(string id)
    {
        var calls = _byTarget[id];
        var first = calls.Exists(c => _calls[c].Edge == "created") ? "created" : "carried";
        var found = false;
        var at = _madeUntil.GetValueOrDefault(id);
        for (; at < calls.Count && !found; at++)
        {
            var call = _calls[calls[at]];
            if (call.Edge is not ("created" or "carried") || call.Again)
            {
                continue;
            }

            var known = call.Actors.Where(a => _reached.GetValueOrDefault(a) >= Reach.Known).ToList();
            found = call.IsSure && call.Edge == first && known.Count == 0;
            To(call.Actors, Reach.Known);
            known.Where(k => k != id && _madeUntil.ContainsKey(k)).ToList().ForEach(_makers.Enqueue);
        }

        _madeUntil[id] = at;
    }

    // A call by it: what came of it.
    private void Did(int at)
    {
        var call = _calls[at];
        _chosen.Add(at);
        var came = call.Edge is "attempted" or "ended" or "escalated" ? Reach.Known : Reach.Whole;
        To(call.Actors, Reach.Known);
        To(call.Targets, came);
        To(call.Owners, came);
        To(call.Marks, came);
        To(call.Carries.Select(TakenOf), came);
        To(call.IssuedOf ?? "", Reach.Known);
    }

    // A session's role stands behind it where no call is known to have issued it. Its other sessions are wanted only where the
    // role is a lead, or was made or opened by the chain.
    private void Roles(string id, Reach reach)
    {
        foreach (var role in _roleOf.GetValueOrDefault(id) ?? [])
        {
            To(role, Names.IsTemporaryKey(id) && _byMark.ContainsKey(id) ? Reach.Known : reach);
        }

        if (
            reach == Reach.Whole
            && id.Contains(":role/", StringComparison.Ordinal)
            && (_seeds.Contains(id) || _byTarget[id].Exists(c => _calls[c].Edge is "created" or "trusted"))
        )
        {
            To(SessionsOf(id), Reach.Whole);
        }

        if (SessionsIn(id) is { } of)
        {
            foreach (var at in _byRole[of])
            {
                _chosen.Add(at);
                To(_calls[at].Marks, reach);
            }
        }

        if (After(id, TakenOf("")) is { } taken)
        {
            To(taken, Reach.Known);
        }
    }

    // A workload's session is named after it, or is one of the role that it carries.
    private void Workloads(string id, Reach reach)
    {
        if (Names.KindOf(id) == "workload")
        {
            To(Called(NameOf(id)), reach);
        }

        if (After(id, Called("")) is { } name)
        {
            To(_byName[name].SelectMany(c => _calls[c].Targets).Where(t => NameOf(t) == name), reach);
            To(Names.IsInstance(name) ? name : "", reach);
        }

        if (After(id, CarriersOf("")) is { } role)
        {
            To(_byCarried[role].SelectMany(c => _calls[c].Targets), reach);
        }
    }

    private void To(IEnumerable<string> ids, Reach reach)
    {
        foreach (var id in ids)
        {
            To(id, reach);
        }
    }

    private void SeedLead(string id)
    {
        if (!_seeds.Contains(id) && _leads.Are(id))
        {
            Seed(id);
        }
    }

    private void Tie(string id, string other)
    {
        Put(_ties, id, other);
        Again(id);
    }

    // What was reached before a tie of it was known is followed again.
    private void Again(string id)
    {
        if (_reached.ContainsKey(id))
        {
            _queue.Enqueue(id);
        }
    }

    private static void Put(Dictionary<string, HashSet<string>> sets, string id, string other)
    {
        if (!sets.TryGetValue(id, out var set))
        {
            sets[id] = set = new(1, StringComparer.Ordinal);
        }

        set.Add(other);
    }

    private static string? After(string id, string start) =>
        id.StartsWith(start, StringComparison.Ordinal) ? id[start.Length..] : null;

    private static string Called(string name) => $"called {name}";

    private static string SignOn(string name) => CallTies.SignOn + name;

    private static string NamesakesOf(string name) => $"namesakes of {name}";

    private static string SessionsOf(string role) => $"sessions of {role}";

    private static string CarriersOf(string role) => $"carriers of {role}";

    private static string TakenOf(string role) => $"taken of {role}";

    private static string NameOf(string id) => id[(id.LastIndexOfAny([':', '/']) + 1)..];

    // Calls by an id.
    private sealed class Index : Dictionary<string, List<int>>
    {
        private static readonly List<int> None = [];

        public Index()
            : base(StringComparer.Ordinal) { }

        public new List<int> this[string id] => TryGetValue(id, out var calls) ? calls : None;

        public void Add(IReadOnlyList<string> ids, int call)
        {
            foreach (var id in ids)
            {
                if (!TryGetValue(id, out var calls))
                {
                    Add(id, calls = new(1));
                }

                calls.Add(call);
            }
        }
    }
}
