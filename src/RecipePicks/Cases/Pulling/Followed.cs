using RecipePicks.Letters;

namespace RecipePicks.Cases.Pulling;

/// <summary>Whom a ring asks about: identities and credentials, and workloads by the name of their sessions.</summary>
/// <param name="Callers">Identities, keys, addresses.</param>
/// <param name="Names">Names of role sessions: an instance's id.</param>
internal sealed record Followed(Callers Callers, IReadOnlyList<string> Names)
{
    /// <summary>Nobody.</summary>
    public static Followed Nobody { get; } = new(Callers.None, []);

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty => Callers.IsEmpty && Names.Count == 0;

    /// <summary>The parameters of <c>called.sql</c>.</summary>
    public IReadOnlyDictionary<string, object?> Parameters =>
        Callers.Parameters.Append(new("names", Names)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    /// <summary>Those of a ring that was pulled before, by its parameters' names.</summary>
    public static Followed Of(IReadOnlyDictionary<string, IReadOnlyList<string>> told)
    {
        IReadOnlyList<string> List(string name) => told.GetValueOrDefault(name, []);
        return new(
            new Callers
            {
                Arns = List("arns"),
                Roles = List("roles"),
                Principals = List("principals"),
                Keys = List("keys"),
                Addresses = List("addresses"),
                Accounts = List("accounts"),
            },
            List("names")
        );
    }

    /// <summary>Everybody of both.</summary>
    public Followed With(Followed other) =>
        new(Callers.With(other.Callers), [.. Names.Union(other.Names).Order(StringComparer.Ordinal)]);

    /// <summary>Who is left when others are taken away.</summary>
    public Followed Without(Followed other) =>
        new(
            new Callers
            {
                Arns = [.. Callers.Arns.Except(other.Callers.Arns)],
                Roles = [.. Callers.Roles.Except(other.Callers.Roles)],
                Principals = [.. Callers.Principals.Except(other.Callers.Principals)],
                Keys = [.. Callers.Keys.Except(other.Callers.Keys)],
                Addresses = [.. Callers.Addresses.Except(other.Callers.Addresses)],
                Accounts = [.. Callers.Accounts.Except(other.Callers.Accounts)],
            },
            [.. Names.Except(other.Names)]
        );
}
