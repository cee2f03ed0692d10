using System.Security.Cryptography;

namespace RecipePicks.Store;

/// <summary>A file of a segment, as its page remembers it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The SHA-256 of it, in lower-case hexadecimal.</param>
internal sealed record SegmentPart(string Name, long Bytes, string Sha256)
{
    /// <summary>The files of a segment, but for its page.</summary>
    /// <param name="segment">Its folder.</param>
    public static IReadOnlyList<SegmentPart> Of(string segment) =>
        Task.WhenAll(
                Directory
                    .EnumerateFiles(segment)
                    .Where(f => Path.GetFileName(f) != CaseFolder.PageFile)
                    .Order(StringComparer.Ordinal)
                    .Select(f => Task.Run(() => new SegmentPart(Path.GetFileName(f), new FileInfo(f).Length, Hash(f))))
            )
            .GetAwaiter()
            .GetResult();

    /// <summary>The hash of a file.</summary>
    public static string Hash(string file)
    {
        using var content = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            bufferSize: 1 << 20
        );
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
