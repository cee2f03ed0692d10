namespace RecipePicks.Iam.Patterns;

/// <summary>A pattern without variables as an automaton sees it: positions, and what leads from one to the next.</summary>
internal sealed class TextGlob
{
    private const int AnyCharacterOfPart = -3;
    private const int AnyTextOfPart = -4;
    private readonly int[] _tokens;
    private readonly bool _ignoreCase;

    private TextGlob(int[] tokens, bool ignoreCase)
    {
        _tokens = tokens;
        _ignoreCase = ignoreCase;
    }

    /// <summary>How many positions it has: one before each token, and the end.</summary>
    public int Positions => _tokens.Length + 1;

    /// <summary>Characters that it tells from others.</summary>
    public IEnumerable<char> Alphabet =>
        _tokens.SelectMany<int, char>(t =>
            t < 0 ? (t <= AnyCharacterOfPart ? [':'] : [])
            : _ignoreCase ? [char.ToLowerInvariant((char)t), char.ToUpperInvariant((char)t)]
            : [(char)t]
        );

    /// <summary>Any text that has a character.</summary>
    public static TextGlob Something { get; } = new([Token.AnyCharacter, Token.AnyText], false);

    public static TextGlob Of(Pattern pattern, bool ignoreCase = false) => new(pattern.Tokens.ToArray(), ignoreCase);

    public static TextGlob OfText(string text, bool ignoreCase = false) =>
        new([.. text.Select(c => (int)c)], ignoreCase);

    /// <summary>A pattern of ARNs: the wildcards of its first five parts leave colons out.</summary>
    /// <param name="segments">The parts.</param>
    /// <param name="crosses">Whether a <c>*</c> that ends a part takes colons all the same.</param>
    public static TextGlob Of(IReadOnlyList<Pattern> segments, bool crosses)
    {
        var tokens = new List<int>();
        for (var i = 0; i < segments.Count; i++)
        {
            if (i > 0)
            {
                tokens.Add(':');
            }

            var part = segments[i].Tokens;
            for (var j = 0; j < part.Length; j++)
            {
                tokens.Add(
                    i == ArnPattern.Parts - 1 || (crosses && j == part.Length - 1 && part[j] == Token.AnyText) ? part[j]
                    : part[j] == Token.AnyCharacter ? AnyCharacterOfPart
                    : part[j] == Token.AnyText ? AnyTextOfPart
                    : part[j]
                );
            }
        }

        return new TextGlob([.. tokens], false);
    }

    /// <summary>Whether a text meets it, in time proportional to both lengths.</summary>
    /// <param name="text">The text.</param>
    public bool Matches(ReadOnlySpan<char> text)
    {
        // Most differ at the beginning or at the end.
        for (var i = 0; i < _tokens.Length && _tokens[i] >= 0; i++)
        {
            if (i >= text.Length || !Same((char)_tokens[i], text[i]))
            {
                return false;
            }
        }

        for (var i = 1; i <= _tokens.Length && _tokens[^i] >= 0; i++)
        {
            if (i > text.Length || !Same((char)_tokens[^i], text[^i]))
            {
                return false;
            }
        }

        var (at, next) = (new bool[Positions], new bool[Positions]);
        Enter(at, 0);
        foreach (var c in text)
        {
            Array.Clear(next);
            Step(at, next, c);
            (at, next) = (next, at);
        }

        return at[^1];
    }

    /// <summary>Marks a position, and those that are reached from it without a character.</summary>
    public void Enter(Span<bool> positions, int position)
    {
        while (true)
        {
            positions[position] = true;
            if (position == _tokens.Length || _tokens[position] is not (Token.AnyText or AnyTextOfPart))
            {
                return;
            }

            position++;
        }
    }

    /// <summary>Marks the positions that are reached by a character.</summary>
    public void Step(ReadOnlySpan<bool> from, Span<bool> to, char c)
    {
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (!from[i])
            {
                continue;
            }

            switch (_tokens[i])
            {
                case Token.AnyText:
                    Enter(to, i);
                    break;
                case AnyTextOfPart when c != ':':
                    Enter(to, i);
                    break;
                case Token.AnyCharacter:
                    Enter(to, i + 1);
                    break;
                case AnyCharacterOfPart when c != ':':
                    Enter(to, i + 1);
                    break;
                case >= 0 and var literal when Same((char)literal, c):
                    Enter(to, i + 1);
                    break;
            }
        }
    }

    private bool Same(char one, char other) =>
        one == other || (_ignoreCase && char.ToUpperInvariant(one) == char.ToUpperInvariant(other));
}
