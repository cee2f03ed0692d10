using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RecipePicks.Athena;
using RecipePicks.Store;

namespace RecipePicks.Cases.Pulling;

/// <summary>A query of a pull, as the case remembers it.</summary>
internal sealed record PulledQuery
{
    /// <summary>The pull that it belongs to: a hash of the leads, the scope and the table.</summary>
    public required string Pull { get; init; }

    /// <summary>Its ring, from 1.</summary>
    public required int Ring { get; init; }

    /// <summary>Which try it is: one that failed or was stopped is not taken up again.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whom it asked about, by the parameters' names; nobody in the first ring.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Callers { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The query execution's id; null until Athena gave one.</summary>
    public string? Id { get; init; }

    /// <summary>Whether its events are in the case.</summary>
    public bool Loaded { get; init; }

    /// <summary>Bytes that it scanned.</summary>
    public long Scanned { get; init; }

    /// <summary>What it cost, in dollars.</summary>
    public decimal Dollars { get; init; }

    /// <summary>Events that it brought.</summary>
    public long Events { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime Begun { get; init; }
}

internal sealed record PullPage
{
    /// <summary>Keeps the tokens of two cases apart: one must not be given the other's query.</summary>
    public required string Salt { get; init; }

    public IReadOnlyList<PulledQuery> Queries { get; init; } = [];
}

/// <summary>
/// Which queries were pulled into a case: written before a query starts and after its events are in, so that a pull which was
/// interrupted goes on where it was, and nothing is scanned twice.
/// </summary>
internal sealed class PullJournal
{
    private readonly string _file;
    private PullPage _page;

    /// <summary>Opens the journal of a case.</summary>
    /// <exception cref="CaseException">It is damaged.</exception>
    public PullJournal(string caseDirectory)
    {
        _file = Path.Combine(caseDirectory, "athena.json");
        try
        {
            _page =
                (
                    File.Exists(_file)
                        ? JsonSerializer.Deserialize(File.ReadAllText(_file), PullJson.Default.PullPage)
                        : null
                ) ?? new PullPage { Salt = Guid.NewGuid().ToString("N") };
        }
        catch (JsonException e)
        {
            throw new CaseException($"{_file} is damaged: {e.Message}; without it the rings are pulled anew", e);
        }
    }

    /// <summary>Its queries, in their order.</summary>
    public IReadOnlyList<PulledQuery> Queries => _page.Queries;

    /// <summary>The latest query of a ring; null when there is none.</summary>
    public PulledQuery? Find(string pull, int ring) =>
        _page.Queries.LastOrDefault(q => q.Pull == pull && q.Ring == ring);

    /// <summary>The token under which Athena knows a query: another text is another query.</summary>
    public string Token(PulledQuery entry, AthenaQuery query) =>
        Hash([_page.Salt, entry.Pull, $"{entry.Ring}", $"{entry.Attempt}", query.Text, .. query.Values]);

    /// <summary>Notes how queries stand: of all of them, or when the program ends before, of none.</summary>
    public void Put(params IReadOnlyList<PulledQuery> queries)
    {
        foreach (var query in queries)
        {
            var at = _page
                .Queries.TakeWhile(q => (q.Pull, q.Ring, q.Attempt) != (query.Pull, query.Ring, query.Attempt))
                .Count();
            _page = _page with { Queries = [.. _page.Queries.Take(at), query, .. _page.Queries.Skip(at + 1)] };
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var unfinished = $"{_file}.{Environment.ProcessId}.tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(_page, PullJson.Default.PullPage));
        File.Move(unfinished, _file, overwrite: true);
    }

    /// <summary>Texts in short: 64 hexadecimal digits.</summary>
    public static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u0000', parts))));
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PullPage))]
internal sealed partial class PullJson : JsonSerializerContext;
