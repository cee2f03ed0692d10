using RecipePicks.Iam.Accounts;

namespace RecipePicks.Iam.Remedies;

/// <summary>Finds the smallest changes that end requests, and proves them by asking the evaluator again.</summary>
/// <remarks>
/// Sources: IAM User Guide, "Revoking IAM role temporary security credentials" (a deny with <c>aws:TokenIssueTime</c>) and
/// "Permissions boundaries for IAM entities". An explicit deny decides whatever else the evidence lacks.
/// </remarks>
public static class RemedySearch
{
    /// <summary>Finds them.</summary>
    /// <param name="estate">The accounts.</param>
    /// <param name="requests">What must end.</param>
    /// <param name="now">When older sessions end, UTC.</param>
    /// <param name="unknown">The identities whose rights are not all known: only a change that denies them everything is enough.</param>
    public static Closing Find(
        Estate estate,
        IReadOnlyList<OpenRequest> requests,
        DateTime now,
        IReadOnlySet<string> unknown
    )
    {
        var chosen = new List<Remedy>();
        foreach (var own in requests.GroupBy(r => r.Who.Arn).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // A service-linked role cannot be changed, nor one of Identity Center, nor the root user.
            var who = estate.Find(own.Key) ?? own.First().Who;
            var asked = own.ToList();
            if (
                !IsChangeable(who)
                || Choose(estate, Candidates.For(estate, who, asked, now, unknown.Contains(own.Key)), asked)
                    is not { } one
            )
            {
                continue;
            }

            chosen.AddRange(one);
        }

        // What another change closes as well is not needed.
        foreach (var spare in chosen.OrderByDescending(r => r.Kind).ToList())
        {
            var without = chosen.Where(r => r != spare).ToList();
            if (Still(estate, without, requests).SequenceEqual(Still(estate, chosen, requests)))
            {
                chosen = without;
            }
        }

        var open = Still(estate, chosen, requests);
        return new(
            [.. chosen.OrderBy(r => r.Kind).ThenBy(r => r.Of.Arn, StringComparer.Ordinal)],
            [.. requests.Except(open)],
            open
        );
    }

    // The candidates come in sets, the smallest first.
    private static IReadOnlyList<Remedy>? Choose(
        Estate estate,
        IEnumerable<IReadOnlyList<Remedy>> sets,
        IReadOnlyList<OpenRequest> requests
    ) => sets.FirstOrDefault(s => Still(estate, s, requests).Count == 0);

    private static IReadOnlyList<OpenRequest> Still(
        Estate estate,
        IReadOnlyList<Remedy> remedies,
        IReadOnlyList<OpenRequest> requests
    )
    {
        var changed = remedies.Aggregate(estate, (e, r) => r.On(e));
        var questions = new AccessQuestions(new EstatePolicies(changed));
        return
        [
            .. requests.Where(r =>
                questions.Ask(changed.Find(r.Who.Arn) ?? r.Who, r.Action, r.Resource, IssuedAt(r.Issued)).Verdict
                != Verdict.No
            ),
        ];
    }

    private static IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> IssuedAt(DateTime? issued) =>
        [new("aws:TokenIssueTime", issued is { } time ? [TimeWindow.Format(time)] : [])];

    private static bool IsChangeable(IamIdentity identity) =>
        identity is { IsServiceLinked: false, IsReserved: false }
        && !identity.Arn.EndsWith(":root", StringComparison.Ordinal);
}
