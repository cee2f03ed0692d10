using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>
/// Writes a column. Every row starts as NULL, and so does every element that a list grows by: a writer only sets what is
/// there. A setter fits the type that its summary names, and makes its row valid; the rows above it are not, so a field
/// of a STRUCT shows only once the STRUCT's own row is <see cref="SetValid"/>.
/// </summary>
public sealed unsafe partial class DuckVectorWriter
{
    private readonly Slot _slot;
    private readonly DuckVectorWriter[] _children;
    private nint _vector;
    private byte* _data;
    private ulong* _validity;
    private int _capacity;
    private int _elements;
    private int _elementCapacity;

    internal DuckVectorWriter(DuckType type)
    {
        Type = type;
        _slot = type.Slot;
        _children = type.Slot switch
        {
            Slot.List or Slot.Array => [new(type.Element!)],
            Slot.Struct => [.. type.Fields.Select(field => new DuckVectorWriter(field.Type))],
            Slot.None or Slot.Union => throw new NotSupportedException($"Columns of {type} are not written."),
            _ => [],
        };
    }

    /// <summary>The column's type.</summary>
    public DuckType Type { get; }

    /// <summary>How many rows fit.</summary>
    public int Capacity => _capacity;

    /// <summary>
    /// LIST, MAP and ARRAY: the elements of all rows. The elements of an ARRAY's row begin at row times its length; a
    /// MAP's element is a STRUCT of key and value.
    /// </summary>
    public DuckVectorWriter Child => _slot is Slot.List or Slot.Array ? _children[0] : throw Unfit("a list");

    /// <summary>STRUCT: a field by its number.</summary>
    public DuckVectorWriter Field(int index) => _slot == Slot.Struct ? _children[index] : throw Unfit("a STRUCT");

    /// <summary>Makes every row NULL again, in the children too, as every row is when a chunk begins.</summary>
    public void SetAllNull()
    {
        new Span<ulong>(_validity, Words(_capacity)).Clear();
        if (_slot == Slot.List)
        {
            _elements = 0;
            new Span<NativeListEntry>(_data, _capacity).Clear();
        }
        foreach (var child in _children)
        {
            child.SetAllNull();
        }
    }

    /// <summary>Makes the row NULL, and the fields of a STRUCT and the elements of an ARRAY with it.</summary>
    public void SetNull(int row)
    {
        CheckRow(row);
        _validity[row >> 6] &= ~(1UL << row);
        if (_slot == Slot.Struct)
        {
            foreach (var child in _children)
            {
                child.SetNull(row);
            }
        }
        else if (_slot == Slot.Array)
        {
            // DuckDB copies them even so, strings with their pointers.
            for (var i = row * Type.Length; i < (row + 1) * Type.Length; i++)
            {
                _children[0].SetNull(i);
            }
        }
    }

    /// <summary>Makes the row present: a STRUCT whose fields are set one by one, an ARRAY, a list without elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetValid(int row)
    {
        CheckRow(row);
        _validity[row >> 6] |= 1UL << row;
    }

    /// <summary>
    /// LIST and MAP: grows the row's list by one element and gives the element's number in <see cref="Child"/>.
    /// A list is written in one go: once a later row has an element, an earlier row cannot grow.
    /// </summary>
    public int AppendToList(int row)
    {
        if (_slot != Slot.List)
        {
            throw Unfit("a list");
        }
        SetValid(row);
        var entry = (NativeListEntry*)_data + row;
        if (entry->Length == 0)
        {
            entry->Offset = (ulong)_elements;
        }
        else if (entry->Offset + entry->Length != (ulong)_elements)
        {
            throw new InvalidOperationException(
                $"The list of row {row} was left before: lists are written one after another."
            );
        }
        if (_elements == _elementCapacity)
        {
            Grow();
        }
        ((NativeListEntry*)_data)[row].Length++;
        return _elements++;
    }

    /// <summary>Points at the vector of another chunk.</summary>
    internal void Bind(nint vector, int capacity)
    {
        _elements = 0;
        Attach(vector, 0, capacity);
        if (_slot == Slot.List)
        {
            _elementCapacity = Vectors.Capacity;
            _ = NativeMethods.duckdb_list_vector_reserve(vector, (ulong)_elementCapacity);
            _children[0].Bind(NativeMethods.duckdb_list_vector_get_child(vector), _elementCapacity);
        }
    }

    /// <summary>Tells DuckDB how long the lists became, and points nowhere.</summary>
    internal void Finish()
    {
        if (_slot == Slot.List)
        {
            _ = NativeMethods.duckdb_list_vector_set_size(_vector, (ulong)_elements);
        }
        foreach (var child in _children)
        {
            child.Finish();
        }
        Unbind();
    }

    /// <summary>Points nowhere: every row is out of range.</summary>
    internal void Unbind()
    {
        _capacity = 0;
        foreach (var child in _children)
        {
            child.Unbind();
        }
    }

    private static int Words(int rows) => (rows + 63) >> 6;

    /// <summary>Takes the vector's pointers, and prepares the rows that are new.</summary>
    private void Attach(nint vector, int from, int capacity)
    {
        _vector = vector;
        _capacity = capacity;
        NativeMethods.duckdb_vector_ensure_validity_writable(vector);
        _validity = NativeMethods.duckdb_vector_get_validity(vector);
        _data = _slot is Slot.Struct or Slot.Array ? null : NativeMethods.duckdb_vector_get_data(vector);
        // New rows begin at a multiple of 64: at zero, or where a list's power of two of elements ended.
        new Span<ulong>(_validity + (from >> 6), Words(capacity - from)).Clear();
        switch (_slot)
        {
            case Slot.List:
                new Span<NativeListEntry>((NativeListEntry*)_data + from, capacity - from).Clear();
                break;
            case Slot.Array:
                AttachChild(0, NativeMethods.duckdb_array_vector_get_child(vector), from, capacity, Type.Length);
                break;
            case Slot.Struct:
                for (var i = 0; i < _children.Length; i++)
                {
                    AttachChild(i, NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)i), from, capacity, 1);
                }
                break;
        }
    }

    private void AttachChild(int index, nint vector, int from, int capacity, int times)
    {
        if (from == 0)
        {
            _children[index].Bind(vector, capacity * times);
        }
        else
        {
            _children[index].Attach(vector, from * times, capacity * times);
        }
    }

    /// <summary>Doubles the room for elements. The child's rows may move.</summary>
    private void Grow()
    {
        var before = _elementCapacity;
        _elementCapacity = checked(before * 2);
        if (NativeMethods.duckdb_list_vector_reserve(_vector, (ulong)_elementCapacity) == NativeState.Error)
        {
            throw new InvalidOperationException(
                $"DuckDB has no room for {_elementCapacity} list elements in one chunk."
            );
        }
        _children[0].Attach(NativeMethods.duckdb_list_vector_get_child(_vector), before, _elementCapacity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)_capacity)
        {
            ThrowRow(row);
        }
    }

    [DoesNotReturn]
    private void ThrowRow(int row) =>
        throw new ArgumentOutOfRangeException(
            nameof(row),
            row,
            _capacity == 0
                ? "The chunk is not ours any more: write within one call of Fill."
                : $"There is no such row: {_capacity} fit."
        );

    private InvalidCastException Unfit(string written) => new($"A column of {Type} is not written as {written}.");
}
