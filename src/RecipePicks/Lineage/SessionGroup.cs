namespace RecipePicks.Lineage;

/// <summary>One session as its calls show it: the same unique id and creation time, whatever its keys.</summary>
internal sealed class SessionGroup
{
    /// <summary>userIdentity.principalId, else the ARN.</summary>
    public required string UniqueId { get; init; }

    /// <summary>The creation time as the log writes it; empty when it has none.</summary>
    public required string CreatedText
    {
        get;
        init
        {
            field = value;
            Created = TimeWindow.Parse(value);
        }
    }

    /// <summary>userIdentity.arn.</summary>
    public string? Arn
    {
        get;
        init
        {
            field = value;
            Longest = LongestOf(value);
        }
    }

    /// <summary>Its uses.</summary>
    public List<LineageUse> Uses { get; } = [];

    /// <summary>When it was created, UTC.</summary>
    public DateTime? Created { get; private init; }

    /// <summary>The longest that it can last: a role's session 12 hours, a user's 36.</summary>
    /// <remarks>Source: AWS STS API Reference, <c>DurationSeconds</c> of AssumeRole and of GetSessionToken.</remarks>
    public TimeSpan Longest { get; private init; } = LongestOf(null);

    /// <summary>The longest that a role's can last.</summary>
    public static TimeSpan LongestOfRole { get; } = TimeSpan.FromHours(12);

    /// <summary>The longest that any can last.</summary>
    public static TimeSpan LongestOfAll { get; } = LongestOf(null);

    /// <summary>Its place among all sessions.</summary>
    public int Place { get; set; }

    /// <summary>Its temporary keys.</summary>
    public IEnumerable<string> Keys =>
        Uses.Select(u => u.Caller.Key).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>Calls that issued one of its keys.</summary>
    public List<Issue> Exact { get; } = [];

    /// <summary>Calls that may have issued it: the right id at the right time.</summary>
    public List<Issue> Likely { get; } = [];

    /// <summary>Whether a service takes it for a workload.</summary>
    public bool IsWorkloads { get; set; }

    /// <summary>Its node's id, or that of the keys which no issuing call is known of.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>The id of a session that has no single key to name it by.</summary>
    public string OwnId => CreatedText.Length == 0 ? Arn ?? UniqueId : $"{Arn ?? UniqueId} {CreatedText}";

    private static TimeSpan LongestOf(string? arn) =>
        Names.RoleOf(arn) is null ? TimeSpan.FromHours(36) : LongestOfRole;
}
