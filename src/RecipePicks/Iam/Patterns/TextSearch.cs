namespace RecipePicks.Iam.Patterns;

/// <summary>
/// Finds a text that meets constraints, by walking the product of their automata over an alphabet of the characters that they
/// name, and one other: to them all others are the same.
/// </summary>
/// <remarks>The automata are made deterministic as they are walked (subset construction), so complement is exact.</remarks>
internal static class TextSearch
{
    /// <summary>States that a search may visit.</summary>
    public const int MostStates = 20_000;

    // Of long patterns fewer states, so that neither time nor memory grows with a hostile policy.
    private const int MostPositions = 8_000_000;

    private const string Others = "x0aAzZ_~";

    public static TextFound Find(IReadOnlyList<TextConstraint> constraints, int mostStates = MostStates)
    {
        var space = new StateSpace(constraints);
        var alphabet = Alphabet(constraints);
        var most = Math.Min(mostStates, MostPositions / Math.Max(space.Positions, 1));
        var start = space.Start();
        var seen = new Dictionary<string, (string? From, char By)>(StringComparer.Ordinal)
        {
            [Key(start)] = (null, '\0'),
        };
        var queue = new Queue<bool[]>([start]);
        while (queue.TryDequeue(out var state))
        {
            if (space.Accepts(state))
            {
                return new TextFound(Path(seen, Key(state)), true);
            }

            foreach (var c in alphabet)
            {
                var next = space.Step(state, c);
                if (space.IsDead(next) || !seen.TryAdd(Key(next), (Key(state), c)))
                {
                    continue;
                }

                if (seen.Count > most)
                {
                    return new TextFound(null, false);
                }

                queue.Enqueue(next);
            }
        }

        return new TextFound(null, true);
    }

    private static char[] Alphabet(IReadOnlyList<TextConstraint> constraints)
    {
        var named = constraints.SelectMany(c => c.Globs).SelectMany(g => g.Alphabet).ToHashSet();
        var other = Others.Concat(Enumerable.Range(0x100, 0xFF00).Select(i => (char)i)).First(c => !named.Contains(c));
        return [other, .. named.Order()];
    }

    private static string Key(bool[] state) =>
        string.Create(
            state.Length,
            state,
            (key, s) =>
            {
                for (var i = 0; i < s.Length; i++)
                {
                    key[i] = s[i] ? '1' : '0';
                }
            }
        );

    private static string Path(Dictionary<string, (string? From, char By)> seen, string key)
    {
        var path = new Stack<char>();
        while (seen[key] is { From: { } from, By: var c })
        {
            path.Push(c);
            key = from;
        }

        return string.Concat(path);
    }

    /// <summary>States of the product: for each glob the positions that it may be at.</summary>
    private sealed class StateSpace(IReadOnlyList<TextConstraint> constraints)
    {
        private readonly int _length = constraints.Sum(c => c.Globs.Sum(g => g.Positions));

        public int Positions => _length;

        public bool[] Start()
        {
            var state = new bool[_length];
            Each((glob, at) => glob.Enter(state.AsSpan(at, glob.Positions), 0));
            return state;
        }

        public bool[] Step(bool[] state, char c)
        {
            var next = new bool[_length];
            Each((glob, at) => glob.Step(state.AsSpan(at, glob.Positions), next.AsSpan(at, glob.Positions), c));
            return next;
        }

        public bool Accepts(bool[] state) => All((glob, at) => state[at + glob.Positions - 1], dead: false);

        /// <summary>Whether a constraint can no longer be met whatever follows.</summary>
        public bool IsDead(bool[] state) =>
            !All((glob, at) => Array.IndexOf(state, true, at, glob.Positions) >= 0, dead: true);

        private bool All(Func<TextGlob, int, bool> meets, bool dead)
        {
            var at = 0;
            foreach (var constraint in constraints)
            {
                var any = false;
                foreach (var glob in constraint.Globs)
                {
                    any |= meets(glob, at);
                    at += glob.Positions;
                }

                if (constraint.Negated ? !dead && any : !any)
                {
                    return false;
                }
            }

            return true;
        }

        private void Each(Action<TextGlob, int> act)
        {
            var at = 0;
            foreach (var constraint in constraints)
            {
                foreach (var glob in constraint.Globs)
                {
                    act(glob, at);
                    at += glob.Positions;
                }
            }
        }
    }
}
