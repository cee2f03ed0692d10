namespace RecipePicks.Web.Tests;

public sealed class CasePoolTests(IncidentFixture incident)
{
    [Fact]
    public async Task A_pool_ends_after_the_last_who_works_on_the_case()
    {
        var pool = new CasePool(incident.Case);
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var finished = false;
        var work = pool.Use(
            _ =>
            {
                begun.Set();
                go.Wait(TestContext.Current.CancellationToken);
                return finished = true;
            },
            TestContext.Current.CancellationToken
        );
        begun.Wait(TestContext.Current.CancellationToken);

        var ended = pool.DisposeAsync().AsTask();
        Assert.False(ended.IsCompleted);
        go.Set();
        await ended;

        Assert.True(finished);
        Assert.True(await work);
    }
}
