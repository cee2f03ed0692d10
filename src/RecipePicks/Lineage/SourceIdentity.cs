namespace RecipePicks.Lineage;

/// <summary>The name that a chain of roles carries from its first session to its last.</summary>
/// <remarks>Source: IAM User Guide, "Monitor and control actions taken with assumed roles".</remarks>
internal static class SourceIdentity
{
    /// <summary>Where calls hold it, as templates.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["{response.sourceIdentity}", "{request.sourceIdentity}"];

    /// <summary>The source identity that a call sets or passes on; null when it has none.</summary>
    public static string? Of(LineageCall call) => new CallText(call, []).Fill(Paths) is [var name, ..] ? name : null;
}
