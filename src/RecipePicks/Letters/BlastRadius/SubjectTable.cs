using RecipePicks.Iam.Accounts;

namespace RecipePicks.Letters;

/// <summary>The identities that are asked about, and the sensitive actions that each is granted.</summary>
internal static class SubjectTable
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. new[] { "identity", "kind", "uniqueid", "account", "asof", "snapshot", "changesbefore", "changesafter" },
        .. new[] { "certainty", "admin", "missing", "hops" },
    ];

    /// <summary>The columns of the sensitive actions.</summary>
    public static IReadOnlyList<string> SensitiveColumns { get; } =
    ["tactic", "technique", "action", "verdict", "gives", "scope", "conditions", "used", "identity"];

    /// <summary>The row of an identity.</summary>
    /// <param name="radius">Its record.</param>
    public static IReadOnlyList<object?> Row(Radius radius) =>
        [
            radius.Subject.Principal,
            radius.Subject.Kind,
            radius.Identity.Id,
            radius.Identity.Account,
            radius.AsOf == DateTime.MaxValue ? null : TimeWindow.Format(radius.AsOf),
            radius.Document?.Time is { } time ? TimeWindow.Format(time) : null,
            (long)radius.Before.Count,
            (long)radius.After.Count,
            (radius.IsKnown ? radius.Identity.Certainty : Certainty.Inferred).ToString().ToLowerInvariant(),
            AdminWord(radius),
            string.Join("; ", radius.Missing),
            string.Join("; ", radius.Subject.Hops),
        ];

    /// <summary>A row for each sensitive action that is granted, by tactic.</summary>
    /// <param name="radius">The record.</param>
    public static IEnumerable<IReadOnlyList<object?>> Sensitive(Radius radius) =>
        radius
            .Sensitive.OrderBy(s => s.Harm.Tactic, StringComparer.Ordinal)
            .ThenBy(s => s.Harm.Action, StringComparer.Ordinal)
            .Select(s =>
                (IReadOnlyList<object?>)
                    [
                        s.Harm.Tactic,
                        s.Harm.Technique,
                        s.Harm.Action,
                        Verdicts.Word(s.Grant.Access.Verdict),
                        s.Harm.Gives,
                        Wording.Cell(s.Grant.Scope, 4),
                        Wording.Cell(s.Grant.Access.Conditions, 4),
                        radius.Subject.Uses.Where(u => u.Actions.Contains(s.Grant.Action)).Sum(u => u.Succeeded),
                        radius.Subject.Principal,
                    ]
            );

    // Never NO where something is missing that could say otherwise.
    private static string AdminWord(Radius radius) =>
        radius switch
        {
            { Admin: Admin.Direct } => "DIRECT",
            { Admin: Admin.Split } => "SPLIT",
            { ToAdmin: not null } => "ESCALATES",
            { Missing.Count: 0 } => "NO",
            _ => "UNKNOWN",
        };
}
