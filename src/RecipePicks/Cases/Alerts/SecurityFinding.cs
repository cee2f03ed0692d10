namespace RecipePicks.Cases.Alerts;

/// <summary>What GuardDuty or Security Hub found, and what an investigation can start from.</summary>
/// <param name="Product">Which of the two.</param>
/// <param name="Id">Its id; empty when it has none.</param>
/// <param name="Type">What was found: <c>Recon:IAMUser/MaliciousIPCaller</c>.</param>
/// <param name="Severity">As the finding has it, a number or a word; null when it has none.</param>
/// <param name="First">When it was seen first, as the finding has it; null when it does not say.</param>
/// <param name="Last">When it was seen last, as the finding has it; null when it does not say.</param>
/// <param name="Leads">Access keys or who else called, resources, and addresses, each once, in this order.</param>
public sealed record SecurityFinding(
    string Product,
    string Id,
    string Type,
    string? Severity,
    string? First,
    string? Last,
    IReadOnlyList<string> Leads
)
{
    /// <summary>The finding in a sentence, with what it names.</summary>
    public string Words =>
        $"{Product} found {Type}{(Severity is null ? "" : $", severity {Severity}")}{Seen}{(Id.Length == 0 ? "" : $" (finding {Id})")}: "
        + $"it names {(Leads.Count == 0 ? "nothing that can be followed" : string.Join(", ", Leads))}.";

    private string Seen =>
        (First, Last) switch
        {
            (null, null) => "",
            ({ } first, { } last) when first != last => $", seen from {first} to {last}",
            _ => $", seen at {First ?? Last}",
        };
}
