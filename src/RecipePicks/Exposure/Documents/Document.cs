using System.Text.Json;

namespace RecipePicks.Exposure.Documents;

/// <summary>What AWS answered to one read call of its CLI.</summary>
/// <param name="Call">The command: <c>s3api get-bucket-policy</c>.</param>
/// <param name="Account">The account; null when nothing tells.</param>
/// <param name="Region">The region; null for what has none, and when nothing tells.</param>
/// <param name="Subject">What it was asked about, several values with commas between; null for nothing in particular.</param>
internal sealed record Document(string Call, string? Account, string? Region, string? Subject)
{
    /// <summary>What it printed; empty unless it was answered with something.</summary>
    public IReadOnlyList<JsonElement> Pages { get; init; } = [];

    /// <summary>Whether AWS says that there is none.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>Why its answer is not known: it was refused, it failed, it was not made; null when it is known.</summary>
    public string? Unknown { get; init; }

    /// <summary>When it was answered, UTC; null when nothing tells.</summary>
    public DateTime? Time { get; init; }

    /// <summary>Whether AWS Config recorded it, and the AWS CLI was not asked.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>A later one about the same that cannot be read: this is what was known last; null when there is none.</summary>
    public Document? Untold { get; init; }

    /// <summary>The file that it lies in; empty when nothing tells.</summary>
    public string File { get; init; } = "";

    /// <summary>Its record in that file, counted from 1; 0 when nothing tells.</summary>
    public long Record { get; init; }

    /// <summary>The values at a path in all its pages.</summary>
    public IEnumerable<JsonElement> At(string path) => Pages.SelectMany(p => JsonWalk.At(p, path));

    /// <summary>The texts at a path in all its pages.</summary>
    public IEnumerable<string> Texts(string path) => At(path).Select(JsonWalk.Text).OfType<string>();

    /// <summary>The first text at a path; null when there is none.</summary>
    public string? Text(string path) => Texts(path).FirstOrDefault();

    /// <summary>What tells, and when, in a sentence: <c>the item of AWS Config of 2026-03-01T00:00:00Z</c>.</summary>
    public string Source =>
        (IsRecorded ? "the item of AWS Config" : Words)
        + (Time is { } time ? $" of {TimeWindow.Format(time)}" : " without a date");

    /// <summary>The call with what it was asked about, in a sentence.</summary>
    public string Words => $"aws {Call}{(Subject is null ? "" : $" of {Subject}")}";
}
