namespace RecipePicks.DuckDb;

/// <content>A row from an object.</content>
public sealed partial class DuckVectorWriter
{
    /// <summary>
    /// Any type: the row from the object that <see cref="DuckTypeKind"/> names for it, or from null. Convenient, not
    /// fast. Numbers may be of another width if they fit.
    /// </summary>
    /// <exception cref="InvalidCastException">The object is not of that type.</exception>
    /// <exception cref="OverflowException">The object does not fit.</exception>
    public void SetValue(int row, object? value)
    {
        if (value is null)
        {
            SetNull(row);
            return;
        }
        switch (_slot)
        {
            case Slot.Boolean:
                SetBoolean(row, (bool)value);
                break;
            case >= Slot.Int8 and <= Slot.UHugeInt:
                SetInteger(row, value);
                break;
            case Slot.Float:
                SetSingle(row, Cells.Single(value));
                break;
            case Slot.Double:
                SetDouble(row, Cells.Double(value));
                break;
            case >= Slot.Micros and <= Slot.TimeNanos:
                SetMoment(row, value);
                break;
            case Slot.Interval:
                SetInterval(row, Cells.Interval(value));
                break;
            case Slot.Uuid:
                SetGuid(row, (Guid)value);
                break;
            case Slot.Text or Slot.Enum:
                SetString(row, Cells.Text(value));
                break;
            case Slot.Blob:
                SetBlob(row, (byte[])value);
                break;
            case Slot.Decimal:
                SetDigits(row, Cells.Decimal(value).Rescale(Type.Width, Type.Scale));
                break;
            default:
                SetNested(row, value);
                break;
        }
    }

    /// <summary>DECIMAL.</summary>
    /// <exception cref="OverflowException">It has more digits than the type keeps.</exception>
    public void SetDecimal(int row, decimal value)
    {
        if (_slot != Slot.Decimal)
        {
            ThrowUnfit(Slot.Decimal);
        }
        SetDigits(row, DuckDecimal.From(value).Rescale(Type.Width, Type.Scale));
    }

    private void SetInteger(int row, object value)
    {
        if (_slot == Slot.UHugeInt)
        {
            SetUInt128(row, Cells.UHuge(value));
        }
        else
        {
            PutInteger(row, Numbers.Integer(value), _slot);
        }
    }

    private void SetDigits(int row, Int128 digits) => PutInteger(row, digits, Slots.OfDecimal(Type.Width));

    private void PutInteger(int row, Int128 value, Slot slot)
    {
        switch (slot)
        {
            case Slot.Int8:
                PutRaw(row, checked((sbyte)value));
                break;
            case Slot.Int16:
                PutRaw(row, checked((short)value));
                break;
            case Slot.Int32:
                PutRaw(row, checked((int)value));
                break;
            case Slot.Int64:
                PutRaw(row, checked((long)value));
                break;
            case Slot.UInt8:
                PutRaw(row, checked((byte)value));
                break;
            case Slot.UInt16:
                PutRaw(row, checked((ushort)value));
                break;
            case Slot.UInt32:
                PutRaw(row, checked((uint)value));
                break;
            case Slot.UInt64:
                PutRaw(row, checked((ulong)value));
                break;
            default:
                PutRaw(row, value);
                break;
        }
    }

    private void SetMoment(int row, object value)
    {
        switch (_slot)
        {
            case Slot.Micros:
                PutRaw(row, Epoch.ToMicros(Cells.Time(value)));
                break;
            case Slot.Seconds:
                PutRaw(row, Epoch.ToSeconds(Cells.Time(value)));
                break;
            case Slot.Millis:
                PutRaw(row, Epoch.ToMillis(Cells.Time(value)));
                break;
            case Slot.Nanos:
                PutRaw(row, Epoch.ToNanos(Cells.Time(value)));
                break;
            case Slot.Days:
                PutRaw(row, Epoch.ToDays((DateOnly)value));
                break;
            case Slot.TimeMicros:
                PutRaw(row, Epoch.ToTimeMicros((TimeOnly)value));
                break;
            default:
                PutRaw(row, Epoch.ToTimeNanos((TimeOnly)value));
                break;
        }
    }

    private void SetNested(int row, object value)
    {
        SetValid(row);
        if (Type.Kind == DuckTypeKind.Map)
        {
            foreach (var (key, item) in Cells.Pairs(value))
            {
                var element = AppendToList(row);
                Child.SetValid(element);
                Child.Field(0).SetValue(element, key);
                Child.Field(1).SetValue(element, item);
            }
            return;
        }
        if (_slot == Slot.Struct)
        {
            var index = 0;
            foreach (var (_, item) in Cells.Fields(Type, value))
            {
                _children[index++].SetValue(row, item);
            }
            return;
        }
        var offset = row * Type.Length;
        foreach (var item in Cells.Elements(Type, value))
        {
            Child.SetValue(_slot == Slot.Array ? offset++ : AppendToList(row), item);
        }
    }
}
