using System.Text;

namespace RecipePicks.Samples;

/// <summary>
/// Chance that falls the same way on every machine and runtime (SplitMix64).
/// Each stream of events has dice of its own, seeded with its name: changing one stream leaves the ids of the others alone.
/// </summary>
internal sealed class Dice
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private ulong state;

    public Dice(string name)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        state = 14695981039346656037;
        foreach (var b in Encoding.UTF8.GetBytes("recipe picks incident 1: " + name))
            state = (state ^ b) * 1099511628211;
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public string Hex(int length) => Text("0123456789abcdef", length);

    public string Alphanumeric(int length) => Text(Base62, length);

    public string Upper(int length) => Text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", length);

    public string Blob(int length) => Text(Base62 + "-_", length);

    public string Uuid() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-{Pick("89ab".ToCharArray())}{Hex(3)}-{Hex(12)}";

    /// <summary>An access key id of the right form that secret scanners know to be an example. It encodes no account.</summary>
    public string AccessKey(string prefix) => prefix + Text(Base32, 9) + "EXAMPLE";

    public string PrincipalId(string prefix) => prefix + Text(Base32, 10) + "EXAMPLE";

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private string Text(string alphabet, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
            text.Append(alphabet[Below(alphabet.Length)]);
        return text.ToString();
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
