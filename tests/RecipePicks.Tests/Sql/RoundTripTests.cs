using System.Collections;
using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Sql.Parsing;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Tests.Sql;

/// <summary>A tree is written as text and read again: it is the same tree.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Every_tree_that_is_written_is_read_again_as_it_was() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                (Action<int>)(
                    seed =>
                    {
                        var tree = new RandomTrees(seed).Query();
                        var text = TrinoText.Of(tree);
                        var read = Assert.IsType<QueryStatement>(Assert.Single(SqlParser.Parse(text))).Query;
                        Assert.True(Same(tree, read), $"{text}\nis read as\n{TrinoText.Of(read)}");
                    }
                )
            )
        );

    [Fact]
    public void The_letters_queries_are_the_same_after_a_round()
    {
        foreach (var question in global::RecipePicks.Letters.RecipePicks.All.SelectMany(l => l.Questions))
        {
            var first = TrinoText.Of(
                Assert.IsType<QueryStatement>(Assert.Single(SqlParser.Parse(question.Sql.Text))).Query
            );
            Assert.Equal(first, TrinoText.Of(((QueryStatement)SqlParser.Parse(first)[0]).Query));
        }
    }

    /// <summary>Whether two trees are the same, but for where they stood.</summary>
    private static bool Same(object? a, object? b)
    {
        if (a is null || b is null || a is string or SqlType || a.GetType().IsValueType)
        {
            return Equals(a, b);
        }

        if (a is IEnumerable x && b is IEnumerable y)
        {
            var (left, right) = (x.Cast<object?>().ToList(), y.Cast<object?>().ToList());
            return left.Count == right.Count && left.Zip(right).All(p => Same(p.First, p.Second));
        }

        return a.GetType() == b.GetType()
            && a.GetType()
                .GetProperties()
                .Where(p => p.Name is not ("At" or "EqualityContract"))
                .All(p => Same(p.GetValue(a), p.GetValue(b)));
    }
}
