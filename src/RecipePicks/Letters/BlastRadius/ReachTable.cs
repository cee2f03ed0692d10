using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Catalog;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>A resource of the evidence that an identity reaches.</summary>
/// <param name="Resource">Its ARN.</param>
/// <param name="Verdict">The surest answer among the actions on it.</param>
/// <param name="Levels">How many actions of each level are granted on it.</param>
/// <param name="Sensitive">Those of them that do harm.</param>
/// <param name="Through">The statements that grant it.</param>
/// <param name="Conditions">The conditions of those that are conditional.</param>
internal sealed record ReachedResource(
    string Resource,
    Verdict Verdict,
    IReadOnlyDictionary<AccessLevel, int> Levels,
    IReadOnlyList<string> Sensitive,
    IReadOnlyList<string> Through,
    IReadOnlyList<string> Conditions
)
{
    private const int MostResources = 400;
    private const string Object = "object";

    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    ["resource", "verdict", "levels", "sensitive", "through", "conditions", "identity"];

    /// <summary>Asks for every resource that the evidence knows, those that were used first.</summary>
    /// <param name="radius">Whose.</param>
    /// <param name="used">The resources that were used.</param>
    /// <returns>Those that it reaches; and how many resources were not asked for.</returns>
    public static (IReadOnlyList<ReachedResource> Reached, int Left) Of(Radius radius, IEnumerable<string> used)
    {
        var all = used.Where(r => r != "*")
            .Concat(radius.Estate.Resources.Select(r => r.Arn))
            .Concat(radius.Estate.Workloads.Select(w => w.Arn))
            .Select(Bucket)
            .Distinct()
            .Where(r => Arn.TryParse(r) is { Service: not ("iam" or "sts") })
            .ToList();
        return (
            [.. all.Take(MostResources).Select(r => Of(radius, r)).OfType<ReachedResource>()],
            Math.Max(0, all.Count - MostResources)
        );
    }

    /// <summary>The row of the table.</summary>
    /// <param name="identity">Whose.</param>
    public IReadOnlyList<object?> Row(string identity) =>
        [
            Resource,
            Verdicts.Word(Verdict),
            string.Join(", ", Levels.OrderBy(l => l.Key).Select(l => $"{AccessTable.Words(l.Key)} {Number(l.Value)}")),
            Cell(Sensitive, 8),
            Cell(Through, 4),
            Cell(Conditions, 4),
            identity,
        ];

    private static ReachedResource? Of(Radius radius, string arn)
    {
        var policied = radius.Estate.Resource(arn) is { Policy: not null };
        var granted = new List<(KnownAction Action, Access Access)>();
        foreach (var action in ActionCatalog.Known.Service(Arn.TryParse(arn)!.Service)?.Actions ?? [])
        {
            if (!policied && !radius.ByAction.ContainsKey(action.FullName))
            {
                continue;
            }

            var access = Asked(radius, action, arn)
                .Select(r => radius.Ask(action.FullName, r))
                .MinBy(a => ActionGrant.Rank(a.ByEvidence));
            if (access is { IsGranted: true })
            {
                granted.Add((action, access));
            }
        }

        return granted.Count == 0
            ? null
            : new(
                arn,
                granted.Select(g => g.Access.Verdict).MinBy(ActionGrant.Rank),
                granted.GroupBy(g => g.Action.Level).ToDictionary(g => g.Key, g => g.Count()),
                [.. granted.Select(g => g.Action.FullName).Where(a => SensitiveAction.Find(a) is not null)],
                [.. granted.SelectMany(g => Statements(g.Access)).Distinct().Order(StringComparer.Ordinal)],
                [.. granted.SelectMany(g => g.Access.Conditions).Distinct().Order(StringComparer.Ordinal)]
            );
    }

    // A bucket's objects count as the bucket's: those that the identity's statements name, and any other.
    private static IEnumerable<string> Asked(Radius radius, KnownAction action, string arn) =>
        action.Resources.Any(t => t.Name != Object && SampleArn.Fits(t, arn)) ? [arn]
        : action.Resources.Any(t => t.Name == Object) && arn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal)
            ? (radius.ByAction.TryGetValue(action.FullName, out var grant) ? grant.Scope : [])
                .Where(s => s.StartsWith($"{arn}/", StringComparison.Ordinal))
                .Select(s => s.Replace("*", Witness.Any, StringComparison.Ordinal))
                .Append($"{arn}/{Witness.Any}")
        : [];

    private static IEnumerable<string> Statements(Access access) =>
        access
            .Grounds.Because.Where(r =>
                r.Statement is not null
                && r.Kind
                    is Iam.Policies.PolicyKind.Identity
                        or Iam.Policies.PolicyKind.Resource
                        or Iam.Policies.PolicyKind.Session
            )
            .Select(r => $"{r.Policy}, {r.Statement!.Name}");

    private static string Bucket(string arn) =>
        arn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) ? arn.Split('/')[0] : arn;
}
