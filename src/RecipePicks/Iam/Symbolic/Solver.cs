using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Symbolic;

/// <summary>Finds a request for which a formula holds: literals narrow what it may be, alternatives are tried in turn.</summary>
/// <param name="any">A key's domain before anything is said of it.</param>
/// <remarks>
/// Action, resource and each key are independent of each other, so that a path on which each is still possible is a
/// solution: the search is exact but for its caps, at which the answer is Unknown.
/// </remarks>
internal sealed class Solver(Func<string, KeyDomain> any)
{
    private const int MostSteps = 20_000;
    private int _steps;

    /// <summary>Yes with a solution, No when there is none, Unknown when what is not known stands in every one, or at the cap.</summary>
    public (Truth Truth, SearchState? State) Solve(Formula formula)
    {
        _steps = 0;
        return Solve([formula], SearchState.Start);
    }

    private (Truth Truth, SearchState? State) Solve(IReadOnlyList<Formula> pending, SearchState state)
    {
        var choices = new List<Joined>();
        var stack = new Stack<Formula>(pending.Reverse());
        while (stack.TryPop(out var formula))
        {
            switch (formula)
            {
                case Constant { Truth: Truth.No }:
                    return (Truth.No, null);
                case Constant { Truth: Truth.Unknown }:
                    state = state with { IsSure = false };
                    break;
                case Joined { IsAnd: true } all:
                    foreach (var part in all.Parts.Reverse())
                    {
                        stack.Push(part);
                    }

                    break;
                case Joined choice:
                    choices.Add(choice);
                    break;
                case Literal literal:
                    if (++_steps > MostSteps)
                    {
                        return (Truth.Unknown, null);
                    }

                    if (state.With(literal, any) is not { } narrowed)
                    {
                        return (Truth.No, null);
                    }

                    state = narrowed;
                    break;
            }
        }

        return choices.Count == 0 ? (state.IsSure ? Truth.Yes : Truth.Unknown, state) : Branch(choices, state);
    }

    private (Truth Truth, SearchState? State) Branch(List<Joined> choices, SearchState state)
    {
        // The choice with the fewest ways first, and of its ways the shortest.
        var choice = choices.MinBy(c => c.Parts.Count)!;
        var others = choices.Where(c => !ReferenceEquals(c, choice)).ToList<Formula>();
        var best = Truth.No;
        foreach (var way in choice.Parts.OrderBy(p => p.Size))
        {
            var (truth, found) = Solve([way, .. others], state);
            if (truth == Truth.Yes)
            {
                return (truth, found);
            }

            best = best.Or(truth);
            if (_steps > MostSteps)
            {
                return (Truth.Unknown, null);
            }
        }

        return (best, null);
    }
}
