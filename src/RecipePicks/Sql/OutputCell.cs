using System.Globalization;
using RecipePicks.DuckDb;
using RecipePicks.Sql.Native;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql;

/// <summary>Values of a result, as Athena shows them where DuckDB holds them in another form.</summary>
internal static class OutputCell
{
    /// <summary>Whether a type is held in another form, or holds one that is.</summary>
    public static bool IsHeldOtherwise(SqlType type) =>
        type.Kind switch
        {
            TypeKind.Timestamp
            or TypeKind.TimestampTz
            or TypeKind.IntervalDay
            or TypeKind.IntervalYear
            or TypeKind.IpAddress => true,
            TypeKind.Double or TypeKind.Real => false,
            TypeKind.Array => IsHeldOtherwise(type.Element),
            TypeKind.Map => IsHeldOtherwise(type.Key) || IsHeldOtherwise(type.Element),
            TypeKind.Row => type.Fields.Any(f => IsHeldOtherwise(f.Type)),
            _ => false,
        };

    /// <summary>A value as Athena shows it.</summary>
    public static object? Of(object? value, SqlType type)
    {
        if (value is null || !IsHeldOtherwise(type))
        {
            return value;
        }

        return type.Kind switch
        {
            TypeKind.Timestamp when value is DateTime time => Time(Micros(time), type.Precision),
            TypeKind.TimestampTz when value is DateTime time =>
                $"{Time(Zones.Local(Micros(time), type.Zone), type.Precision)} {type.Zone}",
            TypeKind.IntervalYear => Months(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            TypeKind.IntervalDay => Days(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            TypeKind.IpAddress when value is byte[] bytes => AddressFunctions.Text(bytes),
            TypeKind.Array when value is IEnumerable<object?> items => items.Select(i => Of(i, type.Element)).ToArray(),
            TypeKind.Map when value is IEnumerable<KeyValuePair<object, object?>> pairs => pairs
                .Select(p => KeyValuePair.Create(Of(p.Key, type.Key)!, Of(p.Value, type.Element)))
                .ToArray(),
            TypeKind.Row when value is IEnumerable<KeyValuePair<string, object?>> fields => fields
                .Select((f, i) => KeyValuePair.Create(f.Key, Of(f.Value, type.Fields[i].Type)))
                .ToArray(),
            _ => value,
        };
    }

    private static long Micros(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / 10;

    private static string Time(long micros, int precision)
    {
        var text = DateTime
            .UnixEpoch.AddTicks(micros * 10)
            .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return precision == 0 ? text[..19] : text[..Math.Min(text.Length, 20 + precision)];
    }

    private static string Months(long months) =>
        $"{(months < 0 ? "-" : "")}{Math.Abs(months) / 12}-{Math.Abs(months) % 12}";

    private static string Days(long micros)
    {
        var span = TimeSpan.FromTicks(Math.Abs(micros) * 10);
        return $"{(micros < 0 ? "-" : "")}{span.Days} {span:hh\\:mm\\:ss\\.fff}";
    }
}
