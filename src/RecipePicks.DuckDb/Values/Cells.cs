using System.Collections;

namespace RecipePicks.DuckDb;

/// <summary>What a .NET value of some type is as a cell: shared by parameters and by vectors.</summary>
internal static class Cells
{
    internal static string Text(object value) =>
        value switch
        {
            string text => text,
            char or Enum => value.ToString()!,
            _ => throw Unfit(value, "a text"),
        };

    internal static float Single(object value) => value as float? ?? (float)Double(value);

    internal static double Double(object value) =>
        value switch
        {
            double number => number,
            float number => number,
            _ => Numbers.Convert(value, typeof(double)) as double? ?? throw Unfit(value, "a number"),
        };

    internal static UInt128 UHuge(object value) => value as UInt128? ?? checked((UInt128)Numbers.Integer(value));

    internal static DuckDecimal Decimal(object value) =>
        value switch
        {
            DuckDecimal number => number,
            decimal number => DuckDecimal.From(number),
            _ => new(Numbers.Integer(value), 0),
        };

    internal static DateTime Time(object value) =>
        value switch
        {
            DateTime time => time,
            DateTimeOffset time => time.UtcDateTime,
            _ => throw Unfit(value, "a point in time"),
        };

    internal static DuckInterval Interval(object value) =>
        value switch
        {
            DuckInterval interval => interval,
            TimeSpan span => new(
                0,
                span.Days,
                (span - TimeSpan.FromDays(span.Days)).Ticks / TimeSpan.TicksPerMicrosecond
            ),
            _ => throw Unfit(value, "an interval"),
        };

    /// <summary>The elements for a LIST or an ARRAY.</summary>
    internal static IReadOnlyList<object?> Elements(DuckType type, object value)
    {
        if (value is string or not IEnumerable)
        {
            throw Unfit(value, type.ToString());
        }
        object?[] elements = [.. ((IEnumerable)value).Cast<object?>()];
        return type.Slot != Slot.Array || elements.Length == type.Length
            ? elements
            : throw new ArgumentException($"{elements.Length} elements are not {type}.", nameof(value));
    }

    /// <summary>The fields for a STRUCT in its order; the value's own order does not matter, a missing one is null.</summary>
    internal static IEnumerable<(DuckType Type, object? Value)> Fields(DuckType type, object value)
    {
        if (value is not IEnumerable<KeyValuePair<string, object?>> given)
        {
            throw Unfit(value, type.ToString());
        }
        var byName = new Dictionary<string, object?>(given, StringComparer.OrdinalIgnoreCase);
        var fields = type
            .Fields.Select(field => (field.Type, byName.Remove(field.Name, out var item) ? item : null))
            .ToArray();
        return byName.Count == 0
            ? fields
            : throw new ArgumentException($"{type} has no field {byName.Keys.First()}.", nameof(value));
    }

    /// <summary>The pairs for a MAP.</summary>
    internal static IReadOnlyList<KeyValuePair<object, object?>> Pairs(object value) =>
        value switch
        {
            IEnumerable<KeyValuePair<object, object?>> pairs => [.. pairs],
            IEnumerable<KeyValuePair<string, object?>> pairs =>
            [
                .. pairs.Select(p => KeyValuePair.Create<object, object?>(p.Key, p.Value)),
            ],
            IDictionary pairs => [.. pairs.Cast<DictionaryEntry>().Select(p => KeyValuePair.Create(p.Key, p.Value))],
            _ => throw Unfit(value, "a MAP"),
        };

    private static InvalidCastException Unfit(object value, string wanted) =>
        new($"A {value.GetType()} is not {wanted}.");
}
