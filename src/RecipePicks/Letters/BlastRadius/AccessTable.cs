using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Catalog;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>Service by access level: how much is granted, how much of it was used, what was refused.</summary>
internal static class AccessTable
{
    private const int MostScopes = 4;

    /// <summary>The columns; the first eight are the contract's.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. new[] { "service", "level", "granted", "total", "scope", "conditional", "used", "denied" },
        .. new[] { "verdict", "proven", "identity" },
    ];

    /// <summary>A row for each service and level of which something is granted, was used or was refused.</summary>
    /// <param name="radius">Whose.</param>
    public static IEnumerable<IReadOnlyList<object?>> Rows(Radius radius)
    {
        var granted = radius.Grants.Where(g => g.Access.IsGranted).ToLookup(g => (g.Action.Service, g.Action.Level));
        var used = radius
            .Subject.Uses.SelectMany(u => u.Actions.Take(1).Select(a => (Action: a, Use: u)))
            .ToLookup(u => (u.Action.Service, u.Action.Level));
        return granted
            .Select(g => g.Key)
            .Union(used.Select(u => u.Key))
            .OrderBy(k => k.Service, StringComparer.Ordinal)
            .ThenBy(k => k.Level)
            .Select(key =>
                Row(radius, key.Service, key.Level, [.. granted[key]], [.. used[key].Select(u => (u.Action, u.Use))])
            );
    }

    /// <summary>A level as AWS writes it.</summary>
    public static string Words(AccessLevel level) =>
        level == AccessLevel.PermissionsManagement ? "Permissions management" : level.ToString();

    private static IReadOnlyList<object?> Row(
        Radius radius,
        string service,
        AccessLevel level,
        IReadOnlyList<ActionGrant> granted,
        IReadOnlyList<(KnownAction Action, ActionUse Use)> used
    )
    {
        // What was done was allowed, whatever policy allowed it.
        var proven = used.Where(u => u.Use.Succeeded > 0).Select(u => u.Action.FullName).Distinct().ToList();
        var all = granted.Select(g => g.Action.FullName).Union(proven).Count();
        var scopes = granted.SelectMany(g => g.Scope).Distinct().Order(StringComparer.Ordinal).ToList();
        return
        [
            service,
            Words(level),
            (long)(radius.IsRoot ? Total(service, level) : all),
            (long)Total(service, level),
            scopes.Contains("*") ? "*" : Cell(scopes, MostScopes),
            (long)granted.Count(g => g.Access.ByEvidence == Verdict.Conditional),
            used.Sum(u => u.Use.Succeeded),
            used.Sum(u => u.Use.Denied),
            Verdicts.Word(
                granted.Count > 0 ? granted.Select(g => g.Access.Verdict).MinBy(ActionGrant.Rank)
                : radius.Missing.Count > 0 ? Verdict.Unknown
                : Verdict.No
            ),
            (long)proven.Count,
            radius.Subject.Principal,
        ];
    }

    private static int Total(string service, AccessLevel level) =>
        ActionCatalog.Known.Service(service)?.Actions.Count(a => a.Level == level) ?? 0;
}

/// <summary>Verdicts as they are printed.</summary>
internal static class Verdicts
{
    /// <summary><c>YES</c>, <c>CONDITIONAL</c>, <c>NO</c>, <c>UNKNOWN</c>.</summary>
    public static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Yes => "YES",
            Verdict.Conditional => "CONDITIONAL",
            Verdict.No => "NO",
            _ => "UNKNOWN",
        };
}
