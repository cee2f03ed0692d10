using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Types into types: unasked (Coerce) and asked for (CAST).</content>
internal sealed partial class Compiler
{
    /// <summary>A value where one of another type is wanted; it fits, that has been seen to.</summary>
    private string Coerce(Bound value, SqlType type, Node at)
    {
        if (value.Type.Equals(type))
        {
            return value.Type.Kind == TypeKind.Unknown ? "CAST(NULL AS INTEGER)" : value.Sql;
        }

        if (value.Type.Kind == TypeKind.Unknown)
        {
            return Null(type);
        }

        if (value.Type.Kind == type.Kind && value.Type.Physical == type.Physical)
        {
            return value.Sql;
        }

        return CastTo(value, type, at).Sql;
    }

    /// <summary>CAST and TRY_CAST.</summary>
    private Bound BindCast(Tree.Cast cast, Scope scope)
    {
        var of = Bind(cast.Of, scope);
        if (!cast.Try)
        {
            return CastTo(of, cast.Type, cast) with { Name = of.Name };
        }

        var bound = CastTo(of, cast.Type, cast);
        return bound.Sql == of.Sql ? bound : new($"TRY({Gentle(bound.Sql)})", bound.Type) { Name = of.Name };
    }

    /// <summary>Conversions that often fail in logs, in the form that gives NULL at once: an exception a row is slow.</summary>
    private static readonly (string Strict, string Gentle)[] s_gentle =
    [
        ("picks_to_address(", "picks_try_to_address("),
        ("picks_to_bigint(", "picks_try_to_bigint("),
        ("picks_to_double(", "picks_try_to_double("),
    ];

    private static string Gentle(string sql)
    {
        var (strict, gentle) = Array.Find(s_gentle, g => sql.StartsWith(g.Strict, StringComparison.Ordinal));
        return strict is null ? sql : gentle + sql[strict.Length..];
    }

    /// <summary>CAST.</summary>
    private Bound CastTo(Bound of, SqlType type, Node at)
    {
        Enter(at);
        var zoned =
            type.Kind == TypeKind.TimestampTz
                ? SqlType.TimestampTz(
                    type.Precision,
                    of.Type.Kind == TypeKind.TimestampTz ? of.Type.Zone : _options.Zone
                )
                : type.Lasting;
        var sql =
            of.Type.Kind == TypeKind.Unknown ? Null(type)
            : of.Type.Equals(type) ? of.Sql
            : CastSql(of, type, at);
        _depth--;
        return Sized(at, new(sql ?? throw Uncastable(of, type, at), zoned));
    }

    private SqlTextException Uncastable(Bound of, SqlType type, Node at) =>
        Error(
            at,
            $"Cannot cast {of.Type} to {type}",
            type.IsText && of.Type.Kind is TypeKind.Array or TypeKind.Map or TypeKind.Row
                    ? "Write json_format(CAST(… AS json)), or array_join(array, ',')."
                : of.Type.IsText && type.Kind is TypeKind.Array or TypeKind.Map or TypeKind.Row
                    ? $"JSON text is parsed first: CAST(json_parse(…) AS {type})"
                : of.Type.IsText && type.Kind is TypeKind.Json ? "Write json_parse(…): CAST makes a JSON text of it."
                : null
        );

    private string? CastSql(Bound of, SqlType type, Node at) =>
        (of.Type.Kind, type.Kind) switch
        {
            (_, TypeKind.Json) => ToJson(of, at),
            (TypeKind.Json, _) => FromJson(of, type, at),
            (_, TypeKind.Varchar) => ToText(of) is { } text ? Shortened(text, of.Type, type) : null,
            (_, TypeKind.Char) => ToText(of) is { } text ? Padded(text, type.Precision) : null,
            (TypeKind.Varchar or TypeKind.Char, _) => FromText(of.Sql, type),
            (TypeKind.Boolean, _) when type.IsNumber => $"CAST({of.Sql} AS {type.Physical})",
            (_, TypeKind.Boolean) when of.Type.IsNumber => $"({of.Sql} <> 0)",
            (TypeKind.Double or TypeKind.Real, _) when type.IsInteger => $"CAST(round({of.Sql}) AS {type.Physical})",
            (_, _) when of.Type.IsNumber && type.IsNumber => $"CAST({of.Sql} AS {type.Physical})",
            (TypeKind.Date, TypeKind.Timestamp) => $"CAST({of.Sql} AS TIMESTAMP)",
            (TypeKind.Date, TypeKind.TimestampTz) => TimeZones.Instant($"CAST({of.Sql} AS TIMESTAMP)", _options.Zone),
            (TypeKind.Timestamp or TypeKind.TimestampTz, TypeKind.Date) => $"CAST({TimeZones.Local(of)} AS DATE)",
            (TypeKind.Timestamp, TypeKind.TimestampTz) => Rounded(
                TimeZones.Instant(of.Sql, _options.Zone),
                of.Type,
                type
            ),
            (TypeKind.TimestampTz, TypeKind.Timestamp) => Rounded(TimeZones.Local(of), of.Type, type),
            (TypeKind.Timestamp, TypeKind.Timestamp) or (TypeKind.TimestampTz, TypeKind.TimestampTz) => Rounded(
                of.Sql,
                of.Type,
                type
            ),
            (TypeKind.Varbinary, TypeKind.IpAddress) => $"picks_address_of_bytes({of.Sql})",
            (TypeKind.IpAddress, TypeKind.Varbinary) => of.Sql,
            (TypeKind.Array, TypeKind.Array) => Each(of.Sql, of.Type.Element, type.Element, at),
            (TypeKind.Map, TypeKind.Map) => CastMap(of, type, at),
            (TypeKind.Row, TypeKind.Row) when of.Type.Fields.Count == type.Fields.Count => CastRow(of, type, at),
            _ => null,
        };

    /// <summary>Fewer digits of the second's fraction: rounded, as Trino does.</summary>
    private static string Rounded(string sql, SqlType from, SqlType to)
    {
        if (to.Precision >= Math.Min(6, from.Precision))
        {
            return sql;
        }

        var unit = (long)Math.Pow(10, 6 - to.Precision);
        return $"make_timestamp(CAST(floor((epoch_us({sql}) + {unit / 2}) / {unit}.0) * {unit} AS BIGINT))";
    }

    private static string? ToText(Bound of) =>
        of.Type.Kind switch
        {
            TypeKind.Char => $"rtrim({of.Sql}, ' ')",
            TypeKind.Varchar => of.Sql,
            TypeKind.Boolean or TypeKind.Decimal or TypeKind.Date or TypeKind.Uuid => $"CAST({of.Sql} AS VARCHAR)",
            TypeKind.Double => $"picks_number_text({of.Sql})",
            TypeKind.Real => $"picks_real_text(CAST({of.Sql} AS DOUBLE))",
            TypeKind.Timestamp => TimeAsText(of.Sql, of.Type.Precision),
            TypeKind.TimestampTz =>
                $"({TimeAsText(TimeZones.Local(of), of.Type.Precision)} || {Duck.Text(" " + of.Type.Zone)})",
            TypeKind.IpAddress => $"picks_address_text({of.Sql})",
            TypeKind.IntervalYear => $"(CAST({of.Sql} // 12 AS VARCHAR) || '-' || CAST(abs({of.Sql} % 12) AS VARCHAR))",
            TypeKind.IntervalDay =>
                $"(CASE WHEN {of.Sql} < 0 THEN '-' ELSE '' END || CAST(abs({of.Sql}) // 86400000000 AS VARCHAR) || ' ' || "
                    + $"strftime(make_timestamp(abs({of.Sql}) % 86400000000), '%H:%M:%S.%g'))",
            _ when of.Type.IsInteger => $"CAST({of.Sql} AS VARCHAR)",
            _ => null,
        };

    private static string TimeAsText(string sql, int precision)
    {
        const string Seconds = "%Y-%m-%d %H:%M:%S";
        return precision switch
        {
            0 => $"strftime({sql}, '{Seconds}')",
            3 => $"strftime({sql}, '{Seconds}.%g')",
            >= 6 => $"strftime({sql}, '{Seconds}.%f')",
            _ => $"left(strftime({sql}, '{Seconds}.%f'), {20 + precision})",
        };
    }

    /// <summary>A text loses what is too long; another value must fit.</summary>
    private static string Shortened(string text, SqlType from, SqlType to) =>
        to.Length is not { } length ? text
        : from.IsText ? $"left({text}, {length})"
        : $"picks_fit({text}, {length})";

    private static string Padded(string text, int length) => $"rpad({text}, {length}, ' ')";

    private string? FromText(string sql, SqlType type) =>
        type.Kind switch
        {
            _ when type.IsInteger => type.Kind == TypeKind.BigInt
                ? $"picks_to_bigint({sql})"
                : $"CAST(picks_to_bigint({sql}) AS {type.Physical})",
            TypeKind.Double => $"picks_to_double({sql})",
            TypeKind.Real => $"CAST(picks_to_double({sql}) AS FLOAT)",
            TypeKind.Decimal => $"CAST({sql} AS {type.Physical})",
            TypeKind.Boolean => $"picks_to_boolean({sql})",
            TypeKind.Date => $"picks_to_date({sql})",
            TypeKind.Timestamp => Rounded($"picks_to_timestamp({sql})", SqlType.Timestamp(6), type),
            TypeKind.TimestampTz => Rounded(
                $"picks_to_timestamp_tz({sql}, {Duck.Text(_options.Zone)})",
                SqlType.Timestamp(6),
                type
            ),
            TypeKind.IpAddress => $"picks_to_address({sql})",
            TypeKind.Varbinary => $"encode({sql})",
            TypeKind.Uuid => $"CAST({sql} AS UUID)",
            _ => null,
        };

    private string Each(string list, SqlType from, SqlType to, Node at)
    {
        var x = Fresh("x");
        return $"list_transform({list}, lambda {x}: {Coerce(CastTo(new(x, from), to, at), to, at)})";
    }

    private string CastMap(Bound of, SqlType type, Node at)
    {
        var e = Fresh("e");
        var key = CastTo(new($"struct_extract({e}, 'key')", of.Type.Key), type.Key, at);
        var value = CastTo(new($"struct_extract({e}, 'value')", of.Type.Element), type.Element, at);
        return $"map_from_entries(list_transform(map_entries({of.Sql}), lambda {e}: struct_pack(k := {key.Sql}, v := {value.Sql})))";
    }

    private string CastRow(Bound of, SqlType type, Node at)
    {
        var fields = type.Fields.Select(
            (f, i) => $"{Duck.Name(type.FieldName(i))} := {CastTo(FieldOf(of, i), f.Type, at).Sql}"
        );
        return $"(CASE WHEN {of.Sql} IS NULL THEN {Null(type)} ELSE struct_pack({string.Join(", ", fields)}) END)";
    }

    private string? ToJson(Bound of, Node at)
    {
        switch (of.Type.Kind)
        {
            case TypeKind.Varchar or TypeKind.Char:
                return $"picks_json_quote({ToText(of)})";
            case TypeKind.Boolean or TypeKind.Decimal:
                return ToText(of);
            case TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.Date:
                return $"picks_json_quote({ToText(of)})";
            case TypeKind.Array:
                var x = Fresh("x");
                return $"('[' || array_to_string(list_transform({of.Sql}, lambda {x}: {JsonOf(new(x, of.Type.Element), at)}), ',') || ']')";
            case TypeKind.Map when of.Type.Key.IsText || of.Type.Key.IsNumber || of.Type.Key.Kind == TypeKind.Boolean:
                var e = Fresh("e");
                var key = $"picks_json_quote({ToText(new($"struct_extract({e}, 'key')", of.Type.Key))})";
                var value = JsonOf(new($"struct_extract({e}, 'value')", of.Type.Element), at);
                return $"picks_json_parse('{{' || array_to_string(list_transform(map_entries({of.Sql}), lambda {e}: {key} || ':' || {value}), ',') || '}}')";
            case TypeKind.Row:
                var members = of.Type.Fields.Select(
                    (f, i) =>
                        $"{Duck.Text($"{System.Text.Json.JsonSerializer.Serialize(f.Name ?? "")}:")} || {JsonOf(FieldOf(of, i), at)}"
                );
                return $"(CASE WHEN {of.Sql} IS NULL THEN NULL ELSE '{{' || {string.Join(" || ',' || ", members)} || '}}' END)";
            default:
                return of.Type.IsNumber ? ToText(of) : null;
        }
    }

    /// <summary>A value within JSON, where NULL is null.</summary>
    private string JsonOf(Bound of, Node at) =>
        of.Type.Kind is TypeKind.Unknown
            ? "'null'"
            : $"coalesce({(of.Type.Kind == TypeKind.Json ? of.Sql : ToJson(of, at) ?? throw Uncastable(of, SqlType.Json, at))}, 'null')";

    private string? FromJson(Bound of, SqlType type, Node at)
    {
        switch (type.Kind)
        {
            case TypeKind.Varchar:
                return Shortened($"picks_json_to_text({of.Sql})", of.Type, type);
            case TypeKind.Boolean:
                return $"picks_json_to_boolean({of.Sql})";
            case TypeKind.Double or TypeKind.Real:
                return $"CAST(picks_json_to_double({of.Sql}) AS {type.Physical})";
            case TypeKind.Decimal:
                return $"CAST(picks_json_to_text({of.Sql}) AS {type.Physical})";
            case TypeKind.Date or TypeKind.Timestamp:
                return FromText($"picks_json_to_text({of.Sql})", type);
            case TypeKind.Array:
                return Each($"picks_json_elements({of.Sql})", SqlType.Json, type.Element, at);
            case TypeKind.Map when type.Key.IsText:
                var members = new Bound($"picks_json_members({of.Sql})", SqlType.Map(SqlType.Varchar, SqlType.Json));
                return type.Element.Kind == TypeKind.Json ? members.Sql : CastMap(members, type, at);
            case TypeKind.Row:
                var fields = type.Fields.Select(
                    (f, i) =>
                        $"{Duck.Name(type.FieldName(i))} := {CastTo(new($"picks_json_member({of.Sql}, {Duck.Text($"{i}.{f.Name}")})", SqlType.Json), f.Type, at).Sql}"
                );
                return $"(CASE WHEN {of.Sql} IS NULL OR {of.Sql} = 'null' THEN {Null(type)} ELSE struct_pack({string.Join(", ", fields)}) END)";
            default:
                return type.IsInteger ? $"CAST(picks_json_to_bigint({of.Sql}) AS {type.Physical})" : null;
        }
    }
}
