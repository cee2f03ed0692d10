namespace RecipePicks.Sql.Native;

/// <summary>A set of characters as .NET can say it: members of one class, or a pattern that matches one character.</summary>
/// <param name="Members">The members, as within brackets; null if only the pattern says it.</param>
/// <param name="IsNegated">Whether it is all others.</param>
/// <param name="Pattern">The pattern, where there are no members.</param>
internal sealed record JavaSet(string? Members, bool IsNegated = false, string? Pattern = null)
{
    /// <summary>A character beyond U+FFFF.</summary>
    public const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    private const string Any = "[\\u0000-\\uFFFF]";

    /// <summary>A pattern that matches one character of the set.</summary>
    /// <param name="wide">Whether a surrogate pair is one character.</param>
    public string Atom(bool wide) =>
        Members is null ? Pattern!
        : Members.Length == 0 ? (IsNegated ? One(wide) : "(?!)")
        : !IsNegated ? $"[{Members}]"
        : wide ? $"(?:{Pair}|[^{Members}\\uD800-\\uDFFF])"
        : $"[^{Members}]";

    /// <summary>All other characters.</summary>
    public JavaSet Not(bool wide) =>
        Members is not null ? this with { IsNegated = !IsNegated } : new(null, false, $"(?:(?!{Pattern}){One(wide)})");

    /// <summary>What is in one of both.</summary>
    public JavaSet Or(JavaSet other, bool wide) =>
        Members is not null && other.Members is not null && !IsNegated && !other.IsNegated
            ? new(Members + other.Members)
        : this is { Members.Length: 0, IsNegated: false } ? other
        : Members is not null && Members == other.Members && IsNegated != other.IsNegated ? new("", IsNegated: true)
        : new(null, false, $"(?:{Atom(wide)}|{other.Atom(wide)})");

    /// <summary>What is in both.</summary>
    public JavaSet And(JavaSet other, bool wide) => new(null, false, $"(?:(?={Atom(wide)}){other.Atom(wide)})");

    private static string One(bool wide) => wide ? $"(?:{Pair}|(?![\\uD800-\\uDFFF]){Any})" : Any;
}
