namespace RecipePicks.State;

/// <summary>States in which a resource does not stay: what they come to is the work of the call that began them.</summary>
/// <remarks>
/// Sources: Amazon EC2 API Reference, InstanceState, InstanceMetadataOptionsResponse; Amazon EC2 User Guide, "Instance
/// lifecycle"; AWS Lambda, "Function states"; Amazon RDS User Guide, "Viewing DB instance status".
/// </remarks>
internal static class Transition
{
    private static readonly Dictionary<string, string[]> Ends = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pending"] = ["running", "applied", "available", "active", "completed"],
        ["stopping"] = ["stopped"],
        ["starting"] = ["running", "available"],
        ["rebooting"] = ["running", "available"],
        ["shutting-down"] = ["terminated"],
        ["creating"] = ["available", "active", "in-use"],
        ["modifying"] = ["available"],
        ["updating"] = ["available", "active"],
        ["deleting"] = ["deleted"],
        ["InProgress"] = ["Successful"],
    };

    /// <summary>Whether a value is what another comes to by itself.</summary>
    /// <param name="path">Whose values: only states and statuses settle.</param>
    /// <param name="from">The value that a call left.</param>
    /// <param name="to">The value that a document shows.</param>
    public static bool Settles(string path, StateValue from, StateValue to) =>
        (
            path.EndsWith("state", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("status", StringComparison.OrdinalIgnoreCase)
        )
        && from.Plain is { } began
        && to.Plain is { } ended
        && Ends.TryGetValue(began, out var ends)
        && ends.Contains(ended, StringComparer.OrdinalIgnoreCase);
}
