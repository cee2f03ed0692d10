using System.Reflection;
using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>Finds DuckDB's own library, which the build puts beside the program.</summary>
internal static class NativeLibraryFile
{
    /// <summary>The name the imports use; the resolver turns it into a file.</summary>
    internal const string Name = "duckdb";

    private static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll"
        : OperatingSystem.IsMacOS() ? "libduckdb.dylib"
        : "libduckdb.so";

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Name)
        {
            return 0;
        }
        var beside = Path.Combine(AppContext.BaseDirectory, FileName);
        if (File.Exists(beside))
        {
            return NativeLibrary.Load(beside);
        }
        if (NativeLibrary.TryLoad(FileName, assembly, searchPath, out var found))
        {
            return found;
        }
        throw new DllNotFoundException(
            $"DuckDB's library is missing: no {FileName} in {AppContext.BaseDirectory}. `npm ci` fetches it, the build copies it."
        );
    }
}
