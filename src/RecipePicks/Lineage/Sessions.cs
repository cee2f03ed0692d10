namespace RecipePicks.Lineage;

/// <summary>
/// The sessions of the case, and the calls that issued them: joined on the issued key, else on the session's unique id
/// and its creation time.
/// </summary>
internal sealed class Sessions
{
    private static readonly TimeSpan Close = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseToSignIn = TimeSpan.FromSeconds(60);
    private readonly Dictionary<(string, string), SessionGroup> _groups = [];
    private readonly Dictionary<string, SessionGroup> _byKey = [];
    private readonly Dictionary<string, string> _nodeOfKey = [];
    private readonly Lazy<SessionsByTime> _byTime;
    private readonly Named _byId;
    private readonly Named _byArn;

    /// <summary>All sessions, in a fixed order.</summary>
    public IReadOnlyList<SessionGroup> All { get; private set; } = [];

    /// <summary>Puts uses together into sessions.</summary>
    public Sessions(IEnumerable<LineageUse> uses)
    {
        foreach (
            var use in uses.Where(IsOfSession).OrderBy(u => u.First).ThenBy(u => u.Caller.Key, StringComparer.Ordinal)
        )
        {
            var caller = use.Caller;
            var id = IdOf(caller)!;
            var created = caller.Created is { Length: > 0 } text ? text : "";
            var group = _groups.GetValueOrDefault((id, created.Length > 0 ? created : caller.Key ?? ""));
            if (group is null)
            {
                group = new SessionGroup
                {
                    UniqueId = id,
                    CreatedText = created,
                    Arn = caller.Arn,
                };
                _groups[(id, created.Length > 0 ? created : caller.Key ?? "")] = group;
            }

            group.Uses.Add(use);
            if (caller.Key is { } key)
            {
                _byKey.TryAdd(key, group);
            }
        }

        All =
        [
            .. _groups
                .OrderBy(g => g.Key.Item1, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Item2, StringComparer.Ordinal)
                .Select(g => g.Value),
        ];
        for (var i = 0; i < All.Count; i++)
        {
            All[i].Place = i;
        }

        _byTime = new(() => new SessionsByTime(All));
        _byId = new(All, g => g.UniqueId);
        _byArn = new(All.Where(g => g.Arn is not null), g => g.Arn!);
    }

    /// <summary>Whether a use is of a session that has an id, not of a long-lived key or of nobody's credential.</summary>
    public static bool IsOfSession(LineageUse use) =>
        use.Caller is { Type: not "AWSService" } caller
        && IdOf(caller) is not null
        && (caller.Key is { } key ? !Names.IsLongLivedKey(key) : caller.Created is { Length: > 0 });

    /// <summary>What the session of a caller is known by; null when the record names nobody.</summary>
    public static string? IdOf(LineageCaller caller) => caller.PrincipalId ?? caller.Arn ?? caller.Key;

    /// <summary>Joins the calls that issued sessions with the sessions, and names every session.</summary>
    /// <param name="issues">The calls, in a fixed order.</param>
    public void Join(IReadOnlyList<Issue> issues)
    {
        foreach (var issue in issues.Where(i => !i.Known.Weak))
        {
            if (issue.Key is { } key && _byKey.TryGetValue(key, out var exact))
            {
                exact.Exact.Add(issue);
                issue.Sessions.Add(exact);
            }
        }

        foreach (var issue in issues.Where(i => !i.Known.Weak && i.Sessions.Count == 0))
        {
            Likely(issue, g => g.Exact.Count == 0 && MayHaveOtherKeys(issue));
        }

        foreach (var issue in issues.Where(i => i.Known.Weak))
        {
            Likely(issue, g => g.Exact.Count == 0 && g.Likely.All(i => i.Known.Weak));
        }

        foreach (var group in All)
        {
            Name(group);
        }
    }

    /// <summary>Lets go of the calls that were joined, once all sessions have their names.</summary>
    public void LetGo()
    {
        foreach (var group in All)
        {
            group.Exact.Clear();
            group.Likely.Clear();
        }
    }

    /// <summary>The node of a key; null when no call shows it.</summary>
    public string? NodeOfKey(string key) =>
        _nodeOfKey.TryGetValue(key, out var id) ? id
        : _byKey.TryGetValue(key, out var group) ? group.NodeId
        : null;

    /// <summary>The node that an issuing call led to, when the session was used.</summary>
    public string NodeOf(Issue issue, SessionGroup group) =>
        issue.Key is { } key && group.Exact.Count > 1 ? NodeOfKey(key) ?? group.NodeId : group.NodeId;

    /// <summary>The session of a unique id and creation time.</summary>
    public SessionGroup? Find(string? uniqueId, string? created) =>
        uniqueId is not null && created is { Length: > 0 } ? _groups.GetValueOrDefault((uniqueId, created)) : null;

    /// <summary>The sessions of a unique id that could have been alive at a time.</summary>
    public IReadOnlyList<SessionGroup> Alive(string uniqueId, DateTime? at)
    {
        var named = _byId[uniqueId];
        var alive = at is { } time
            ? named
                .Between(time - SessionGroup.LongestOfAll, time)
                .Where(g => time <= g.Created + g.Longest)
                .Concat(named.Undated)
            : named.All;
        return [.. alive.OrderBy(g => g.Place)];
    }

    /// <summary>The node that a use belongs to.</summary>
    public string NodeOf(SessionGroup group, LineageUse use) =>
        use.Caller.Key is { } key && _nodeOfKey.TryGetValue(key, out var id) ? id : group.NodeId;

    // A key that was issued and never used may be that of a console session, which goes on with keys of its own; a
    // session token never is.
    private static bool MayHaveOtherKeys(Issue issue) =>
        issue.Key is null
        || Arn.TryParse(issue.Arn) is { Service: "sts", ResourceType: "assumed-role" or "federated-user" };

    private void Likely(Issue issue, Func<SessionGroup, bool> free)
    {
        var close = issue.Call.Source.StartsWith("signin.", StringComparison.Ordinal) ? CloseToSignIn : Close;
        var pattern = issue is { UniqueId: null, Arn: { } arn } && arn.Contains('*') ? arn : null;
        var named =
            issue.UniqueId is { } id ? _byId[id]
            : issue.Arn is null ? SessionsByTime.None
            : pattern is not null ? _byTime.Value
            : _byArn[issue.Arn];
        if (issue.Call.Time is not { } time)
        {
            return;
        }

        var near = named.Between(time - close, time + close).OrderBy(g => g.Place);
        foreach (var group in near.Where(g => (pattern is null || Matches(g.Arn, pattern)) && free(g)))
        {
            group.Likely.Add(issue);
            issue.Sessions.Add(group);
        }
    }

    private void Name(SessionGroup group)
    {
        var keys = group.Keys.ToList();
        var issued = group.Exact.Select(i => i.Key!).Distinct().Order(StringComparer.Ordinal).ToList();
        if (group.IsWorkloads)
        {
            group.NodeId = group.Arn ?? group.UniqueId;
        }
        else if (issued.Count > 1)
        {
            // Several calls in the same second: each key is a session of its own.
            issued.ForEach(k => _nodeOfKey[k] = k);
            group.NodeId = keys.Except(issued).ToList() is [var only] ? only : group.OwnId;
        }
        else
        {
            var likely = group.Likely.Select(i => i.Key).Distinct().ToList();
            group.NodeId =
                issued is [var one] ? one
                : likely is [{ } key] ? key
                : keys is [var single] ? single
                : group.OwnId;
        }
    }

    private static bool Matches(string? arn, string pattern)
    {
        if (arn is null)
        {
            return false;
        }

        var at = 0;
        var parts = pattern.Split('*');
        for (var i = 0; i < parts.Length; i++)
        {
            var found = arn.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 && found > 0))
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return parts[^1].Length == 0 || arn.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    // Most sessions are never asked for by name: they are put in order of time when they are.
    private sealed class Named(IEnumerable<SessionGroup> groups, Func<SessionGroup, string> name)
    {
        private readonly ILookup<string, SessionGroup> _groups = groups.ToLookup(name, StringComparer.Ordinal);
        private readonly Dictionary<string, SessionsByTime> _inOrder = new(StringComparer.Ordinal);

        public SessionsByTime this[string id] =>
            _inOrder.TryGetValue(id, out var known) ? known
            : _groups.Contains(id) ? _inOrder[id] = new SessionsByTime(_groups[id])
            : SessionsByTime.None;
    }
}
