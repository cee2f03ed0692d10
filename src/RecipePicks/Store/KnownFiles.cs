using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Which files a case holds, by their content, and how far it has come with those that it does not hold as a whole.</summary>
internal sealed class KnownFiles
{
    private readonly HashSet<string> _complete = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Sha256, string Part), (long Records, bool Complete)> _started = [];

    /// <summary>Takes entries of the ledger into account.</summary>
    public void Remember(IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            var key = (entry.Sha256, entry.File);
            _started[key] = (_started.GetValueOrDefault(key).Records + entry.Records, entry.Complete);
            if (entry.Sha256.Length == 0)
            {
                _failed.Add(entry.File);
            }
            else if (entry.Last && entry.Complete)
            {
                _complete.Add(IsNameless(entry) ? entry.Sha256 : $"{entry.Sha256} {FileOf(entry)}");
                _names.Add(FileOf(entry));
            }
        }
    }

    /// <summary>Whether a file is in the case as a whole.</summary>
    /// <param name="sha256">Its content.</param>
    /// <param name="name">The file: of what the AWS CLI printed its name is half of what it says.</param>
    public bool IsComplete(string sha256, string name) =>
        _complete.Contains(sha256) || _complete.Contains($"{sha256} {name}");

    /// <summary>Whether an entry of another case's ledger tells nothing new.</summary>
    public bool Has(LedgerEntry entry) =>
        entry.Sha256.Length > 0
            ? IsComplete(entry.Sha256, FileOf(entry))
            : _failed.Contains(entry.File) || (entry.Unfetched is true && _names.Contains(entry.File));

    /// <summary>How much of a part is in the case.</summary>
    public (long Records, bool Complete) Started(string sha256, string part) =>
        _started.GetValueOrDefault((sha256, part));

    /// <summary>The file that an entry is of, or of an entry of which.</summary>
    private static string FileOf(LedgerEntry entry) => entry.File.Split('!')[0];

    // CloudTrail records are the same whatever their file is called, and so is what holds nothing; two buckets may have
    // the same policy.
    private static bool IsNameless(LedgerEntry entry) =>
        entry.Items + entry.ItemDuplicates == 0 && !ConfigItems.IsNamed(entry.File);
}
