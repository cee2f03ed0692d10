using System.Text;
using System.Text.RegularExpressions;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Regular expressions in Java's syntax, which .NET's nearly is.</summary>
internal static class RegexFunctions
{
    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of(
            "picks_regexp_like",
            "vv:b",
            (a, r, row) => r.SetBoolean(row, JavaRegex.Of(a[1].GetUtf8(row)).IsMatch(a[0].GetUtf8(row)))
        ),
        Of("picks_regexp_extract", "vvi:v", Extract),
        Of("picks_regexp_extract_all", "vvi:a", ExtractAll),
        Of("picks_regexp_split", "vv:a", Split),
        Of("picks_regexp_replace", "vvv:v", Replace),
        Of("picks_regexp_count", "vv:i", (a, r, row) => r.SetInt64(row, Matches(a, row).Count)),
        Of("picks_regexp_position", "vv:i", Position),
        Of("picks_regexp_parts", "vv:p", Parts),
    ];

    private static MatchCollection Matches(DuckChunkReader arguments, int row) =>
        arguments[0].GetString(row) is { } text
            ? JavaRegex.Of(arguments[1].GetUtf8(row)).For(text).Matches(text)
            : throw new InvalidOperationException("NULL is not matched");

    private static void Extract(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var regex = JavaRegex.Of(arguments[1].GetUtf8(row));
        var group = regex.Group(arguments[2].GetInt64(row));
        var text = arguments[0].GetString(row)!;
        var match = regex.For(text).Match(text);
        Set(result, row, match.Success && match.Groups[group].Success ? match.Groups[group].Value : null);
    }

    private static void ExtractAll(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var group = JavaRegex.Of(arguments[1].GetUtf8(row)).Group(arguments[2].GetInt64(row));
        SetList(
            result,
            row,
            Matches(arguments, row).Select(m => m.Groups[group].Success ? m.Groups[group].Value : null)
        );
    }

    /// <summary>What lies between the matches; unlike .NET's, without the groups.</summary>
    private static void Split(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetString(row)!;
        var parts = new List<string>();
        var from = 0;
        foreach (Match match in Matches(arguments, row))
        {
            parts.Add(text[from..match.Index]);
            from = match.Index + match.Length;
        }

        parts.Add(text[from..]);
        SetList(result, row, parts);
    }

    private static void Position(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetString(row)!;
        var match = JavaRegex.Of(arguments[1].GetUtf8(row)).For(text).Match(text);
        result.SetInt64(row, match.Success ? text[..match.Index].EnumerateRunes().Count() + 1 : -1);
    }

    /// <summary>What the replacements in one text may be together.</summary>
    private const int MostCharacters = Functions.StringFunctions.MostBytes;

    private static void Replace(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var regex = JavaRegex.Of(arguments[1].GetUtf8(row));
        var by = arguments[2].GetString(row)!;
        var text = arguments[0].GetString(row)!;
        var left = MostCharacters;
        result.SetString(
            row,
            regex
                .For(text)
                .Replace(
                    text,
                    m =>
                    {
                        var substitute = Substitute(regex, m, by);
                        left -= substitute.Length;
                        return left >= 0
                            ? substitute
                            : throw new FormatException("regexp_replace makes too long a text");
                    }
                )
        );
    }

    /// <summary><c>$1</c>, <c>${name}</c> and <c>\x</c>: as many digits as there are groups for.</summary>
    private static string Substitute(JavaRegex regex, Match match, string by)
    {
        if (by.AsSpan().IndexOfAny('$', '\\') < 0)
        {
            return by;
        }

        var text = new StringBuilder();
        for (var i = 0; i < by.Length; i++)
        {
            if (by[i] == '\\' && i + 1 < by.Length)
            {
                text.Append(by[++i]);
            }
            else if (by[i] == '$')
            {
                i = Reference(regex, match, by, i + 1, text);
            }
            else
            {
                text.Append(by[i]);
            }
        }

        return text.ToString();
    }

    private static int Reference(JavaRegex regex, Match match, string by, int at, StringBuilder text)
    {
        if (at < by.Length && by[at] == '{' && by.IndexOf('}', at) is > 0 and var close)
        {
            text.Append(match.Groups[regex.Group(by[(at + 1)..close])].Value);
            return close;
        }

        if (at >= by.Length || !char.IsAsciiDigit(by[at]))
        {
            throw new FormatException(
                "Illegal replacement sequence: a $ is followed by a group's number or {name}; write \\$ for the sign itself"
            );
        }

        var group = by[at] - '0';
        while (at + 1 < by.Length && char.IsAsciiDigit(by[at + 1]) && (group * 10) + by[at + 1] - '0' <= regex.Groups)
        {
            group = (group * 10) + by[++at] - '0';
        }

        text.Append(match.Groups[regex.Group((long)group)].Value);
        return at;
    }

    /// <summary>For a replacement by a function: what stands before each match, and its groups; at last the rest.</summary>
    private static void Parts(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[0].GetString(row)!;
        var from = 0;
        var regex = JavaRegex.Of(arguments[1].GetUtf8(row));
        foreach (Match match in Matches(arguments, row))
        {
            var at = Append(text[from..match.Index]);
            var groups = result.Child.Field(1);
            groups.SetValid(at);
            for (var i = 1; i <= regex.Groups; i++)
            {
                var group = match.Groups[regex.Group((long)i)];
                Set(groups.Child, groups.AppendToList(at), group.Success ? group.Value : null);
            }

            from = match.Index + match.Length;
        }

        Append(text[from..]);

        int Append(string before)
        {
            var at = result.AppendToList(row);
            result.Child.SetValid(at);
            result.Child.Field(0).SetString(at, before);
            return at;
        }
    }
}
