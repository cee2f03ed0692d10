namespace RecipePicks.Athena;

/// <summary>Where queries run in Athena.</summary>
public sealed record AthenaSettings
{
    /// <summary>The database of names that have none before them; null for Athena's <c>default</c>.</summary>
    public string? Database { get; init; }

    /// <summary>The workgroup; null for <c>primary</c>.</summary>
    public string? Workgroup { get; init; }

    /// <summary>Where Athena writes results: <c>s3://bucket/prefix/</c>; null where the workgroup says.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// How old a result of the same query may be to be taken instead of scanning again; null for never. Athena takes up to
    /// seven days.
    /// </summary>
    public TimeSpan? Reuse { get; init; }

    /// <summary>Waits between two looks at a query.</summary>
    internal Action<TimeSpan, CancellationToken> Wait { get; init; } =
        static (pause, cancellation) => cancellation.WaitHandle.WaitOne(pause);
}
