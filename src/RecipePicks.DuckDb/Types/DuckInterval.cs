using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb;

/// <summary>INTERVAL: three parts that do not add up, for a month has no fixed number of days.</summary>
/// <param name="Months">Months, years among them.</param>
/// <param name="Days">Days.</param>
/// <param name="Microseconds">Microseconds, everything below a day.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckInterval(int Months, int Days, long Microseconds);
