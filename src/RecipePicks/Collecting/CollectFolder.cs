using System.Text;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>
/// An account's folder in the making. A file appears whole or not at all, and then its line in the manifest: whatever
/// ends the program, what lies there is right, and what is missing is asked for the next time.
/// </summary>
internal sealed class CollectFolder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CliAnswer> _answers = new(StringComparer.Ordinal);
    private readonly FileStream _manifest;

    /// <summary>Opens a folder, made when it is not there, for one writer.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="CollectException">Another program is collecting into it.</exception>
    public CollectFolder(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
        var manifest = System.IO.Path.Combine(path, CliLayout.Manifest);
        if (File.Exists(manifest))
        {
            foreach (var answer in CliManifests.Read(manifest))
            {
                _answers[answer.Key] = answer;
            }
        }

        try
        {
            _manifest = new FileStream(manifest, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new CollectException($"{manifest} cannot be written: {e.Message}", e);
        }

        EndLine();
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>What was answered before to a call, if that need not be asked again: who was denied may have been let in since.</summary>
    /// <param name="call">The call.</param>
    public CliAnswer? Finished(PlannedCall call)
    {
        lock (_lock)
        {
            return
                _answers.GetValueOrDefault(call.Key) is { Outcome: CliAnswer.Ok or CliAnswer.Absent } answer
                && (answer.File is null || File.Exists(FullPath(answer.File)))
                ? answer
                : null;
        }
    }

    /// <summary>What a call printed.</summary>
    /// <param name="answer">A line of the manifest that names a file.</param>
    public byte[] Output(CliAnswer answer) => File.ReadAllBytes(FullPath(answer.File!));

    /// <summary>Keeps an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="output">What the call printed; empty for nothing.</param>
    public void Keep(CliAnswer answer, ReadOnlySpan<byte> output)
    {
        if (answer.File is not null)
        {
            var path = FullPath(answer.File);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var unfinished = $"{path}.unfinished";
            File.WriteAllBytes(unfinished, output);
            File.Move(unfinished, path, overwrite: true);
        }

        lock (_lock)
        {
            _answers[answer.Key] = answer;
            _manifest.Write(Encoding.UTF8.GetBytes(answer.Line() + "\n"));
            _manifest.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _manifest.Dispose();

    private string FullPath(string file) => System.IO.Path.Combine(Path, file);

    // A line that was cut off when the program was killed must not swallow the next.
    private void EndLine()
    {
        if (_manifest.Length > 0)
        {
            _manifest.Seek(-1, SeekOrigin.End);
            if (_manifest.ReadByte() != '\n')
            {
                _manifest.WriteByte((byte)'\n');
            }
        }
    }
}
