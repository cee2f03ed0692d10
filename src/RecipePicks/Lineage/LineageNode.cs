namespace RecipePicks.Lineage;

/// <summary>A principal, session, access key, workload or account.</summary>
/// <param name="id">Its id in the graph.</param>
internal sealed class LineageNode(string id)
{
    private readonly List<LineageUse> _uses = [];
    private List<string>? _keys;

    /// <summary>An ARN, a key id, an instance id; of a session with many keys its ARN and creation time.</summary>
    public string Id => id;

    /// <summary>The contract's kind.</summary>
    public string Kind { get; } = Names.KindOf(id);

    /// <summary>Whether it is a user's password for the console.</summary>
    public bool IsPassword => Names.IsPassword(id);

    /// <summary>What people call it.</summary>
    public string Label =>
        Named
        ?? (Names.IsLongLivedKey(id) ? $"key of {Names.Label(Principal ?? "an unknown user")}" : Names.Label(id, Arn));

    /// <summary>A name that a call gave it.</summary>
    public string? Named { get; set; }

    /// <summary>A session's ARN, when it is known.</summary>
    public string? Arn { get; set; }

    /// <summary>The user, role or account that it is a credential of.</summary>
    public string? Principal { get; set; }

    /// <summary>The ARN of its session or principal as its own calls write it, an IAM path and all; null when none is known.</summary>
    public string? WrittenArn =>
        Arn
        ?? _uses.Select(u => u.Caller.Arn).FirstOrDefault(a => a is not null && Names.Canonical(a) == (Principal ?? Id))
        ?? Principal;

    /// <summary>The unique id of it: <c>AROA…:session</c>.</summary>
    public string? UniqueId { get; set; }

    /// <summary>Its access keys, sorted.</summary>
    public IReadOnlyList<string> Keys => (IReadOnlyList<string>?)_keys ?? [];

    /// <summary>When it was issued, UTC.</summary>
    public DateTime? Issued { get; set; }

    /// <summary>When it expires, UTC; null when that is not known, or never.</summary>
    public DateTime? Expires { get; set; }

    /// <summary>Whether a call that issued it is known, though it may not tell when it expires.</summary>
    public bool IsIssued { get; set; }

    /// <summary>Whether the log tells when it expires; else it is AWS's default.</summary>
    public bool ExpiryIsTold { get; set; }

    /// <summary>Whether a service takes it for a workload, and renews it.</summary>
    public bool IsWorkloads { get; set; }

    /// <summary>Adds an access key.</summary>
    public void AddKey(string key)
    {
        _keys ??= new(1);
        var at = _keys.BinarySearch(key, StringComparer.Ordinal);
        if (at < 0)
        {
            _keys.Insert(~at, key);
        }
    }

    /// <summary>How it was used.</summary>
    public IReadOnlyList<LineageUse> Uses => _uses;

    /// <summary>How many calls.</summary>
    public long Calls => _uses.Sum(u => u.Calls);

    /// <summary>How many of them were denied.</summary>
    public long Denied => _uses.Sum(u => u.Denied);

    /// <summary>The first call, UTC.</summary>
    public DateTime? First => _uses.Min(u => u.First);

    /// <summary>The last call, UTC.</summary>
    public DateTime? Last => _uses.Max(u => u.Last);

    /// <summary>The last call that succeeded, UTC; null when none is known to.</summary>
    public DateTime? Worked => _uses.Max(u => u.Worked);

    /// <summary>Addresses that it was used from, AWS's services left out; sorted.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _uses.SelectMany(u => u.Addresses).Where(Names.IsAddress).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Where it was used from as the log writes it, though it be no address; AWS's services left out; sorted.</summary>
    public IReadOnlyList<string> WrittenAddresses =>
        [
            .. _uses
                .SelectMany(u => u.Addresses)
                .Where(a => a.Length > 0 && a != "AWS Internal" && !Names.IsService(a))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Adds a use.</summary>
    public void Add(LineageUse use)
    {
        _uses.Add(use);
        if (use.Caller.Key is { } key)
        {
            AddKey(key);
        }
    }
}
