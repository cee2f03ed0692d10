namespace RecipePicks.Lineage;

/// <summary>A user or group got another name; its keys, policies and unique id stay what they are.</summary>
/// <param name="From">Its ARN until then, canonical.</param>
/// <param name="To">Its ARN since, canonical.</param>
/// <param name="Time">When, UTC.</param>
internal sealed record Rename(string From, string To, DateTime Time);

/// <summary>
/// Tells whom a name meant when a call used it. The graph knows everybody by the last name that the log tells, which is the one
/// that a command takes; a name that was left may be given to somebody else.
/// </summary>
/// <param name="all">The renames that succeeded, in any order.</param>
/// <remarks>Source: IAM API Reference, UpdateUser and UpdateGroup.</remarks>
internal sealed class Renames(IEnumerable<Rename> all)
{
    private readonly ILookup<string, Rename> _byOld = all.OrderBy(r => r.Time)
        .ToLookup(r => r.From, StringComparer.Ordinal);
    private readonly ILookup<string, Rename> _byNew = all.ToLookup(r => r.To, StringComparer.Ordinal);

    /// <summary>Nobody got another name.</summary>
    public static Renames None { get; } = new([]);

    /// <summary>Reads a call that gives a user or group another name; null when it failed or gives none.</summary>
    /// <param name="call">An UpdateUser or UpdateGroup.</param>
    public static Rename? Read(LineageCall call)
    {
        var text = new CallText(call, []);
        var (word, from, to) =
            call.Name == "UpdateUser"
                ? ("user", "request.userName", "request.newUserName")
                : ("group", "request.groupName", "request.newGroupName");
        return
            call is { Failed: false, Time: { } time }
            && text.One($"{{iam}}:{word}/{{{from}}}") is { } old
            && text.One($"{{iam}}:{word}/{{{to}}}") is { } now
            && old != now
            ? new Rename(old, now, time)
            : null;
    }

    /// <summary>The last name of whom an id meant at a time.</summary>
    /// <param name="id">A node's or thing's id, canonical.</param>
    /// <param name="time">When it was used, UTC; null for the end of the log.</param>
    public string Now(string id, DateTime? time)
    {
        if (_byOld.Count == 0)
        {
            return id;
        }

        var hash = id.IndexOf('#');
        var (name, part, since) = (hash < 0 ? id : id[..hash], hash < 0 ? "" : id[hash..], time ?? DateTime.MaxValue);
        // eventTime counts whole seconds: who was called by the old name in that second is taken for the renamed one.
        while (_byOld[name].FirstOrDefault(r => r.Time >= since) is { } rename)
        {
            (name, since) = (rename.To, rename.Time.AddTicks(1));
        }

        return name + Membership(name, part, time);
    }

    // A membership is known by the group's name, which may have changed as well.
    private string Membership(string holder, string part, DateTime? time)
    {
        const string Group = "#group/";
        return
            part.StartsWith(Group, StringComparison.Ordinal)
            && holder.IndexOf(":user/", StringComparison.Ordinal) is > 0 and var at
            ? Group + NameNow($"{holder[..at]}:group/", part[Group.Length..], time)
            : part;
    }

    /// <summary>The principal that a caller was, whatever its session and key.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="time">When it called, UTC.</param>
    public string OfCaller(LineageCaller caller, DateTime? time) => Now(Names.OfCaller(caller), time);

    /// <summary>What people call a user or group that had another name; null of all else.</summary>
    /// <param name="id">A node's id.</param>
    public string? Called(string id) =>
        _byNew.Contains(id) && Now(id, time: null) == id
            ? $"{Names.Label(id)}, renamed from {string.Join(", ", Former(id).Select(NameOf))}"
            : null;

    /// <summary>The names that those had before who have one now.</summary>
    /// <param name="id">An ARN, canonical.</param>
    public IEnumerable<string> Former(string id) => Along(id, _byNew, r => r.From);

    /// <summary>The names that those got later who had one once.</summary>
    /// <param name="id">An ARN, canonical.</param>
    public IEnumerable<string> Later(string id) => Along(id, _byOld, r => r.To);

    /// <summary>The last name of a user or group.</summary>
    /// <param name="start">What stands before the name in its ARN.</param>
    /// <param name="name">Its name in a call: any text, if the log says so.</param>
    /// <param name="time">When it was used, UTC; null for the end of the log.</param>
    public string NameNow(string start, string name, DateTime? time) =>
        Now(start + name, time) is var now && now == start + name ? name : NameOf(now);

    private static string NameOf(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static IEnumerable<string> Along(string id, ILookup<string, Rename> renames, Func<Rename, string> next)
    {
        var (found, queue) = (new HashSet<string>(StringComparer.Ordinal) { id }, new Queue<string>([id]));
        while (queue.TryDequeue(out var at))
        {
            foreach (var other in renames[at].Select(next).Where(found.Add))
            {
                yield return other;
                queue.Enqueue(other);
            }
        }
    }
}
