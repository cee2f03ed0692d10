using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Policies;

/// <summary>A value of a condition, read for its operator; one that cannot be read is met by nothing.</summary>
internal abstract class ConditionValue
{
    /// <summary>Whether a value of the request meets it; not to be asked while it has variables.</summary>
    public abstract bool Matches(string value);

    /// <summary>Whether a value meets it of which only is known that it meets one of some patterns of ARNs.</summary>
    public virtual Truth Like(IReadOnlyList<ArnPattern> shapes) => Truth.No;

    /// <summary>Whether it can be met at all.</summary>
    public virtual bool IsReadable => true;

    /// <summary>The value with those of the request in the place of variables; null when one has none.</summary>
    public virtual ConditionValue? Resolve(VariableLookup lookup, out bool isUnknown)
    {
        isUnknown = false;
        return this;
    }

    /// <summary>The keys that its variables name.</summary>
    public virtual IEnumerable<string> VariableKeys => [];

    public static ConditionValue Of(ConditionTest test, string text, PolicyVersion version) =>
        test switch
        {
            ConditionTest.StringEquals => new TextValue(Pattern.Parse(text, version, wildcards: false), false),
            ConditionTest.StringEqualsIgnoreCase => new TextValue(Pattern.Parse(text, version, wildcards: false), true),
            ConditionTest.StringLike => new TextValue(Pattern.Parse(text, version), false),
            ConditionTest.ArnLike => new ArnValue(ArnPattern.OfCondition(text, version)),
            ConditionTest.IpAddress => new AddressValue(AddressRange.TryParse(text)),
            ConditionTest.Bool => new BoolValue(text),
            ConditionTest.Null => new BoolValue(text),
            ConditionTest.BinaryEquals => new BinaryValue(text),
            >= ConditionTest.NumericEquals and <= ConditionTest.NumericGreaterThanEquals => new OrderedValue(
                Scalar.Number,
                text,
                (Comparison)(test - ConditionTest.NumericEquals)
            ),
            _ => new OrderedValue(Scalar.Time, text, (Comparison)(test - ConditionTest.DateEquals)),
        };
}

/// <summary>How an ordered value is compared.</summary>
internal enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>A text or a pattern of texts.</summary>
internal sealed class TextValue(Pattern pattern, bool ignoreCase) : ConditionValue
{
    public Pattern Pattern => pattern;

    public bool IgnoreCase => ignoreCase;

    public override IEnumerable<string> VariableKeys => pattern.VariableKeys;

    public override bool Matches(string value) => pattern.Matches(value, ignoreCase);

    public override Truth Like(IReadOnlyList<ArnPattern> shapes) => shapes.Met([TextGlob.Of(pattern, ignoreCase)]);

    public override ConditionValue? Resolve(VariableLookup lookup, out bool isUnknown)
    {
        var resolved = pattern.Resolve(lookup, out isUnknown);
        return resolved is null ? null
            : ReferenceEquals(resolved, pattern) ? this
            : new TextValue(resolved, ignoreCase);
    }
}

/// <summary>A pattern of ARNs.</summary>
internal sealed class ArnValue(ArnPattern pattern) : ConditionValue
{
    public ArnPattern Pattern => pattern;

    public override IEnumerable<string> VariableKeys => pattern.Whole.VariableKeys;

    public override bool IsReadable =>
        pattern.Whole.HasVariables || pattern.Segments.Count > 0 || pattern.Whole.IsAnything;

    public override bool Matches(string value) => pattern.Matches(new ArnText(value));

    public override Truth Like(IReadOnlyList<ArnPattern> shapes) => IsReadable ? shapes.Met(pattern.Globs) : Truth.No;

    public override ConditionValue? Resolve(VariableLookup lookup, out bool isUnknown)
    {
        var resolved = pattern.Resolve(lookup, out isUnknown);
        return resolved is null ? null
            : ReferenceEquals(resolved, pattern) ? this
            : new ArnValue(resolved);
    }
}

/// <summary>A range of addresses.</summary>
internal sealed class AddressValue(AddressRange? range) : ConditionValue
{
    public AddressRange? Range => range;

    public override bool IsReadable => range is not null;

    public override bool Matches(string value) =>
        range is { } known && AddressRange.TryParse(value) is { IsSingle: true } address && known.Contains(address);
}

/// <summary><c>true</c> or <c>false</c>; case does not count.</summary>
internal sealed class BoolValue(string text) : ConditionValue
{
    public bool? Value { get; } = Read(text);

    public override bool IsReadable => Value is not null;

    public override bool Matches(string value) => Value is { } known && Read(value) == known;

    private static bool? Read(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : null;
}

/// <summary>Bytes in base 64.</summary>
internal sealed class BinaryValue(string text) : ConditionValue
{
    public byte[]? Bytes { get; } = Scalar.Bytes(text);

    public override bool IsReadable => Bytes is not null;

    public override bool Matches(string value) =>
        Bytes is { } known && Scalar.Bytes(value) is { } asked && known.AsSpan().SequenceEqual(asked);
}

/// <summary>A number or a time, to be compared.</summary>
internal sealed class OrderedValue(Func<string, decimal?> read, string text, Comparison comparison) : ConditionValue
{
    public decimal? Value { get; } = read(text);

    public Comparison Comparison => comparison;

    public bool IsTime { get; } = read == Scalar.Time;

    public override bool IsReadable => Value is not null;

    public override bool Matches(string value) =>
        Value is { } known
        && read(value) is { } asked
        && comparison switch
        {
            Comparison.Equal => asked == known,
            Comparison.Less => asked < known,
            Comparison.LessOrEqual => asked <= known,
            Comparison.Greater => asked > known,
            _ => asked >= known,
        };
}
