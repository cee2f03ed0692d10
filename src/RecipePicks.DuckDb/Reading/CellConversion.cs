using System.Runtime.CompilerServices;

namespace RecipePicks.DuckDb;

/// <summary>A cell as the type that the caller asks for.</summary>
internal static class CellConversion
{
    /// <summary>The cell as T. The branches on typeof(T) are settled when the method is compiled for T.</summary>
    internal static T Get<T>(DuckVectorReader column, int row)
    {
        if (!column.IsNull(row))
        {
            switch (column.Type.Kind)
            {
                case DuckTypeKind.Varchar when typeof(T) == typeof(string):
                    return (T)(object)column.GetString(row)!;
                case DuckTypeKind.BigInt when typeof(T) == typeof(long):
                    return As<long, T>(column.GetInt64(row));
                case DuckTypeKind.Integer when typeof(T) == typeof(int):
                    return As<int, T>(column.GetInt32(row));
                case DuckTypeKind.Boolean when typeof(T) == typeof(bool):
                    return As<bool, T>(column.GetBoolean(row));
                case DuckTypeKind.Double when typeof(T) == typeof(double):
                    return As<double, T>(column.GetDouble(row));
                case DuckTypeKind.Timestamp when typeof(T) == typeof(DateTime):
                    return As<DateTime, T>(Epoch.FromMicros(column.GetTimestamp(row)));
            }
        }
        return Convert<T>(column.GetValue(row), column.Type);
    }

    /// <summary>A value as T: itself, or a number as another that holds it exactly (doubles may round).</summary>
    internal static T Convert<T>(object? value, DuckType type)
    {
        switch (value)
        {
            case T fits:
                return fits;
            case null when default(T) is null:
                return default!;
            case null:
                throw new InvalidCastException(
                    $"The {type} is NULL, which {typeof(T).Name} cannot hold; ask for {typeof(T).Name}?."
                );
        }
        var wanted = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        try
        {
            if (wanted.IsEnum && value is string name && Enum.TryParse(wanted, name, ignoreCase: true, out var member))
            {
                return (T)member;
            }
            var converted = value switch
            {
                DateTime time when wanted == typeof(DateTimeOffset) => new DateTimeOffset(time),
                DateTimeOffset time when wanted == typeof(DateTime) => time.UtcDateTime,
                _ => Numbers.Convert(value, wanted),
            };
            return converted is T fits ? fits : throw Unfit<T>(type);
        }
        catch (OverflowException overflow)
        {
            throw new OverflowException($"{value} does not fit {typeof(T).Name}.", overflow);
        }
    }

    private static InvalidCastException Unfit<T>(DuckType type) => new($"A {type} is not read as {typeof(T).Name}.");

    private static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value);
}
