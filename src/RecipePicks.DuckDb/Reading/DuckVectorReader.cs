using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>
/// Reads a column of a chunk. A getter fits one type (named in its summary) and gives that type's default value for
/// NULL, so ask <see cref="IsNull"/> where NULL matters. What it hands out is valid until the next chunk.
/// </summary>
public sealed unsafe partial class DuckVectorReader
{
    private readonly Slot _slot;
    private readonly DuckVectorReader[] _children;
    private byte* _data;
    private ulong* _validity;
    private int _count;

    internal DuckVectorReader(DuckType type)
    {
        Type = type;
        _slot = type.Slot;
        _children = type.Slot switch
        {
            Slot.List or Slot.Array => [new(type.Element!)],
            Slot.Struct => [.. type.Fields.Select(field => new DuckVectorReader(field.Type))],
            Slot.Union => [new(DuckType.UTinyInt), .. type.Fields.Select(field => new DuckVectorReader(field.Type))],
            _ => [],
        };
    }

    /// <summary>The column's type.</summary>
    public DuckType Type { get; }

    /// <summary>How many rows there are; for the child of a list, how many elements all lists have together.</summary>
    public int Count => _count;

    /// <summary>LIST, ARRAY and MAP: the elements of all rows, see <see cref="GetList"/>.</summary>
    public DuckVectorReader Child => _slot is Slot.List or Slot.Array ? _children[0] : throw Unfit("a list");

    /// <summary>STRUCT: a field by its number.</summary>
    public DuckVectorReader Field(int index) => _slot is Slot.Struct ? _children[index] : throw Unfit("a STRUCT");

    /// <summary>Whether the row is NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row)
    {
        if ((uint)row >= (uint)_count)
        {
            throw NoRow(row);
        }
        return _validity != null && (_validity[row >> 6] & (1UL << row)) == 0;
    }

    /// <summary>BOOLEAN.</summary>
    public bool GetBoolean(int row) => At<byte>(row, Slot.Boolean) != 0;

    /// <summary>TINYINT.</summary>
    public sbyte GetInt8(int row) => At<sbyte>(row, Slot.Int8);

    /// <summary>SMALLINT.</summary>
    public short GetInt16(int row) => At<short>(row, Slot.Int16);

    /// <summary>INTEGER.</summary>
    public int GetInt32(int row) => At<int>(row, Slot.Int32);

    /// <summary>BIGINT.</summary>
    public long GetInt64(int row) => At<long>(row, Slot.Int64);

    /// <summary>UTINYINT.</summary>
    public byte GetUInt8(int row) => At<byte>(row, Slot.UInt8);

    /// <summary>USMALLINT.</summary>
    public ushort GetUInt16(int row) => At<ushort>(row, Slot.UInt16);

    /// <summary>UINTEGER.</summary>
    public uint GetUInt32(int row) => At<uint>(row, Slot.UInt32);

    /// <summary>UBIGINT.</summary>
    public ulong GetUInt64(int row) => At<ulong>(row, Slot.UInt64);

    /// <summary>FLOAT.</summary>
    public float GetSingle(int row) => At<float>(row, Slot.Float);

    /// <summary>DOUBLE.</summary>
    public double GetDouble(int row) => At<double>(row, Slot.Double);

    /// <summary>TIMESTAMP and TIMESTAMP WITH TIME ZONE: microseconds since 1970-01-01 UTC.</summary>
    public long GetTimestamp(int row) => At<long>(row, Slot.Micros);

    /// <summary>VARCHAR and JSON: the bytes as DuckDB holds them.</summary>
    public ReadOnlySpan<byte> GetUtf8(int row) => Bytes(row, Slot.Text);

    /// <summary>BLOB.</summary>
    public ReadOnlySpan<byte> GetBlob(int row) => Bytes(row, Slot.Blob);

    /// <summary>LIST, MAP and ARRAY: where the row's elements lie in <see cref="Child"/>.</summary>
    public (int Offset, int Length) GetList(int row)
    {
        if (_slot == Slot.Array)
        {
            return IsNull(row) ? (0, 0) : (row * Type.Length, Type.Length);
        }
        var entry = At<NativeListEntry>(row, Slot.List);
        return ((int)entry.Offset, (int)entry.Length);
    }

    /// <summary>Whether some row may be NULL.</summary>
    internal bool MayHaveNulls => _validity != null;

    /// <summary>Points at the vector of another chunk.</summary>
    internal void Bind(nint vector, int count)
    {
        _count = count;
        _validity = NativeMethods.duckdb_vector_get_validity(vector);
        _data = _slot is Slot.Struct or Slot.Array or Slot.Union or Slot.None
            ? null
            : NativeMethods.duckdb_vector_get_data(vector);
        switch (_slot)
        {
            case Slot.List:
                var elements = NativeMethods.duckdb_list_vector_get_size(vector);
                _children[0].Bind(NativeMethods.duckdb_list_vector_get_child(vector), checked((int)elements));
                break;
            case Slot.Array:
                _children[0].Bind(NativeMethods.duckdb_array_vector_get_child(vector), count * Type.Length);
                break;
            case Slot.Struct or Slot.Union:
                for (var i = 0; i < _children.Length; i++)
                {
                    _children[i].Bind(NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)i), count);
                }
                break;
        }
    }

    /// <summary>No chunk: every row is out of range until the next.</summary>
    internal void Unbind()
    {
        _count = 0;
        foreach (var child in _children)
        {
            child.Unbind();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T At<T>(int row, Slot slot)
        where T : unmanaged
    {
        if (_slot != slot)
        {
            throw Unfit(slot.ToString());
        }
        return IsNull(row) ? default : Unsafe.ReadUnaligned<T>(_data + ((long)row * sizeof(T)));
    }

    private ReadOnlySpan<byte> Bytes(int row, Slot slot)
    {
        if (_slot != slot)
        {
            throw Unfit(slot.ToString());
        }
        if (IsNull(row))
        {
            return default;
        }
        var text = (NativeString*)_data + row;
        var length = (int)text->Length;
        return length <= NativeString.InlineLength ? new(&text->Prefix, length) : new(text->Pointer, length);
    }

    private InvalidCastException Unfit(string wanted) => new($"A column of {Type} is not read as {wanted}.");

    private ArgumentOutOfRangeException NoRow(int row) =>
        new(nameof(row), row, $"There is no such row: the chunk has {_count}.");
}
