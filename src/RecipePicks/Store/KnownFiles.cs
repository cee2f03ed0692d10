using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RecipePicks.Sources;
using RecipePicks.Sources.Lookup;

namespace RecipePicks.Store;

/// <summary>Which files a case holds, by their content, and how far it has come with those that it does not hold as a whole.</summary>
/// <remarks>Hashes of a million files' names and contents take a tenth of the memory of their texts.</remarks>
internal sealed class KnownFiles
{
    private readonly HashSet<UInt128> _complete = [];

    // Of what was fetched from elsewhere.
    private readonly HashSet<UInt128> _names = [];
    private readonly HashSet<UInt128> _failed = [];
    private readonly Dictionary<UInt128, (long Records, bool Complete)> _started = [];

    /// <summary>Takes entries of the ledger into account.</summary>
    public void Remember(IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            var key = Key(entry.Sha256, entry.File);
            _started[key] = (_started.GetValueOrDefault(key).Records + entry.Records, entry.Complete);
            if (entry.Sha256.Length == 0)
            {
                _failed.Add(Key("", entry.File));
            }
            else if (entry.Last && entry.Complete)
            {
                _complete.Add(Key(entry.Sha256, IsNameless(entry) ? "" : FileOf(entry)));
                if (FileOf(entry) == entry.File)
                {
                    // Of what is whole nobody asks how far it has come.
                    _started.Remove(key);
                }

                if (entry.Object is not null || entry.File.StartsWith(LookupSpan.Scheme, StringComparison.Ordinal))
                {
                    _names.Add(Key("", FileOf(entry)));
                }
            }
        }
    }

    /// <summary>Whether a file is in the case as a whole.</summary>
    /// <param name="sha256">Its content.</param>
    /// <param name="name">The file: of what the AWS CLI printed its name is half of what it says.</param>
    public bool IsComplete(string sha256, string name) =>
        _complete.Count > 0 && (_complete.Contains(Key(sha256, "")) || _complete.Contains(Key(sha256, name)));

    /// <summary>Whether an entry of another case's ledger tells nothing new.</summary>
    public bool Has(LedgerEntry entry) =>
        entry.Sha256.Length > 0
            ? IsComplete(entry.Sha256, FileOf(entry))
            : _failed.Contains(Key("", entry.File))
                || (entry.Unfetched is true && _names.Contains(Key("", entry.File)));

    /// <summary>How much of a part is in the case.</summary>
    public (long Records, bool Complete) Started(string sha256, string part) =>
        _started.Count > 0 ? _started.GetValueOrDefault(Key(sha256, part)) : default;

    private static UInt128 Key(string sha256, string name) =>
        MemoryMarshal.Read<UInt128>(SHA256.HashData(MemoryMarshal.AsBytes($"{sha256} {name}".AsSpan())));

    /// <summary>The file that an entry is of, or of an entry of which.</summary>
    private static string FileOf(LedgerEntry entry) => entry.File.Split('!')[0];

    // CloudTrail records are the same whatever their file is called, and so is what holds nothing; two buckets may have
    // the same policy.
    private static bool IsNameless(LedgerEntry entry) =>
        entry.Items + entry.ItemDuplicates == 0 && !ConfigItems.IsNamed(entry.File);
}
