using System.Collections.Immutable;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Symbolic;

/// <summary>What a request may still be, on one path of the search.</summary>
/// <param name="Action">What its action must meet.</param>
/// <param name="Resource">What its resource must meet.</param>
/// <param name="Keys">What its context keys may be; a key that is not here may be anything.</param>
/// <param name="Taken">The literals about context keys that were taken.</param>
/// <param name="IsSure">Whether nothing on the path is unknown.</param>
internal sealed record SearchState(
    ImmutableList<TextConstraint> Action,
    ImmutableList<TextConstraint> Resource,
    ImmutableDictionary<string, KeyDomain> Keys,
    ImmutableList<Literal> Taken,
    bool IsSure
)
{
    /// <summary>A request of which nothing is said yet.</summary>
    public static SearchState Start { get; } =
        new([], [], ImmutableDictionary.Create<string, KeyDomain>(StringComparer.OrdinalIgnoreCase), [], true);

    /// <summary>What is left when a literal holds as well; null when nothing is.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="any">A key's domain before anything is said of it.</param>
    public SearchState? With(Literal literal, Func<string, KeyDomain> any)
    {
        switch (literal)
        {
            case TextLiteral { IsAction: true } text:
                return Checked(this with { Action = Action.Add(text.Constraint) }, s => Text(s.Action));
            case TextLiteral text:
                return Checked(this with { Resource = Resource.Add(text.Constraint) }, s => Text(s.Resource));
            default:
                var key = literal is KeyLiteral k ? k.Key : ((PresenceLiteral)literal).Key;
                var domain = (Keys.TryGetValue(key, out var known) ? known : any(key)).With(literal);
                return Checked(
                    this with
                    {
                        Keys = Keys.SetItem(key, domain),
                        Taken = Taken.Add(literal),
                    },
                    _ => domain.Find().Truth
                );
        }
    }

    private static SearchState? Checked(SearchState state, Func<SearchState, Truth> check) =>
        check(state) switch
        {
            Truth.No => null,
            Truth.Unknown => state with { IsSure = false },
            _ => state,
        };

    private static Truth Text(IReadOnlyList<TextConstraint> constraints) =>
        TextSearch.Find(constraints) is var found && found.Text is not null ? Truth.Yes
        : found.IsComplete ? Truth.No
        : Truth.Unknown;
}
