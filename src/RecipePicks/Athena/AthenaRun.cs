using RecipePicks.Engines;

namespace RecipePicks.Athena;

/// <summary>A query has scanned more than it may.</summary>
/// <param name="message">Which and how much.</param>
/// <param name="state">The query as it was stopped.</param>
internal sealed class BudgetException(string message, AthenaState state) : Exception(message)
{
    /// <summary>The query as it was stopped.</summary>
    public AthenaState State => state;
}

/// <summary>Takes queries to their end, or stops them.</summary>
/// <param name="api">Athena.</param>
internal sealed class AthenaRun(AthenaApi api)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(3);

    /// <summary>Starts a query and waits for its end.</summary>
    /// <exception cref="EngineException">It failed, or AWS refused it.</exception>
    /// <exception cref="BudgetException">It scanned more than it may, and was stopped.</exception>
    /// <exception cref="OperationCanceledException">It was to be stopped, and was.</exception>
    public AthenaState Run(AthenaQuery query, CancellationToken cancellation) =>
        Finish(api.Start(query, cancellation), query.MostBytes, cancellation);

    /// <summary>Waits for the end of a query that runs.</summary>
    /// <param name="id">The query execution's id.</param>
    /// <param name="mostBytes">Bytes after which it is stopped; null for any number.</param>
    /// <param name="cancellation">Stops it, in Athena too.</param>
    /// <returns>How it ended: <c>SUCCEEDED</c>.</returns>
    public AthenaState Finish(string id, long? mostBytes, CancellationToken cancellation)
    {
        for (var pause = s_first; ; pause = pause * 2 < s_longest ? pause * 2 : s_longest)
        {
            var state = Look(id, cancellation);
            if (state.Scanned > mostBytes)
            {
                if (!state.IsOver)
                {
                    Stop(id);
                }

                throw new BudgetException(
                    $"query {id} scanned {ScanCost.Bytes(state.Scanned)}, and {ScanCost.Bytes(mostBytes.Value)} were left",
                    state
                );
            }

            if (state.IsOver)
            {
                return state.State == "SUCCEEDED"
                    ? state
                    : throw new EngineException(AthenaWords.Ended(state, api.Settings));
            }

            api.Settings.Wait(pause, cancellation);
        }
    }

    /// <summary>The rows of a query that is over, page by page.</summary>
    public IEnumerable<AthenaPage> Pages(AthenaState state, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = api.Results(state.Id, next, cancellation);
            yield return next is null && state.HasHeader && IsHeader(page)
                ? page with
                {
                    Rows = [.. page.Rows.Skip(1)],
                }
                : page;
            next = page.Next;
        } while (next is not null);
    }

    // A query that is not waited for any more is not paid for any more. One that AWS does not let us look at goes on: it is found
    // again by the next run.
    private AthenaState Look(string id, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return api.State(id, cancellation);
        }
        catch (OperationCanceledException)
        {
            Stop(id);
            throw;
        }
    }

    private static bool IsHeader(AthenaPage page) =>
        page.Rows.Count > 0 && page.Rows[0].SequenceEqual(page.Columns.Select(c => c.Name), StringComparer.Ordinal);

    private void Stop(string id)
    {
        try
        {
            api.Stop(id);
        }
        catch (EngineException)
        {
            // It is over by now, or AWS does not listen: what went wrong first is what is told.
        }
    }
}
