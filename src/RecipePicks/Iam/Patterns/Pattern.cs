using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Patterns;

/// <summary>A text of a policy in which <c>*</c> stands for any text, <c>?</c> for one character and <c>${…}</c> for a value of the request.</summary>
/// <remarks>Source: IAM User Guide, "IAM policy elements: Variables and tags", and the wildcards of Action, Resource and StringLike.</remarks>
public sealed class Pattern
{
    private readonly int[] _tokens;
    private readonly Variable[] _variables;
    private readonly string? _literal;
    private readonly bool _open;

    internal Pattern(string source, int[] tokens, Variable[] variables)
    {
        Source = source;
        _tokens = tokens;
        _variables = variables;
        var fixedLength = Array.FindIndex(tokens, t => t < 0);
        _open = fixedLength >= 0 && fixedLength == tokens.Length - 1 && tokens[fixedLength] == Token.AnyText;
        _literal = fixedLength < 0 || _open ? string.Concat(tokens.Where(t => t >= 0).Select(t => (char)t)) : null;
    }

    /// <summary>The pattern as the policy writes it.</summary>
    public string Source { get; }

    /// <summary>Whether it holds policy variables, so that it means a text only for a request.</summary>
    public bool HasVariables => _variables.Length > 0;

    /// <summary>Whether it is met by every text.</summary>
    public bool IsAnything => _open && _literal!.Length == 0;

    /// <summary>The one text that meets it; null when it has wildcards or variables.</summary>
    public string? Literal => _open ? null : _literal;

    /// <summary>What it is made of: characters, and the marks of <see cref="Token"/>.</summary>
    internal ReadOnlySpan<int> Tokens => _tokens;

    /// <summary>Reads a pattern.</summary>
    /// <param name="source">As the policy writes it.</param>
    /// <param name="version">Only 2012-10-17 knows variables.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> have a meaning.</param>
    public static Pattern Parse(string source, PolicyVersion version = PolicyVersion.V2012, bool wildcards = true) =>
        PatternParser.Parse(source, version, wildcards);

    /// <summary>Whether a text meets it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ignoreCase">Whether case does not count.</param>
    /// <exception cref="InvalidOperationException">It has variables: <see cref="Resolve"/> it first.</exception>
    public bool Matches(ReadOnlySpan<char> text, bool ignoreCase = false) =>
        HasVariables ? throw new InvalidOperationException($"{Source} has variables")
        : _literal is null ? Glob.Matches(_tokens, text, ignoreCase)
        : (_open || text.Length == _literal.Length)
            && text.StartsWith(_literal, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>Puts the values of a request in the place of variables. A value's own <c>*</c> and <c>?</c> are plain characters.</summary>
    /// <param name="lookup">Says the value of a key.</param>
    /// <param name="isUnknown">Whether nothing came of it only because a value is not known.</param>
    /// <returns>The pattern without variables; null when a key has no value and no default, which meets nothing.</returns>
    public Pattern? Resolve(VariableLookup lookup, out bool isUnknown)
    {
        isUnknown = false;
        if (!HasVariables)
        {
            return this;
        }

        var tokens = new List<int>();
        foreach (var token in _tokens)
        {
            if (token > Token.FirstVariable)
            {
                tokens.Add(token);
                continue;
            }

            var variable = _variables[Token.FirstVariable - token];
            var (isKnown, value) = lookup(variable.Key);
            if (!isKnown || (value ?? variable.Default) is not { } text)
            {
                isUnknown = !isKnown;
                return null;
            }

            tokens.AddRange(text.Select(c => (int)c));
        }

        return new Pattern(Source, [.. tokens], []);
    }

    /// <summary>The keys that its variables name.</summary>
    public IEnumerable<string> VariableKeys => _variables.Select(v => v.Key);

    /// <summary>A part of it, which keeps its variables.</summary>
    internal Pattern Slice(int from, int to) =>
        new(
            Source,
            [.. _tokens[from..to].Select(t => t)],
            _tokens[from..to].Any(t => t <= Token.FirstVariable) ? _variables : []
        );

    /// <inheritdoc/>
    public override string ToString() => Source;
}

/// <summary>Says the value of a context key for a policy variable.</summary>
/// <param name="key">The key.</param>
/// <returns>Whether it is known, and its single value; null when the request has none, or several.</returns>
public delegate (bool IsKnown, string? Value) VariableLookup(string key);

/// <summary>A policy variable: <c>${aws:username, 'nobody'}</c>.</summary>
/// <param name="Key">The context key.</param>
/// <param name="Default">What it means when the request does not have the key; null for none.</param>
internal sealed record Variable(string Key, string? Default);

/// <summary>What a pattern is made of, beside characters, which stand as themselves.</summary>
internal static class Token
{
    /// <summary><c>?</c></summary>
    public const int AnyCharacter = -1;

    /// <summary><c>*</c></summary>
    public const int AnyText = -2;

    /// <summary>The first variable; each further one is one less.</summary>
    public const int FirstVariable = -3;
}
