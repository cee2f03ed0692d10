using RecipePicks.Lineage;

namespace RecipePicks.Letters;

/// <summary>How many sessions of roles all of the evidence shows at work, whoever took them.</summary>
internal static class SessionsInUse
{
    /// <summary>Counts them for the roles of a chain's sessions.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <returns>Sessions by the ARN of their role.</returns>
    public static IReadOnlyDictionary<string, long> Of(Inquiry inquiry)
    {
        var names = inquiry
            .Chain.Nodes.Select(n => Arn.TryParse(Names.RoleOf(inquiry.Lineage.Nodes[n.Id].Arn))?.ResourceName)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return names.Count == 0
            ? new Dictionary<string, long>()
            : inquiry
                .AskAll(
                    Question.Load("Scope/sessions-of-roles"),
                    new Dictionary<string, object?> { ["role_names"] = names },
                    r => (Role: Names.RoleOf($"{r.Text("role")}/"), Sessions: r.Count("sessions")),
                    Inquiry.MostRows
                )
                .Where(r => r.Role is not null)
                .ToDictionary(r => r.Role!, r => r.Sessions);
    }
}
