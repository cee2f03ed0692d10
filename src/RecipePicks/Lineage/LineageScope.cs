namespace RecipePicks.Lineage;

/// <summary>
/// Finds out which calls and credentials bear on the leads, so that the graph is built of these alone: of a million events a
/// chain needs a few hundred.
/// </summary>
/// <remarks>
/// It takes too much rather than too little: it follows every tie that a <see cref="Closure"/>, an origin or a containment step
/// may look at, whatever its time and address. A graph of this part then says the same of the leads as one of the whole.
/// </remarks>
internal sealed partial class LineageScope
{
    private readonly LineageLeads _leads;
    private readonly Renames _renames;
    private readonly List<CallTies> _calls = [];
    private readonly CallIndex _byActor = new();
    private readonly CallIndex _byTarget = new();
    private readonly CallIndex _byMark = new();
    private readonly CallIndex _byRole = new();
    private readonly CallIndex _byCarried = new();
    private readonly CallIndex _byName = new();
    private readonly CallIndex _byHolder = new();
    private readonly Dictionary<string, HashSet<string>> _ties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _roleOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reach> _reached = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seeds = new(StringComparer.Ordinal);
    private readonly HashSet<int> _chosen = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _madeUntil = new(StringComparer.Ordinal);
    private readonly Queue<string> _makers = new();
    private readonly Queue<string> _queue = new();
    private List<string> _new = [];

    /// <summary>Takes up the calls, and begins with what the leads name.</summary>
    /// <param name="calls">What they tie.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="renames">Who got another name; null for nobody.</param>
    public LineageScope(IEnumerable<CallTies> calls, LineageLeads leads, Renames? renames = null)
    {
        (_leads, _renames) = (leads, renames ?? Renames.None);
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

    /// <summary>Whether it was reached so far that who stands behind it is known.</summary>
    public bool Knows(string id) => _reached.GetValueOrDefault(id) >= Reach.Known;

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

    private void Take(CallTies call)
    {
        var at = _calls.Count;
        _calls.Add(call);
        _byActor.Add(call.Actors, at);
        _byTarget.Add(call.Targets, at);
        _byMark.Add(call.Marks, at);
        _byCarried.Add(call.Carries, at);
        _byHolder.Add(call.Holders, at);
        _byRole.Add(call.IssuedOf is { } role ? [role] : [], at);
        _byName.Add([.. call.Targets.Where(t => Names.KindOf(t) == "workload").Select(TieNames.NameOf).Distinct()], at);
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
        To(call.Carries.Select(TieNames.TakenOf), reach);
        To(call.IssuedOf ?? "", Reach.Known);
        Fates(call);
    }

    // Whether what it made still stands is told by the calls that change or end it, whoever made them.
    private void Fates(CallTies call)
    {
        foreach (var at in call.Holders.Where(_told.Add).SelectMany(h => _byHolder[h]))
        {
            _chosen.Add(at);
            To(_calls[at].Actors, Reach.Named);
        }
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
        To(call.Carries.Select(TieNames.TakenOf), came);
        To(call.IssuedOf ?? "", Reach.Known);
        Fates(call);
    }

    // A session's role stands behind it where no call is known to have issued it. Its other sessions are wanted only where the
    // role is a lead, or was made or opened by the chain.
    private void Roles(string id, Reach reach)
    {
        foreach (var role in _roleOf.GetValueOrDefault(id) ?? [])
        {
            To(role, Names.IsTemporaryKey(id) && _byMark.Has(id) ? Reach.Known : reach);
        }

        if (
            reach == Reach.Whole
            && id.Contains(":role/", StringComparison.Ordinal)
            && (_seeds.Contains(id) || _byTarget[id].Exists(c => _calls[c].Edge is "created" or "trusted"))
        )
        {
            To(TieNames.SessionsOf(id), Reach.Whole);
        }

        if (TieNames.SessionsIn(id) is { } of)
        {
            foreach (var at in _byRole[of])
            {
                _chosen.Add(at);
                To(_calls[at].Marks, reach);
            }
        }

        if (TieNames.TakenIn(id) is { } taken)
        {
            To(taken, Reach.Known);
        }
    }

    // A workload's session is named after it, or is one of the role that it carries.
    private void Workloads(string id, Reach reach)
    {
        if (Names.KindOf(id) == "workload")
        {
            To(TieNames.Called(TieNames.NameOf(id)), reach);
        }

        if (TieNames.CalledIn(id) is { } name)
        {
            To(_byName[name].SelectMany(c => _calls[c].Targets).Where(t => TieNames.NameOf(t) == name), reach);
            To(Names.IsInstance(name) ? name : "", reach);
        }

        if (TieNames.CarriersIn(id) is { } role)
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

    private void Seed(string id)
    {
        _seeds.Add(id);
        To(id, Reach.Whole);
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
}
