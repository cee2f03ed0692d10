using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Numbers.</summary>
internal static class NumberFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("abs(N) N", "abs({0})"),
        new("sign(N) N", "CAST(sign({0}) AS {R})"),
        Whole("ceil", "ceil"),
        new("ceil(N) N", "CAST(ceil({0}) AS {R})"),
        Whole("ceiling", "ceil"),
        new("ceiling(N) N", "CAST(ceil({0}) AS {R})"),
        Whole("floor", "floor"),
        new("floor(N) N", "CAST(floor({0}) AS {R})"),
        Whole("round", "round"),
        new("round(N) N", "CAST(round({0}) AS {R})"),
        new(
            "round(decimal, bigint) decimal",
            r => $"CAST(round({r[0]}, CAST({r[1]} AS INTEGER)) AS {Longer(r).Physical})"
        )
        {
            Typed = Longer,
        },
        new("round(N, bigint) N", "CAST(round({0}, CAST({1} AS INTEGER)) AS {R})"),
        Whole("truncate", "trunc"),
        new("truncate(double) double", "trunc({0})"),
        new(
            "mod(N, N) N",
            r =>
                r.Result.IsInteger || r.Result.Kind == TypeKind.Decimal
                    ? $"(CASE WHEN {r[1]} = 0 THEN {r.Fail("Division by zero")} ELSE CAST({r[0]} % {r[1]} AS {r.Result.Physical}) END)"
                    : r.Fill("({0} % {1})")
        ),
        new("power(double, double) double", "pow({0}, {1})"),
        new("pow(double, double) double", "pow({0}, {1})"),
        new("sqrt(double) double", "(CASE WHEN {0} < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt({0}) END)"),
        new("cbrt(double) double", "cbrt({0})"),
        new("exp(double) double", "exp({0})"),
        new(
            "ln(double) double",
            "(CASE WHEN {0} > 0 THEN ln({0}) WHEN {0} = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE CAST('NaN' AS DOUBLE) END)"
        ),
        new(
            "log2(double) double",
            "(CASE WHEN {0} > 0 THEN log2({0}) WHEN {0} = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE CAST('NaN' AS DOUBLE) END)"
        ),
        new(
            "log10(double) double",
            "(CASE WHEN {0} > 0 THEN log10({0}) WHEN {0} = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE CAST('NaN' AS DOUBLE) END)"
        ),
        new("log(double, double) double", "(ln({1}) / ln({0}))"),
        new("sin(double) double", Finite("sin")),
        new("cos(double) double", Finite("cos")),
        new("tan(double) double", Finite("tan")),
        new("asin(double) double", Within("asin")),
        new("acos(double) double", Within("acos")),
        new("atan(double) double", "atan({0})"),
        new("atan2(double, double) double", "atan2({0}, {1})"),
        new("sinh(double) double", "sinh({0})"),
        new("cosh(double) double", "cosh({0})"),
        new("tanh(double) double", "tanh({0})"),
        new("degrees(double) double", "degrees({0})"),
        new("radians(double) double", "radians({0})"),
        new("pi() double", "pi()"),
        new("e() double", "exp(CAST(1 AS DOUBLE))"),
        new("infinity() double", "CAST('Infinity' AS DOUBLE)"),
        new("nan() double", "CAST('NaN' AS DOUBLE)"),
        new("is_nan(double) boolean", "isnan({0})"),
        new("is_finite(double) boolean", "isfinite({0})"),
        new("is_infinite(double) boolean", "isinf({0})"),
        new("random() double", "random()"),
        new("rand() double", "random()"),
        new("random(bigint) bigint", "CAST(floor(random() * {0}) AS BIGINT)"),
        new(
            "random(bigint, bigint) bigint",
            r =>
                $"(CASE WHEN {r[0]} >= {r[1]} THEN {r.Fail("start value must be less than stop value")} ELSE CAST({r[0]} + floor(random() * ({r[1]} - {r[0]})) AS BIGINT) END)"
        ),
        new("bitwise_and(bigint, bigint) bigint", "({0} & {1})"),
        new("bitwise_or(bigint, bigint) bigint", "({0} | {1})"),
        new("bitwise_xor(bigint, bigint) bigint", "xor({0}, {1})"),
        new("bitwise_not(bigint) bigint", "(~{0})"),
        new("to_base(bigint, bigint) varchar", "picks_to_base({0}, {1})"),
        new("from_base(varchar, bigint) bigint", "picks_from_base({0}, {1})"),
        new(
            "width_bucket(double, double, double, bigint) bigint",
            r =>
                $"(CASE WHEN {r[3]} <= 0 THEN {r.Fail("bucketCount must be greater than 0")} WHEN isnan({r[0]}) THEN {r.Fail("operand must not be NaN")} "
                + $"WHEN NOT isfinite({r[1]}) OR NOT isfinite({r[2]}) THEN {r.Fail("bounds must be finite")} WHEN {r[1]} = {r[2]} THEN {r.Fail("bounds cannot equal each other")} "
                + r.Fill(
                    "ELSE CAST(least(greatest(floor(({0} - {1}) / ({2} - {1}) * {3}) + 1, 0), {3} + 1) AS BIGINT) END)"
                )
        ),
    ];

    /// <summary>DuckDB refuses infinity, Trino gives NaN.</summary>
    private static string Finite(string name) =>
        $"(CASE WHEN isinf({{0}}) THEN CAST('NaN' AS DOUBLE) ELSE {name}({{0}}) END)";

    /// <summary>DuckDB refuses what is beyond 1, Trino gives NaN.</summary>
    private static string Within(string name) =>
        $"(CASE WHEN abs({{0}}) > 1 THEN CAST('NaN' AS DOUBLE) ELSE {name}({{0}}) END)";

    /// <summary>A decimal made whole: none of its digits is behind the point.</summary>
    /// <remarks>Source: Trino, MathFunctions. All but truncate may need a digit more before it.</remarks>
    private static SqlFunction Whole(string name, string duck)
    {
        SqlType Of(Rendering call)
        {
            var type = call.Arguments[0].Type;
            var more = name == "truncate" ? 0 : Math.Min(type.Scale, 1);
            return SqlType.Decimal(type.Precision - type.Scale + more, 0);
        }

        return new($"{name}(decimal) decimal", r => $"CAST({duck}({r[0]}) AS {Of(r).Physical})") { Typed = Of };
    }

    private static SqlType Longer(Rendering call) =>
        SqlType.Decimal(call.Arguments[0].Type.Precision + 1, call.Arguments[0].Type.Scale);
}
