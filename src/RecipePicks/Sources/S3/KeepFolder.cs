using System.Security.Cryptography;
using System.Text;

namespace RecipePicks.Sources.S3;

/// <summary>
/// Writes objects into a folder. Keys are whatever somebody chose: what is no plain file name on every system is written
/// <c>%XX</c>, so that a key never leaves the folder, names no device, and no two keys name one file.
/// </summary>
internal static class KeepFolder
{
    private const int Longest = 180;
    private const int HashLength = 32;

    private static readonly HashSet<string> s_devices = new(
        [
            .. (string[])["CON", "PRN", "AUX", "NUL"],
            .. Enumerable.Range(0, 10).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"]),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Writes an object, as a whole or not at all, unless the same is there already.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes, at their beginning, and there again afterwards.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Keep(string folder, string bucket, string key, Stream content)
    {
        var path = Path.Combine(folder, Relative(bucket, key));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path) && !Holds(path, content))
        {
            // Another content of the key; or another key, where the system does not tell A from a.
            path += $"~{Hash(content)}";
        }

        var partial = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                content.CopyTo(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        content.Position = 0;
    }

    /// <summary>The path of an object below the folder.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    public static string Relative(string bucket, string key) =>
        string.Join(Path.DirectorySeparatorChar, key.Split('/').Prepend(bucket).Select(Segment));

    private static string Segment(string name)
    {
        if (name.Length == 0)
        {
            return "%"; // an empty name is no name; nothing else gives this one
        }

        var text = new StringBuilder();
        foreach (var letter in Encoding.UTF8.GetBytes(name))
        {
            var plain = char.IsAsciiLetterOrDigit((char)letter) || "-_=+,@.".Contains((char)letter);
            _ = plain ? text.Append((char)letter) : text.Append($"%{letter:X2}");
        }

        if (s_devices.Contains(text.ToString().Split('.')[0]))
        {
            text.Remove(0, 1).Insert(0, $"%{(byte)name[0]:X2}");
        }

        if (text[^1] == '.')
        {
            text.Remove(text.Length - 1, 1).Append("%2E"); // "..", and what Windows would cut off
        }

        return text.Length <= Longest
            ? text.ToString()
            : $"{text.ToString(0, Longest - HashLength - 1)}~{Hash(new MemoryStream(Encoding.UTF8.GetBytes(name)))}";
    }

    private static bool Holds(string path, Stream content)
    {
        using var file = File.OpenRead(path);
        return file.Length == content.Length && Hash(file) == Hash(content);
    }

    private static string Hash(Stream content)
    {
        var hash = Convert.ToHexString(SHA256.HashData(content))[..HashLength];
        content.Position = 0;
        return hash;
    }
}
