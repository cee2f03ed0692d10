using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Writes records into DuckDB's vectors, without copying their text.</summary>
internal sealed class RowWriter
{
    private readonly DuckVectorWriter[] _values = new DuckVectorWriter[RecordSchema.Values];
    private readonly DuckVectorWriter[] _groups = new DuckVectorWriter[RecordSchema.Groups];
    private readonly int[] _groupNumbers;
    private DuckVectorWriter _resources = null!;
    private DuckVectorWriter _attributes = null!;
    private DuckVectorWriter _unmapped = null!;
    private DuckVectorWriter _file = null!;
    private DuckVectorWriter _record = null!;
    private DuckVectorWriter _row = null!;
    private DuckVectorWriter _verbatim = null!;
    private DuckVectorWriter _telling = null!;

    public RowWriter() => _groupNumbers = [.. Groups(RecordSchema.Record).Select(m => m.Cell)];

    /// <summary>The columns of a segment's Parquet file: those of the table, and three that only the store needs.</summary>
    public static IReadOnlyList<DuckColumn> Columns { get; } =
    [
        .. RecordSchema.Record.All.Select(m => new DuckColumn(m.Column, TypeOf(m))),
        new("picks_unmapped", DuckType.Varchar),
        new("picks_file", DuckType.Varchar),
        new("picks_record", DuckType.BigInt),
        new("picks_row", DuckType.UInteger),
        new("picks_verbatim", DuckType.Boolean),
        new(TellingEvents.Column, DuckType.Boolean),
    ];

    /// <summary>Turns to a new chunk.</summary>
    /// <param name="chunk">The chunk; everything in it is made null.</param>
    public void Begin(DuckChunkWriter chunk)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            chunk[i].SetAllNull();
        }

        var members = RecordSchema.Record.All;
        for (var i = 0; i < members.Count; i++)
        {
            Take(members[i], chunk[i]);
        }

        (_unmapped, _file, _record, _row, _verbatim, _telling) = (
            chunk[members.Count],
            chunk[members.Count + 1],
            chunk[members.Count + 2],
            chunk[members.Count + 3],
            chunk[members.Count + 4],
            chunk[members.Count + 5]
        );
    }

    /// <summary>Writes a record.</summary>
    /// <param name="row">The row in the chunk.</param>
    /// <param name="record">The record.</param>
    public void Write(int row, in PlacedRecord record)
    {
        var fields = record.Fields;
        var values = fields.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].IsPresent)
            {
                Put(_values[i], row, record, values[i]);
            }
        }

        foreach (var group in _groupNumbers)
        {
            if (fields.Groups[group])
            {
                _groups[group].SetValid(row);
            }
        }

        WriteResources(row, record);
        WriteAttributes(row, record);
        if (fields.Unmapped.IsPresent)
        {
            Put(_unmapped, row, record, fields.Unmapped);
        }

        Put(_file, row, record, record.File);
        _record.SetInt64(row, record.Number);
        _row.SetUInt32(row, record.Row);
        _verbatim.SetBoolean(row, fields.Verbatim);
        _telling.SetBoolean(row, record.IsTelling);
    }

    private static IEnumerable<Member> Groups(MemberTable table) =>
        table.All.Where(m => m.Kind == MemberKind.Group).SelectMany(m => Groups(m.Members!).Prepend(m));

    private static void Put(DuckVectorWriter vector, int row, in PlacedRecord record, Slice slice) =>
        vector.SetString(
            row,
            slice.Source == SliceSource.Window ? record.Window : record.Scratch,
            slice.Offset,
            slice.Length
        );

    private static DuckType TypeOf(Member member) =>
        member.Kind switch
        {
            MemberKind.Group => StructOf(member.Members!),
            MemberKind.Resources => DuckType.List(StructOf(RecordSchema.Resource)),
            MemberKind.Map => DuckType.Map(DuckType.Varchar, DuckType.Varchar),
            _ => DuckType.Varchar,
        };

    private static DuckType StructOf(MemberTable members) =>
        DuckType.Struct([.. members.All.Select(m => (m.Column, TypeOf(m)))]);

    private void Take(Member member, DuckVectorWriter vector)
    {
        switch (member.Kind)
        {
            case MemberKind.Group:
                _groups[member.Cell] = vector;
                for (var i = 0; i < member.Members!.All.Count; i++)
                {
                    Take(member.Members.All[i], vector.Field(i));
                }

                break;
            case MemberKind.Resources:
                _resources = vector;
                break;
            case MemberKind.Map:
                _attributes = vector;
                break;
            default:
                _values[member.Cell] = vector;
                break;
        }
    }

    private void WriteResources(int row, in PlacedRecord record)
    {
        var entries = record.Fields.Resources;
        if (!record.Fields.Groups[ResourcesGroup])
        {
            return;
        }

        _resources.SetValid(row);
        for (var i = 0; i < entries.Count; i += 3)
        {
            var at = _resources.AppendToList(row);
            var entry = _resources.Child;
            entry.SetValid(at);
            for (var field = 0; field < 3; field++)
            {
                if (entries[i + field].IsPresent)
                {
                    Put(entry.Field(field), at, record, entries[i + field]);
                }
            }
        }
    }

    private static readonly int ResourcesGroup = RecordSchema
        .Record.All.First(m => m.Kind == MemberKind.Resources)
        .Cell;

    private static readonly int AttributesGroup = Maps(RecordSchema.Record).Single().Cell;

    private static IEnumerable<Member> Maps(MemberTable table) =>
        table.All.SelectMany(m =>
            m.Kind == MemberKind.Map ? [m]
            : m.Members is { } members ? Maps(members)
            : []
        );

    private void WriteAttributes(int row, in PlacedRecord record)
    {
        if (!record.Fields.Groups[AttributesGroup])
        {
            return;
        }

        var entries = record.Fields.Attributes;
        _attributes.SetValid(row);
        for (var i = 0; i < entries.Count; i += 2)
        {
            var at = _attributes.AppendToList(row);
            var pair = _attributes.Child;
            pair.SetValid(at);
            Put(pair.Field(0), at, record, entries[i]);
            Put(pair.Field(1), at, record, entries[i + 1]);
        }
    }
}
