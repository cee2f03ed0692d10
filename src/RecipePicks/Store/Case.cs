#pragma warning disable CA1822 // a placeholder
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Placeholder until the store lands.</summary>
public sealed class Case : IDisposable
{
    private Case() { }

    /// <summary>Placeholder.</summary>
    public IEngine Engine => throw new CaseException("the store has not landed yet");

    /// <summary>Placeholder.</summary>
    /// <param name="directory">The case.</param>
    /// <returns>Never.</returns>
    public static Case Open(string directory) =>
        File.Exists(Path.Combine(directory, "case.json"))
            ? new Case()
            : throw new CaseException($"there is no case in {directory}");

    /// <summary>Placeholder.</summary>
    /// <returns>Nothing.</returns>
    public Coverage Coverage() => new();

    /// <summary>Placeholder.</summary>
    /// <param name="eventId">The event.</param>
    /// <returns>None.</returns>
    public IReadOnlyList<StoredRecord> Find(string eventId) => [];

    /// <summary>Placeholder.</summary>
    /// <param name="text">SQL.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Never.</returns>
    public ISqlRows Sql(string text, CancellationToken cancellation) =>
        throw new CaseException("the store has not landed yet");

    /// <summary>Placeholder.</summary>
    /// <returns>None.</returns>
    public IReadOnlyList<LedgerEntry> Ledger() => [];

    /// <inheritdoc/>
    public void Dispose() { }
}

/// <summary>Placeholder.</summary>
public interface ISqlRows : IDisposable
{
    /// <summary>Placeholder.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Placeholder.</summary>
    /// <param name="column">Its place.</param>
    object? this[int column] { get; }

    /// <summary>Placeholder.</summary>
    /// <returns>Whether there is a row.</returns>
    bool Read();
}

/// <summary>Placeholder.</summary>
/// <param name="Where">Where it lies.</param>
/// <param name="Json">The record.</param>
public sealed record StoredRecord(EvidenceRef Where, string Json);

/// <summary>Placeholder.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Records">Its records.</param>
/// <param name="Events">Its events.</param>
/// <param name="Duplicates">Its duplicates.</param>
/// <param name="Rejects">What could not be read.</param>
/// <param name="LoadedAt">When, UTC.</param>
/// <param name="Version">By which version.</param>
public sealed record LedgerEntry(
    string File,
    string Sha256,
    long Bytes,
    long Records,
    long Events,
    long Duplicates,
    IReadOnlyList<Reject> Rejects,
    DateTime LoadedAt,
    string Version
);

/// <summary>Placeholder.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">Why.</param>
public sealed class CaseException(string message, Exception? inner = null) : Exception(message, inner);
