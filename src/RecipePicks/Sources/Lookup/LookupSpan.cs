using System.Globalization;

namespace RecipePicks.Sources.Lookup;

/// <summary>A span of an account's history in one region, by whole seconds, both ends included.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="Attribute">Only events with this; null for all.</param>
/// <param name="From">The first second, UTC.</param>
/// <param name="To">The last second, UTC.</param>
internal sealed record LookupSpan(string Account, string Region, LookupAttribute? Attribute, DateTime From, DateTime To)
{
    /// <summary>What a path begins with that means this source.</summary>
    public const string Scheme = "cloudtrail:";

    /// <summary>What the ledger calls it.</summary>
    public string Name =>
        $"{Scheme}{Account}/{Region}/{TimeWindow.Format(From)}/{TimeWindow.Format(To)}"
        + (Attribute is { } a ? $"?{a.Key}={a.Value}" : "");

    /// <summary>Reads a name.</summary>
    /// <param name="name">What the ledger calls it.</param>
    /// <returns>Null when it is no span.</returns>
    public static LookupSpan? Parse(string name)
    {
        if (!name.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var (path, query) = name[Scheme.Length..].Split('?', 2) is [var p, var q]
            ? (p, q)
            : (name[Scheme.Length..], null);
        var attribute = query is null ? null : LookupAttribute.Parse(query);
        return
            path.Split('/') is [var account, var region, var from, var to]
            && Time(from) is { } first
            && Time(to) is { } last
            && (query is null || attribute is not null)
            ? new(account, region, attribute, first, last)
            : null;
    }

    /// <summary>What of this span is in none of others.</summary>
    /// <param name="others">Spans, also of other accounts, regions and attributes.</param>
    /// <returns>The gaps, the newest first, as CloudTrail tells.</returns>
    public IReadOnlyList<LookupSpan> Without(IEnumerable<LookupSpan> others)
    {
        var gaps = new List<LookupSpan>();
        var to = To;
        // All events of a span hold those with an attribute too.
        foreach (
            var other in others
                .Where(o => o.Account == Account && o.Region == Region && (o.Attribute ?? Attribute) == Attribute)
                .Where(o => o.From <= o.To && o.To >= From && o.From <= To)
                .OrderByDescending(o => o.To)
        )
        {
            if (other.To < to)
            {
                gaps.Add(this with { From = other.To.AddSeconds(1), To = to });
            }

            to = other.From.AddSeconds(-1) < to ? other.From.AddSeconds(-1) : to;
        }

        return to < From ? gaps : [.. gaps, this with { To = to }];
    }

    private static DateTime? Time(string text) =>
        DateTime.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
}
