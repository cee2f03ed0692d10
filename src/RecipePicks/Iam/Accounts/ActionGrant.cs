using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Accounts;

/// <summary>An action that an identity's own policies name, and whether they grant it on anything.</summary>
/// <param name="Action">The action.</param>
/// <param name="Access">The best answer among the resources that its policies name.</param>
/// <param name="Resource">The resource of that answer: one that a pattern of theirs matches.</param>
/// <param name="Scope">The resources that the statements name which allow it, as they stand there.</param>
public sealed record ActionGrant(KnownAction Action, Access Access, string Resource, IReadOnlyList<string> Scope)
{
    private const int MostKept = 20;

    /// <summary>All actions that statements of an identity's own policies allow, by service and name.</summary>
    /// <param name="questions">The accounts and their policies.</param>
    /// <param name="identity">The identity.</param>
    /// <param name="context">Context keys that are known.</param>
    /// <remarks>
    /// An action counts as granted when the evaluator allows it on one resource of each type that it always names. Only what is
    /// refused on all of the resources that the statements name is counted as refused.
    /// </remarks>
    public static IReadOnlyList<ActionGrant> Of(
        AccessQuestions questions,
        IamIdentity identity,
        params IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    )
    {
        var own = questions.Policies.Own(identity);
        var allows = own.Policies.SelectMany(p => p.Policy.Statements).Where(s => s.Effect == Effect.Allow).ToList();
        return
        [
            .. allows
                .SelectMany(s => ActionCatalog.Known.Of(s.Actions))
                .DistinctBy(a => a.FullName)
                .Select(a => Of(questions, identity, own, a, allows, context))
                .OrderBy(g => g.Action.FullName, StringComparer.Ordinal),
        ];
    }

    private static ActionGrant Of(
        AccessQuestions questions,
        IamIdentity identity,
        OwnPolicies own,
        KnownAction action,
        List<Statement> allows,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    )
    {
        var covering = allows.FindAll(s => s.Actions.Covers(action.FullName));
        var types = action.Required is [_, ..] required ? required : action.Resources;
        var parts = types is [] ? [Best(null)] : types.Select(Best).ToList();

        // All types that it always names must be granted; of those that it may name, one.
        var (resource, access) =
            action.Required.Count > 0
                ? parts.MaxBy(p => Rank(p.Access.ByEvidence))
                : parts.MinBy(p => Rank(p.Access.ByEvidence));
        return new(action, access, resource, Scopes(covering));

        (string Resource, Access Access) Best(ResourceType? type)
        {
            (string, Access)? best = null;
            var like = type is null ? null : SampleArn.Of(type, identity.Account, _ => Witness.Any);
            var named = Witness
                .Of(identity, covering, own, action.FullName, like)
                .Where(r => type is null || SampleArn.Fits(type, r));
            foreach (var candidate in named.Concat(Kept(type)))
            {
                var answer = questions.Ask(identity, action.FullName, candidate, context);
                if (best is null || Rank(answer.ByEvidence) < Rank(best.Value.Item2.ByEvidence))
                {
                    best = (candidate, answer);
                }

                if (answer.ByEvidence == Verdict.Yes)
                {
                    break;
                }
            }

            return best ?? (like ?? "*", questions.Ask(identity, action.FullName, like ?? "*", context));
        }

        // A key's own policy must allow: one that the evidence holds can prove it, an invented one cannot.
        IEnumerable<string> Kept(ResourceType? type) =>
            type is { Name: "key" } && action.Service == "kms"
                ? questions
                    .Policies.Estate.Resources.Select(r => r.Arn)
                    .Where(r => SampleArn.Fits(type, r))
                    .Take(MostKept)
                : [];
    }

    /// <summary>Yes before Conditional, that before Unknown, No last.</summary>
    internal static int Rank(Verdict verdict) =>
        verdict switch
        {
            Verdict.Yes => 0,
            Verdict.Conditional => 1,
            Verdict.Unknown => 2,
            _ => 3,
        };

    private static List<string> Scopes(List<Statement> allows)
    {
        var scopes = allows
            .SelectMany(s =>
                s.Resources is not { } named ? ["*"]
                : named.AllBut ? [$"all but {string.Join(", ", named.Patterns.Select(p => p.Source))}"]
                : named.Patterns.Select(p => p.Source)
            )
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return scopes.Contains("*") ? ["*"] : scopes;
    }
}
