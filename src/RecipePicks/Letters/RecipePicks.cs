namespace RecipePicks.Letters;

/// <summary>The eleven letters, in the order in which they are spoken. This list is the table of contents.</summary>
internal static class RecipePicks
{
    /// <summary>R, E, C, I, P, E, P, I, C, K, S.</summary>
    public static IReadOnlyList<Letter> All { get; } =
    [
        new Resource(),
        new Events(),
        new Changes(),
        new Identity(),
        new Permissions(),
        new Entitlements(),
        new Public(),
        new Ip(),
        new Caller(),
        new Track(),
        new Forensics(),
    ];
}
