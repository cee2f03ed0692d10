using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

/// <summary>How old a recorded state is against what is asked about.</summary>
public sealed class AgeTests
{
    private static readonly DateTime s_first = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_last = s_first.AddDays(2);

    [Theory]
    [InlineData(-264, ", 11 days before the log begins")]
    [InlineData(-5, ", 5 hours before the log begins")]
    [InlineData(24, "")]
    [InlineData(72, ", 1 day after the log ends")]
    public void It_is_told_against_the_log_where_no_window_is_asked_for(int hours, string words) =>
        Assert.Equal(words, Age.Of(s_first.AddHours(hours), TimeWindow.All, s_first, s_last));

    [Fact]
    public void A_window_comes_before_the_log() =>
        Assert.Equal(
            ", 1 day before the window begins",
            Age.Of(s_first, new TimeWindow(s_first.AddDays(1), null), s_first.AddDays(-30), s_last)
        );

    [Fact]
    public void A_state_without_a_time_is_no_age() =>
        Assert.Equal(", at a time that nothing tells", Age.Of(null, TimeWindow.All, s_first, s_last));

    [Theory]
    [InlineData(-1, false, true)]
    [InlineData(1, false, false)]
    [InlineData(72, false, false)]
    [InlineData(72, true, true)]
    public void What_is_older_or_after_the_window_is_outside(int hours, bool hasWindow, bool isOutside) =>
        Assert.Equal(
            isOutside,
            Age.IsOutside(s_first.AddHours(hours), hasWindow ? new TimeWindow(null, s_last) : TimeWindow.All, s_first)
        );

    [Fact]
    public void A_state_without_a_time_may_be_of_any() => Assert.True(Age.IsOutside(null, TimeWindow.All, null));
}
