using System.CommandLine;
using System.Text;
using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Cli.Options;

/// <summary><c>--out FILE</c>: the document into a file, whole or not at all.</summary>
internal sealed class OutOption : Option<string?>
{
    public OutOption()
        : base("--out")
    {
        HelpName = "FILE";
        Description = "Write to this file instead of standard output.";
    }

    /// <summary>The file that was asked for; null for standard output.</summary>
    /// <exception cref="UsageException">It lies in the case: that would be the end of evidence.</exception>
    /// <exception cref="WorkFailedException">Its folder is not there.</exception>
    public string? File(ParseResult options)
    {
        if (options.GetValue(this) is not { } given)
        {
            return null;
        }

        var file = Path.GetFullPath(given);
        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new WorkFailedException($"{given}: there is no such folder");
        }

        if (new FileInfo(file) is { LinkTarget: not null } link)
        {
            file = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;
        }

        var ofCase = options.CommandResult.Command.Options.OfType<CaseOption>().FirstOrDefault();
        return ofCase is not null && Case.Owns(ofCase.Directory(options), file)
            ? throw new UsageException($"--out {given} lies in the case, which holds nothing but evidence")
            : file;
    }

    /// <summary>Writes a document where it was asked for.</summary>
    public void Write(ParseResult options, Terminal terminal, Action<Surface, TextWriter> document)
    {
        if (File(options) is not { } file)
        {
            document(terminal.Surface, terminal.Output);
            return;
        }

        // A device or a pipe stays what it is; like an empty file, it holds nothing that half a document could spoil.
        if (new FileInfo(file) is { Exists: true, Length: 0 })
        {
            using var direct = new StreamWriter(file, append: false, new UTF8Encoding(false));
            document(Surface.Plain, direct);
            return;
        }

        var unfinished = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            using (var output = new StreamWriter(unfinished, append: false, new UTF8Encoding(false)))
            {
                document(Surface.Plain, output);
            }

            System.IO.File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(unfinished);
        }
    }
}
