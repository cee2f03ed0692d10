using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Accounts;

/// <summary>Resources on which a principal's own policies grant an action: one for each pattern that they name.</summary>
/// <remarks>
/// Whether anything is granted at all is decided by asking for such a resource. A pattern stands for many resources; that one of
/// them is granted proves that the action is.
/// </remarks>
public static class Witness
{
    /// <summary>What stands where a pattern leaves the text open.</summary>
    public const string Any = "x";

    /// <summary>The resources to ask for.</summary>
    /// <param name="identity">The principal.</param>
    /// <param name="own">Its policies.</param>
    /// <param name="action">The action.</param>
    /// <param name="template">What such a resource's ARN looks like, <c>{account}</c> left open; null when that is not known.</param>
    public static IEnumerable<string> Of(IamIdentity identity, OwnPolicies own, string action, string? template = null)
    {
        var allows = own
            .Policies.SelectMany(p => p.Policy.Statements)
            .Where(s => s.Effect == Effect.Allow && s.Actions.Covers(action));
        return Of(
            identity,
            allows,
            own,
            action,
            template?.Replace("{account}", identity.Account, StringComparison.Ordinal)
        );
    }

    /// <summary>The resources to ask for, when the statements that allow the action are known.</summary>
    /// <param name="identity">The principal.</param>
    /// <param name="allows">The statements.</param>
    /// <param name="own">Its policies.</param>
    /// <param name="action">The action.</param>
    /// <param name="like">What such a resource's ARN looks like; null when that is not known.</param>
    internal static IEnumerable<string> Of(
        IamIdentity identity,
        IEnumerable<Statement> allows,
        OwnPolicies own,
        string action,
        string? like
    )
    {
        var services = new[] { action.Split(':')[0], like?.Split(':').ElementAtOrDefault(2) };

        // What a deny leaves out is denied nowhere else: all but these resources.
        var spared = own
            .Policies.SelectMany(p => p.Policy.Statements)
            .Where(s => s is { Effect: Effect.Deny, Resources.AllBut: true } && s.Actions.Covers(action))
            .SelectMany(s => s.Resources!.Patterns)
            .Select(p => Instance(p.Source, identity, like));
        return allows
            .SelectMany(s => Resources(s, identity, like))
            .Concat(spared)
            .Where(r => r == "*" || services.Contains(Arn.TryParse(r)?.Service, StringComparer.OrdinalIgnoreCase))
            .Distinct();
    }

    private static IEnumerable<string> Resources(Statement statement, IamIdentity identity, string? like)
    {
        if (statement.Resources is not { AllBut: false } resources)
        {
            return [like ?? "*"];
        }

        return resources.Patterns.Select(p => p.Whole.IsAnything ? like ?? "*" : Instance(p.Source, identity, like));
    }

    // A pattern whose service or type is open is asked for by what the action's resources look like.
    private static string Instance(string pattern, IamIdentity identity, string? like)
    {
        var text = pattern.Replace("${aws:username}", identity.Name, StringComparison.OrdinalIgnoreCase);
        var parts = text.Split(':', 6);
        if (parts.Length < 6)
        {
            return like ?? text;
        }

        string[] fill = ["arn", "aws", like?.Split(':')[2] ?? Any, "us-east-1", identity.Account];
        for (var i = 0; i < fill.Length; i++)
        {
            parts[i] = parts[i] == "*" ? fill[i] : parts[i].Replace("*", Any, StringComparison.Ordinal);
        }

        if (parts[5] == "*" && like is not null)
        {
            parts[5] = like.Split(':', 6)[5];
        }

        return string.Join(':', parts)
            .Replace("*", Any, StringComparison.Ordinal)
            .Replace("?", Any, StringComparison.Ordinal);
    }
}
