using RecipePicks.Cases;

namespace RecipePicks.Tests.Cases.Timelines;

/// <summary>Events for a timeline, in short.</summary>
internal static class Timed
{
    public static DateTime Start { get; } = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    public static TimelineEvent Event(
        int seconds,
        string id,
        string? identity = "arn:aws:iam::111122223333:user/alice",
        string name = "DescribeInstances",
        string? error = null,
        string address = "198.51.100.7"
    ) =>
        new()
        {
            Time = TimeWindow.Format(Start.AddSeconds(seconds)),
            At = Start.AddSeconds(seconds),
            EventId = id,
            Identity = identity,
            Type = "IAMUser",
            Source = "ec2.amazonaws.com",
            Name = name,
            Region = "eu-west-1",
            Address = address,
            Agent = "aws-cli/2",
            ErrorCode = error,
        };

    public static IReadOnlyList<TimelineRun> Fold(this IReadOnlyList<TimelineEvent> events) =>
        Folding.Of(events, new Dictionary<TimelineEvent, IReadOnlyList<FirstSeen>>(), _ => null);
}
