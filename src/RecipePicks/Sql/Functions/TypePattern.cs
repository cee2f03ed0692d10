using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>
/// What a function takes: a type, or a capital letter for any type (N for a number, D for a date or timestamp), which is
/// the same wherever it stands.
/// </summary>
internal sealed record TypePattern(string Name, IReadOnlyList<TypePattern> Parts)
{
    /// <summary>No match.</summary>
    public const int Never = int.MaxValue / 4;

    public bool IsFunction => Name == "function";

    private bool IsLetter => Name.Length == 1 && char.IsAsciiLetterUpper(Name[0]);

    /// <summary>How far a type is from the pattern: 0 fits, more is made to fit, <see cref="Never"/> does not.</summary>
    /// <param name="type">The type.</param>
    /// <param name="letters">What the letters stand for so far.</param>
    public int Match(SqlType type, IDictionary<string, SqlType> letters)
    {
        if (IsFunction || Name == "any")
        {
            return 0;
        }

        if (IsLetter)
        {
            return MatchLetter(type, letters);
        }

        if (Parts.Count > 0)
        {
            return MatchParts(type, letters);
        }

        if (type.Kind == TypeKind.Unknown)
        {
            // An untyped NULL has no length and no digits: it is a varchar or a double rather.
            return Name is "char" or "decimal" or "row" ? 2 : 1;
        }

        return Name switch
        {
            "timestamp" => type.Kind == TypeKind.Timestamp ? 0
            : type.Kind == TypeKind.Date ? 2
            : Never,
            "timestamptz" => type.Kind == TypeKind.TimestampTz ? 0
            : type.IsTime ? 3
            : Never,
            "decimal" => type.Kind == TypeKind.Decimal ? 0 : Never,
            "char" => type.Kind == TypeKind.Char ? 0 : Never,
            "row" => type.Kind == TypeKind.Row ? 0 : Never,
            _ => Concrete is not { } concrete ? throw new InvalidOperationException($"there is no type {Name}")
            : type.Equals(concrete) ? 0
            : Coercion.Can(type, concrete) ? 2 + Math.Abs(concrete.Kind - type.Kind)
            : Never,
        };
    }

    /// <summary>The type that the pattern stands for, once the letters are known.</summary>
    /// <param name="letters">What the letters stand for.</param>
    /// <param name="given">What was given; kept where the pattern leaves something open.</param>
    public SqlType Resolve(IReadOnlyDictionary<string, SqlType> letters, SqlType? given = null) =>
        Name switch
        {
            _ when IsLetter => letters.GetValueOrDefault(Name, SqlType.Unknown),
            "array" => SqlType.Array(Parts[0].Resolve(letters)),
            "map" => SqlType.Map(Parts[0].Resolve(letters), Parts[1].Resolve(letters)),
            "entry" => SqlType.Row([new(null, Parts[0].Resolve(letters)), new(null, Parts[1].Resolve(letters))]),
            "timestamp" => given is { Kind: TypeKind.Timestamp } ? given : SqlType.Timestamp(3),
            "timestamptz" => given is { Kind: TypeKind.TimestampTz } ? given : SqlType.TimestampTz(3),
            "any" or "row" or "decimal" or "char" or "function" => given ?? SqlType.Unknown,
            _ => Concrete!,
        };

    public override string ToString() =>
        Name == "timestamptz" ? "timestamp with time zone"
        : Parts.Count == 0 ? Name
        : $"{Name}({string.Join(", ", Parts)})";

    private SqlType? Concrete =>
        Name switch
        {
            "interval_day" => SqlType.IntervalDay,
            "interval_year" => SqlType.IntervalYear,
            _ => TypeNames.Of(Name),
        };

    private int MatchLetter(SqlType type, IDictionary<string, SqlType> letters)
    {
        if (type.Kind != TypeKind.Unknown && (Name == "N" && !type.IsNumber || Name == "D" && !type.IsTime))
        {
            return Never;
        }

        if (!letters.TryGetValue(Name, out var known))
        {
            letters[Name] = type;
            return 0;
        }

        if (Coercion.Common(known, type) is not { } common)
        {
            return Never;
        }

        letters[Name] = common;
        return common.Equals(type) && common.Equals(known) ? 0 : 1;
    }

    private int MatchParts(SqlType type, IDictionary<string, SqlType> letters)
    {
        if (type.Kind == TypeKind.Unknown)
        {
            return 1 + Parts.Max(p => p.Match(SqlType.Unknown, letters));
        }

        return (Name, type.Kind) switch
        {
            ("array", TypeKind.Array) => Parts[0].Match(type.Element, letters),
            ("map", TypeKind.Map) => Sum(Parts[0].Match(type.Key, letters), Parts[1].Match(type.Element, letters)),
            ("entry", TypeKind.Row) when type.Fields.Count == 2 => Sum(
                Parts[0].Match(type.Fields[0].Type, letters),
                Parts[1].Match(type.Fields[1].Type, letters)
            ),
            _ => Never,
        };
    }

    private static int Sum(int a, int b) => Math.Min(Never, a + b);
}
