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
}
