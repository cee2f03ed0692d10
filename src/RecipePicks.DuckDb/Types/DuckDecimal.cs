using System.Globalization;

namespace RecipePicks.DuckDb;

/// <summary>
/// A DECIMAL that <see cref="decimal"/> cannot hold (more than 28 digits after the point, or 2^96 and more without the
/// point), kept exactly. Every other DECIMAL is read as a <see cref="decimal"/>.
/// </summary>
/// <param name="Unscaled">The digits without the point.</param>
/// <param name="Scale">How many of them stand after the point.</param>
public readonly record struct DuckDecimal(Int128 Unscaled, byte Scale)
{
    /// <summary>The number in plain digits.</summary>
    public override string ToString()
    {
        var digits = Unscaled.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(Scale + 1, '0');
        var sign = Int128.IsNegative(Unscaled) ? "-" : "";
        return Scale == 0 ? sign + digits : $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>A <see cref="decimal"/> when it holds the number exactly, else this.</summary>
    internal object Narrow() => TryToDecimal(out var value) ? value : this;

    internal bool TryToDecimal(out decimal value)
    {
        var size = (UInt128)(Int128.IsNegative(Unscaled) ? -Unscaled : Unscaled);
        if (Scale > 28 || size >> 96 != 0)
        {
            value = 0;
            return false;
        }
        value = new(
            (int)(uint)size,
            (int)(uint)(size >> 32),
            (int)(uint)(size >> 64),
            Int128.IsNegative(Unscaled),
            Scale
        );
        return true;
    }

    /// <summary>The same digits, whatever kind of number brought them.</summary>
    internal static DuckDecimal From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var size = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return new(bits[3] < 0 ? -(Int128)size : (Int128)size, (byte)(bits[3] >> 16));
    }

    /// <summary>The digits of the same number in DECIMAL(width, scale).</summary>
    /// <exception cref="OverflowException">It has more digits than the type keeps.</exception>
    internal Int128 Rescale(byte width, byte scale)
    {
        var digits = Unscaled;
        for (var s = Scale; s < scale; s++)
        {
            digits = checked(digits * 10);
        }
        for (var s = Scale; s > scale; s--)
        {
            (digits, var lost) = Int128.DivRem(digits, 10);
            if (lost != 0)
            {
                throw new OverflowException($"{this} has more digits than DECIMAL({width},{scale}) keeps.");
            }
        }
        var limit = Int128.One;
        for (var i = 0; i < width; i++)
        {
            limit *= 10;
        }
        return digits > -limit && digits < limit
            ? digits
            : throw new OverflowException($"{this} does not fit DECIMAL({width},{scale}).");
    }
}
