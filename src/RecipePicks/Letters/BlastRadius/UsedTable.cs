using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Catalog;

namespace RecipePicks.Letters;

/// <summary>How what was granted and what was done agree.</summary>
internal enum Fit
{
    /// <summary>It was done, and no policy of the evidence grants it: the evidence is not all there is.</summary>
    UsedNotGranted,

    /// <summary>It is granted, and was always refused.</summary>
    GrantedButRefused,

    /// <summary>It was done, and it is granted.</summary>
    Used,

    /// <summary>It was tried, refused, and is not granted.</summary>
    Refused,

    /// <summary>The evidence lacks policies, so that nothing is said.</summary>
    Unknown,

    /// <summary>It is no action of a policy.</summary>
    NoPermission,
}

/// <summary>What was granted against what was used, what falsifies the policies first.</summary>
/// <param name="Use">The calls.</param>
/// <param name="Action">The action that they need; null when none is known.</param>
/// <param name="Verdict">Whether it is granted.</param>
/// <param name="Fit">How the two agree.</param>
internal sealed record UsedAction(ActionUse Use, KnownAction? Action, Verdict Verdict, Fit Fit)
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. new[] { "action", "granted", "agrees", "calls", "denied", "first", "last", "eventid" },
        .. new[] { "eventsource", "eventname", "identity" },
    ];

    /// <summary>Compares.</summary>
    /// <param name="radius">Whose.</param>
    /// <param name="singles">The calls on single resources, for what no statement of its own policies grants.</param>
    public static IReadOnlyList<UsedAction> Of(Radius radius, IReadOnlyList<SingleUse> singles) =>
        [
            .. radius
                .Subject.Uses.SelectMany(u => u.Actions.DefaultIfEmpty().Select(a => Of(radius, u, a, singles)))
                .OrderBy(u => u.Fit)
                .ThenByDescending(u => u.Use.LastSuccess)
                .ThenBy(u => u.Use.Source, StringComparer.Ordinal)
                .ThenBy(u => u.Use.Name, StringComparer.Ordinal),
        ];

    /// <summary>The row of the table.</summary>
    public IReadOnlyList<object?> Row =>
        [
            Action?.FullName,
            Action is null ? null : Verdicts.Word(Verdict),
            Says(Fit),
            Use.Calls,
            Use.Denied,
            Use.First,
            Use.Last,
            Use.Evidence is [var first, ..] ? first : null,
            Use.Source,
            Use.Name,
            Use.Principal,
        ];

    private static string Says(Fit fit) =>
        fit switch
        {
            Fit.UsedNotGranted => "used, not granted",
            Fit.GrantedButRefused => "granted, refused",
            Fit.Used => "used, granted",
            Fit.Refused => "refused, not granted",
            Fit.NoPermission => "no action of a policy",
            _ => "unknown",
        };

    private static UsedAction Of(Radius radius, ActionUse use, KnownAction? action, IReadOnlyList<SingleUse> singles)
    {
        if (action is null)
        {
            return new(use, null, Verdict.Unknown, Fit.NoPermission);
        }

        var access = Best(radius, action, use, singles);
        return new(
            use,
            action,
            access.Verdict,
            (access.IsGranted, use.Succeeded > 0) switch
            {
                (true, true) => Fit.Used,
                (true, false) when use.Denied > 0 && access.Verdict == Verdict.Yes => Fit.GrantedButRefused,
                (true, false) => Fit.Used,
                (false, true) when access.Verdict == Verdict.No => Fit.UsedNotGranted,
                (false, false) when access.Verdict == Verdict.No => Fit.Refused,
                _ => Fit.Unknown,
            }
        );
    }

    // What its own statements do not grant, the resource's policy may.
    private static Access Best(Radius radius, KnownAction action, ActionUse use, IReadOnlyList<SingleUse> singles) =>
        singles
            .Where(s => s.Principal == use.Principal && s.Action == action && s.IsTold)
            .Select(s => radius.Ask(action.FullName, s.Resource))
            .Append(
                radius.ByAction.TryGetValue(action.FullName, out var grant)
                    ? grant.Access
                    : radius.Ask(action.FullName, "*")
            )
            .MinBy(a => ActionGrant.Rank(a.ByEvidence))!;
}
