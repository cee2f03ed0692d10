using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>One call that is to be made.</summary>
/// <param name="Entry">What it is.</param>
/// <param name="Region">The region that it is kept under; null for what has none.</param>
/// <param name="Asked">The region that is asked.</param>
/// <param name="Parameters">Its options and their values, in order.</param>
internal sealed partial record PlannedCall(
    CliCall Entry,
    string? Region,
    string Asked,
    IReadOnlyDictionary<string, string> Parameters
)
{
    /// <summary>What tells it from other calls.</summary>
    public string Key => CliAnswer.KeyOf(Entry.Call, Region, Parameters);

    /// <summary>Its file, below the account's folder.</summary>
    public string File => CliLayout.File(Entry.Call, Region, Entry.Subject.Select(o => Parameters[o]));

    /// <summary>
    /// What the AWS CLI is given. Values are tied to their options, so that none is taken for another; the program's own
    /// options come last.
    /// </summary>
    /// <param name="profile">The profile; null for the one that the AWS CLI would take by itself.</param>
    public IReadOnlyList<string> Arguments(string? profile) =>
        [
            .. Entry.Call.Split(' '),
            .. Parameters.Select(p => p.Value.Length == 0 ? $"--{p.Key}" : $"--{p.Key}={p.Value}"),
            $"--region={Asked}",
            .. profile is null ? (IEnumerable<string>)[] : [$"--profile={profile}"],
            "--output=json",
        ];

    /// <summary>A value that the AWS CLI would open as a file or page, for which it must not be given.</summary>
    public string? Reference => Parameters.Values.FirstOrDefault(IsReference);

    /// <summary>The calls that an output leads to, by one entry, in its order.</summary>
    /// <param name="entry">An entry that goes by this call.</param>
    /// <param name="output">What this call printed.</param>
    /// <param name="values">What stands in its options, besides the names.</param>
    public IEnumerable<(string Name, PlannedCall Call)> Next(
        CliCall entry,
        JsonElement output,
        IReadOnlyDictionary<string, string> values
    ) =>
        JsonPath
            .Values(output, entry.Each!)
            .Distinct(StringComparer.Ordinal)
            .Select(name =>
            {
                var filled = new Dictionary<string, string>(values) { ["each"] = name };
                foreach (var (option, value) in Parameters)
                {
                    filled[$"parent.{option}"] = value;
                }

                return (name, Of(entry, Region, Asked, filled));
            });

    /// <summary>A call by its entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="region">The region that it is kept under.</param>
    /// <param name="asked">The region that is asked.</param>
    /// <param name="values">What stands in its options.</param>
    public static PlannedCall Of(
        CliCall entry,
        string? region,
        string asked,
        IReadOnlyDictionary<string, string> values
    ) =>
        new(
            entry,
            region,
            asked,
            (entry.With ?? new Dictionary<string, string>()).ToDictionary(
                o => o.Key,
                o => Hole().Replace(o.Value, hole => hole.Value == "{region}" ? asked : values[hole.Value[1..^1]]),
                StringComparer.Ordinal
            )
        );

    // A queue's URL is taken as it stands.
    private static bool IsReference(string value) =>
        value.StartsWith("file://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("fileb://", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\{[a-z.-]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
