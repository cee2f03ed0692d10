namespace RecipePicks.State;

/// <summary>A resource by all the names that the evidence has for it.</summary>
/// <param name="Type">AWS Config's name of its type, <c>AWS::IAM::Role</c>; one of the same form where Config has none.</param>
/// <param name="Noun">What people call the type: <c>role</c>, <c>snapshot</c>.</param>
/// <param name="Id">The name that calls take: an id, a name, or an ARN where there is nothing shorter.</param>
/// <param name="Account">The account that it belongs to; null when its id is unique by itself or the log does not say.</param>
/// <param name="Region">Its region; null for global resources and where the id is unique by itself.</param>
/// <param name="Names">Every id, name and ARN that means it, sorted.</param>
public sealed record StateResource(
    string Type,
    string Noun,
    string Id,
    string? Account,
    string? Region,
    IReadOnlyList<string> Names
);
