namespace RecipePicks.Lineage;

/// <summary>How much of somebody or something is wanted.</summary>
internal enum Reach
{
    /// <summary>What it is called: whose it is, how it was used.</summary>
    Named = 1,

    /// <summary>What was done to it besides, and who stands behind it.</summary>
    Known = 2,

    /// <summary>All that it did and that came of it besides.</summary>
    Whole = 3,
}
