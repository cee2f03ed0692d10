using System.Runtime.CompilerServices;
using System.Text.Unicode;
using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <content>Strings and bytes.</content>
public sealed unsafe partial class DuckVectorWriter
{
    /// <summary>
    /// VARCHAR and JSON, without a copy: the row points into the buffer, which must neither change, be resized nor be
    /// disposed until the next call of the same worker's Fill (or its Dispose). The bytes must be UTF-8: nobody checks
    /// them here, so check a whole file once (<see cref="Utf8.IsValid"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetString(int row, NativeBuffer buffer, int offset, int length)
    {
        if (_slot != Slot.Text)
        {
            ThrowUnfit(Slot.Text);
        }
        CheckRow(row);
        Point((NativeString*)_data + row, buffer.At(offset, length), length);
        _validity[row >> 6] |= 1UL << row;
    }

    /// <summary>VARCHAR and JSON, copied.</summary>
    /// <exception cref="ArgumentException">The bytes are no UTF-8.</exception>
    public void SetString(int row, ReadOnlySpan<byte> utf8)
    {
        if (_slot != Slot.Text)
        {
            ThrowUnfit(Slot.Text);
        }
        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("A string must be UTF-8.", nameof(utf8));
        }
        Copy(row, utf8);
    }

    /// <summary>VARCHAR and JSON, copied; ENUM, by its name.</summary>
    /// <exception cref="ArgumentException">Half a surrogate pair, or no value of the ENUM.</exception>
    public void SetString(int row, string text)
    {
        if (_slot == Slot.Enum)
        {
            PutEnum(row, EnumNames.IndexOf(Type, text));
            return;
        }
        if (_slot != Slot.Text)
        {
            ThrowUnfit(Slot.Text);
        }
        using var utf8 = new Utf8Text(text);
        Copy(row, utf8.Bytes);
    }

    /// <summary>BLOB, copied.</summary>
    public void SetBlob(int row, ReadOnlySpan<byte> bytes)
    {
        if (_slot != Slot.Blob)
        {
            ThrowUnfit(Slot.Blob);
        }
        Copy(row, bytes);
    }

    /// <summary>Up to twelve bytes lie in the row itself; longer text is a pointer and its first four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Point(NativeString* target, byte* text, int length)
    {
        target->Length = (uint)length;
        if (length > NativeString.InlineLength)
        {
            target->Prefix = Unsafe.ReadUnaligned<uint>(text);
            target->Pointer = text;
            return;
        }
        // The buffer is padded, so sixteen bytes can be read wherever it ends; what is too much is masked away.
        var first = Unsafe.ReadUnaligned<ulong>(text);
        var rest = Unsafe.ReadUnaligned<uint>(text + 8);
        first &= length >= 8 ? ulong.MaxValue : (1UL << (length * 8)) - 1;
        rest &= length >= 8 ? (uint)((1UL << ((length - 8) * 8)) - 1) : 0;
        Unsafe.WriteUnaligned(&target->Prefix, first);
        Unsafe.WriteUnaligned((byte*)target + 12, rest);
    }

    private void Copy(int row, ReadOnlySpan<byte> bytes)
    {
        CheckRow(row);
        if (bytes.Length <= NativeString.InlineLength)
        {
            var target = new Span<byte>(_data + ((long)row * sizeof(NativeString)), sizeof(NativeString));
            target.Clear();
            bytes.CopyTo(target[sizeof(uint)..]);
            ((NativeString*)_data)[row].Length = (uint)bytes.Length;
        }
        else
        {
            fixed (byte* text = bytes)
            {
                NativeMethods.duckdb_unsafe_vector_assign_string_element_len(
                    _vector,
                    (ulong)row,
                    text,
                    (ulong)bytes.Length
                );
            }
        }
        _validity[row >> 6] |= 1UL << row;
    }

    private void PutEnum(int row, int index)
    {
        switch (Slots.OfEnum(Type.Values.Count))
        {
            case Slot.UInt8:
                PutRaw(row, (byte)index);
                break;
            case Slot.UInt16:
                PutRaw(row, (ushort)index);
                break;
            default:
                PutRaw(row, (uint)index);
                break;
        }
    }
}
