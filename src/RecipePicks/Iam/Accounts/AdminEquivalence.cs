using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Accounts;

/// <summary>How near to an administrator an identity's own policies bring it.</summary>
public enum Admin
{
    /// <summary>They do not.</summary>
    No,

    /// <summary>Several statements together cover every action on every resource.</summary>
    Split,

    /// <summary>One statement allows <c>*</c> on <c>*</c>.</summary>
    Direct,
}

/// <summary>Whether an identity is an administrator without taking another step.</summary>
public static class AdminEquivalence
{
    /// <summary>Decides it by statements that no condition limits; a boundary must be as wide.</summary>
    /// <param name="own">The identity's policies.</param>
    public static Admin Of(OwnPolicies own)
    {
        var admin = Of([.. own.Policies.Select(p => p.Policy)]);
        return admin == Admin.No || own.Boundary is null ? admin
            : own.Boundary.IsComplete && Of(own.Boundary.Policies) is var bound && bound != Admin.No
                ? (Admin)Math.Min((int)admin, (int)bound)
            : Admin.No;
    }

    private static Admin Of(IReadOnlyList<Policy> policies)
    {
        var plain = policies.SelectMany(p => p.Statements).Where(s => s.Conditions.Count == 0 && OnAll(s)).ToList();
        if (plain.Exists(s => s.Effect == Effect.Deny && AllActions(s.Actions)))
        {
            return Admin.No;
        }

        var allows = plain.FindAll(s => s.Effect == Effect.Allow);
        return allows.Exists(s => AllActions(s.Actions)) ? Admin.Direct
            : allows.Exists(s => s.Actions.AllBut && s.Actions.Patterns.All(p => Covered(p.Source, allows)))
                ? Admin.Split
            : Admin.No;
    }

    private static bool OnAll(Statement statement) =>
        statement.Resources is null or { AllBut: false }
        && (statement.Resources?.Patterns.Any(p => p.Whole.IsAnything) ?? true);

    private static bool AllActions(ActionElement actions) =>
        !actions.AllBut && actions.Patterns.Any(p => p.IsAnything || p.Source is "*:*");

    // What one statement leaves out another allows: as a pattern matches a pattern's own text, it covers all that the other does.
    private static bool Covered(string pattern, List<Statement> allows) =>
        allows.Exists(s => !s.Actions.AllBut && s.Actions.Patterns.Any(p => p.Matches(pattern, ignoreCase: true)));
}
