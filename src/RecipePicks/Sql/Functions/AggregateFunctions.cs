using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Aggregates. {D}, {O} and {F} are DISTINCT, ORDER BY and FILTER or OVER.</summary>
internal static class AggregateFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("count() bigint", "count(*){F}"),
        new("count(T) bigint", "count({D}{0}){F}"),
        new(
            "count_if(boolean) bigint",
            r => $"CAST(coalesce(sum(CASE WHEN {r[0]} THEN 1 ELSE 0 END){r.After}, 0) AS BIGINT)"
        ),
        new("approx_distinct(T) bigint", "count(DISTINCT {0}){F}"),
        new("approx_distinct(T, double) bigint", "count(DISTINCT {0}){F}"),
        new("sum(bigint) bigint", "CAST(sum({D}{0}){F} AS BIGINT)"),
        new("sum(decimal) decimal", "sum({D}{0}){F}") { Typed = r => SqlType.Decimal(38, r.Arguments[0].Type.Scale) },
        new("sum(double) double", "sum({D}{0}){F}"),
        new("sum(interval_day) interval_day", "CAST(sum({D}{0}){F} AS BIGINT)"),
        new("avg(decimal) decimal", r => $"CAST(avg({r.Distinct}{r[0]}){r.After} AS {r.Arguments[0].Type.Physical})")
        {
            Typed = r => r.Arguments[0].Type,
        },
        new("avg(double) double", "avg({D}{0}){F}"),
        new("avg(interval_day) interval_day", "CAST(avg({D}{0}){F} AS BIGINT)"),
        new("min(T) T", "min({D}{0}){F}"),
        new("max(T) T", "max({D}{0}){F}"),
        new("min(T, bigint) array(T)", "min({0}, {1}){F}"),
        new("max(T, bigint) array(T)", "max({0}, {1}){F}"),
        new("min_by(T, U) T", "arg_min_null({0}, {1}){F}"),
        new("max_by(T, U) T", "arg_max_null({0}, {1}){F}"),
        new("min_by(T, U, bigint) array(T)", "arg_min({0}, {1}, {2}){F}"),
        new("max_by(T, U, bigint) array(T)", "arg_max({0}, {1}, {2}){F}"),
        new("arbitrary(T) T", "any_value({0}){F}"),
        new("any_value(T) T", "any_value({0}){F}"),
        new("array_agg(T) array(T)", "list({D}{0}{O}){F}"),
        new("set_agg(T) array(T)", "list(DISTINCT {0}){F}"),
        new("listagg(varchar) varchar", "string_agg({D}{0}, ''{O}){F}"),
        new("listagg(varchar, varchar) varchar", "string_agg({D}{0}, {1}{O}){F}"),
        new("bool_and(boolean) boolean", "bool_and({0}){F}"),
        new("bool_or(boolean) boolean", "bool_or({0}){F}"),
        new("every(boolean) boolean", "bool_and({0}){F}"),
        new("map_agg(K, V) map(K, V)", MapOf),
        new("multimap_agg(K, V) map(K, array(V))", MultiMapOf),
        new("histogram(T) map(T, bigint)", "CAST(histogram({0}){F} AS {R})"),
        new("approx_percentile(N, double) N", r => Percentile(r)),
        new("stddev(double) double", "stddev_samp({0}){F}"),
        new("stddev_samp(double) double", "stddev_samp({0}){F}"),
        new("stddev_pop(double) double", "stddev_pop({0}){F}"),
        new("variance(double) double", "var_samp({0}){F}"),
        new("var_samp(double) double", "var_samp({0}){F}"),
        new("var_pop(double) double", "var_pop({0}){F}"),
        new("corr(double, double) double", "corr({0}, {1}){F}"),
        new("covar_pop(double, double) double", "covar_pop({0}, {1}){F}"),
        new("covar_samp(double, double) double", "covar_samp({0}, {1}){F}"),
        new("regr_slope(double, double) double", "regr_slope({0}, {1}){F}"),
        new("regr_intercept(double, double) double", "regr_intercept({0}, {1}){F}"),
        new("geometric_mean(double) double", "exp(avg(ln({0})){F})"),
        new("bitwise_and_agg(bigint) bigint", "bit_and({0}){F}"),
        new("bitwise_or_agg(bigint) bigint", "bit_or({0}){F}"),
        new("grouping(any...) bigint", "grouping({*})"),
    ];

    /// <summary>The first value of each key.</summary>
    private static string MapOf(Rendering call)
    {
        var (all, e, i, x) = (call.Fresh("l"), call.Fresh("e"), call.Fresh("i"), call.Fresh("x"));
        var pairs =
            $"list(struct_pack(k := {call[0]}, v := {call[1]})){call.After.Replace("FILTER (WHERE ", $"FILTER (WHERE {call[0]} IS NOT NULL AND ", StringComparison.Ordinal)}";
        pairs = call.After.Contains("FILTER", StringComparison.Ordinal)
            ? pairs
            : $"list(struct_pack(k := {call[0]}, v := {call[1]})) FILTER (WHERE {call[0]} IS NOT NULL){call.After}";
        var keys = $"list_transform({all}, lambda {x}: struct_extract({x}, 'k'))";
        var first = $"list_filter({all}, lambda {e}, {i}: list_position({keys}, struct_extract({e}, 'k')) = {i})";
        return $"map_from_entries(list_extract(list_transform([{pairs}], lambda {all}: {first}), 1))";
    }

    private static string MultiMapOf(Rendering call)
    {
        var (all, k, e, x) = (call.Fresh("l"), call.Fresh("k"), call.Fresh("e"), call.Fresh("x"));
        var pairs = $"list(struct_pack(k := {call[0]}, v := {call[1]})){call.After}";
        var keys = $"list_distinct(list_transform({all}, lambda {x}: struct_extract({x}, 'k')))";
        var values =
            $"list_transform(list_filter({all}, lambda {e}: struct_extract({e}, 'k') = {k}), lambda {e}: struct_extract({e}, 'v'))";
        return $"map_from_entries(list_extract(list_transform([{pairs}], lambda {all}: list_transform({keys}, lambda {k}: struct_pack(k := {k}, v := {values}))), 1))";
    }

    private static string Percentile(Rendering call) =>
        $"CAST(quantile_disc({call[0]}, {call[1]}){call.After} AS {call.Result.Physical})";
}
