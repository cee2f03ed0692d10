using System.Globalization;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Functions over text. DuckDB's own where it answers alike.</summary>
internal static class StringFunctions
{
    /// <summary>What no text that a function lengthens is longer than, in bytes.</summary>
    public const int MostBytes = 64 << 20;

    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("length(char) bigint", r => r.Arguments[0].Type.Precision.ToString(CultureInfo.InvariantCulture)),
        new("length(varchar) bigint", "length({0})"),
        new("length(varbinary) bigint", "octet_length({0})"),
        new("lower(varchar) varchar", "lower({0})"),
        // DuckDB makes ẞ of ß; Trino leaves what has no single upper-case letter of its own in Java.
        new(
            "upper(varchar) varchar",
            r =>
                r.Fill(
                    "(CASE WHEN contains({0}, 'ß') THEN array_to_string(list_transform(string_split({0}, 'ß'), lambda picks_e: upper(picks_e)), 'ß') ELSE upper({0}) END)"
                )
        ),
        new("concat(varchar, char) char", r => Padded(r))
        {
            Typed = r => SqlType.Char((r.Arguments[0].Text?.Length ?? 0) + r.Arguments[1].Type.Precision),
        },
        new("concat(char, char) char", "({0} || {1})")
        {
            Typed = r => SqlType.Char(r.Arguments.Sum(a => a.Type.Precision)),
        },
        new("concat(varchar, varchar, varchar...) varchar", Joined),
        new("concat(varchar, varchar) varchar", Joined),
        new("concat(array(T)...) array(T)", r => $"({string.Join(" || ", r.Arguments.Select(a => a.Sql))})"),
        new("concat(varbinary, varbinary...) varbinary", Joined),
        new("concat_ws(varchar, array(varchar)) varchar", "array_to_string({1}, {0})"),
        new(
            "concat_ws(varchar, varchar...) varchar",
            r => $"(CASE WHEN {r[0]} IS NULL THEN NULL ELSE concat_ws({r.All}) END)"
        ),
        new("substr(char, bigint) varchar", "picks_substr({0}, {1}, 2147483647)"),
        new("substr(char, bigint, bigint) varchar", "picks_substr({0}, {1}, {2})"),
        new("substr(varchar, bigint) varchar", Substring),
        new("substr(varchar, bigint, bigint) varchar", Substring),
        new("substring(char, bigint) varchar", "picks_substr({0}, {1}, 2147483647)"),
        new("substring(char, bigint, bigint) varchar", "picks_substr({0}, {1}, {2})"),
        new("substring(varchar, bigint) varchar", Substring),
        new("substring(varchar, bigint, bigint) varchar", Substring),
        new("strpos(varchar, varchar) bigint", "strpos({0}, {1})"),
        new("strpos(varchar, varchar, bigint) bigint", "picks_strpos({0}, {1}, {2})"),
        new("starts_with(varchar, varchar) boolean", "starts_with({0}, {1})"),
        new("replace(varchar, varchar) varchar", "replace({0}, {1}, '')"),
        new(
            "replace(varchar, varchar, varchar) varchar",
            r =>
                r.Arguments[1].Text is { Length: > 0 } part && r.Arguments[2].Text?.Length <= part.Length
                    ? r.Fill("replace({0}, {1}, {2})")
                    : r.Fill("picks_replace({0}, {1}, {2})")
        ),
        new("reverse(varchar) varchar", "reverse({0})"),
        new("reverse(array(T)) array(T)", "list_reverse({0})"),
        new("trim(varchar) varchar", "picks_trim({0}, '', 3)"),
        new("ltrim(varchar) varchar", "picks_trim({0}, '', 1)"),
        new("rtrim(varchar) varchar", "picks_trim({0}, '', 2)"),
        new("trim(varchar, varchar) varchar", "picks_trim({0}, {1}, 3)"),
        new("ltrim(varchar, varchar) varchar", "picks_trim({0}, {1}, 1)"),
        new("rtrim(varchar, varchar) varchar", "picks_trim({0}, {1}, 2)"),
        new("lpad(varchar, bigint, varchar) varchar", "picks_pad({0}, {1}, {2}, TRUE)"),
        new("rpad(varchar, bigint, varchar) varchar", "picks_pad({0}, {1}, {2}, FALSE)"),
        new("split(varchar, varchar) array(varchar)", "picks_split({0}, {1}, 2147483647)"),
        new("split(varchar, varchar, bigint) array(varchar)", "picks_split({0}, {1}, {2})"),
        new("split_part(varchar, varchar, bigint) varchar", Part),
        new("split_to_map(varchar, varchar, varchar) map(varchar, varchar)", "picks_split_to_map({0}, {1}, {2})"),
        new("translate(varchar, varchar, varchar) varchar", "translate({0}, {1}, {2})"),
        new("chr(bigint) varchar", "chr(CAST({0} AS INTEGER))"),
        new("codepoint(varchar) integer", "unicode({0})"),
        new("levenshtein_distance(varchar, varchar) bigint", Levenshtein),
        new("hamming_distance(varchar, varchar) bigint", "hamming({0}, {1})"),
    ];

    /// <summary>Trino refuses what would take a million steps.</summary>
    private static string Levenshtein(Rendering call)
    {
        var large = call.Fail("The combined inputs for Levenshtein distance are too large");
        return call.Fill("levenshtein((CASE WHEN length({0}) * (length({1}) - 1) > 1000000 THEN ")
            + $"CAST({large} AS VARCHAR) "
            + call.Fill("ELSE {0} END), {1})");
    }

    private static string Joined(Rendering call) => $"({string.Join(" || ", call.Arguments.Select(a => a.Sql))})";

    /// <summary>DuckDB gives an empty text past the end; the first part is never past it, unless nothing parts it.</summary>
    private static string Part(Rendering call) =>
        call.Arguments[1].Text is not { Length: > 0 } ? call.Fill("picks_split_part({0}, {1}, {2})")
        : call.Arguments[2].Number == 1 ? $"split_part({call.All})"
        : call.Arguments[2].Number > 1 ? call.Fill("list_extract(string_split({0}, {1}), {2})")
        : call.Fill("picks_split_part({0}, {1}, {2})");

    private static string Padded(Rendering call) => $"({call[0]} || {call[1]})";

    /// <summary>DuckDB takes 0 for 1 and begins before the text; both are empty in Trino.</summary>
    private static string Substring(Rendering call)
    {
        var hasLength = call.Arguments.Count == 3;
        return call.Arguments[1].Number is > 0 and <= int.MaxValue
            && (!hasLength || call.Arguments[2].Number is >= 0 and <= int.MaxValue)
                ? $"substr({call.All})"
            : hasLength ? call.Fill("picks_substr({0}, {1}, {2})")
            : call.Fill("picks_substr({0}, {1}, 2147483647)");
    }
}
