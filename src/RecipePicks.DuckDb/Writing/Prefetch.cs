using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RecipePicks.DuckDb;

/// <summary>Asks the processor to bring memory near that will be read soon. It changes nothing but the time that takes.</summary>
public static class Prefetch
{
    /// <summary>Brings a place near; does nothing on processors for which .NET has no such instruction.</summary>
    /// <param name="place">What will be read.</param>
    public static unsafe void Read<T>(ref readonly T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            // The garbage collector may move the place at any time: then this brought near what nobody reads.
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
        }
    }
}
