using System.Collections;

namespace RecipePicks.DuckDb;

/// <summary>The DuckDB type that a .NET value is bound as.</summary>
internal static class TypeOfValue
{
    /// <summary>The type of a value.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    internal static DuckType Of(object? value) =>
        value switch
        {
            null => DuckType.Plain(DuckTypeKind.SqlNull),
            DuckValue typed => typed.Type,
            string or char or Enum => DuckType.Varchar,
            bool => DuckType.Boolean,
            sbyte => DuckType.TinyInt,
            short => DuckType.SmallInt,
            int => DuckType.Integer,
            long => DuckType.BigInt,
            byte => DuckType.UTinyInt,
            ushort => DuckType.USmallInt,
            uint => DuckType.UInteger,
            ulong => DuckType.UBigInt,
            Int128 => DuckType.HugeInt,
            UInt128 => DuckType.UHugeInt,
            float => DuckType.Float,
            double => DuckType.Double,
            decimal or DuckDecimal => OfDecimals(new[] { value }),
            DateTime => DuckType.Timestamp,
            DateTimeOffset => DuckType.TimestampTz,
            DateOnly => DuckType.Date,
            TimeOnly => DuckType.Time,
            TimeSpan or DuckInterval => DuckType.Interval,
            Guid => DuckType.Uuid,
            byte[] => DuckType.Blob,
            IEnumerable<KeyValuePair<string, object?>> fields when value is not IList => OfFields(fields),
            IEnumerable<KeyValuePair<object, object?>> pairs => OfPairs([.. pairs]),
            IEnumerable elements => DuckType.List(OfElements(elements)),
            _ => throw new NotSupportedException($"A {value.GetType()} cannot be a parameter."),
        };

    /// <summary>The DECIMAL that holds all of them.</summary>
    private static DuckType OfDecimals(IEnumerable numbers)
    {
        var (before, after) = (0, 0);
        foreach (var number in numbers.OfType<object>().Select(Cells.Decimal))
        {
            var digits = 0;
            for (var rest = number.Unscaled; rest != 0; rest /= 10)
            {
                digits++;
            }
            before = Math.Max(before, digits - number.Scale);
            after = Math.Max(after, number.Scale);
        }
        return DuckType.Decimal(Math.Clamp(before + after, 1, 38), after);
    }

    private static DuckType OfFields(IEnumerable<KeyValuePair<string, object?>> fields) =>
        DuckType.Struct([.. fields.Select(field => (field.Key, Of(field.Value)))]);

    private static DuckType OfPairs(KeyValuePair<object, object?>[] pairs) =>
        DuckType.Map(OfElements(pairs.Select(pair => pair.Key)), OfElements(pairs.Select(pair => pair.Value)));

    /// <summary>The type of the first element that is not null; of an empty list, what its array says, else VARCHAR.</summary>
    private static DuckType OfElements(IEnumerable elements)
    {
        foreach (var element in elements)
        {
            switch (element)
            {
                case null:
                    continue;
                case decimal or DuckDecimal:
                    return OfDecimals(elements);
                default:
                    return Of(element);
            }
        }
        return elements switch
        {
            IEnumerable<int> => DuckType.Integer,
            IEnumerable<long> => DuckType.BigInt,
            IEnumerable<DateTime> => DuckType.Timestamp,
            IEnumerable<DateTimeOffset> => DuckType.TimestampTz,
            _ => DuckType.Varchar,
        };
    }
}
