namespace RecipePicks.Engines;

/// <summary>
/// An engine that has some of the events together, or can put them aside, so that questions about them do not read all others.
/// </summary>
public interface ISetAside
{
    /// <summary>
    /// An engine whose <c>cloudtrail_logs</c> holds the telling events alone: those that change something or issue credentials,
    /// that failed, or that are another account's, and maybe some more. Null where they were not kept together.
    /// </summary>
    IEngine? Telling { get; }

    /// <summary>Puts events aside, without their JSON texts; those that were put aside before are given up.</summary>
    /// <param name="condition">What selects the events, in Athena SQL: what would stand after <c>WHERE</c>.</param>
    /// <param name="parameters">Values by name.</param>
    /// <param name="most">How many events may be put aside.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>
    /// An engine whose <c>cloudtrail_logs</c> holds these events alone until the next are put aside; null when there are more than <paramref name="most"/>.
    /// </returns>
    /// <exception cref="EngineException">The engine refused or failed; the message is the engine's own.</exception>
    IEngine? SetAside(
        string condition,
        IReadOnlyDictionary<string, object?> parameters,
        long most,
        CancellationToken cancellation
    );
}
