using System.Text;
using RecipePicks.Sql.Native;

namespace RecipePicks.Tests.Sql;

/// <summary>Regular expressions in Java's syntax match what Java's match.</summary>
public sealed class JavaRegexTests
{
    private static JavaRegex Of(string pattern) => JavaRegex.Of(Encoding.UTF8.GetBytes(pattern));

    private static string? First(string pattern, string text) =>
        Of(pattern).For(text).Match(text) is { Success: true, Value: var value } ? value : null;

    [Theory]
    [InlineData(@"\p{L}+", "cb", "cb")]
    [InlineData(@"^\p{Lu}\p{Ll}+[A-Z]", "CreateUser", "CreateU")]
    [InlineData(@"\p{Alpha}+\p{Digit}+", "-ab12-", "ab12")]
    [InlineData(@"\p{Upper}{2}", "aABc", "AB")]
    [InlineData(@"\pL++", "ab1", "ab")]
    [InlineData(@"\P{Alpha}+", "ab12c", "12")]
    [InlineData(@"[\p{IsLu}_]+", "aB_c", "B_")]
    [InlineData(@"a{2}+a", "aaa", "aaa")]
    [InlineData(@"(?:ab){1,2}+ab", "abab", null)]
    [InlineData(@"\{\d+\}+", "x{12}}", "{12}}")]
    [InlineData(@"{""a""", @"{""a"":1}", @"{""a""")]
    [InlineData(@"(a)(?<n>b)(c)\2", "abcb", "abcb")]
    [InlineData(@"(a)\12", "aa2", "aa2")]
    [InlineData(@"(?<q>[ab])\k<q>", "abb", "bb")]
    [InlineData(@"\x41\u0042\x{43}\0104", "ABCD", "ABCD")]
    [InlineData(@"\x{1F600}+", "a😀😀", "😀😀")]
    [InlineData(@"[x😀]+", "a😀x😀", "😀x😀")]
    [InlineData(@"^.[^a]$", "😀😀", "😀😀")]
    [InlineData(@"\Qa.b*\E+", "a.b**", "a.b**")]
    [InlineData("(?x) a + # plus (\n b", "aab", "aab")]
    [InlineData(@"(?i:user)\s[^\S]*", "USER  x", "USER  ")]
    [InlineData(@"[\s\S]+", "a\nb", "a\nb")]
    [InlineData(@"[]a]+", "a]b", "a]")]
    [InlineData(@"[a-]+", "b-a-", "-a-")]
    [InlineData(@"[\w-.]+", "(a-b.c)", "a-b.c")]
    [InlineData(@"\h\v\R", " \n\r\n", " \n\r\n")]
    public void What_Java_matches_is_matched(string pattern, string text, string? first) =>
        Assert.Equal(first, First(pattern, text));

    [Theory]
    [InlineData("[a-c&&[^b]]", "ac")]
    [InlineData("[a-c&&[ab]]", "ab")]
    [InlineData("[a-e&&[^bc]&&[b-d]]", "d")]
    [InlineData("[a-c[x-z]]", "abcxyz")]
    [InlineData("[^a-c[x-z]]", "de&[")]
    [InlineData("[^a-c&&[bcd]]", "adexyz&[")]
    [InlineData(@"[\w&&[^a-d\[]]", "exyz")]
    [InlineData(@"[\W&&[^&]]", "[")]
    [InlineData("[a&b]", "ab&")]
    [InlineData(@"[\Wa]", "a&[")]
    [InlineData("[^[a-c]&]", "dexyz[")]
    [InlineData("[a-[b]x]", "abx")]
    public void Classes_are_sets(string pattern, string members) =>
        Assert.Equal(members, string.Concat("abcdexyz&[".Where(c => First($"^{pattern}$", c.ToString()) is not null)));

    [Theory]
    [InlineData(@"\p{IsLatin}", "\\p{IsLatin} is not known")]
    [InlineData("[[:alpha:]]", "[:…:]")]
    [InlineData("[a&&]", "&&")]
    [InlineData("[z-a]", "range")]
    [InlineData("a**", "quantifier *")]
    [InlineData("+a", "quantifier +")]
    [InlineData("(a", "never closed")]
    [InlineData("a)", "closes no group")]
    [InlineData("[a", "never closed")]
    [InlineData("(?d)a", "flags are")]
    [InlineData("(?<a>b)(?<a>c)", "two groups")]
    [InlineData(@"\X", "\\X is not known")]
    [InlineData(@"\", "at the end")]
    [InlineData(@"(a)\2", "undefined group")]
    public void What_cannot_be_said_is_refused_by_name(string pattern, string reason)
    {
        Assert.Contains(reason, JavaRegex.Problem(pattern));
        Assert.DoesNotContain("(?>", JavaRegex.Problem(pattern));
    }

    [Fact]
    public void Classes_within_classes_without_end_are_refused() =>
        Assert.Contains("nested", JavaRegex.Problem(new string('[', 100_000)));

    [Theory]
    [InlineData(@"\w+\b\W\w+", "iam:CreateUser", "iam:CreateUser")]
    [InlineData(@"b+\b[^a]", "bb.", "bb.")]
    [InlineData(@"[^a]{1,2}[^a]+?\B", ".:", ".:")]
    public void Boundaries_of_words_stand_behind_loops(string pattern, string text, string first) =>
        Assert.Equal(first, First(pattern, text));

    /// <summary>Where a match that begins at a place may end, the first choice first.</summary>
    private delegate IEnumerable<int> Naive(string text, int at);

    [Fact]
    public void Random_patterns_match_what_a_naive_matcher_matches()
    {
        var random = new Random(20240501);
        for (var i = 0; i < 600; i++)
        {
            var (pattern, naive) = Sequence(random, depth: 2);
            for (var k = 0; k < 20; k++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => "ab:.c"[random.Next(5)]));
                var match = Of(pattern).For(text).Match(text);
                var expected = Enumerable
                    .Range(0, text.Length + 1)
                    .SelectMany(from => naive(text, from).Take(1).Select(to => (from, to)))
                    .Cast<(int, int)?>()
                    .FirstOrDefault();
                (int, int)? got = match.Success ? (match.Index, match.Index + match.Length) : null;
                Assert.True(expected == got, $"{pattern} on \"{text}\": {got}, not {expected}");
            }
        }
    }

    private static (string, Naive) Sequence(Random random, int depth)
    {
        var pieces = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Piece(random, depth)).ToList();
        return (
            string.Concat(pieces.Select(p => p.Item1)),
            (text, at) =>
                pieces.Aggregate(
                    (IEnumerable<int>)[at],
                    (ends, piece) => ends.SelectMany(end => piece.Item2(text, end))
                )
        );
    }

    private static (string, Naive) Piece(Random random, int depth)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                var inside = random.Next(2) == 0;
                return (
                    inside ? @"\B" : @"\b",
                    (text, at) => (IsWord(text, at - 1) == IsWord(text, at)) == inside ? [at] : []
                );
            case 2 when depth > 0:
                // Each way begins with a character: no turn of a loop is empty.
                var (a, b) = (Way(random, depth - 1), Way(random, depth - 1));
                return Repeated(
                    random,
                    $"({a.Item1}|{b.Item1})",
                    (text, at) => a.Item2(text, at).Concat(b.Item2(text, at))
                );
            default:
                var (set, holds) = Set(random);
                return Repeated(random, set, holds);
        }
    }

    private static (string, Naive) Way(Random random, int depth)
    {
        var (set, holds) = Set(random);
        var (rest, follows) = Sequence(random, depth);
        return (set + rest, (text, at) => holds(text, at).SelectMany(end => follows(text, end)));
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]);

    private static (string, Naive) Set(Random random)
    {
        (string Pattern, Func<char, bool> Has)[] sets =
        [
            ("a", c => c == 'a'),
            (@"\.", c => c == '.'),
            (".", _ => true),
            ("[^a]", c => c != 'a'),
            ("[a-z&&[^b]]", c => c is 'a' or 'c'),
            (@"\w", char.IsAsciiLetter),
            (@"\W", c => !char.IsAsciiLetter(c)),
            (@"\p{Alpha}", char.IsAsciiLetter),
            (@"[\W[b]]", c => c == 'b' || !char.IsAsciiLetter(c)),
        ];
        var (pattern, has) = sets[random.Next(sets.Length)];
        return (pattern, (text, at) => at < text.Length && has(text[at]) ? [at + 1] : []);
    }

    private static (string, Naive) Repeated(Random random, string pattern, Naive once)
    {
        (string Sign, int Least, int Most)[] quantifiers =
        [
            ("", 1, 1),
            ("*", 0, 99),
            ("+", 1, 99),
            ("?", 0, 1),
            ("{1,2}", 1, 2),
            ("{2}", 2, 2),
        ];
        var (sign, least, most) = quantifiers[random.Next(quantifiers.Length)];
        var manner = sign.Length == 0 ? 0 : random.Next(3);
        return (
            pattern
                + sign
                + manner switch
                {
                    1 => "?",
                    2 => "+",
                    _ => "",
                },
            (text, at) => manner == 2 ? Ends(text, at, 0).Take(1) : Ends(text, at, 0)
        );

        IEnumerable<int> Ends(string text, int at, int times)
        {
            var more = times < most ? once(text, at).SelectMany(end => Ends(text, end, times + 1)) : [];
            IEnumerable<int> enough = times >= least ? [at] : [];
            return manner == 1 ? enough.Concat(more) : more.Concat(enough);
        }
    }
}
