using System.Text.Json;

namespace RecipePicks.Exposure.Policies;

/// <summary>
/// Says to whom a resource policy opens its resource. It errs on the open side: what may let somebody in is never private;
/// a condition narrows only by fixed values, and a Deny only when it covers all that is allowed.
/// </summary>
/// <remarks>
/// Sources: IAM User Guide, "AWS JSON policy elements: Principal" and "Policy evaluation logic"; Amazon S3 User Guide, "The
/// meaning of public".
/// </remarks>
internal static class PolicyJudge
{
    /// <summary>Judges a policy, as JSON or as text of JSON.</summary>
    public static IReadOnlyList<Grant> Document(JsonElement document, ExposureContext about)
    {
        var policy = JsonWalk.Document(document);
        return document.ValueKind == JsonValueKind.String && document.GetString()!.Trim().Length == 0
            ? []
            : Statements(PolicyStatement.Of(policy), about, NamedPrincipal.InResourcePolicy);
    }

    /// <summary>Judges statements that stand together.</summary>
    /// <param name="statements">The statements; null when the document is none.</param>
    /// <param name="about">Whose the resource is.</param>
    /// <param name="named">Who judges a principal that is not everyone.</param>
    public static IReadOnlyList<Grant> Statements(
        IReadOnlyList<PolicyStatement>? statements,
        ExposureContext about,
        NamedPrincipal.Reader named
    )
    {
        if (statements is null)
        {
            return [Grant.Unclear("the record does not hold the policy's text")];
        }

        var denies = statements.Where(s => !s.Allows).ToList();
        return
        [
            .. statements
                .Where(s => s.Allows)
                .SelectMany(s => One(s, denies, about, named))
                .GroupBy(g => (g.Verdict, g.To))
                .Select(g =>
                    g.First() with
                    {
                        Why = string.Join("; ", g.Select(x => x.Why).Distinct(StringComparer.Ordinal).Take(3)),
                    }
                ),
        ];
    }

    private static IEnumerable<Grant> One(
        PolicyStatement allow,
        List<PolicyStatement> denies,
        ExposureContext about,
        NamedPrincipal.Reader named
    )
    {
        var why = allow.Words;
        var open =
            allow.Principals.Everyone || allow.Principals.AllBut
                ?
                [
                    Grant.Everyone(
                        allow.Principals.AllBut
                            ? $"{why} to everyone but {string.Join(", ", allow.Principals.Named.Select(n => n.Value))}"
                            : $"{why} to everyone"
                    ),
                ]
                : allow.Principals.Named.Select(p => named(p.Kind, p.Value, allow, about));
        var limits = allow
            .Conditions.Select(c => Limit.OfAllow(c, about, why))
            .Concat(denies.Where(d => d.Covers(allow)).Select(d => Spared(d, about, why)))
            .ToList();
        return open.SelectMany(g => Narrowed(g, limits)).Distinct();
    }

    /// <summary>Whom a Deny leaves of everyone whom a statement allows.</summary>
    private static Limit Spared(PolicyStatement deny, ExposureContext about, string why)
    {
        var spared = deny.Conditions.Select(c => (Condition: c, Limit: Limit.OfDeny(c, about, why))).ToList();
        var others = deny.Principals.AllBut
            ? deny.Principals.Named.Select(p => NamedPrincipal.InResourcePolicy(p.Kind, p.Value, deny, about)).ToList()
            : [];
        if (!deny.Principals.Everyone && !deny.Principals.AllBut)
        {
            return new Limit(Narrows.Not, []);
        }

        // All conditions of a Deny must hold, so each of them spares some: one that is not about who calls, or that bans
        // only a few, spares nearly everyone.
        return spared.Exists(s => s.Limit.How == Narrows.Not && ConditionKeys.Of(s.Condition.Key) != KeySays.Service)
                ? new Limit(Narrows.Not, [])
            : spared.Exists(s => s.Limit.How == Narrows.Perhaps) ? new Limit(Narrows.Perhaps, [])
            : new Limit(Narrows.To, [.. others, .. spared.SelectMany(s => s.Limit.Left)]);
    }

    private static IEnumerable<Grant> Narrowed(Grant open, List<Limit> limits)
    {
        // Who is named is let in whatever else is asked of him; only crowds are narrowed.
        if (open.Verdict is Verdict.Private or Verdict.External)
        {
            return [open];
        }

        var narrowest = limits.Where(l => l.How == Narrows.To).MinBy(l => Judgement.Of(l.Left).Verdict);
        return narrowest is not null ? narrowest.Left
            : limits.Exists(l => l.How == Narrows.Perhaps)
                ? [Grant.Unclear($"{open.Why}, under conditions that may narrow who that is", open.To)]
            : [open];
    }
}
