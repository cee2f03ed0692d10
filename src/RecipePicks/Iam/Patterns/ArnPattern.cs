using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Patterns;

/// <summary>A pattern of ARNs: each of the six parts between colons is matched for itself, so that no wildcard crosses a colon.</summary>
/// <remarks>
/// Source: IAM User Guide, "IAM JSON policy elements: Resource" (an ARN with fewer than six parts is completed by <c>*</c>) and
/// "ARN condition operators" (there all six must stand). <c>*</c> alone means everything.
/// </remarks>
public sealed class ArnPattern
{
    private const int Parts = 6;
    private readonly Pattern[]? _segments;
    private readonly bool _ofResource;

    private ArnPattern(Pattern whole, bool ofResource)
    {
        Whole = whole;
        _ofResource = ofResource;
        _segments = Split(whole, ofResource);
    }

    /// <summary>The pattern as one.</summary>
    public Pattern Whole { get; }

    /// <summary>Its six parts; empty when it is no pattern of ARNs, which is then matched as a whole.</summary>
    public IReadOnlyList<Pattern> Segments => _segments ?? [];

    /// <summary>The pattern as the policy writes it.</summary>
    public string Source => Whole.Source;

    /// <summary>Reads the pattern of a Resource element.</summary>
    /// <param name="source">As the policy writes it.</param>
    /// <param name="version">Only 2012-10-17 knows variables.</param>
    public static ArnPattern OfResource(string source, PolicyVersion version = PolicyVersion.V2012) =>
        new(Pattern.Parse(source, version), ofResource: true);

    /// <summary>Reads the pattern of an ARN condition operator.</summary>
    /// <param name="source">As the policy writes it.</param>
    /// <param name="version">Only 2012-10-17 knows variables.</param>
    /// <returns>The pattern; one with fewer than six parts, and not <c>*</c> alone, is met by no ARN.</returns>
    public static ArnPattern OfCondition(string source, PolicyVersion version = PolicyVersion.V2012) =>
        new(Pattern.Parse(source, version), ofResource: false);

    /// <summary>Whether a text meets it; not to be asked while it has variables.</summary>
    /// <param name="text">The ARN, or <c>*</c> where an action names no resource.</param>
    public bool Matches(ArnText text)
    {
        if (_segments is null)
        {
            return (_ofResource || Whole.IsAnything) && Whole.Matches(text.Text);
        }

        if (!text.IsArn)
        {
            return false;
        }

        // The end differs most often.
        for (var i = Parts - 1; i > 0; i--)
        {
            if (!_segments[i].Matches(text[i]))
            {
                return false;
            }
        }

        return true;
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

        // A variable may stand for a whole ARN, so the parts are found again.
        return Whole.Resolve(lookup, out isUnknown) is { } whole ? new ArnPattern(whole, _ofResource) : null;
    }

    // Colons within a variable's name or value part nothing.
    private static Pattern[]? Split(Pattern whole, bool complete)
    {
        var tokens = whole.Tokens;
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
        while (complete && segments.Count < Parts)
        {
            segments.Add(Pattern.Parse("*"));
        }

        return segments.Count == Parts ? [.. segments] : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Source;
}
