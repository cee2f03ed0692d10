namespace RecipePicks.Lineage;

/// <summary>A call that issued a session.</summary>
/// <param name="Text">The call.</param>
/// <param name="Known">Its entry.</param>
internal sealed record Issue(CallText Text, KnownCall Known)
{
    /// <summary>The call.</summary>
    public LineageCall Call => Text.Call;

    /// <summary>The issued key.</summary>
    public string? Key { get; } = Names.Unmasked(Text.One(Known.Key));

    /// <summary>The issued session's unique id.</summary>
    public string? UniqueId { get; } = Names.Unmasked(Text.One(Known.Principal));

    /// <summary>The issued session's ARN; may hold <c>*</c>.</summary>
    public string? Arn { get; } = Text.Fill(Known.To) is [var first, ..] ? first : null;

    /// <summary>Who sees the call besides: the other account's record of it.</summary>
    public List<LineageCall> Twins { get; } = [];

    /// <summary>The sessions that it may have issued.</summary>
    public List<SessionGroup> Sessions { get; } = [];

    /// <summary>Its own node's id, when none of those is it.</summary>
    public string OwnId =>
        Key ?? $"{Arn ?? UniqueId ?? Call.Id} {(Call.Time is { } t ? TimeWindow.Format(t) : Call.Id)}";

    /// <summary>When it expires, UTC, and whether the log says so; null when neither the log nor a default of AWS does.</summary>
    public (DateTime? At, bool Told) Expiry { get; } = ExpiryOf(Text, Known);

    /// <summary>When a response says that credentials expire, UTC: some records part the hour's half by a narrow space.</summary>
    /// <param name="text">The response's <c>expiration</c>, or null.</param>
    public static DateTime? Expiration(string? text) => TimeWindow.Parse(text?.Replace('\u202f', ' '));

    private static (DateTime? At, bool Told) ExpiryOf(CallText text, KnownCall known)
    {
        if (Expiration(text.One(known.Expires)) is { } told)
        {
            return (told, true);
        }

        var asked = long.TryParse(text.One(known.Duration), out var seconds) && seconds is > 0 and <= 129_600;
        return asked || known.Lasts is not null
            ? (text.Call.Time?.AddSeconds(asked ? seconds : known.Lasts!.Value), asked)
            : (null, false);
    }
}
