using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>Events that carry a user's unique id or name, but no ARN: failed and half-done sign-ins.</summary>
/// <remarks>Source: AWS CloudTrail User Guide, "AWS Management Console sign-in events".</remarks>
internal static class WithoutArn
{
    /// <summary>The users among the callers by their unique ids, and by ARNs that an account and a user's name make.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static Callers Users(Inquiry inquiry) =>
        new()
        {
            Principals = inquiry.UniqueIds,
            Arns =
            [
                .. inquiry
                    .Callers.Arns.Select(Arn.TryParse)
                    .Where(a => a is { Service: "iam", ResourceType: "user" })
                    .Select(a => $"arn:aws:iam::{a!.Account}:user/{a.ResourceName}")
                    .Distinct(),
            ],
        };

    /// <summary>How many there are, beside the calls that a letter counts by ARN; nothing when there is none.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static IEnumerable<Finding> Findings(Inquiry inquiry)
    {
        var users = Users(inquiry);
        var rows = inquiry
            .Ask(
                Question.Load("Caller/without-arn"),
                new Dictionary<string, object?> { ["principals"] = users.Principals, ["arns"] = users.Arns }
            )
            .Rows.ToList();
        if (rows.Count > 0)
        {
            var names = rows.OrderByDescending(r => r.Count("calls"))
                .ThenBy(r => r.Text("eventname"), StringComparer.Ordinal)
                .Select(r => $"{r.Text("eventname")} {Number(r.Count("calls"))}×");
            yield return new Finding(
                $"{Counted(rows.Sum(r => r.Count("calls")), "more event carries", "more events carry")} the unique id or name of "
                    + $"{Listed(users.Arns.Select(Who.Short))} without an ARN: {Listed(names, 6)}. They are not counted above.",
                Certainty.Inferred,
                Severity.Info,
                Inquiry.Cite(rows.SelectMany(r => r.List("evidence")))
            );
        }
    }
}
