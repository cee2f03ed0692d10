namespace RecipePicks.Lineage;

/// <summary>Names for what ties calls and credentials together without being a node: the sessions of a role, of one name.</summary>
/// <remarks>Each holds a blank, which no key, unique id or ARN does.</remarks>
internal static class TieNames
{
    /// <summary>Anybody's sign-on session.</summary>
    public static string AnySignOn { get; } = SignOn("*");

    /// <summary>What a workload's sessions are called after it.</summary>
    public static string Called(string name) => $"called {name}";

    /// <summary>A person's sign-on sessions, whatever their role.</summary>
    public static string SignOn(string name) => $"sign-on {name}";

    /// <summary>Sessions of the name of a sign-on session, which may have been taken from it.</summary>
    public static string NamesakesOf(string name) => $"namesakes of {name}";

    /// <summary>All sessions of a role.</summary>
    public static string SessionsOf(string role) => $"sessions of {role}";

    /// <summary>Workloads that carry a role.</summary>
    public static string CarriersOf(string role) => $"carriers of {role}";

    /// <summary>Sessions that a service took of a role.</summary>
    public static string TakenOf(string role) => $"taken of {role}";

    /// <summary>The workload's name in <see cref="Called"/>; null for another id.</summary>
    public static string? CalledIn(string id) => After(id, Called(""));

    /// <summary>The name that sessions bear, a workload's or a person's; null for another id.</summary>
    public static string? NameIn(string id) => CalledIn(id) ?? After(id, NamesakesOf(""));

    /// <summary>The name in <see cref="SignOn"/>; null for another id.</summary>
    public static string? SignOnIn(string id) => After(id, SignOn(""));

    /// <summary>The role in <see cref="SessionsOf"/>; null for another id.</summary>
    public static string? SessionsIn(string id) => After(id, SessionsOf(""));

    /// <summary>The role in <see cref="CarriersOf"/>; null for another id.</summary>
    public static string? CarriersIn(string id) => After(id, CarriersOf(""));

    /// <summary>The role in <see cref="TakenOf"/>; null for another id.</summary>
    public static string? TakenIn(string id) => After(id, TakenOf(""));

    /// <summary>What a workload is called: the end of its ARN, or its id.</summary>
    public static string NameOf(string id) => id[(id.LastIndexOfAny([':', '/']) + 1)..];

    private static string? After(string id, string start) =>
        id.StartsWith(start, StringComparison.Ordinal) ? id[start.Length..] : null;
}
