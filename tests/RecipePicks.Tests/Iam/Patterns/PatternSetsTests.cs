using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Tests.Iam.Patterns;

/// <summary>Patterns as sets, against all short texts one by one.</summary>
public sealed class PatternSetsTests
{
    // One character more than patterns name stands for all others.
    private static readonly string[] Texts = [.. Enumerable.Range(0, 6).SelectMany(n => All("abcx", n))];

    private static readonly Gen<Pattern[]> Sets =
        from many in Gen.Choose(0, 3)
        from patterns in One().ArrayOf(many)
        select patterns;

    [Fact]
    public void Intersection_is_that_of_all_short_texts() =>
        Check((some, others) => (PatternSets.Intersect(some, others), t => Meets(some, t) && Meets(others, t)));

    [Fact]
    public void Difference_is_that_of_all_short_texts() =>
        Check((some, others) => (PatternSets.Difference(some, others), t => Meets(some, t) && !Meets(others, t)));

    [Fact]
    public void Inclusion_is_that_of_all_short_texts() =>
        Check(
            (some, others) =>
            {
                var verdict = PatternSets.Includes(some, others);
                return (verdict with { Truth = verdict.Truth.Not() }, t => Meets(others, t) && !Meets(some, t));
            }
        );

    [Theory]
    [InlineData("arn:aws:s3:::*", "arn:aws:s3:::data/*", Truth.Yes, null)]
    [InlineData("arn:aws:s3:::data*", "arn:aws:s3:::*", Truth.No, "arn:aws:s3:::")]
    [InlineData("arn:aws:sqs:*:*:*", "arn:aws:sqs", Truth.Yes, null)]
    // As one text the star would cover this; part by part it does not.
    [InlineData("arn:aws:sqs:eu-*", "arn:aws:sqs:*:*:eu-q", Truth.No, "arn:aws:sqs:::eu-q")]
    public void Patterns_of_ARNs_are_compared_part_by_part(string wide, string narrow, Truth expected, string? witness)
    {
        var verdict = PatternSets.Includes([ArnPattern.OfResource(wide)], [ArnPattern.OfResource(narrow)]);

        Assert.Equal((expected, witness), (verdict.Truth, verdict.Witness));
    }

    [Fact]
    public void Case_counts_unless_it_does_not()
    {
        Assert.Equal(Truth.No, PatternSets.Intersect([Pattern.Parse("s3:get*")], [Pattern.Parse("S3:Get?")]).Truth);
        Assert.Equal(
            Truth.Yes,
            PatternSets.Intersect([Pattern.Parse("s3:get*")], [Pattern.Parse("S3:Get?")], ignoreCase: true).Truth
        );
    }

    [Fact]
    public void What_is_too_large_is_unknown()
    {
        // To know whether there is an a twenty characters before the end, an automaton remembers each of them: 2^20 states.
        // Both at once is impossible, and only going through all of them shows it.
        var twenty = new string('?', 20);

        Assert.Equal(
            new PatternVerdict(Truth.Unknown, null),
            PatternSets.Difference([Pattern.Parse($"*a{twenty}")], [Pattern.Parse($"*a?{twenty[..19]}")])
        );
    }

    private static void Check(Func<Pattern[], Pattern[], (PatternVerdict Verdict, Func<string, bool> Is)> ask) =>
        Prop.ForAll(
                Sets.ToArbitrary(),
                Sets.ToArbitrary(),
                (some, others) =>
                {
                    var (verdict, isOne) = ask(some, others);
                    var found = Texts.Any(isOne);
                    return verdict.Truth != Truth.Unknown
                        && (!found || verdict.Truth == Truth.Yes)
                        && (verdict.Truth == Truth.No ? verdict.Witness is null : isOne(verdict.Witness!))
                        && (found || verdict.Truth == Truth.No || verdict.Witness!.Length > 5);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));

    private static Gen<Pattern> One() =>
        from length in Gen.Choose(0, 4)
        from text in Gen.Elements('a', 'b', 'c', '*', '?').ArrayOf(length)
        select Pattern.Parse(new string(text));

    private static bool Meets(Pattern[] patterns, string text) => Array.Exists(patterns, p => p.Matches(text));

    private static IEnumerable<string> All(string alphabet, int length) =>
        length == 0 ? [""] : All(alphabet, length - 1).SelectMany(t => alphabet.Select(c => t + c));

    [Fact]
    public void Long_patterns_are_given_up_before_they_take_all_memory()
    {
        var narrow = Enumerable
            .Range(0, 200)
            .Select(i =>
                ArnPattern.OfResource(
                    $"arn:aws:s3:::b/*{(char)('a' + (i % 26))}{new string('?', 60)}{(char)('a' + (i * 7 % 26))}"
                )
            )
            .ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var verdict = PatternSets.Difference(
            [ArnPattern.OfResource("arn:aws:s3:::b/*zzzz" + new string('?', 60))],
            narrow
        );

        Assert.NotEqual(Truth.No, verdict.Truth);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000_000);
    }

    [Theory]
    [InlineData("${")]
    [InlineData("${'")]
    [InlineData("${a,")]
    public void What_begins_a_variable_again_and_again_is_plain_text(string begins)
    {
        var source = string.Concat(Enumerable.Repeat(begins, 60_000));

        Assert.Equal(source, Pattern.Parse(source).Literal);
        Assert.Equal(source + ",}", Pattern.Parse(source + ",}").Literal);
    }
}
