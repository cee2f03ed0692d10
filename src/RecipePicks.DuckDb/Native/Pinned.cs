using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>Objects that DuckDB holds by a pointer until it calls <see cref="Release"/>.</summary>
internal static class Pinned
{
    internal static nint Hold(object target) => GCHandle.ToIntPtr(GCHandle.Alloc(target));

    internal static T Get<T>(nint pointer)
        where T : class => (T)GCHandle.FromIntPtr(pointer).Target!;

    /// <summary>DuckDB's delete callback: disposes the object and lets it go. What its Dispose throws has nowhere to go.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void Release(nint pointer)
    {
        try
        {
            var handle = GCHandle.FromIntPtr(pointer);
            var target = handle.Target;
            handle.Free();
            (target as IDisposable)?.Dispose();
        }
        catch (Exception lost)
        {
            // An exception must not leave the callback, and no query is left that could tell of it.
            Trace.WriteLine(lost);
        }
    }
}
