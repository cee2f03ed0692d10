using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>Texts as an array of C strings, for as long as a call takes.</summary>
internal sealed class NativeTexts(IEnumerable<string> texts) : IDisposable
{
    internal nint[] Pointers { get; } = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];

    public void Dispose()
    {
        foreach (var pointer in Pointers)
        {
            Marshal.FreeCoTaskMem(pointer);
        }
    }
}
