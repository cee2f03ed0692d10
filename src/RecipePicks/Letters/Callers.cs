namespace RecipePicks.Letters;

/// <summary>
/// The identities that the leads come down to, each by the surest name that it has. A question that needs callers asks for
/// the events of any of them.
/// </summary>
internal sealed record Callers
{
    /// <summary>Nobody.</summary>
    public static Callers None { get; } = new();

    /// <summary>ARNs of users, sessions and roots.</summary>
    public IReadOnlyList<string> Arns { get; init; } = [];

    /// <summary>ARNs of roles; their sessions are meant.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Unique ids (AIDA…, AROA…), alone or with a session name.</summary>
    public IReadOnlyList<string> Principals { get; init; } = [];

    /// <summary>Access key ids.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Source addresses: whoever called from there.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Account ids: whoever of that account called.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty =>
        Arns.Count + Roles.Count + Principals.Count + Keys.Count + Addresses.Count + Accounts.Count == 0;

    /// <summary>Everybody of both, each once, sorted.</summary>
    public Callers With(Callers other) =>
        new()
        {
            Arns = Union(Arns, other.Arns),
            Roles = Union(Roles, other.Roles),
            Principals = Union(Principals, other.Principals),
            Keys = Union(Keys, other.Keys),
            Addresses = Union(Addresses, other.Addresses),
            Accounts = Union(Accounts, other.Accounts),
        };

    /// <summary>The parameters of a question that needs callers.</summary>
    public IReadOnlyDictionary<string, object?> Parameters =>
        new Dictionary<string, object?>
        {
            ["arns"] = Arns,
            ["roles"] = Roles,
            ["principals"] = Principals,
            ["keys"] = Keys,
            ["addresses"] = Addresses,
            ["accounts"] = Accounts,
        };

    /// <summary>Whether everybody that a question is asked about is among these callers.</summary>
    /// <param name="values">The question's parameters.</param>
    public bool Hold(IReadOnlyDictionary<string, object?> values) =>
        values.All(v =>
            v.Value is IReadOnlyList<string> asked
            && Parameters.TryGetValue(v.Key, out var known)
            && asked.All(((IReadOnlyList<string>)known!).Contains)
        );

    /// <summary>Reads who is meant by a principal's text, by its form alone.</summary>
    /// <param name="text">An ARN, a unique id or an account.</param>
    public static Callers Of(string text) =>
        Arn.TryParse(text) switch
        {
            { Service: "iam", ResourceType: "role" } => new Callers { Arns = [text], Roles = [text] },
            not null => new Callers { Arns = [text] },
            _ when LeadForm.IsAccount(text) => new Callers { Accounts = [text] },
            _ => new Callers { Principals = [text] },
        };

    private static IReadOnlyList<string> Union(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        [.. one.Union(other).Order(StringComparer.Ordinal)];
}
