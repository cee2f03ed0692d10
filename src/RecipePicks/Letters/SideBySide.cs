namespace RecipePicks.Letters;

/// <summary>Two pieces of work on two processors.</summary>
internal static class SideBySide
{
    /// <summary>Does both, and waits for both even when one fails: what the other reads is then still there.</summary>
    /// <param name="one">The first; when both fail, its failure is not the one that is told.</param>
    /// <param name="other">The second.</param>
    /// <param name="atOnce">Whether neither needs what the other uses; else the second follows the first.</param>
    public static (TOne One, TOther Other) Run<TOne, TOther>(Func<TOne> one, Func<TOther> other, bool atOnce = true)
    {
        if (!atOnce)
        {
            return (one(), other());
        }

        var first = Task.Run(one);
        try
        {
            var second = other();
            return (first.GetAwaiter().GetResult(), second);
        }
        finally
        {
            Task.WaitAny(first);
        }
    }

    /// <summary>Does work while something that it will ask for later is asked already; what that fails of, the work meets itself.</summary>
    /// <param name="ahead">Asks for it; the answer is remembered by whom it asks.</param>
    /// <param name="work">The work.</param>
    /// <param name="atOnce">Whether neither needs what the other uses; else the work asks for all itself.</param>
    public static void Ahead(Func<object?> ahead, Action work, bool atOnce)
    {
        var asked = atOnce ? Task.Run(ahead) : Task.CompletedTask;
        try
        {
            work();
        }
        finally
        {
            Task.WaitAny(asked);
        }
    }
}
