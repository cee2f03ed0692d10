namespace RecipePicks.Engines;

/// <summary>
/// An engine that can put some of the events aside, so that further questions about them do not read all others again.
/// </summary>
public interface ISetAside
{
    /// <summary>Puts events aside; those that were put aside before in the same form are given up.</summary>
    /// <param name="condition">What selects the events, in Athena SQL: what would stand after <c>WHERE</c>.</param>
    /// <param name="parameters">Values by name.</param>
    /// <param name="form">What of each event is kept.</param>
    /// <param name="most">How many events may be put aside.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>
    /// An engine whose <c>cloudtrail_logs</c> holds these events alone, without the columns that the form leaves out, until the
    /// next are put aside; null when there are more than <paramref name="most"/>.
    /// </returns>
    /// <exception cref="EngineException">The engine refused or failed; the message is the engine's own.</exception>
    IEngine? SetAside(
        string condition,
        IReadOnlyDictionary<string, object?> parameters,
        AsideForm form,
        long most,
        CancellationToken cancellation
    );
}
