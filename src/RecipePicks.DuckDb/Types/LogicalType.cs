using System.Runtime.InteropServices;
using RecipePicks.DuckDb.Native;
using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb;

/// <summary>A duckdb_logical_type made from a <see cref="DuckType"/>; dispose it when DuckDB has copied it.</summary>
internal readonly ref struct LogicalType(DuckType type)
{
    /// <summary>The native type.</summary>
    internal nint Pointer { get; } = Create(type);

    public void Dispose() => Destroy(Pointer);

    /// <summary>The type that a native one describes; <paramref name="pointer"/> is destroyed.</summary>
    internal static DuckType Take(nint pointer)
    {
        try
        {
            return Describe(pointer);
        }
        finally
        {
            Destroy(pointer);
        }
    }

    /// <summary>The type that a native one describes.</summary>
    internal static DuckType Describe(nint pointer)
    {
        var kind = duckdb_get_type_id(pointer);
        return kind switch
        {
            DuckTypeKind.Varchar when TakeText(duckdb_logical_type_get_alias(pointer)) is "JSON" => DuckType.Json,
            DuckTypeKind.Decimal => DuckType.Decimal(duckdb_decimal_width(pointer), duckdb_decimal_scale(pointer)),
            DuckTypeKind.List => DuckType.List(Take(duckdb_list_type_child_type(pointer))),
            DuckTypeKind.Array => DuckType.Array(
                Take(duckdb_array_type_child_type(pointer)),
                checked((int)duckdb_array_type_array_size(pointer))
            ),
            DuckTypeKind.Map => DuckType.Map(
                Take(duckdb_map_type_key_type(pointer)),
                Take(duckdb_map_type_value_type(pointer))
            ),
            DuckTypeKind.Struct => DuckType.Struct(
                Members(
                    duckdb_struct_type_child_count(pointer),
                    i => TakeText(duckdb_struct_type_child_name(pointer, i)),
                    i => duckdb_struct_type_child_type(pointer, i)
                )
            ),
            DuckTypeKind.Union => DuckType.Union(
                Members(
                    duckdb_union_type_member_count(pointer),
                    i => TakeText(duckdb_union_type_member_name(pointer, i)),
                    i => duckdb_union_type_member_type(pointer, i)
                )
            ),
            DuckTypeKind.Enum => DuckType.Enum(EnumValues(pointer)),
            _ => DuckType.Plain(kind),
        };
    }

    private static nint Create(DuckType type) =>
        type.Kind switch
        {
            DuckTypeKind.Decimal => duckdb_create_decimal_type(type.Width, type.Scale),
            DuckTypeKind.List => With(type.Element!, duckdb_create_list_type),
            DuckTypeKind.Array => With(type.Element!, child => duckdb_create_array_type(child, (ulong)type.Length)),
            DuckTypeKind.Map => With(
                type.Fields[0].Type,
                key => With(type.Fields[1].Type, value => duckdb_create_map_type(key, value))
            ),
            DuckTypeKind.Struct or DuckTypeKind.Union => CreateStruct(type),
            DuckTypeKind.Enum => CreateEnum(type),
            DuckTypeKind.Varchar when type.IsJson => CreateJson(),
            _ => duckdb_create_logical_type(type.Kind),
        };

    private static nint With(DuckType part, Func<nint, nint> create)
    {
        using var native = new LogicalType(part);
        return create(native.Pointer);
    }

    private static nint CreateJson()
    {
        var type = duckdb_create_logical_type(DuckTypeKind.Varchar);
        duckdb_logical_type_set_alias(type, "JSON");
        return type;
    }

    private static unsafe nint CreateStruct(DuckType type)
    {
        using var names = new NativeTexts(type.Fields.Select(field => field.Name));
        var types = new nint[type.Fields.Count];
        try
        {
            for (var i = 0; i < types.Length; i++)
            {
                types[i] = Create(type.Fields[i].Type);
            }
            fixed (
                nint* first = types,
                    name = names.Pointers
            )
            {
                return type.Kind == DuckTypeKind.Struct
                    ? duckdb_create_struct_type(first, name, (ulong)types.Length)
                    : duckdb_create_union_type(first, name, (ulong)types.Length);
            }
        }
        finally
        {
            foreach (var pointer in types)
            {
                Destroy(pointer);
            }
        }
    }

    private static unsafe nint CreateEnum(DuckType type)
    {
        using var names = new NativeTexts(type.Values);
        fixed (nint* name = names.Pointers)
        {
            return duckdb_create_enum_type(name, (ulong)type.Values.Count);
        }
    }

    private static (string, DuckType)[] Members(ulong count, Func<ulong, string?> name, Func<ulong, nint> type)
    {
        var members = new (string, DuckType)[count];
        for (var i = 0UL; i < count; i++)
        {
            members[i] = (name(i) ?? "", Take(type(i)));
        }
        return members;
    }

    private static string[] EnumValues(nint pointer)
    {
        var values = new string[duckdb_enum_dictionary_size(pointer)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = TakeText(duckdb_enum_dictionary_value(pointer, (ulong)i)) ?? "";
        }
        return values;
    }

    private static void Destroy(nint pointer) => duckdb_destroy_logical_type(ref pointer);
}
