using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Arrays: DuckDB's lists, with Trino's NULLs and Trino's order.</summary>
internal static class ArrayFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("cardinality(array(T)) bigint", "len({0})"),
        new("cardinality(map(K, V)) bigint", "CAST(cardinality({0}) AS BIGINT)"),
        new("element_at(array(T), bigint) T", ElementAt),
        new("element_at(map(K, V), K) V", "map_extract_value({0}, {1})"),
        new(
            "contains(array(T), T) boolean",
            "(CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL WHEN list_contains({0}, {1}) THEN TRUE WHEN len(list_filter({0}, lambda picks_e: picks_e IS NULL)) > 0 THEN NULL ELSE FALSE END)"
        ),
        new("contains(varchar, ipaddress) boolean", "picks_network_contains({0}, {1})"),
        new(
            "array_position(array(T), T) bigint",
            "(CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL ELSE coalesce(list_position({0}, {1}), 0) END)"
        ),
        new("array_join(array(T), varchar) varchar", r => Join(r, null)),
        new("array_join(array(T), varchar, varchar) varchar", r => Join(r, r[2])),
        new("array_distinct(array(T)) array(T)", r => Distinct(r[0], r)),
        new("array_sort(array(T)) array(T)", "list_sort({0}, 'ASC', 'NULLS LAST')"),
        new("array_sort(array(T), function(T, T, bigint)) array(T)", Sort),
        new("array_max(array(T)) T", r => Extreme(r, "list_max")),
        new("array_min(array(T)) T", r => Extreme(r, "list_min")),
        new(
            "array_remove(array(T), T) array(T)",
            "(CASE WHEN {1} IS NULL THEN NULL ELSE list_filter({0}, lambda picks_e: picks_e IS DISTINCT FROM {1}) END)"
        ),
        new("array_union(array(T), array(T)) array(T)", r => Distinct($"({r[0]} || {r[1]})", r)),
        new(
            "array_intersect(array(T), array(T)) array(T)",
            r =>
                Distinct(
                    $"(CASE WHEN len({r[0]}) < len({r[1]}) THEN {Kept(r, r[1], r[0], "IS NOT NULL")} ELSE {Kept(r, r[0], r[1], "IS NOT NULL")} END)",
                    r
                )
        ),
        new("array_except(array(T), array(T)) array(T)", r => Distinct(Kept(r, r[0], r[1], "IS NULL"), r)),
        new(
            "arrays_overlap(array(T), array(T)) boolean",
            "(CASE WHEN list_has_any({0}, {1}) THEN TRUE WHEN {0} IS NULL OR {1} IS NULL OR list_position({0}, NULL) > 0 OR list_position({1}, NULL) > 0 THEN NULL ELSE FALSE END)"
        ),
        new("flatten(array(array(T))) array(T)", "flatten({0})"),
        new("slice(array(T), bigint, bigint) array(T)", Slice),
        new("repeat(T, bigint) array(T)", Repeat),
        new(
            "sequence(bigint, bigint) array(bigint)",
            r => Sequence(r, r.Fill("(CASE WHEN {0} <= {1} THEN 1 ELSE -1 END)"), r.Fill("abs({1} - {0})"))
        ),
        new(
            "sequence(bigint, bigint, bigint) array(bigint)",
            r => Sequence(r, r[2], r.Fill("(abs({1} - {0}) // greatest(abs({2}), 1))"))
        ),
        new("sequence(date, date) array(date)", r => Days(r, "86400000000")),
        new("sequence(date, date, interval_day) array(date)", r => Days(r, r[2])),
        new("sequence(date, date, interval_year) array(date)", r => Months(r)),
        new("sequence(timestamp, timestamp, interval_day) array(timestamp)", r => Times(r))
        {
            Typed = r => SqlType.Array(r.Arguments[0].Type),
        },
        new("sequence(timestamp, timestamp, interval_year) array(timestamp)", r => Months(r))
        {
            Typed = r => SqlType.Array(r.Arguments[0].Type),
        },
        new("filter(array(T), function(T, boolean)) array(T)", "list_filter({0}, {L1})"),
        new("transform(array(T), function(T, U)) array(U)", r => r.Fill("CAST(list_transform({0}, {L1}) AS {R})")),
        new("any_match(array(T), function(T, boolean)) boolean", r => Match(r, "TRUE", "FALSE")),
        new("all_match(array(T), function(T, boolean)) boolean", r => Match(r, "FALSE", "TRUE")),
        new("none_match(array(T), function(T, boolean)) boolean", r => $"(NOT {Match(r, "TRUE", "FALSE")})"),
        new("reduce(array(T), S, function(S, T, S), function(S, R)) R", Reduce),
        new("zip_with(array(T), array(U), function(T, U, R)) array(R)", ZipWith),
        new("zip(array(T), array(U)) array(entry(T, U))", Zip),
    ];

    private static string ElementAt(Rendering call) =>
        call.Arguments[1].Number switch
        {
            0 => throw call.Error(1, "SQL array indices start at 1", null),
            not null => call.Fill("list_extract({0}, {1})"),
            null =>
                $"(CASE WHEN {call[1]} = 0 THEN {call.Fail("SQL array indices start at 1")} ELSE list_extract({call[0]}, {call[1]}) END)",
        };

    /// <summary>As many as Trino makes, and as large.</summary>
    /// <remarks>Source: Trino, RepeatFunction. The refusal is an argument of range, so that nothing is made before it.</remarks>
    private static string Repeat(Rendering call)
    {
        if (call.Arguments[1].Number is < 0 or > 10_000)
        {
            throw call.Error(1, MostRepeated, null);
        }

        var (x, e) = (call.Fresh("x"), call.Fresh("e"));
        var many = Rendering.Failing(MostRepeated, SqlType.BigInt);
        var large = Rendering.Failing(
            "result of repeat function must not take more than 1000000 bytes",
            SqlType.BigInt
        );
        var times =
            $"CASE WHEN {call[1]} NOT BETWEEN 0 AND 10000 THEN {many} WHEN strlen(CAST({x} AS VARCHAR)) * {call[1]} > 1000000 THEN {large} ELSE {call[1]} END";
        return $"list_extract(list_transform([{call[0]}], lambda {x}: list_transform(range({times}), lambda {e}: {x})), 1)";
    }

    private const string MostRepeated = "count argument of repeat function must be between 0 and 10000";

    private static string Join(Rendering call, string? forNull)
    {
        var element = call.Arguments[0].Type.Element;
        var e = call.Fresh("e");
        var text =
            Elements.Text(new(e, element))
            ?? throw call.Error(
                0,
                $"array_join cannot join {element}",
                "transform(array, x -> …) makes texts of its elements."
            );
        var texts =
            $"list_transform({call[0]}, lambda {e}: {(forNull is null ? text : $"coalesce({text}, {forNull})")})";
        // Of NULLs alone DuckDB makes NULL, Trino an empty text.
        return $"(CASE WHEN {call[0]} IS NULL OR {call[1]} IS NULL THEN NULL ELSE coalesce(array_to_string({texts}, {Separator(call)}), '') END)";
    }

    /// <summary>What stands between, unless a long one would stand between many.</summary>
    private static string Separator(Rendering call) =>
        call.Arguments[1].Text is { Length: <= 100 }
            ? call[1]
            : $"(CASE WHEN strlen({call[1]}) * len({call[0]}) > {StringFunctions.MostBytes} THEN {Rendering.Failing("array_join makes too long a text", SqlType.Varchar)} ELSE {call[1]} END)";

    /// <summary>The first of each, NULL among them, in their order.</summary>
    private static string Distinct(string list, Rendering call)
    {
        var (all, e, i) = (call.Fresh("l"), call.Fresh("e"), call.Fresh("i"));
        return $"list_extract(list_transform([{list}], lambda {all}: list_filter({all}, lambda {e}, {i}: list_position({all}, {e}) = {i})), 1)";
    }

    /// <summary>The elements that another list has, or has not; an intersection keeps the order of the longer one.</summary>
    private static string Kept(Rendering call, string list, string other, string found)
    {
        var e = call.Fresh("e");
        return $"(CASE WHEN {other} IS NULL THEN NULL ELSE list_filter({list}, lambda {e}: nullif(list_position({other}, {e}), 0) {found}) END)";
    }

    private static string Extreme(Rendering call, string name)
    {
        var e = call.Fresh("e");
        return $"(CASE WHEN len(list_filter({call[0]}, lambda {e}: {e} IS NULL)) > 0 THEN NULL ELSE {name}({call[0]}) END)";
    }

    /// <summary>TRUE or FALSE if one decides it, else NULL if one is unknown.</summary>
    private static string Match(Rendering call, string decides, string otherwise)
    {
        var list = $"list_transform({call[0]}, {call.Lambda(1)})";
        var (all, e) = (call.Fresh("l"), call.Fresh("e"));
        var choice =
            $"CASE WHEN {all} IS NULL THEN NULL WHEN list_contains({all}, {decides}) THEN {decides} WHEN len(list_filter({all}, lambda {e}: {e} IS NULL)) > 0 THEN NULL ELSE {otherwise} END";
        return $"list_extract(list_transform([CAST({list} AS BOOLEAN[])], lambda {all}: {choice}), 1)";
    }

    private static string Slice(Rendering call)
    {
        var (list, start, length) = (call[0], call[1], call[2]);
        var from = $"(CASE WHEN {start} > 0 THEN {start} ELSE len({list}) + {start} + 1 END)";
        var fail = call.Fail("SQL array indices start at 1, and the length must be 0 or more");
        return $"(CASE WHEN {start} = 0 OR {length} < 0 THEN {fail} WHEN {from} < 1 OR {length} = 0 THEN CAST([] AS {call.Result.Physical}) ELSE list_slice({list}, {from}, {from} + {length} - 1) END)";
    }

    private const string MostEntries = "result of sequence function must not have more than 10000 entries";

    private static string Sequence(Rendering call, string step, string steps) =>
        $"(CASE WHEN {step} = 0 OR ({call[1]} > {call[0]} AND {step} < 0) OR ({call[1]} < {call[0]} AND {step} > 0) THEN {call.Fail("sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than start")} "
        + $"WHEN {steps} >= 10000 THEN {call.Fail(MostEntries)} ELSE generate_series(CAST({call[0]} AS BIGINT), CAST({call[1]} AS BIGINT), CAST({step} AS BIGINT)) END)";

    private static string Days(Rendering call, string step)
    {
        var e = call.Fresh("e");
        var (from, to) = ($"epoch_us(CAST({call[0]} AS TIMESTAMP))", $"epoch_us(CAST({call[1]} AS TIMESTAMP))");
        var sign = call.Arguments.Count == 2 ? $"(CASE WHEN {from} <= {to} THEN {step} ELSE -{step} END)" : step;
        return $"list_transform({Span(call, from, to, sign)}, lambda {e}: CAST(make_timestamp({e}) AS DATE))";
    }

    private static string Times(Rendering call)
    {
        var e = call.Fresh("e");
        return $"list_transform({Span(call, $"epoch_us({call[0]})", $"epoch_us({call[1]})", call[2])}, lambda {e}: make_timestamp({e}))";
    }

    private static string Span(Rendering call, string from, string to, string step)
    {
        var wrong = Rendering.Failing(
            "sequence stop value should be on the side of start that the step leads to",
            SqlType.Array(SqlType.BigInt)
        );
        var many = Rendering.Failing(MostEntries, SqlType.Array(SqlType.BigInt));
        return $"(CASE WHEN {step} = 0 OR ({to} > {from} AND {step} < 0) OR ({to} < {from} AND {step} > 0) THEN {wrong} WHEN abs({to} - {from}) // abs({step}) >= 10000 THEN {many} ELSE generate_series({from}, {to}, {step}) END)";
    }

    private static string Months(Rendering call)
    {
        var e = call.Fresh("e");
        var months = $"date_diff('month', {call[0]}, {call[1]})";
        var type = call.Arguments[0].Type.Physical;
        var wrong = Rendering.Failing(
            "sequence stop value should be on the side of start that the step leads to",
            SqlType.Array(SqlType.BigInt)
        );
        var many = Rendering.Failing(MostEntries, SqlType.Array(SqlType.BigInt));
        var side = $"({call[1]} > {call[0]} AND {call[2]} < 0) OR ({call[1]} < {call[0]} AND {call[2]} > 0)";
        var steps =
            $"(CASE WHEN {call[2]} = 0 OR {side} THEN {wrong} WHEN abs({months}) // abs({call[2]}) >= 10000 THEN {many} ELSE range(abs({months}) // abs({call[2]}) + 1) END)";
        var at = $"({call[0]} + to_months(CAST({e} * {call[2]} AS INTEGER)))";
        var all = $"list_transform({steps}, lambda {e}: CAST({at} AS {type}))";
        var x = call.Fresh("x");
        return $"list_filter({all}, lambda {x}: CASE WHEN {call[2]} > 0 THEN {x} <= {call[1]} ELSE {x} >= {call[1]} END)";
    }

    /// <summary>DuckDB's accumulator has the elements' type; a struct of both goes around that.</summary>
    private static string Reduce(Rendering call)
    {
        var (e, a, x, s) = (call.Fresh("e"), call.Fresh("a"), call.Fresh("x"), call.Fresh("s"));
        var (state, element) = (call.Arguments[1].Type.Physical, call.Arguments[0].Type.Element.Physical);
        string Pair(string left, string right) =>
            $"struct_pack(s := CAST({left} AS {state}), x := CAST({right} AS {element}))";
        var step = call.Body(
            2,
            [Grown(call.Arguments[1].Type, $"struct_extract({a}, 's')"), $"struct_extract({x}, 'x')"]
        );
        var reduced =
            $"list_reduce(list_transform({call[0]}, lambda {e}: {Pair("NULL", e)}), lambda {a}, {x}: {Pair(step, "NULL")}, {Pair(call[1], "NULL")})";
        return $"list_extract(list_transform([struct_extract({reduced}, 's')], lambda {s}: {call.Body(3, [s])}), 1)";
    }

    /// <summary>A state that a step may double grows without end: it ends at a million bytes or elements.</summary>
    private static string Grown(SqlType type, string state)
    {
        var size =
            type.IsText ? $"strlen({state})"
            : type.Kind == TypeKind.Array ? $"len({state})"
            : null;
        return size is null
            ? state
            : $"(CASE WHEN {size} > 1000000 THEN {Rendering.Failing("the state of reduce grows too large", type)} ELSE {state} END)";
    }

    /// <summary>Insertion, for DuckDB sorts by value alone.</summary>
    private static string Sort(Rendering call)
    {
        var (e, a, x, y) = (call.Fresh("e"), call.Fresh("a"), call.Fresh("x"), call.Fresh("y"));
        var element = call.Arguments[0].Type.Element.Physical;
        string Pair(string list, string item) =>
            $"struct_pack(s := CAST({list} AS {element}[]), x := CAST({item} AS {element}))";
        var (sorted, next) = ($"struct_extract({a}, 's')", $"struct_extract({x}, 'x')");
        var given = call.Body(1, [y, next]);
        var wrong = Rendering.Failing("Lambda comparator must return either -1, 0, or 1", SqlType.BigInt);
        var compare = $"(CASE WHEN {given} IN (-1, 0, 1) THEN {given} ELSE {wrong} END)";
        var inserted =
            $"(list_filter({sorted}, lambda {y}: {compare} <= 0) || [{next}] || list_filter({sorted}, lambda {y}: {compare} > 0))";
        return $"struct_extract(list_reduce(list_transform({call[0]}, lambda {e}: {Pair("[]", e)}), lambda {a}, {x}: {Pair(inserted, "NULL")}, {Pair("[]", "NULL")}), 's')";
    }

    private static string ZipWith(Rendering call)
    {
        var i = call.Fresh("i");
        var body = call.Body(2, [$"list_extract({call[0]}, {i})", $"list_extract({call[1]}, {i})"]);
        return $"list_transform(range(1, greatest(len({call[0]}), len({call[1]})) + 1), lambda {i}: {body})";
    }

    private static string Zip(Rendering call)
    {
        var i = call.Fresh("i");
        return $"list_transform(range(1, greatest(len({call[0]}), len({call[1]})) + 1), lambda {i}: struct_pack(field0 := list_extract({call[0]}, {i}), field1 := list_extract({call[1]}, {i})))";
    }
}
