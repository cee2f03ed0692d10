namespace RecipePicks.Engines;

/// <summary>Answers a query over CloudTrail: the local case, or Athena.</summary>
/// <remarks>
/// The text is Athena SQL over <c>cloudtrail_logs</c> with named parameters (<c>:name</c>); values are only ever bound,
/// never written into the text.
/// </remarks>
public interface IEngine
{
    /// <summary><c>local</c> or <c>athena</c>.</summary>
    string Name { get; }

    /// <summary>Runs a query to its end.</summary>
    /// <param name="sql">Athena SQL.</param>
    /// <param name="parameters">Values by name, without the colon: string, long, bool or null.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="EngineException">The engine refused or failed; the message is the engine's own.</exception>
    QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation);

    /// <summary>Runs a query to its end and makes something of each row as it comes: the rows need not be in memory together.</summary>
    /// <typeparam name="T">What is made of a row.</typeparam>
    /// <param name="sql">Athena SQL.</param>
    /// <param name="parameters">Values by name, without the colon: string, long, bool or null.</param>
    /// <param name="make">Makes it; asks the engine nothing meanwhile.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>What was made, in the order of the rows.</returns>
    /// <exception cref="EngineException">The engine refused or failed; the message is the engine's own.</exception>
    IReadOnlyList<T> Query<T>(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRow, T> make,
        CancellationToken cancellation
    ) => [.. Query(sql, parameters, cancellation).Rows.Select(make)];

    /// <summary>Says where events lie.</summary>
    /// <param name="eventIds">eventIDs; unknown ones are passed over.</param>
    /// <param name="cancellation">Stops the look-up.</param>
    /// <returns>Where the events lie, by eventID: in one place, but in several where records of one eventID differ.</returns>
    ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation);
}

/// <summary>A query could not be answered.</summary>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
