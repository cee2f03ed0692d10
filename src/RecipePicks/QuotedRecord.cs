namespace RecipePicks;

/// <summary>A record that a report quotes whole, so that a claim can be checked where the case is not.</summary>
/// <param name="Where">Its event, file and place.</param>
/// <param name="Sha256">The SHA-256 of the file (for an archive's entry, of the archive), lower-case; null when the ledger has none.</param>
/// <param name="Json">JSON that is deep-equal to its source.</param>
public sealed record QuotedRecord(EvidenceRef Where, string? Sha256, string Json);
