using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class SideBySideTests
{
    [Fact]
    public void Both_are_done_while_neither_has_ended()
    {
        using var met = new Barrier(2);
        var (one, other) = SideBySide.Run(() => Meet(1), () => Meet(2));
        Assert.Equal((1, 2), (one, other));

        int Meet(int number) => met.SignalAndWait(TimeSpan.FromMinutes(1)) ? number : 0;
    }

    [Fact]
    public void What_may_not_run_at_once_runs_in_order()
    {
        var order = new List<int>();
        SideBySide.Run(() => Add(1), () => Add(2), atOnce: false);
        Assert.Equal([1, 2], order);

        int Add(int number)
        {
            order.Add(number);
            return number;
        }
    }

    [Fact]
    public void The_first_has_ended_when_the_second_fails()
    {
        using var failing = new ManualResetEventSlim();
        var ended = false;
        Assert.Throws<InvalidOperationException>(() =>
            SideBySide.Run(
                () =>
                {
                    failing.Wait();
                    Thread.Sleep(100); // long enough for what does not wait to be gone
                    return ended = true;
                },
                bool () =>
                {
                    failing.Set();
                    throw new InvalidOperationException();
                }
            )
        );
        Assert.True(ended);
    }

    [Fact]
    public void The_failure_of_the_first_is_its_own_exception() =>
        Assert.Throws<FormatException>(() => SideBySide.Run(int () => throw new FormatException(), () => 1));
}
