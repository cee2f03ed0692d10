using RecipePicks.Sql.Lexing;

namespace RecipePicks.Sql.Parsing;

/// <summary>What to write instead of what other databases take and Athena does not.</summary>
internal static class Hints
{
    private static readonly (Func<Token, Token, bool> Fits, string Instead)[] s_hints =
    [
        (Mark("=="), "Equality is one sign: a = b"),
        (Mark("::"), "Write CAST(value AS type)."),
        ((t, n) => t.IsMark(":") && (n.IsMark(":") || n.Kind == TokenKind.Parameter), "Write CAST(value AS type)."),
        ((t, n) => t.IsMark(":"), "Elements are taken with json_extract_scalar(text, '$.path'), not with a colon."),
        (Mark("!"), "Unequal is <> or !=; negation is NOT."),
        (Mark("%"), "A pattern is a text in quotes: LIKE '%text%'"),
        (Mark("~"), "Regular expressions: regexp_like(text, 'pattern')"),
        (Mark("->"), "json_extract_scalar(text, '$.path') takes an element; x -> … is a function's argument."),
        (Mark("&"), "Bits: bitwise_and(a, b)"),
        (Mark("|"), "Texts are joined by ||, bits by bitwise_or(a, b)."),
        (Mark("^"), "Powers: power(a, b)"),
        (Mark("#"), "A comment begins with --"),
        (Word("ilike"), "Write lower(text) LIKE '…' or regexp_like(text, '(?i)…')."),
        (Word("rlike"), "Write regexp_like(text, 'pattern')."),
        (Word("regexp"), "Write regexp_like(text, 'pattern')."),
        (Word("similar"), "Write regexp_like(text, 'pattern')."),
        (Word("qualify"), "Number the rows in a subquery and filter outside it."),
        (Word("top"), "Write LIMIT n at the end."),
        (Word("limit"), "In Athena OFFSET comes before LIMIT, and LIMIT comes last."),
        (Word("tablesample"), "Sampling is not known here: leave it out."),
        (Word("match_recognize"), "Row patterns are not known here: use window functions."),
        (Word("insert"), "A case is only read."),
        (Word("update"), "A case is only read."),
        (Word("delete"), "A case is only read."),
        (Word("drop"), "A case is only read."),
        (Word("alter"), "A case is only read; partitions need no loading here."),
        (Word("msck"), "Partitions need no loading here."),
        (Word("copy"), "A case is only read; picks sql writes files with --format and --out."),
    ];

    /// <summary>The hint for a token that has no place where it stands; null when there is none.</summary>
    public static string? For(Token token, Token next) => s_hints.FirstOrDefault(h => h.Fits(token, next)).Instead;

    private static Func<Token, Token, bool> Mark(string mark) => (token, _) => token.IsMark(mark);

    private static Func<Token, Token, bool> Word(string word) => (token, _) => token.Is(word);
}
