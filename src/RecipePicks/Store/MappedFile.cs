using System.IO.MemoryMappedFiles;

namespace RecipePicks.Store;

/// <summary>Opens a segment's index files, and tells damaged ones before they are used.</summary>
internal static class MappedFile
{
    /// <summary>Maps a file.</summary>
    /// <param name="path">Which.</param>
    /// <param name="magic">Its first eight bytes.</param>
    /// <param name="head">The least length that it can have.</param>
    /// <returns>The map, to be disposed by the caller.</returns>
    /// <exception cref="CaseException">It is not there, or is no such file.</exception>
    public static (MemoryMappedFile Map, MemoryMappedViewAccessor View) Open(string path, long magic, int head)
    {
        MemoryMappedFile? map = null;
        MemoryMappedViewAccessor? view = null;
        try
        {
            if (new FileInfo(path).Length < head)
            {
                throw Damaged(path);
            }

            map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            return view.ReadInt64(0) == magic ? (map, view) : throw Damaged(path);
        }
        catch (Exception e)
        {
            view?.Dispose();
            map?.Dispose();
            throw e is IOException or UnauthorizedAccessException
                ? new CaseException($"{path} cannot be read: {e.Message}", e)
                : e;
        }
    }

    /// <summary>Makes sure that a file is as long as its head says.</summary>
    /// <param name="path">Which.</param>
    /// <param name="length">What its head says.</param>
    /// <param name="owner">Disposed when it is not.</param>
    public static void Expect(string path, UInt128 length, IDisposable owner)
    {
        if (length != (UInt128)new FileInfo(path).Length)
        {
            owner.Dispose();
            throw Damaged(path);
        }
    }

    /// <summary>What is said of a file whose content is not what it should be.</summary>
    public static CaseException Damaged(string path) => new($"{path} is damaged: its content is not what it says");
}
