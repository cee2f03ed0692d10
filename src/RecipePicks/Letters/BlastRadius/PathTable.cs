using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Letters;

/// <summary>The path that was gone, step by step, and the containment that closes it.</summary>
internal static class PathTable
{
    private const int MostTurns = 40;

    /// <summary>The columns of the path.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. new[] { "time", "principal", "action", "resource", "granted", "through", "calls", "eventid" },
        .. new[] { "closed", "identity" },
    ];

    /// <summary>The columns of the containment.</summary>
    public static IReadOnlyList<string> RemedyColumns { get; } =
    ["order", "does", "leaves", "kind", "on", "command", "policy", "identity"];

    /// <summary>A row for each step, by time: whether it was granted then, and whether the containment closes it.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="radius">Whose path.</param>
    /// <param name="closing">The containment.</param>
    public static IEnumerable<IReadOnlyList<object?>> Rows(Inquiry inquiry, Radius radius, RadiusClosing closing)
    {
        var asked = new Dictionary<Estate, AccessQuestions>(ReferenceEqualityComparer.Instance);
        foreach (var step in closing.Path)
        {
            var estate = asked.Count < MostTurns ? inquiry.Estates.At(step.First) : radius.Estate;
            if (!asked.TryGetValue(estate, out var questions))
            {
                asked[estate] = questions = new AccessQuestions(new EstatePolicies(estate));
            }

            var access = Ask(questions, estate, step);
            yield return
            [
                TimeWindow.Format(step.First),
                step.Principal,
                step.Action.FullName,
                step.Resource,
                access is null ? Verdicts.Word(Verdict.Unknown) : Verdicts.Word(access.Verdict),
                access is null
                    ? null
                    : Wording.Cell(
                        [
                            .. access
                                .Grounds.Because.Where(r => r.Statement is not null)
                                .Select(r => $"{r.Policy}, {r.Statement!.Name}")
                                .Distinct(),
                        ],
                        4
                    ),
                (long)step.Count,
                step.EventIds[0],
                closing.IsClosed(step),
                radius.Subject.Principal,
            ];
        }
    }

    /// <summary>A row for each change, in the order in which to make them.</summary>
    /// <param name="radius">Whose.</param>
    /// <param name="closing">The containment.</param>
    public static IEnumerable<IReadOnlyList<object?>> Remedies(Radius radius, RadiusClosing closing) =>
        closing.Closing.Remedies.Select(
            (remedy, i) =>
            {
                var (does, leaves) = RadiusClosing.Words(remedy);
                return (IReadOnlyList<object?>)
                    [
                        (long)(i + 1),
                        does,
                        leaves,
                        remedy.Kind.ToString(),
                        remedy.Of.Arn,
                        RadiusClosing.Command(remedy),
                        remedy.Policy,
                        radius.Subject.Principal,
                    ];
            }
        );

    // A resource of which the call told no ARN is asked for as any resource is: its name may be longer than the call's.
    private static Access? Ask(AccessQuestions questions, Estate estate, SingleUse step)
    {
        if (estate.Find(step.Principal) is not { } who)
        {
            return null;
        }

        var issued = KeyValuePair.Create<string, IReadOnlyList<string>>(
            "aws:TokenIssueTime",
            step.Issued is { } time ? [TimeWindow.Format(time)] : []
        );
        var access = questions.Ask(who, step.Action.FullName, step.Resource, issued);
        return step.IsTold || access.Verdict != Verdict.No
            ? access
            : Witness
                .Of(who, questions.Policies.Own(who), step.Action.FullName)
                .Select(r => questions.Ask(who, step.Action.FullName, r, issued))
                .Where(a => a.IsGranted)
                .FirstOrDefault(access);
    }
}
