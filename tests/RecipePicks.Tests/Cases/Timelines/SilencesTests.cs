using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Cases;
using static RecipePicks.Tests.Cases.Timelines.Timed;

namespace RecipePicks.Tests.Cases.Timelines;

public sealed class SilencesTests
{
    [Fact]
    public void A_long_time_without_calls_is_a_silence()
    {
        var gaps = Silences.Of([Start, Start.AddMinutes(5), Start.AddHours(5), Start.AddHours(5.1)], []);

        var gap = Assert.Single(gaps);
        Assert.Equal(("silence", Start.AddMinutes(5), Start.AddHours(5)), (gap.Kind, gap.From, gap.To));
        Assert.Equal("no call for 4.9 hours", gap.Text);
    }

    [Fact]
    public void A_silence_that_is_not_covered_says_so_and_the_gap_is_drawn()
    {
        var stopped = new CoverageGap(
            "logging-stopped",
            "The trail was stopped.",
            Start.AddHours(1),
            Start.AddHours(2)
        );
        var elsewhere = new CoverageGap("missing-hours", "Before.", Start.AddDays(-2), Start.AddDays(-1));
        var timeless = new CoverageGap("no-data-events", "None.", null, null);

        var gaps = Silences.Of([Start, Start.AddHours(6)], [stopped, elsewhere, timeless]);

        Assert.Equal(["silence", "logging-stopped"], gaps.Select(g => g.Kind));
        Assert.Equal("no call for 6 hours, but part of it is not covered (logging-stopped)", gaps[0].Text);
    }

    [Fact]
    public void There_are_at_most_twenty_silences_and_none_in_a_short_story()
    {
        Assert.Empty(Silences.Of([Start, Start.AddMinutes(29)], []));
        Assert.Empty(Silences.Of([], [new CoverageGap("logging-stopped", "", Start, null)]));
        Prop.ForAll(
                Arb.From(Gen.Choose(0, 1_000_000).ListOf()),
                seconds =>
                    Silences
                        .Of([.. seconds.Order().Select(s => Start.AddSeconds(s))], [])
                        .Count(g => g.Kind == "silence") <= 20
            )
            .Check(Config.QuickThrowOnFailure);
    }
}
