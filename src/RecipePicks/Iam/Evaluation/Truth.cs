namespace RecipePicks.Iam.Evaluation;

/// <summary>Three-valued truth, after Kleene: what is not known counts only where it could change the answer.</summary>
public enum Truth
{
    /// <summary>It is not so.</summary>
    No,

    /// <summary>The evidence does not say.</summary>
    Unknown,

    /// <summary>It is so.</summary>
    Yes,
}

/// <summary>The operations of truth.</summary>
public static class Truths
{
    /// <summary>Both.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static Truth And(this Truth one, Truth other) => one < other ? one : other;

    /// <summary>Either.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static Truth Or(this Truth one, Truth other) => one > other ? one : other;

    /// <summary>The opposite.</summary>
    /// <param name="truth">What is turned round.</param>
    public static Truth Not(this Truth truth) => (Truth)(Truth.Yes - truth);

    /// <summary>Yes or No.</summary>
    /// <param name="value">Whether it is so.</param>
    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;
}
