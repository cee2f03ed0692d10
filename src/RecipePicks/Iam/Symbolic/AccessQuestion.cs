using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Symbolic;

/// <summary>A question about many requests at once: those of a caller whose action and resource meet patterns.</summary>
public sealed class AccessQuestion
{
    /// <summary>Makes a question.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="actions">Patterns of actions, one of which is met: <c>s3:Get*</c>.</param>
    /// <param name="resources">Patterns of resources, one of which is met; <c>*</c> for all.</param>
    /// <param name="context">
    /// What is known of the circumstances; by default nothing. Keys of which nothing is known may be absent or have any value.
    /// </param>
    /// <param name="resourceAccount">The account of the resources, where their ARNs do not tell it; null when it is not known.</param>
    public AccessQuestion(
        Caller caller,
        IReadOnlyList<string> actions,
        IReadOnlyList<string> resources,
        RequestContext? context = null,
        string? resourceAccount = null
    )
    {
        Actions = [.. actions.Select(a => Pattern.Parse(a))];
        Resources = [.. resources.Select(r => ArnPattern.OfResource(r))];
        var action = actions is [var one] && Actions[0].Literal is not null ? one : null;
        var resource = resources is [var only] && Resources[0].Whole.Literal is not null ? only : null;
        Known = new AccessRequest(
            caller,
            action ?? "*",
            resource ?? "*",
            context ?? RequestContext.Unknown,
            AccountOf(Resources) ?? resourceAccount
        );
        IsOneAction = action is not null;
        IsOneResource = resource is not null;
    }

    /// <summary>Patterns of actions, one of which is met.</summary>
    public IReadOnlyList<Pattern> Actions { get; }

    /// <summary>Patterns of resources, one of which is met.</summary>
    public IReadOnlyList<ArnPattern> Resources { get; }

    /// <summary>Who asks, and what is known; its action and resource count only where there is but one.</summary>
    internal AccessRequest Known { get; }

    internal bool IsOneAction { get; }

    internal bool IsOneResource { get; }

    private static string? AccountOf(IReadOnlyList<ArnPattern> resources) =>
        resources.Select(r => r.Segments.Count == 0 ? null : r.Segments[4].Literal).Distinct().ToList()
            is [{ Length: 12 } account]
            ? account
            : null;
}
