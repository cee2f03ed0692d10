namespace RecipePicks.Store;

/// <summary>Placeholder until the store lands.</summary>
public static class Loading
{
    /// <summary>Placeholder.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="caseDirectory">The case.</param>
    /// <param name="options">Options.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Never.</returns>
    public static LoadSummary Load(
        IReadOnlyList<string> paths,
        string caseDirectory,
        LoadOptions options,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    ) => throw new CaseException("the store has not landed yet");
}

/// <summary>Placeholder.</summary>
public sealed record LoadOptions
{
    /// <summary>Placeholder.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
