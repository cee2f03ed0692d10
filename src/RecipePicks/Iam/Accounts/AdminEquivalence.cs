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
    // Whoever may do one of these on its account's identities has what rights it wants.
    private static readonly (string Action, string Resource)[] s_deciding =
    [
        ("iam:AttachGroupPolicy", "group"),
        ("iam:AttachRolePolicy", "role"),
        ("iam:AttachUserPolicy", "user"),
        ("iam:CreatePolicyVersion", "policy"),
        ("iam:PutGroupPolicy", "group"),
        ("iam:PutRolePolicy", "role"),
        ("iam:PutUserPolicy", "user"),
    ];

    /// <summary>
    /// Decides it by statements that no condition limits; a boundary must be as wide, and the actions by which rights are made
    /// must not all be denied.
    /// </summary>
    /// <param name="questions">The accounts and their policies.</param>
    /// <param name="identity">The identity.</param>
    public static Admin Of(AccessQuestions questions, IamIdentity identity)
    {
        var admin = Of(questions.Policies.Own(identity));

        // A group asks for nothing: its statements alone are read.
        return
            admin == Admin.No
            || identity.Kind == IdentityKind.Group
            || Array.Exists(s_deciding, d => Ask(questions, identity, d).Verdict != Verdict.No)
            ? admin
            : Admin.No;
    }

    private static Access Ask(
        AccessQuestions questions,
        IamIdentity identity,
        (string Action, string Resource) deciding
    ) => questions.Ask(identity, deciding.Action, $"arn:aws:iam::{identity.Account}:{deciding.Resource}/{Witness.Any}");

    private static Admin Of(OwnPolicies own)
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
