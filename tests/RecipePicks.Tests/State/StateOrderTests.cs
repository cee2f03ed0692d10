using RecipePicks.State;

namespace RecipePicks.Tests.State;

/// <summary>Of the calls of one second the log tells no order, but what their success tells.</summary>
public sealed class StateOrderTests
{
    private static readonly object Open = new { bucketName = "b", bucketPolicy = new { Statement = new[] { "x" } } };

    [Fact]
    public void What_two_calls_of_one_second_leave_behind_is_ambiguous()
    {
        var history = Of(
            Story.Call(1, "s3", "DeleteBucketPolicy", new { bucketName = "b" }) with
            {
                EventId = "b",
            },
            Story.Call(1, "s3", "PutBucketPolicy", Open) with
            {
                EventId = "a",
            }
        );

        Assert.Equal(Certainty.Ambiguous, Policy(history).Certainty);
        Assert.All(history.Changes, c => Assert.Equal(Certainty.Ambiguous, c.Certainty));
    }

    [Fact]
    public void What_two_calls_of_one_second_say_alike_is_exact()
    {
        var history = Of(
            Story.Call(1, "s3", "PutBucketPolicy", Open) with
            {
                EventId = "a",
            },
            Story.Call(1, "s3", "PutBucketPolicy", Open) with
            {
                EventId = "b",
            }
        );

        Assert.Equal(Certainty.Exact, Policy(history).Certainty);
    }

    [Fact]
    public void A_later_call_settles_it()
    {
        var history = Of(
            Story.Call(1, "s3", "DeleteBucketPolicy", new { bucketName = "b" }) with
            {
                EventId = "a",
            },
            Story.Call(1, "s3", "PutBucketPolicy", Open) with
            {
                EventId = "b",
            },
            Story.Call(2, "s3", "DeleteBucketPolicy", new { bucketName = "b" })
        );

        Assert.Equal(Certainty.Exact, Policy(history).Certainty);
    }

    [Fact]
    public void What_is_changed_in_the_second_in_which_it_is_made_is_exact()
    {
        var history = Of(
            Story.Call(1, "iam", "CreateUser", new { userName = "eve" }) with
            {
                EventId = "b",
            },
            Story.Call(1, "iam", "PutUserPermissionsBoundary", new { userName = "eve", permissionsBoundary = "p" }) with
            {
                EventId = "a",
            }
        );

        var span = Assert.Single(history.At(Story.Time(9)), s => s.Path == "boundary");
        Assert.Equal(("p", Certainty.Exact), (span.Value.Plain, span.Certainty));
    }

    private static ResourceHistory Of(params StateCall[] calls) => Assert.Single(Replay.Of(calls));

    private static StateSpan Policy(ResourceHistory history) =>
        Assert.Single(history.At(Story.Time(9)), s => s.Path == "policy" && s.Member is null);
}
