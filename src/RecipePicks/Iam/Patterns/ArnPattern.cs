using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Patterns;

/// <summary>
/// A pattern of ARNs: each of the six parts between colons is matched for itself, so that no wildcard crosses a colon; but in a
/// statement's resources a <c>*</c> that ends a part does.
/// </summary>
/// <remarks>
/// Source: IAM User Guide, "IAM JSON policy elements: Resource" (an ARN with fewer than six parts is completed by <c>*</c>; "If
/// the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries"; no
/// policy variable before the fifth colon) and "ARN condition operators" (there all six must stand). <c>*</c> alone means
/// everything.
/// </remarks>
public sealed class ArnPattern
{
    internal const int Parts = 6;
    private readonly Pattern[]? _segments;
    private readonly Reading _reading;

    // How many parts are written; the others were completed.
    private readonly int _written;
    private readonly bool _crosses;

    private ArnPattern(Pattern whole, Reading reading)
    {
        Whole = whole;
        _reading = reading;
        _segments = Split(whole, reading != Reading.Condition, out _written);
        _crosses =
            reading == Reading.Statement
            && _segments is not null
            && Array.Exists(_segments[..Math.Min(_written, Parts - 1)], s => s.Tokens is [.., Token.AnyText]);
    }

    private enum Reading
    {
        Condition,
        Resource,
        Statement,
    }

    /// <summary>The pattern as one.</summary>
    public Pattern Whole { get; }

    /// <summary>Its six parts; empty when it is no pattern of ARNs, which is then matched as a whole.</summary>
    public IReadOnlyList<Pattern> Segments => _segments ?? [];

    /// <summary>The pattern as the policy writes it.</summary>
    public string Source => Whole.Source;

    /// <summary>Its automata, of which one is met; not to be asked for while it has variables.</summary>
    internal IReadOnlyList<TextGlob> Globs =>
        field ??=
            _segments is null ? [TextGlob.Of(Whole)]
            : _written == Parts || !_crosses ? [TextGlob.Of(_segments, _crosses)]
            : [TextGlob.Of(_segments, _crosses), TextGlob.Of(_segments[.._written], _crosses)];

    /// <summary>Reads a pattern of resources part by part, as AWS's references and questions write it.</summary>
    /// <param name="source">The pattern.</param>
    public static ArnPattern OfResource(string source) => new(Pattern.Parse(source), Reading.Resource);

    /// <summary>Reads the pattern of a statement's Resource or NotResource.</summary>
    /// <param name="source">As the policy writes it.</param>
    /// <param name="version">Only 2012-10-17 knows variables.</param>
    public static ArnPattern OfStatement(string source, PolicyVersion version = PolicyVersion.V2012) =>
        new(Pattern.Parse(source, version), Reading.Statement);

    /// <summary>Reads the pattern of an ARN condition operator.</summary>
    /// <param name="source">As the policy writes it.</param>
    /// <param name="version">Only 2012-10-17 knows variables.</param>
    /// <returns>The pattern; one with fewer than six parts, and not <c>*</c> alone, is met by no ARN.</returns>
    public static ArnPattern OfCondition(string source, PolicyVersion version = PolicyVersion.V2012) =>
        new(Pattern.Parse(source, version), Reading.Condition);

    /// <summary>Whether a text meets it; not to be asked while it has variables.</summary>
    /// <param name="text">The ARN, or <c>*</c> where an action names no resource.</param>
    public bool Matches(ArnText text)
    {
        if (_segments is null)
        {
            return (_reading != Reading.Condition || Whole.IsAnything) && Whole.Matches(text.Text);
        }

        return (text.IsArn && MatchesParts(_segments, text)) || (_crosses && MatchesAcross(text.Text));
    }

    /// <summary>Puts the values of a request in the place of variables.</summary>
    /// <param name="lookup">Says the value of a key.</param>
    /// <param name="isUnknown">Whether nothing came of it only because a value is not known.</param>
    /// <returns>The pattern without variables, or null, as <see cref="Pattern.Resolve"/>.</returns>
    public ArnPattern? Resolve(VariableLookup lookup, out bool isUnknown)
    {
        if (!Whole.HasVariables)
        {
            isUnknown = false;
            return this;
        }

        // What AWS makes of a variable before the fifth colon of a resource its documents do not say.
        if (_reading == Reading.Statement && (_segments is null || Array.Exists(_segments[..^1], s => s.HasVariables)))
        {
            isUnknown = true;
            return null;
        }

        // A variable of a condition may stand for a whole ARN, so the parts are found again.
        return Whole.Resolve(lookup, out isUnknown) is { } whole ? new ArnPattern(whole, _reading) : null;
    }

    private static bool MatchesParts(Pattern[] segments, ArnText text)
    {
        // The end differs most often.
        for (var i = Parts - 1; i > 0; i--)
        {
            if (!segments[i].Matches(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool MatchesAcross(string text)
    {
        foreach (var glob in Globs)
        {
            if (glob.Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    // Colons within a variable's name or value part nothing.
    private static Pattern[]? Split(Pattern whole, bool complete, out int written)
    {
        var tokens = whole.Tokens;
        written = 0;
        if (tokens.Length < 4 || tokens[0] != 'a' || tokens[1] != 'r' || tokens[2] != 'n' || tokens[3] != ':')
        {
            return null;
        }

        var segments = new List<Pattern>(Parts);
        var from = 0;
        for (var i = 0; i < tokens.Length && segments.Count < Parts - 1; i++)
        {
            if (tokens[i] == ':')
            {
                segments.Add(whole.Slice(from, i));
                from = i + 1;
            }
        }

        segments.Add(whole.Slice(from, tokens.Length));
        written = segments.Count;
        while (complete && segments.Count < Parts)
        {
            segments.Add(Pattern.Parse("*"));
        }

        return segments.Count == Parts ? [.. segments] : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Source;
}
