namespace RecipePicks.Engines;

/// <summary>Which part of a record names an identifier.</summary>
public enum NamingRole
{
    /// <summary>The caller or its session: <c>userIdentity</c>, <c>sourceIPAddress</c>.</summary>
    Identity,

    /// <summary>What the call was made on: a whole value in <c>requestParameters</c> or <c>resources</c>.</summary>
    Request,

    /// <summary>What the call gave back: a whole value in <c>responseElements</c> or <c>serviceEventDetails</c>.</summary>
    Response,

    /// <summary>Named in passing: inside a longer text, an error message, an encryption context.</summary>
    Mention,
}

/// <summary>How often a JSON path names an identifier.</summary>
/// <param name="Path">The path: <c>requestParameters.instancesSet.items[].instanceId</c>.</param>
/// <param name="Role">The part of the record that the path lies in.</param>
/// <param name="Events">How many events.</param>
public sealed record NamedBy(string Path, NamingRole Role, long Events);

/// <summary>
/// An engine that keeps identifiers beside the events. It answers at once, but holds whole values only: a part of a
/// longer text is found by scanning alone.
/// </summary>
public interface IIdentifierIndex
{
    /// <summary>Says which paths name an identifier, and in how many events each.</summary>
    /// <param name="identifier">The identifier, letter for letter.</param>
    /// <returns>The paths, most events first, then by path; empty when nothing names it.</returns>
    IReadOnlyList<NamedBy> Describe(string identifier);

    /// <summary>Fetches the events that name an identifier.</summary>
    /// <param name="identifier">The identifier, letter for letter.</param>
    /// <param name="columns">Columns of <c>cloudtrail_logs</c> to fetch.</param>
    /// <param name="cancellation">Stops the fetch.</param>
    /// <returns>The events by time, then eventID.</returns>
    QueryRows Fetch(string identifier, IReadOnlyList<string> columns, CancellationToken cancellation);
}
