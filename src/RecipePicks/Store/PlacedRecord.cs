using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>A record on its way into a row.</summary>
/// <param name="Fields">What it says.</param>
/// <param name="Window">What slices of the window lie in.</param>
/// <param name="Scratch">What other slices lie in.</param>
/// <param name="File">The file's name.</param>
/// <param name="Number">Which record of its file it is, from 1.</param>
/// <param name="Row">The row's number in the segment.</param>
/// <param name="IsTelling">Whether it is one of the <see cref="TellingEvents"/>.</param>
internal readonly record struct PlacedRecord(
    RecordFields Fields,
    NativeBuffer Window,
    NativeBuffer Scratch,
    Slice File,
    long Number,
    uint Row,
    bool IsTelling
);
