using System.Diagnostics;
using RecipePicks.Collecting;
using RecipePicks.Sources;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Collecting;

/// <summary>An <c>aws</c> that answers what a test wants, in bash; it notes every call that it gets.</summary>
internal sealed class FakeAws : IDisposable
{
    public const string Account = "111122223333";

    private readonly TempFolder _folder = new();

    /// <summary>Makes one.</summary>
    /// <param name="cases">Branches of a bash <c>case</c> over the command and its options.</param>
    public FakeAws(string cases)
    {
        var script = $$"""
            #!/bin/bash
            printf '%s\n' "$*" >>'{{_folder["calls"]}}'
            refuse() { printf '\nAn error occurred (%s) when calling the Some operation: %s\n' "$1" "$2" >&2; exit 254; }
            case "$*" in
            {{cases}}
            'sts get-caller-identity '*) printf '{\n    "Account": "{{Account}}",\n    "Arn": "arn:aws:iam::{{Account}}:user/me"\n}\n' ;;
            *) printf '{}\n' ;;
            esac
            """;
        Program = _folder.Write("bin/aws", script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Program { get; }

    /// <summary>The folder that is collected into.</summary>
    public string Folder => _folder["out"];

    /// <summary>The calls that it got, as they were given.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_folder["calls"]) ? File.ReadAllLines(_folder["calls"]) : [];

    public string this[string name] => _folder[name];

    /// <summary>What is to be collected: one region, one bucket.</summary>
    public CollectOptions Options =>
        new()
        {
            Folder = Folder,
            Program = Program,
            Regions = ["us-east-1"],
            For = new Lead(LeadKind.Resource, "arn:aws:s3:::b"),
            Pauses = [TimeSpan.Zero, TimeSpan.Zero],
        };

    public void Forget() => File.Delete(_folder["calls"]);

    public CollectSummary Collect(CollectOptions? options = null) =>
        Collection.Run(options ?? Options, progress: null, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The manifest's lines by command and subject.</summary>
    public static IReadOnlyDictionary<string, CliAnswer> Answers(string folder) =>
        CliManifests
            .Read(Path.Combine(folder, Account, CliLayout.Manifest))
            .ToDictionary(a => $"{a.Call} {string.Join(',', a.Subject)} {a.Region}".Trim());

    /// <summary>Runs a script with this <c>aws</c> first on the path.</summary>
    public (int Code, string Error) Bash(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("bash", [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Program)}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error + output.GetAwaiter().GetResult());
    }

    public void Dispose() => _folder.Dispose();
}
