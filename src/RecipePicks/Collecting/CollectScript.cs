using System.Reflection;
using RecipePicks.Letters;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>
/// Writes a bash script that makes the same folder as <see cref="Collection"/>, for where the program may not run. The
/// calls are the same entries; <c>collect.sh</c> is what makes them.
/// </summary>
public static class CollectScript
{
    // Organizations nests units five deep.
    private const int Deepest = 5;

    /// <summary>Writes the script.</summary>
    /// <param name="options">What is to be collected; the folder is the script's own argument.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(CollectOptions options, TextWriter output)
    {
        var scope = CollectScope.Of(options.For);
        output.Write("#!/usr/bin/env bash\n");
        output.Write($"# Collects evidence of state from AWS. Printed by picks {Product.Version}.\n");
        output.Write(Template());
        output.Write($"\nmost={options.Most}\n");
        output.Write(options.Refresh ? "refresh=1\n" : "");
        foreach (var (name, codes) in Codes())
        {
            output.Write($"{name}={Shell.Quote(string.Join(' ', codes))}\n");
        }

        output.Write(Words("signed_out", CliCalls.File.SignedOut));
        output.Write(Words("names", scope.Names));
        foreach (var name in (ReadOnlySpan<string>)["lead", "lead.bucket", "lead.key"])
        {
            output.Write($"{name.Replace('.', '_')}={Shell.Quote(scope.Values.GetValueOrDefault(name) ?? "")}\n");
        }

        output.Write($"lead_region={Shell.Quote(scope.Region ?? "")}\n");
        IReadOnlyList<string?> profiles = options.Profiles is [] ? [null] : [.. options.Profiles];
        foreach (var profile in profiles)
        {
            Account(scope, options, profile, output);
        }

        output.Write("printf 'collect: done; now: picks load %q --case ./case\\n' \"$root\" >&2\n");
    }

    private static void Account(CollectScope scope, CollectOptions options, string? profile, TextWriter output)
    {
        IReadOnlyList<string> regions =
            options.Regions.Count > 0 ? options.Regions
            : scope.Region is not null ? [scope.Region]
            : [];
        output.Write("\nclaimed=() answered=()\nrm -f \"$work\"/*.made\n");
        output.Write(Words("profile", profile is null ? [] : [$"--profile={profile}"]));
        output.Write(Words("regions", regions));
        output.Write("begin\n");
        foreach (var call in scope.Calls.Where(c => !ReferenceEquals(c, WhoAmI.Call)))
        {
            output.Write(Entry(call, scope));
            if (call.Call == "ec2 describe-regions" && regions.Count == 0)
            {
                output.Write(
                    "readarray -t regions < <(values \"$folder/global/ec2-describe-regions.json\" 'Regions[].RegionName')\n"
                );
                output.Write("if ((${#regions[@]} == 0)); then regions=(\"$home\"); fi\n");
            }
        }
    }

    private static string Entry(CliCall call, CollectScope scope)
    {
        IEnumerable<string> words =
        [
            call.Call,
            call.Where,
            call.After ?? "",
            call.Each ?? "",
            scope.IsNarrow(call) ? "lead" : call.When ?? "all",
            string.Join(' ', call.Absent ?? []),
            string.Join(' ', call.Subject),
            .. (call.With ?? new Dictionary<string, string>()).Select(o => $"{o.Key}={o.Value}"),
        ];
        var line = $"entry {string.Join(' ', words.Select(Shell.Quote))}\n";
        return call.After == call.Call ? string.Concat(Enumerable.Repeat(line, Deepest)) : line;
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Codes)> Codes() =>
        [("denied", CliCalls.File.Denied), ("throttled", CliCalls.File.Throttled), ("expired", CliCalls.File.Expired)];

    private static string Words(string name, IReadOnlyList<string> words) =>
        $"{name}=({string.Join(' ', words.Select(Shell.Quote))})\n";

    private static string Template()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Collecting/collect.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
