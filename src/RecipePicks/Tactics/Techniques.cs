using System.Text.RegularExpressions;

namespace RecipePicks.Tactics;

/// <summary>
/// Which technique of MITRE ATT&amp;CK a call is. It says what the call would be in an attacker's hands, not that it is
/// an attack: administrators make the same calls.
/// </summary>
/// <remarks>
/// Names and ids: ATT&amp;CK Enterprise v16, platform IaaS. The entries are data: <c>calls.json</c> names a call or a family
/// of calls (<c>Describe*</c>) each, <c>attack.json</c> the techniques.
/// </remarks>
public static partial class Techniques
{
    private static readonly AttackNames Names = AttackNames.Read();
    private static readonly Dictionary<string, AttackTechnique> ById = Names.Techniques.ToDictionary(t => t.Id);

    private static readonly Dictionary<(string, string), CallRule[]> ByCall = Grouped(r => !r.IsFamily, r => r.Call);

    private static readonly Dictionary<string, (string Prefix, CallRule[] Rules)[]> Families = Grouped(
            r => r.IsFamily,
            r => r.Call[..^1]
        )
        .GroupBy(g => g.Key.Item1)
        .ToDictionary(
            g => g.Key,
            g => g.Select(f => (f.Key.Item2, f.Value)).OrderByDescending(f => f.Item1.Length).ToArray()
        );

    /// <summary>All tactics, in the matrix's order.</summary>
    public static IReadOnlyList<AttackTactic> Tactics => Names.Tactics;

    /// <summary>The techniques that a call can be, by id.</summary>
    public static IReadOnlyList<AttackTechnique> All => Names.Techniques;

    /// <summary>The entries, as the file has them.</summary>
    internal static IReadOnlyList<CallRule> Rules => Table.Rules;

    /// <summary>Says which techniques a call is.</summary>
    /// <param name="eventSource">CloudTrail's eventSource: <c>iam.amazonaws.com</c>.</param>
    /// <param name="eventName">CloudTrail's eventName: <c>CreateAccessKey</c>, <c>CreateFunction20150331</c>.</param>
    /// <param name="errorCode">CloudTrail's errorCode, or null.</param>
    /// <param name="errorMessage">CloudTrail's errorMessage, or null.</param>
    /// <param name="requestParameters">CloudTrail's requestParameters as JSON text, or null.</param>
    /// <returns>The techniques, the main one first; empty for a call that is none.</returns>
    /// <remarks>
    /// The most exact entries count: those of the call itself, of its service's longest family, of any service's family; and
    /// among these the ones whose condition holds before those without.
    /// </remarks>
    public static IReadOnlyList<TechniqueUse> Of(
        string? eventSource,
        string? eventName,
        string? errorCode = null,
        string? errorMessage = null,
        string? requestParameters = null
    )
    {
        if (string.IsNullOrEmpty(eventSource) || string.IsNullOrEmpty(eventName))
        {
            return [];
        }

        var failed = errorCode is not null || errorMessage is not null;
        var rules = RulesFor(eventSource.Split('.')[0], Undated().Replace(eventName, ""))
            .Where(r => r.Holds(failed, requestParameters))
            .ToList();
        var exact = rules.Any(r => r.IsConditional);
        return
        [
            .. rules
                .Where(r => r.IsConditional || !exact)
                .Select(r => new TechniqueUse(r.Technique, ById[r.Technique].Name, r.Tactic)),
        ];
    }

    /// <summary>Whether the request decides which technique a call is.</summary>
    /// <param name="eventName">CloudTrail's eventName.</param>
    internal static bool DependOnRequest(string eventName) => Table.Requests.Contains(Undated().Replace(eventName, ""));

    private static CallRule[] RulesFor(string source, string call) =>
        ByCall.TryGetValue((source, call), out var exact) ? exact : Family(source, call) ?? Family("*", call) ?? [];

    private static CallRule[]? Family(string source, string call) =>
        Families.TryGetValue(source, out var families)
            ? families.FirstOrDefault(f => call.StartsWith(f.Prefix, StringComparison.Ordinal)).Rules
            : null;

    private static Dictionary<(string, string), CallRule[]> Grouped(
        Func<CallRule, bool> which,
        Func<CallRule, string> name
    ) => Table.Rules.Where(which).GroupBy(r => (r.Source, name(r))).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The version that Lambda and CloudFront write after the name: 20150331v2, 2020_05_31.</summary>
    [GeneratedRegex(@"(\d{8}|\d{4}_\d{2}_\d{2})(v\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Undated();

    private static class Table
    {
        public static readonly List<CallRule> Rules = AttackTables.Read("calls.json", TacticsJson.Default.ListCallRule);

        public static readonly HashSet<string> Requests =
        [
            .. Rules.Where(r => r.Request is not null).Select(r => r.Call),
        ];
    }
}
