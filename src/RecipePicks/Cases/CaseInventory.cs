using System.Text.Json;
using RecipePicks.Cases.Pulling;
using RecipePicks.Store;

namespace RecipePicks.Cases;

/// <summary>A ring that was pulled out of a lake into a case.</summary>
/// <param name="Ring">Its number, from 1.</param>
/// <param name="QueryId">The query execution's id; null when Athena gave none.</param>
/// <param name="Loaded">Whether its events are in the case.</param>
/// <param name="Events">Events that it brought.</param>
/// <param name="Scanned">Bytes that it scanned.</param>
/// <param name="Dollars">What it cost, in dollars.</param>
/// <param name="Begun">When it was begun, UTC.</param>
public sealed record PulledRing(
    int Ring,
    string? QueryId,
    bool Loaded,
    long Events,
    long Scanned,
    decimal Dollars,
    DateTime Begun
);

/// <summary>All that a case's folder holds.</summary>
/// <param name="Info">Events, recorded states and the ledger.</param>
/// <param name="Pins">Pins of the story.</param>
/// <param name="Pulls">Queries of Athena, in their order.</param>
/// <param name="Problems">What cannot be read of the story and of the pulls.</param>
public sealed record CaseInventory(
    CaseInfo Info,
    int Pins,
    IReadOnlyList<PulledRing> Pulls,
    IReadOnlyList<string> Problems
)
{
    /// <summary>Reads it.</summary>
    /// <param name="directory">The case's folder.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CaseException">There is no case, or it is damaged or newer than this program.</exception>
    public static CaseInventory Read(string directory, CancellationToken cancellation)
    {
        var info = CaseInfo.Read(directory, cancellation);
        var problems = new List<string>();
        var (story, pulls) = (Story.Empty, new List<PulledRing>());
        try
        {
            story = Story.Read(directory);
        }
        catch (JsonException e)
        {
            problems.Add($"the story cannot be read: {e.Message}");
        }

        try
        {
            pulls.AddRange(new PullJournal(directory).Queries.Select(Ring));
        }
        catch (CaseException e)
        {
            problems.Add(e.Message);
        }

        return new CaseInventory(info, story.Pins.Count, pulls, problems);
    }

    private static PulledRing Ring(PulledQuery query) =>
        new(query.Ring, query.Id, query.Loaded, query.Events, query.Scanned, query.Dollars, query.Begun);
}
