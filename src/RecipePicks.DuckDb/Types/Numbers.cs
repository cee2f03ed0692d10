using System.Globalization;

namespace RecipePicks.DuckDb;

/// <summary>Numbers as other numbers, never losing digits of an integer.</summary>
internal static class Numbers
{
    /// <summary>The number as the wanted type, or null if either is no number.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    internal static object? Convert(object value, Type wanted) =>
        value switch
        {
            sbyte or short or int or long or byte or ushort or uint or ulong or Int128 or UInt128 => FromInteger(
                value,
                wanted
            ),
            float number => FromDouble(number, wanted),
            double number => FromDouble(number, wanted),
            decimal number => FromDecimal(number, wanted),
            DuckDecimal number when wanted == typeof(double) => number.ToDouble(),
            _ => null,
        };

    /// <summary>An integer of any width.</summary>
    /// <exception cref="InvalidCastException">It is no integer.</exception>
    internal static Int128 Integer(object value) =>
        value switch
        {
            sbyte n => n,
            short n => n,
            int n => n,
            long n => n,
            byte n => n,
            ushort n => n,
            uint n => n,
            ulong n => n,
            Int128 n => n,
            UInt128 n => checked((Int128)n),
            _ => throw new InvalidCastException($"{value.GetType().Name} is not an integer."),
        };

    private static object? FromInteger(object value, Type wanted) =>
        value is UInt128 huge && wanted == typeof(double) ? (double)huge : FromInt128(Integer(value), wanted);

    private static object? FromInt128(Int128 value, Type wanted) =>
        System.Type.GetTypeCode(wanted) switch
        {
            TypeCode.SByte => checked((sbyte)value),
            TypeCode.Int16 => checked((short)value),
            TypeCode.Int32 => checked((int)value),
            TypeCode.Int64 => checked((long)value),
            TypeCode.Byte => checked((byte)value),
            TypeCode.UInt16 => checked((ushort)value),
            TypeCode.UInt32 => checked((uint)value),
            TypeCode.UInt64 => checked((ulong)value),
            TypeCode.Single => (float)value,
            TypeCode.Double => (double)value,
            TypeCode.Decimal => (decimal)value,
            _ when wanted == typeof(Int128) => value,
            _ when wanted == typeof(UInt128) => checked((UInt128)value),
            _ => null,
        };

    private static object? FromDouble(double value, Type wanted) =>
        System.Type.GetTypeCode(wanted) switch
        {
            TypeCode.Single => (float)value,
            TypeCode.Double => value,
            _ => null,
        };

    private static object? FromDecimal(decimal value, Type wanted) =>
        System.Type.GetTypeCode(wanted) switch
        {
            TypeCode.Single => (float)value,
            TypeCode.Double => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ when value == decimal.Truncate(value) => FromInt128((Int128)value, wanted),
            _ => null,
        };
}
